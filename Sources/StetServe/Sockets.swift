#if canImport(Darwin)
  private import Darwin
#elseif canImport(Musl)
  private import Musl
#else
  private import Glibc
#endif

/// The system's calls for connections; every socket is non-blocking.
enum Sockets {
  /// What a socket is watched for, and what of it has come.
  struct Watch: Sendable, Hashable {
    let descriptor: Int32
    var isReading = true
    var isWriting = false
  }

  /// What became of a call that may have to wait.
  enum Outcome: Sendable, Hashable {
    case done(Int)
    /// Nothing can be had or sent now.
    case blocked
    /// The other side is gone.
    case ended
  }

  /// What became of taking a connection.
  enum Arrival: Sendable, Hashable {
    case client(Int32)
    case none
    /// The process may not have more open files.
    case full
  }

  /// A socket that listens at `port` of `host`, and its port, which the system chose where it was 0.
  static func listen(host: String, port: Int) throws(ServeError) -> (descriptor: Int32, port: Int) {
    var hints = unsafe addrinfo()
    unsafe hints.ai_flags = AI_PASSIVE
    unsafe hints.ai_socktype = streamKind
    var found: UnsafeMutablePointer<addrinfo>?
    guard unsafe getaddrinfo(host, String(port), &hints, &found) == 0, let first = unsafe found
    else { throw .noSuchHost(host) }
    defer { unsafe freeaddrinfo(first) }
    let descriptor = unsafe socket(
      first.pointee.ai_family, first.pointee.ai_socktype, first.pointee.ai_protocol)
    guard descriptor >= 0 else { throw .cannotListen(host: host, port: port, code: errno) }
    var isOn: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isOn, size)
    guard unsafe bind(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0,
      systemListen(descriptor, 511) == 0
    else {
      let code = errno
      close(descriptor)
      throw .cannotListen(host: host, port: port, code: code)
    }
    prepare(descriptor)
    return (descriptor, self.port(of: descriptor) ?? port)
  }

  /// Takes a connection that waits at `listener`.
  static func accept(_ listener: Int32) -> Arrival {
    let descriptor = systemAccept(listener)
    if descriptor >= 0 {
      prepare(descriptor)
      var isOn: Int32 = 1
      let size = socklen_t(MemoryLayout<Int32>.size)
      unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, size)
      #if canImport(Darwin)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &isOn, size)
      #endif
      return .client(descriptor)
    }
    switch errno {
    case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .full
    default: return .none
    }
  }

  /// Appends what has come to `bytes`, at most 16 KiB; how many bytes that were.
  static func receive(_ descriptor: Int32, into bytes: inout [UInt8]) -> Outcome {
    let room = 16_384
    var code: Int32 = 0
    let more = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      let got = unsafe recv(descriptor, buffer.baseAddress, room, 0)
      code = got < 0 ? errno : 0
      count = max(0, got)
    }
    bytes += more
    if code == 0 { return more.isEmpty ? .ended : .done(more.count) }
    return isWaiting(code) ? .blocked : .ended
  }

  /// Sends what it can of `bytes` from `start` on; how many bytes that were.
  static func send(_ bytes: [UInt8], from start: Int, to descriptor: Int32) -> Outcome {
    #if canImport(Darwin)
      let flags: Int32 = 0
    #else
      let flags = Int32(MSG_NOSIGNAL)
    #endif
    let sent = unsafe bytes.withUnsafeBytes { buffer in
      unsafe systemSend(
        descriptor, buffer.baseAddress?.advanced(by: start), bytes.count - start, flags)
    }
    if sent >= 0 { return .done(sent) }
    return isWaiting(errno) ? .blocked : .ended
  }

  /// Waits until one of `watches` is ready, at most `milliseconds`; those that are.
  static func poll(_ watches: [Watch], milliseconds: Int) -> [Watch] {
    var entries = watches.map { watch in
      pollfd(
        fd: watch.descriptor,
        events: Int16((watch.isReading ? POLLIN : 0) | (watch.isWriting ? POLLOUT : 0)),
        revents: 0)
    }
    let limit = Int32(clamping: max(0, milliseconds))
    guard unsafe systemPoll(&entries, nfds_t(entries.count), limit) > 0 else { return [] }
    return zip(watches, entries).compactMap { watch, entry in
      if entry.revents == 0 { return nil }
      let events = Int32(entry.revents)
      // Of a broken connection reading tells.
      let isBroken = events & Int32(POLLERR | POLLHUP | POLLNVAL) != 0
      return Watch(
        descriptor: watch.descriptor, isReading: isBroken || events & Int32(POLLIN) != 0,
        isWriting: events & Int32(POLLOUT) != 0)
    }
  }

  /// A pipe: what is written to its second end can be read from its first.
  static func pipe() throws(ServeError) -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    guard unsafe systemPipe(&ends) == 0 else { throw .cannotWatch(code: errno) }
    ends.forEach(prepare)
    return (ends[0], ends[1])
  }

  /// Writes one byte to the pipe's end `descriptor`, so that who waits for it wakes up.
  static func ring(_ descriptor: Int32) {
    var byte: UInt8 = 1
    _ = unsafe write(descriptor, &byte, 1)
  }

  /// Takes everything out of the pipe's end `descriptor`.
  static func drain(_ descriptor: Int32) {
    var bytes = [UInt8](repeating: 0, count: 256)
    while unsafe read(descriptor, &bytes, 256) == 256 {}
  }

  /// Tells the other side that nothing more comes.
  static func endSending(_ descriptor: Int32) {
    _ = shutdown(descriptor, sendingEnd)
  }

  /// Closes `descriptor`.
  static func close(_ descriptor: Int32) {
    _ = systemClose(descriptor)
  }

  /// Lets the process have as many open files as the system allows it, up to 8,192.
  static func raiseLimit() {
    var limit = rlimit()
    guard unsafe getrlimit(fileLimit, &limit) == 0 else { return }
    limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, 8_192))
    _ = unsafe setrlimit(fileLimit, &limit)
  }

  private static func isWaiting(_ code: Int32) -> Bool {
    code == EAGAIN || code == EWOULDBLOCK || code == EINTR
  }

  private static func prepare(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  private static func port(of descriptor: Int32) -> Int? {
    var storage = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return unsafe withUnsafeMutablePointer(to: &storage) { pointer in
      let result = unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe getsockname(descriptor, $0, &size)
      }
      if result != 0 { return nil }
      // The port stands at the same place for both families.
      return unsafe pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        unsafe Int(UInt16(bigEndian: $0.pointee.sin_port))
      }
    }
  }
}

#if canImport(Darwin)
  private func systemAccept(_ listener: Int32) -> Int32 { Darwin.accept(listener, nil, nil) }
  private let systemClose = Darwin.close
  private let systemListen = Darwin.listen
  private let systemPipe = unsafe Darwin.pipe
  private let systemPoll = unsafe Darwin.poll
  private let systemSend = unsafe Darwin.send
  private let streamKind = SOCK_STREAM
  private let sendingEnd = SHUT_WR
  private let fileLimit = RLIMIT_NOFILE
#elseif canImport(Musl)
  private func systemAccept(_ listener: Int32) -> Int32 { Musl.accept(listener, nil, nil) }
  private let systemClose = Musl.close
  private let systemListen = Musl.listen
  private let systemPipe = unsafe Musl.pipe
  private let systemPoll = unsafe Musl.poll
  private let systemSend = unsafe Musl.send
  private let streamKind = SOCK_STREAM
  private let sendingEnd = SHUT_WR
  private let fileLimit = RLIMIT_NOFILE
#else
  private func systemAccept(_ listener: Int32) -> Int32 { Glibc.accept(listener, nil, nil) }
  private let systemClose = Glibc.close
  private let systemListen = Glibc.listen
  private let systemPipe = unsafe Glibc.pipe
  private let systemPoll = unsafe Glibc.poll
  private let systemSend = unsafe Glibc.send
  private let streamKind = Int32(SOCK_STREAM.rawValue)
  private let sendingEnd = Int32(SHUT_WR)
  private let fileLimit = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
#endif
