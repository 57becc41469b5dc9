import SeededRandom
import Testing

@testable import StetSite

/// An index whose words change answers as one that is made anew, and knows whom a change reaches.
struct RevisedIndexTests {
  private static let vocabulary = 900

  /// Some words by Zipf's law, of which common ones stand in most stories.
  private static func text(_ random: inout SeededGenerator, count: Int) -> String {
    (0..<count).map { _ in
      let place = Double.random(in: 0..<1, using: &random)
      return "w\(Int(Double(vocabulary) * place * place * place))x"
    }.joined(separator: " ")
  }

  private static func words(_ text: String) -> WordCounts {
    WordCounts(title: "", standfirst: "", text: Array(text.utf8))
  }

  private static func documents(_ texts: [String], _ random: SeededGenerator) -> [RelatedDocument] {
    var random = random
    return texts.enumerated().map { number, text in
      RelatedDocument(
        words: words(text), topics: [RelatedTopic(id: number % 7)],
        secondsSinceEpoch: Int.random(in: 0..<400, using: &random) * 86_400,
        links: number.isMultiple(of: 3) ? [Int.random(in: 0..<texts.count, using: &random)] : [],
        isPublic: !number.isMultiple(of: 11))
    }
  }

  /// `text` after an edit, small or large.
  private static func edited(_ text: String, _ random: inout SeededGenerator) -> String {
    var words = text.split(separator: " ").map(String.init)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: words.removeLast(min(words.count, 4))
    case 1: words += ["new\(Int.random(in: 0..<9, using: &random))x"]
    case 2: words.shuffle(using: &random)
    case 3: words = [Self.text(&random, count: 60)]
    default: words += [Self.text(&random, count: 5)]
    }
    return words.joined(separator: " ")
  }

  @Test(arguments: 1...6)
  func answersAreThoseOfANewIndexAndOthersThanTheAffectedStay(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var texts = (0..<240).map { _ in Self.text(&random, count: 60) }
    let rest = random
    let queries = texts.indices.filter { !$0.isMultiple(of: 11) }.map { RelatedQuery(document: $0) }
    var index = RelatedIndex(Self.documents(texts, rest))
    var revised = RevisedIndex(index)
    var answers = index.related(for: queries, limit: 6)
    var countAffected = 0
    for round in 1...25 {
      let places = (0..<Int.random(in: 1...2, using: &random)).map { _ in
        Int.random(in: 0..<texts.count, using: &random)
      }
      for place in places { texts[place] = Self.edited(texts[place], &random) }
      index = RelatedIndex(Self.documents(texts, rest))
      let affected = revised.revise(
        Set(places).map { (document: $0, words: Self.words(texts[$0])) })
      guard let affected else {
        revised = RevisedIndex(index)
        answers = index.related(for: queries, limit: 6)
        continue
      }
      let now = index.related(for: queries, limit: 6)
      #expect(revised.related(for: queries, limit: 6) == now, "round \(round)")
      for (number, query) in queries.enumerated() where !affected.contains(query.document) {
        #expect(now[number] == answers[number], "round \(round), story \(query.document)")
      }
      answers = now
      countAffected += affected.count
    }
    #expect(countAffected > 0)
  }

  @Test func aWordThatNobodyElseHasReachesNobody() throws {
    var random = SeededGenerator(seed: 3)
    let texts = (0..<60).map { _ in Self.text(&random, count: 40) }
    var revised = RevisedIndex(RelatedIndex(Self.documents(texts, random)))
    let change = (document: 5, words: Self.words(texts[5] + " unheard"))
    let affected = revised.revise([change])
    #expect(affected == [])
  }
}
