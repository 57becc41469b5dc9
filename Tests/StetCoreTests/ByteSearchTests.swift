import SeededRandom
import Testing

@testable import StetCore

@Suite
struct ByteSearchTests {
  @Test
  func aByteIsFoundFromAnyStart() {
    let bytes = Array("a<b<".utf8)
    #expect((0...5).map { firstPlace(of: 0x3C, in: bytes, from: $0) } == [1, 1, 3, 3, 4, 4])
    #expect(firstPlace(of: 0x3C, in: [], from: 0) == 0)
  }

  /// Whatever the place and the length, beyond the stretch that is looked at as a whole too; with limits
  /// below, at and above the middle of all bytes.
  @Test(arguments: [UInt8(0x60), 0x7F, 0x80, 0x81, 0xC3, 0xFF])
  func marksAreFoundAsByLookingAtEachByte(limit: UInt8) {
    var random = SeededGenerator(seed: 7)
    let own: [UInt8] = [0x26, 0x3C, 0x7F, 0xC2]
    let marks = ByteMarks(from: limit, (own[0], own[1], own[2], own[3]))
    let plain = (UInt8(0x0A)..<limit).filter { byte in
      byte == 0x0A || byte >= 0x20 && !own.contains(byte)
    }
    let others = (UInt8(0)...0xFF).filter { !plain.contains($0) }
    for _ in 0..<2_000 {
      let count = Int.random(in: 0...100, using: &random)
      var bytes = (0..<count).map { _ in plain.randomElement(using: &random) ?? 0x61 }
      for _ in 0..<Int.random(in: 0...2, using: &random) where count > 0 {
        bytes[Int.random(in: 0..<count, using: &random)] = others.randomElement(using: &random) ?? 0
      }
      let start = Int.random(in: 0...count, using: &random)
      let expected = bytes[start...].firstIndex { others.contains($0) } ?? count
      #expect(marks.firstPlace(in: bytes, from: start) == expected)
    }
  }

  /// At the end of the text and before it, where what follows is not to be seen.
  @Test
  func eightBytesAreThoseUpToTheEndThatIsAskedFor() {
    for length in 0...20 {
      let text = (0..<length).map { UInt8(0xC1 + $0) }
      for place in 0...length {
        for end in 0...length {
          var expected: UInt64 = 0
          for index in place..<max(place, min(end, place + 8)) {
            expected |= UInt64(text[index]) << UInt64(8 * (index - place))
          }
          #expect(
            EightBytes(of: text.span, from: place, to: end).number == expected,
            "from \(place) to \(end) of \(length)")
        }
      }
    }
  }

  @Test(arguments: [
    ("", "a", true), ("a", "", false), ("", "", false), ("a", "ab", true), ("ab", "a", false),
    ("Z", "a", true), ("é", "z", false), ("e\u{301}", "é", true), ("a/b", "a-b", false),
  ])
  func textsStandInTheOrderOfTheirBytes(first: String, second: String, isBefore: Bool) {
    #expect(first.precedesInBytes(second) == isBefore)
    #expect(
      first.utf8.lexicographicallyPrecedes(second.utf8) == isBefore, "the row itself is wrong")
  }
}
