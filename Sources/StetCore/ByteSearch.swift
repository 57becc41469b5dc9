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

extension String {
  /// Whether its UTF-8 stands before that of `other`, byte for byte: the order of files on the disk.
  package func precedesInBytes(_ other: String) -> Bool {
    var (first, second) = (self, other)
    return first.withUTF8 { one in
      second.withUTF8 { two in
        guard let start = one.baseAddress, let otherStart = two.baseAddress else {
          return one.count < two.count
        }
        let order = unsafe memcmp(start, otherStart, min(one.count, two.count))
        return order == 0 ? one.count < two.count : order < 0
      }
    }
  }
}

/// Bytes that a text is looked through for: controls but for the line feed, bytes from `limit` on, and
/// four more.
package struct ByteMarks: Sendable {
  private let limit: UInt8
  private let marks: (UInt8, UInt8, UInt8, UInt8)
  private let question: Question

  /// The controls, the bytes from `limit` on, and `marks`.
  package init(from limit: UInt8, _ marks: (UInt8, UInt8, UInt8, UInt8)) {
    self.limit = limit
    self.marks = marks
    question = Question(limit, marks)
  }

  /// Where the first of them is in `bytes` from `start` on; the end where there is none.
  ///
  /// Most stretches of a text have none. Eight bytes are asked at once, as one number: where that says
  /// that one may be among them, they are asked singly.
  package func firstPlace(in bytes: [UInt8], from start: Int) -> Int {
    precondition(start >= 0, "a search begins within the bytes or at their end")
    return unsafe bytes.withUnsafeBytes { buffer in
      guard start < buffer.count, let base = buffer.baseAddress else { return buffer.count }
      var index = start
      while index &+ 8 <= buffer.count {
        if question.isRaised(by: unsafe (base + index).loadUnaligned(as: UInt64.self)) {
          for place in index..<(index &+ 8)
          where unsafe has(base.load(fromByteOffset: place, as: UInt8.self)) {
            return place
          }
        }
        index &+= 8
      }
      while unsafe index < buffer.count && !has(base.load(fromByteOffset: index, as: UInt8.self)) {
        index &+= 1
      }
      return index
    }
  }

  @inline(__always)
  private func has(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x0A || byte >= limit || byte == marks.0 || byte == marks.1
      || byte == marks.2 || byte == marks.3
  }

  /// The search as arithmetic on eight bytes at once. It never misses one; now and then it is raised
  /// by a byte beside one that it looks for, or by a line feed.
  private struct Question: Sendable {
    /// What brings a byte's lower seven bits to 0x80 where they are at or past the limit.
    private let reach: UInt64
    /// Whether bytes past the limit have their highest bit set.
    private let isLimitHigh: Bool
    private let marks: (UInt64, UInt64, UInt64, UInt64)

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    init(_ limit: UInt8, _ marks: (UInt8, UInt8, UInt8, UInt8)) {
      isLimitHigh = limit >= 0x80
      reach = Self.ones &* UInt64(0x80 &- (limit & 0x7F))
      self.marks = (
        Self.ones &* UInt64(marks.0), Self.ones &* UInt64(marks.1),
        Self.ones &* UInt64(marks.2), Self.ones &* UInt64(marks.3)
      )
    }

    @inline(__always)
    func isRaised(by bytes: UInt64) -> Bool {
      let past = (bytes & ~Self.highs) &+ reach
      var raised = isLimitHigh ? bytes & past : bytes | past
      raised |= (bytes &- Self.ones &* 0x20) & ~bytes
      raised |= Self.zeros(bytes ^ marks.0) | Self.zeros(bytes ^ marks.1)
      raised |= Self.zeros(bytes ^ marks.2) | Self.zeros(bytes ^ marks.3)
      return raised & Self.highs != 0
    }

    /// The highest bit of each byte that is zero.
    @inline(__always)
    private static func zeros(_ bytes: UInt64) -> UInt64 { (bytes &- ones) & ~bytes }
  }
}
