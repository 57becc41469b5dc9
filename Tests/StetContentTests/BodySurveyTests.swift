import SeededRandom
import Testing

@testable import StetContent

struct BodySurveyTests {
  /// What a survey is to tell, found by looking at each byte alone.
  private struct Plain: Equatable {
    var countControls = 0
    var countPipes = 0
    var countAts = 0
    var hasMarks = false

    init(_ survey: BodySurvey) {
      countControls = survey.countControls
      countPipes = survey.countPipes
      countAts = survey.countAts
      hasMarks = survey.hasMarks
    }

    init(_ text: [UInt8]) {
      for (place, byte) in text.enumerated() {
        countControls += isUnprintable(byte) ? 1 : 0
        countPipes += byte == UInt8(ascii: "|") ? 1 : 0
        countAts += byte == UInt8(ascii: "@") ? 1 : 0
        hasMarks = hasMarks || "{\\$".utf8.contains(byte)
        guard byte == UInt8(ascii: "[") else { continue }
        let before = text[..<place]
        let line = before.last == UInt8(ascii: "*") ? before.dropLast() : before
        hasMarks = hasMarks || line.isEmpty || line.last == 0x0A
      }
    }
  }

  @Test
  func textsOfEveryByteAreSurveyedAsByteByByte() {
    var random = SeededGenerator(seed: 7)
    // Most texts are words with a few others among them, so that each of these decides.
    let words = Array("word wolf, 12 - é\u{2014}_^]~\n*".utf8)
    for _ in 0..<20_000 {
      let rare = UInt8.random(in: 0...255, using: &random)
      let count = Int.random(in: 0...40, using: &random)
      var text = (0..<count).map { _ in words.randomElement(using: &random) ?? 0x20 }
      if !text.isEmpty { text[Int.random(in: text.indices, using: &random)] = rare }
      #expect(Plain(BodySurvey(text.span)) == Plain(text), "\(text)")
    }
  }
}
