import StetCore
import StetValidation
import Testing

@testable import StetFeed

/// Twenty lots of random articles, 10,000 of each kind in all.
private let lots = 0..<20
private let feedsPerLot = 10
private let entriesPerFeed = 50

/// Laws that hold for every feed, whatever is written into it.
@Suite struct RandomFeedTests {
  private func documents(_ feed: Feed) -> [(String, WrittenDocument)] {
    [
      ("atom", feed.atomDocument()), ("rss", feed.rssDocument()), ("json", feed.jsonDocument()),
    ]
  }

  @Test(arguments: lots) func aFeedOfPlainArticlesHasNoFindings(lot: Int) {
    let judge = Judge()
    for number in 0..<feedsPerLot {
      let seed = lot * feedsPerLot + number
      var articles = RandomArticles(dice: Dice(UInt64(seed)), isWild: false)
      let feed = articles.feed(0..<entriesPerFeed)
      for (name, document) in documents(feed) {
        let findings = judge.report(on: document.bytes).findings
          .filter { $0.code.name != "atom-duplicate-updated" }
        #expect(findings == [], "\(name) of seed \(seed)")
      }
    }
  }

  @Test(arguments: lots) func aFeedOfWildArticlesIsValidAndTheEditorIsTold(lot: Int) {
    let judge = Judge()
    let told: Set<String> = [
      "html-in-text", "html-double-escaped", "date-implausible", "atom-duplicate-updated",
    ]
    for number in 0..<feedsPerLot {
      let seed = 1000 + lot * feedsPerLot + number
      var articles = RandomArticles(dice: Dice(UInt64(seed)), isWild: true)
      let feed = articles.feed(0..<entriesPerFeed)
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

  /// Every character that Unicode has stands in a headline, a name and a body.
  @Test(arguments: 0..<17) func everyCharacterOfUnicodeIsWritten(plane: Int) {
    let judge = Judge()
    var feed = plainFeed(64)
    for index in feed.entries.indices {
      let first = UInt32(plane * 0x10000 + index * 1024)
      var text = String.UnicodeScalarView()
      for value in first..<(first + 1024) {
        // What begins markup is another test's.
        if value == 0x26 || value == 0x3C { continue }
        if let scalar = Unicode.Scalar(value) { text.append(scalar) }
      }
      feed.entries[index].title = "Words \(String(text))"
      feed.entries[index].authors = [Person(name: "Ann \(String(text))")]
      var body = Array("<p>word ".utf8)
      body.appendEscaped(String(text))
      feed.entries[index].content = body + Array("</p>".utf8)
    }
    for (name, document) in documents(feed) {
      let findings = judge.report(on: document.bytes).findings.filter {
        // An @ between letters makes an address of some characters.
        $0.code.name != "email-in-text"
      }
      #expect(findings == [], "\(name) of plane \(plane)")
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
