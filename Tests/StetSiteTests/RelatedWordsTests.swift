import SeededRandom
import Testing

@testable import StetSite

struct RelatedWordsTests {
  @Test(arguments: [
    ("Council votes", ["council", "votes"]),
    ("The 18F team's API, v2", ["the", "18f", "team", "api", "v2"]),
    ("a b c", []),
    ("Ärger in Łódź, naïve cafés", ["arger", "in", "lodz", "naive", "cafes"]),
    ("nai\u{308}ve", ["naive"]),
    ("soft\u{AD}hyphen", ["softhyphen"]),
    ("Москва и Ёлка", ["москва", "елка"]),
    ("東京都 日", ["東京", "京都", "日"]),
    ("한국어 Swift", ["한국", "국어", "swift"]),
  ])
  func textIsCutIntoWords(text: String, words: [String]) {
    #expect(scanned(Array(text.utf8)) == words)
  }

  @Test func brokenBytesPartWords() {
    #expect(scanned([0x61, 0x62, 0xFF, 0x63, 0x64, 0xE2, 0x80]) == ["ab", "cd"])
  }

  @Test func whatIsTooLongToBeAWordIsLeftOut() {
    let blob = String(repeating: "x", count: 200)
    #expect(scanned(Array("ab \(blob) cd".utf8)) == ["ab", "cd"])
  }

  @Test func aHeadlineCountsThreefoldAndAStandfirstTwofold() {
    let words = WordCounts(title: "Budget", standfirst: "budget vote", text: Array("vote now".utf8))
    #expect(listed(words) == ["budget 5", "vote 3", "now 1"])
  }

  @Test func theWordsOfHTMLAreThoseOutsideItsTags() {
    let html = "<p class=\"lead\">The Vote of <em>Łódź</em>an naïve</p>\n<b>vote</b>2 é!<i end vote"
    let words = WordCounts(title: "", standfirst: "", html: Array(html.utf8))
    #expect(
      listed(words) == ["the 1", "vote 2", "of 1", "lodz 1", "an 1", "naive 1"])
  }

  @Test func anyTextGivesTheWordsThatTheScannerFinds() {
    let pieces = [
      "vote", "Vote", "a", "1", " ", "-", "é", "\u{301}", "東京", "日", "'", "\u{AD}", "x9",
      "council7", "COUNCILS9", "@[`{/:", "\u{7F}", "twenty4letters7and8digits", "Ünterwortlänge",
    ]
    var random = SeededGenerator(seed: 3)
    for _ in 0..<2000 {
      let text = (0..<20).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      var counts: [String: Int] = [:]
      for word in scanned(Array(text.utf8)) { counts[word, default: 0] += 1 }
      let words = WordCounts(title: "", standfirst: "", html: Array(text.utf8))
      let expected = counts.map { "\($0.key) \($0.value)" }.sorted()
      #expect(listed(words).sorted() == expected, "\(text)")
    }
  }

  @Test func aCountStopsAt255() {
    let words = WordCounts(
      title: "", standfirst: "", text: Array(String(repeating: "vote ", count: 400).utf8))
    #expect(listed(words) == ["vote 255"])
  }

  @Test func storedWordsAreReadBack() throws {
    let words = WordCounts(title: "Ein Wort", standfirst: "", text: Array("für Wörter".utf8))
    #expect(WordCounts(bytes: words.bytes) == words)
  }

  @Test(arguments: [[1], [1, 0], [0, 1, 97], [1, 4, 97, 98]] as [[UInt8]])
  func whatIsNoListOfWordsIsRefused(bytes: [UInt8]) {
    #expect(WordCounts(bytes: bytes) == nil)
  }

  /// With fewer words than are taken and with more, and with few weights, so that many are alike.
  @Test(arguments: [0, 1, 95, 96, 97, 130, 400, 1_000])
  func theBestWordsAreTheHeaviestAndOfEqualsTheEarlier(count: Int) throws {
    var random = SeededGenerator(seed: UInt64(count) + 3)
    var best = BestWords()
    let words = try #require(
      WordCounts(bytes: Array(repeatElement([1, 1, 0x61], count: count).joined())))
    // One is used for many stories.
    for weightMax in [1, 5, 60, 10_000] {
      let weights = (0..<count).map { _ in
        Float(Int.random(in: 0...weightMax, using: &random)) / 8
      }
      // Of a weight the upper half of its bits counts.
      let rounded = weights.map { Float(bitPattern: $0.bitPattern & 0xFFFF_0000) }
      let expected = weights.indices.filter { rounded[$0] > 0 }
        .sorted { (rounded[$1], $0) < (rounded[$0], $1) }.prefix(BestWords.countMax).sorted()
      best.gather(words) { place, _ in weights[place] }
      var taken: [(place: Int, weight: Float)] = []
      best.take { place, weight in taken.append((place, weight)) }
      #expect(taken.map(\.place) == expected)
      #expect(taken.map(\.weight) == expected.map { rounded[$0] })
    }
  }

  private func scanned(_ text: [UInt8]) -> [String] {
    var scanner = WordScanner()
    var words: [String] = []
    scanner.scan(text) { words.append(String(decoding: $0, as: UTF8.self)) }
    return words
  }

  private func listed(_ words: WordCounts) -> [String] {
    var list: [String] = []
    words.forEach { _, count, offset in list.append("\(words.word(at: offset)) \(count)") }
    return list
  }

  /// Short and long texts, with words of other scripts among them and more different words than are
  /// kept.
  @Test(arguments: [0, 1, 40, 400, 3_000, 12_000])
  func wordsAreCountedAsByLookingAtEachAlone(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    let others = ["Köln", "naïve", "été", "東京", "Москва", "a", "ÀB", "x-y", "l\u{2019}été", "ﬁ"]
    let text = (0..<count).map { _ in
      Int.random(in: 0..<9, using: &random) == 0
        ? others.randomElement(using: &random) ?? ""
        : "W\(Int.random(in: 0..<max(2, count / 3), using: &random))z"
    }.joined(separator: " ")
    var expected: [(word: [UInt8], count: Int)] = []
    var places: [[UInt8]: Int] = [:]
    var scanner = WordScanner()
    scanner.scan(Array(text.utf8)) { word in
      if let place = places[word] {
        expected[place].count += 1
      } else if expected.count < 1_000 {
        places[word] = expected.count
        expected.append((word, 1))
      }
    }
    let bytes = expected.flatMap { [UInt8(min(255, $0.count)), UInt8($0.word.count)] + $0.word }
    #expect(WordCounts(title: "", standfirst: "", text: Array(text.utf8)).bytes == bytes)
  }
}
