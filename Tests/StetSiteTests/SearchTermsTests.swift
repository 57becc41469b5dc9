import SeededRandom
import StetCore
import Testing

@testable import StetSite

struct SearchTermsTests {
  private func terms(_ texts: [String], names: [String] = [], countMax: Int = 100) -> SearchTerms {
    SearchTerms(
      texts.map { WordCounts(title: "", standfirst: "", text: Array($0.utf8)) },
      names: texts.indices.map { WordCounts(name: names.indices.contains($0) ? names[$0] : "") },
      documentCountMax: countMax)
  }

  private func listed(_ terms: SearchTerms) -> [String: [UInt32]] {
    Dictionary(
      (0..<terms.count).map {
        (String(decoding: terms.word($0), as: UTF8.self), Array(terms.documents($0)))
      }
    ) { first, _ in
      Issue.record("a word stands twice")
      return first
    }
  }

  @Test
  func everyWordLeadsToItsDocuments() {
    let found = terms(["Ink, ink and Größe", "ink", "東京都"], names: ["", "Ink"])
    #expect(
      listed(found) == [
        "ink": [2, 19], "and": [1], "grosse": [1], "東京": [21], "京都": [21],
      ])
    #expect(
      (0..<found.count).map { Array(found.word($0)) }.elementsEqual(
        (0..<found.count).map { Array(found.word($0)) }.sorted { $0.lexicographicallyPrecedes($1) })
    )
  }

  @Test
  func aCommonWordLeadsToWhereItWeighsMost() {
    let found = terms(["ink", "ink ink ink", "ink", "ink ink"], countMax: 3)
    #expect(listed(found) == ["ink": [13, 21, 32]])
  }

  @Test
  func itAgreesWithCountingByHand() {
    var random = SeededGenerator(seed: 8)
    let words = (0..<60).map { "word\($0)" }
    let texts = (0..<200).map { _ in
      (0..<Int.random(in: 0...40, using: &random)).map { _ in
        words[Int.random(in: 0..<60, using: &random)]
      }
    }
    var expected: [String: [UInt32]] = [:]
    for (number, text) in texts.enumerated() {
      for (word, uses) in Dictionary(grouping: text, by: { $0 }) {
        expected[word, default: []].append(UInt32(number * 10 + min(6, uses.count)))
      }
    }
    let found = terms(texts.map { $0.joined(separator: " ") }, countMax: 1_000)
    #expect(listed(found) == expected)
  }
}
