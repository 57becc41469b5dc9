import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A host on this machine that answers `/404` with 404, `/301` with 301, and so on.
///
/// A class, because it owns its socket until the test is done with it.
final class StatusHost: Sendable {
  /// How examples call it.
  static let example = "http://127.0.0.1:8000"

  /// Its address, such as `http://127.0.0.1:49152`.
  let address: String
  private let listener: Int32

  init() throws {
    #if os(Linux)
      let door = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let door = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_addr.s_addr = unsafe inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = unsafe withUnsafeMutablePointer(to: &place) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        unsafe bind(door, pointer, length) == 0 && listen(door, 16) == 0
          && getsockname(door, pointer, &length) == 0
      }
    }
    guard isListening else { throw POSIXError(.EADDRNOTAVAIL) }
    address = "http://127.0.0.1:\(UInt16(bigEndian: place.sin_port))"
    listener = door
    Thread.detachNewThread {
      while true {
        let client = accept(door, nil, nil)
        if client < 0 { return }
        StatusHost.answer(client)
      }
    }
  }

  deinit {
    _ = shutdown(listener, Int32(SHUT_RDWR))
    _ = close(listener)
  }

  private static func answer(_ client: Int32) {
    let head = unsafe [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, count in
      count = unsafe max(0, read(client, buffer.baseAddress, 4_096))
    }
    let path = String(decoding: head, as: UTF8.self).split(separator: " ").dropFirst().first ?? ""
    let status = Int(path.dropFirst()) ?? 404
    let reply =
      "HTTP/1.1 \(status) Told\r\nLocation: /200\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    let bytes = Array(reply.utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe write(client, $0.baseAddress, $0.count) }
    _ = close(client)
  }
}
