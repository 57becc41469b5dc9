/// Eight bytes of a text at once, as one number, and which of them are what.
///
/// Sets of bytes are numbers too: the highest bit of each byte that belongs to it. It is public so that other
/// rooms compile it into their loops: what is `package` is only called.
public struct EightBytes {
  /// The bytes, the first the lowest.
  public let number: UInt64

  @inlinable static var ones: UInt64 { 0x0101_0101_0101_0101 }
  /// The set of all eight.
  @inlinable public static var all: UInt64 { 0x8080_8080_8080_8080 }

  /// The bytes of `text` from `place` on; zeros from `end` on, which is not past the text's.
  @inlinable @inline(__always)
  public init(of text: Span<UInt8>, from place: Int, to end: Int) {
    precondition(place >= 0 && end <= text.count, "what is read lies within the text")
    if place &+ 8 <= text.count {
      let eight = unsafe UInt64(
        littleEndian: text.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
      // Those past the end are cut off, as a loop over so few bytes takes longer.
      number = place &+ 8 <= end ? eight : eight & Self.lowest(max(end &- place, 0))
      return
    }
    var number: UInt64 = 0
    var index = end
    while index > place {
      index &-= 1
      number = number << 8 | UInt64(text[index])
    }
    self.number = number
  }

  /// All bits of the first `count` bytes, less than eight.
  @inlinable @inline(__always)
  static func lowest(_ count: Int) -> UInt64 { (1 &<< UInt64(count &* 8)) &- 1 }

  /// The letters of ASCII.
  @inlinable @inline(__always)
  public var letters: UInt64 { within(0x61, 0x7A, number | Self.ones &* 0x20) }

  /// The digits of ASCII.
  @inlinable @inline(__always)
  public var digits: UInt64 { within(0x30, 0x39, number) }

  /// The spaces.
  @inlinable @inline(__always)
  public var spaces: UInt64 { within(0x20, 0x20, number) }

  /// What is not of ASCII.
  @inlinable @inline(__always)
  public var wide: UInt64 { number & Self.all }

  /// Whether a control may be among them, or one of `$ @ [ \ { |`: none is missed, and now and then another
  /// byte, such as `_`, is taken for one.
  @inlinable @inline(__always)
  public var mayHaveMarks: Bool {
    let (dollar, at) = (number ^ Self.ones &* 0x24, number ^ Self.ones &* 0x40)
    var marks = (number &- Self.ones &* 0x20) & ~number
    marks |= (dollar &- Self.ones) & ~dollar | (at &- Self.ones) & ~at
    // With the bit that makes letters small, brackets and backslashes are braces and bars.
    marks |= within(0x7B, 0x7F, number | Self.ones &* 0x20)
    return marks & Self.all != 0
  }

  /// The bytes of ASCII from `lowest` to `highest` in `bytes`, a number like `number`.
  @inlinable @inline(__always)
  func within(_ lowest: UInt64, _ highest: UInt64, _ bytes: UInt64) -> UInt64 {
    // A sum has its highest bit set where the byte is at or past what is taken from 0x80.
    let low = bytes & ~Self.all
    let past = (low &+ Self.ones &* (0x80 &- lowest)) & ~(low &+ Self.ones &* (0x7F &- highest))
    return past & ~number & Self.all
  }

  /// How many of the first bytes belong to `set`.
  @inlinable @inline(__always)
  public static func count(of set: UInt64) -> Int { (~set & all).trailingZeroBitCount / 8 }

  /// The first `count` bytes, which are letters and digits, in lower case; zeros after them.
  @inlinable @inline(__always)
  public func folded(_ count: Int) -> UInt64 {
    // Digits have the bit that makes letters small.
    let small = number | Self.ones &* 0x20
    return count == 8 ? small : small & Self.lowest(count)
  }

  /// Writes `number`, its lowest byte first, to the eight bytes of `text` from `place` on.
  @inlinable @inline(__always)
  public static func write(_ number: UInt64, to text: inout MutableSpan<UInt8>, at place: Int) {
    var bytes = unsafe text.mutableBytes
    bytes.storeBytes(of: number.littleEndian, toByteOffset: place, as: UInt64.self)
  }
}
