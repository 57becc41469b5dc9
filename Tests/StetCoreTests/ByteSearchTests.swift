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

  /// Whatever the place and the length, beyond the stretch that is looked at as a whole too.
  @Test
  func marksAreFoundAsByLookingAtEachByte() {
    var random = SeededGenerator(seed: 7)
    let marks = ByteMarks(from: 0x7F, (0x26, 0x3C, 0x3E, 0x22))
    let plain = (UInt8(0x0A)...0x7E).filter { byte in
      byte == 0x0A || byte >= 0x20 && ![0x26, 0x3C, 0x3E, 0x22].contains(byte)
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
}
