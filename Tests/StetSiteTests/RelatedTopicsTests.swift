import Testing

@testable import StetSite

struct RelatedTopicsTests {
  @Test func topicsOfNearStoriesAndNamedTopicsAreSuggested() {
    let index = RelatedIndex([
      story("tram depot line", [0]), story("tram line extended", [0]), story("football cup", [1]),
      story("football final", [1]), story("tram depot budget debate", []),
      story("the opera season", []),
    ])
    let suggester = TopicSuggester(index, names: [["Transport"], ["Sport"], ["Budget"], ["Opera"]])
    let found = suggester.suggestions(for: [4, 5], limit: 3, confidenceMin: 0)
    #expect(found.map { $0.map(\.topic) } == [[0, 2], [3]])
    #expect(found.joined().allSatisfy { $0.confidence > 0 && $0.confidence < 1 })
    #expect(suggester.suggestions(for: [5], limit: 3, confidenceMin: 0.99) == [[]])
    #expect(suggester.suggestions(for: [4], limit: 1, confidenceMin: 0)[0].map(\.topic) == [0])
  }

  @Test func whatAnArticleHasIsNotSuggested() {
    let index = RelatedIndex([story("tram line", [0]), story("tram depot", [0])])
    let suggester = TopicSuggester(index, names: [["Tram"]])
    #expect(suggester.suggestions(for: [0], limit: 3, confidenceMin: 0) == [[]])
  }

  @Test func manyTaggedArticlesTeachHowSureToBe() throws {
    // Topic 0 is always right where the word is; the name of topic 1 stands everywhere.
    var documents: [RelatedDocument] = []
    for place in 0..<300 {
      let isTram = place % 3 == 0
      documents.append(
        story("\(isTram ? "tram rails" : "w\(place % 17) x\(place % 5)") news", [isTram ? 0 : 2]))
    }
    documents.append(story("tram rails news", []))
    let suggester = TopicSuggester(
      RelatedIndex(documents), names: [["Tram"], ["News"], ["Other"]])
    let found = suggester.suggestions(for: [300], limit: 3, confidenceMin: 0)[0]
    #expect(found.first?.topic == 0)
    #expect(try #require(found.first).confidence > 0.8)
    #expect(found.dropFirst().allSatisfy { $0.confidence < 0.3 })
  }

  @Test(arguments: [
    ("an open letter about the source", [0]), ("nothing", []), ("Budgets and a budget", [1]),
    ("café", [2]), ("closed source", []),
  ])
  func namesAreFoundByTheirWords(text: String, topics: [Int]) {
    let names = TopicNames([["Open source", "OSS"], ["Budget", ""], ["Cafe", "Café"]])
    let words = WordCounts(title: "", standfirst: "", text: Array(text.utf8))
    #expect(names.found(in: words).map(\.topic) == topics)
  }

  @Test func aFitFindsWhatTells() throws {
    let rows = (0..<200).map { [Double($0 % 2), Double($0 % 7)] }
    let fit = try #require(LogisticFit(rows: rows, outcomes: rows.map { $0[0] == 1 }))
    #expect(fit.probability([1, 3]) > 0.9)
    #expect(fit.probability([0, 3]) < 0.1)
    #expect(LogisticFit(rows: [], outcomes: []) == nil)
  }

  @Test(
    arguments: [
      ("Open Source", "open-source", .writing), ("Café", "cafe", .writing),
      ("opensource", "open source", .writing), ("budget", "budgets", .plural),
      ("City", "cities", .plural), ("fire box", "fire boxes", .plural),
      ("kubernetes", "kuberntes", .spelling), ("accesibility", "accessibility", .spelling),
      ("licence", "license", .spelling), ("goverment", "government", .spelling),
      ("elections", "eletcions", .spelling),
    ] as [(String, String, TopicTwin.Difference)])
  func nearDuplicatesAreFound(kept: String, merged: String, difference: TopicTwin.Difference) {
    let review = TopicReview(
      of: [use(kept, 9), use("unlike", 3), use(merged, 2)], articleCount: 99)
    #expect(review.twins == [TopicTwin(kept: 0, merged: 2, difference: difference)])
  }

  @Test(arguments: [("java 8", "java 9"), ("court", "count"), ("news", "new"), ("bus", "buses x")])
  func differentThingsAreNotTwins(first: String, second: String) {
    #expect(TopicReview(of: [use(first, 3), use(second, 3)], articleCount: 99).twins == [])
  }

  @Test func theTopicWithAFileIsKept() {
    let review = TopicReview(
      of: [use("budgets", 9), use("budget", 2, isDefined: true)], articleCount: 99)
    #expect(review.twins == [TopicTwin(kept: 1, merged: 0, difference: .plural)])
  }

  @Test func orphansSingletonsAndBroadTopicsAreListed() {
    let review = TopicReview(
      of: [
        use("everything", 30, isDefined: true), use("rare", 1), use("unused", 0, isDefined: true),
        TopicUse(name: "parent", count: 0, countUnder: 4, isDefined: true), use("fine", 5),
      ], articleCount: 100)
    #expect(review.tooBroad == [0])
    #expect(review.singletons == [1])
    #expect(review.orphans == [2])
    #expect(review.undefined == [1, 4])
    #expect(review.twins == [])
  }
}

private func story(_ text: String, _ topics: [Int]) -> RelatedDocument {
  RelatedDocument(
    words: WordCounts(title: "", standfirst: "", text: Array(text.utf8)),
    topics: topics.map { RelatedTopic(id: $0) }, secondsSinceEpoch: 0)
}

private func use(_ name: String, _ count: Int, isDefined: Bool = false) -> TopicUse {
  TopicUse(name: name, count: count, isDefined: isDefined)
}
