/// Eight bytes of a text at once, as one number: which of them are letters and digits of ASCII.
struct EightBytes {
  /// The first byte is the lowest.
  private let bytes: UInt64
  /// The highest bit of each byte that is a letter or a digit.
  private let words: UInt64

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The bytes of `text` from `place` on; zeros past its end.
  @inline(__always)
  init(of text: Span<UInt8>, at place: Int) {
    bytes = eightBytes(of: text, from: place, to: text.count)
    let low = bytes & ~Self.highs
    let letters = low | Self.ones &* 0x20
    // A sum has its highest bit set where the byte is at or past what is taken from 0x80.
    let isLetter = (letters &+ Self.ones &* (0x80 - 0x61)) & ~(letters &+ Self.ones &* (0x80 - 0x7B))
    let isDigit = (low &+ Self.ones &* (0x80 - 0x30)) & ~(low &+ Self.ones &* (0x80 - 0x3A))
    words = (isLetter | isDigit) & ~bytes & Self.highs
  }

  /// How many letters and digits it begins with.
  @inline(__always)
  var wordCount: Int { (~words & Self.highs).trailingZeroBitCount / 8 }

  /// How many bytes of ASCII that are neither it begins with.
  @inline(__always)
  var gapCount: Int { ((words | bytes) & Self.highs).trailingZeroBitCount / 8 }

  /// The first `count` bytes, which are letters and digits, in lower case; zeros after them.
  @inline(__always)
  func folded(_ count: Int) -> UInt64 {
    // Digits have the bit that makes letters small.
    let small = bytes | Self.ones &* 0x20
    return count == 8 ? small : small & ((1 << UInt64(count * 8)) &- 1)
  }
}

/// The bytes of `text` from `place` on as a number, the first the lowest, at most eight; zeros from `end`
/// on, which is not past the text's.
@inline(__always)
func eightBytes(of text: Span<UInt8>, from place: Int, to end: Int) -> UInt64 {
  precondition(place >= 0 && end <= text.count, "what is read lies within the text")
  if place &+ 8 <= end {
    return unsafe UInt64(
      littleEndian: text.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
  }
  var number: UInt64 = 0
  var index = end
  while index > place {
    index &-= 1
    number = number << 8 | UInt64(text[index])
  }
  return number
}
