#if canImport(Darwin)
  private import Darwin
#elseif canImport(Musl)
  private import Musl
#else
  private import Glibc
#endif

/// Where `byte` stands first in `bytes` from `start` on; the end where it does not.
package func firstPlace(of byte: UInt8, in bytes: [UInt8], from start: Int) -> Int {
  precondition(start >= 0, "a search begins within the bytes or at their end")
  return unsafe bytes.withUnsafeBytes { buffer in
    guard start < buffer.count, let base = buffer.baseAddress,
      let found = unsafe memchr(base + start, Int32(byte), buffer.count - start)
    else { return buffer.count }
    return unsafe UnsafeRawPointer(found) - base
  }
}

/// Bytes that a text is looked through for: controls but for the line feed, bytes from `limit` on, and
/// four more.
package struct ByteMarks: Sendable {
  private let limit: UInt8
  private let marks: (UInt8, UInt8, UInt8, UInt8)

  /// The controls, the bytes from `limit` on, and `marks`.
  package init(from limit: UInt8, _ marks: (UInt8, UInt8, UInt8, UInt8)) {
    self.limit = limit
    self.marks = marks
  }

  /// Where the first of them is in `bytes` from `start` on; the end where there is none.
  ///
  /// Most stretches of a text have none. They are asked as a whole, without a branch for each byte.
  package func firstPlace(in bytes: [UInt8], from start: Int) -> Int {
    precondition(start >= 0, "a search begins within the bytes or at their end")
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      guard start < buffer.count, let base = buffer.baseAddress else { return buffer.count }
      var index = start
      while index &+ ByteMarks.stretch <= buffer.count {
        var found: UInt8 = 0
        for place in 0..<ByteMarks.stretch { found |= unsafe has((base + index)[place]) }
        if found != 0 { break }
        index &+= ByteMarks.stretch
      }
      while unsafe index < buffer.count && has(base[index]) == 0 { index &+= 1 }
      return index
    }
  }

  private static let stretch = 32

  /// 1 for one of the bytes, 0 for any other.
  @inline(__always)
  private func has(_ byte: UInt8) -> UInt8 {
    let isControl: UInt8 = byte < 0x20 ? 1 : 0
    let isBreak: UInt8 = byte == 0x0A ? 1 : 0
    let isHigh: UInt8 = byte >= limit ? 1 : 0
    let isFirst: UInt8 = byte == marks.0 ? 1 : 0
    let isSecond: UInt8 = byte == marks.1 ? 1 : 0
    let isThird: UInt8 = byte == marks.2 ? 1 : 0
    let isFourth: UInt8 = byte == marks.3 ? 1 : 0
    return (isControl ^ isBreak) | isHigh | isFirst | isSecond | isThird | isFourth
  }
}
