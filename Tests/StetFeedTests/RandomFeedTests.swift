import StetCore
import StetValidation
import Testing

@testable import StetFeed

#if DEBUG
  private let feedCount = 20
#else
  private let feedCount = 100
#endif

/// Laws that hold for every feed, whatever is written into it.
@Suite struct RandomFeedTests {
  private func documents(_ feed: Feed) -> [(String, WrittenDocument)] {
    [
      ("atom", feed.atomDocument()), ("rss", feed.rssDocument()), ("json", feed.jsonDocument()),
    ]
  }

  @Test func aFeedOfPlainArticlesHasNoFindings() {
    let judge = Judge()
    for seed in 0..<feedCount {
      var articles = RandomArticles(dice: Dice(UInt64(seed)), isWild: false)
      let feed = articles.feed(0..<50)
      for (name, document) in documents(feed) {
        let findings = judge.report(on: document.bytes).findings
          .filter { $0.code.name != "atom-duplicate-updated" }
        #expect(findings == [], "\(name) of seed \(seed)")
      }
    }
  }

  @Test func aFeedOfWildArticlesIsValidAndTheEditorIsTold() {
    let judge = Judge()
    let told: Set<String> = [
      "html-in-text", "html-double-escaped", "date-implausible", "atom-duplicate-updated",
    ]
    for seed in 0..<feedCount {
      var articles = RandomArticles(dice: Dice(UInt64(seed + 1000)), isWild: true)
      let feed = articles.feed(0..<50)
      for (name, document) in documents(feed) {
        let report = judge.report(on: document.bytes)
        #expect(
          report.isValid,
          "\(name) of seed \(seed): \(report.findings.first { $0.severity == .error }?.message ?? "")"
        )
        let codes = Set(report.findings.map(\.code.name))
        #expect(codes.subtracting(told) == [], "\(name) of seed \(seed)")
      }
    }
  }

  @Test func everyFormatHasTheSameEntries() {
    let judge = Judge()
    var articles = RandomArticles(dice: Dice(7), isWild: true)
    let feed = articles.feed(0..<50)
    let reports = documents(feed).map { judge.report(on: $0.1.bytes) }
    #expect(
      reports.map { $0.entries.map(\.id) } == Array(repeating: feed.entries.map(\.id), count: 3))
    #expect(reports[0].entries.map(\.title) == reports[2].entries.map(\.title))
    #expect(reports[0].entries.map(\.address) == reports[1].entries.map(\.address))
  }

  @Test func aLongBodyIsWrittenAndJudged() {
    var articles = RandomArticles(dice: Dice(3), isWild: false)
    var feed = articles.feed(0..<2)
    let paragraph = Array("<p>A sentence of a long report, &amp; one more.</p>\n".utf8)
    feed.entries[0].content = Array(
      repeatElement(paragraph, count: 10_000_000 / paragraph.count).joined())
    let report = Judge().report(on: feed.atomDocument().bytes)
    #expect(report.findings == [])
  }

  @Test func theSameFeedMakesTheSameBytes() {
    var first = RandomArticles(dice: Dice(5), isWild: true)
    var second = RandomArticles(dice: Dice(5), isWild: true)
    let (one, two) = (first.feed(0..<20), second.feed(0..<20))
    #expect(documents(one).map(\.1) == documents(two).map(\.1))
  }
}
