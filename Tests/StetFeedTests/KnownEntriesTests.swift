import StetCore
import Testing

@testable import StetFeed
@testable import StetValidation

/// An entry that was judged in one feed is passed over in others, and nobody can tell.
@Suite struct KnownEntriesTests {
  private let now = JudgeOptions(now: Timestamp(rfc3339: "2026-06-01T00:00:00Z"))

  @Test func whatAnotherFeedCarriedIsNotReadAgain() throws {
    let known = KnownEntries()
    let judge = Judge(known: known)
    let all = storyFeed(30)
    #expect(judge.gate(all.atomDocument(), path: "all.xml", now) == [])
    var topic = all
    topic.id = "tag:example.org,2026:topic"
    topic.title = "Topic"
    topic.entries = Array(all.entries[5..<15]) + storyFeed(101).entries.prefix(1)
    let abridged = try #require(known.abridgement(of: topic.atomDocument(), now))
    #expect((abridged.known.count, abridged.new.count) == (10, 1))
    #expect(judge.gate(topic.atomDocument(), path: "topic.xml", now) == [])
    #expect(known.abridgement(of: topic.atomDocument(), now)?.new.count == 0)
  }

  @Test func anEntryIsNewInAnotherLanguageAndForAnEarlierPresent() throws {
    let known = KnownEntries()
    let judge = Judge(known: known)
    var feed = storyFeed(3)
    #expect(judge.gate(feed.atomDocument(), path: "feed.xml", now) == [])
    let past = JudgeOptions(now: Timestamp(rfc3339: "2026-05-01T00:00:00Z"))
    #expect(known.abridgement(of: feed.atomDocument(), past)?.known.count == 0)
    let later = JudgeOptions(now: Timestamp(rfc3339: "2026-07-01T00:00:00Z"))
    #expect(known.abridgement(of: feed.atomDocument(), later)?.known.count == 3)
    feed.language = "de"
    #expect(known.abridgement(of: feed.atomDocument(), now)?.known.count == 0)
  }

  @Test func aFeedIsHeldAgainstEntriesThatAreKnown() {
    let judge = Judge(known: KnownEntries())
    let feed = storyFeed(4)
    #expect(judge.gate(feed.atomDocument(), path: "feed.xml", now) == [])
    var twice = feed
    twice.entries.append(feed.entries[1])
    let codes = Set(judge.gate(twice.atomDocument(), path: "feed.xml", now).map(\.code.name))
    #expect(codes == ["atom-duplicate-id", "atom-duplicate-updated"])
    let document = faulty(feed.atomDocument(), at: 0, "<updated>202", "<updated>201")
    #expect(
      judge.gate(document, path: "feed.xml", now).map(\.code.name) == ["date-feed-updated"])
  }

  /// Feeds of entries from one lot, with faults in many, judged with and without what is known.
  @Test(arguments: 0..<12) func nobodyCanTell(seed: Int) {
    var articles = RandomArticles(dice: Dice(UInt64(seed)), isWild: seed % 3 == 0)
    var lot = articles.feed(0..<12).entries
    for index in lot.indices { lot[index].origin = SourceOrigin(path: "content/\(index).md") }
    let judge = Judge(known: KnownEntries())
    var counts = (clean: 0, faulty: 0)
    for number in 0..<40 {
      var feed = storyFeed(0)
      feed.title = "Feed \(number)"
      feed.entries = lot.filter { _ in articles.dice.roll(2) == 0 }
      if articles.dice.roll(6) == 0, let entry = feed.entries.first { feed.entries.append(entry) }
      var document = feed.atomDocument()
      if articles.dice.roll(3) == 0 { document = faulty(document, &articles.dice) }
      let told = judge.gate(document, path: "feed.xml", now)
      #expect(told == Judge().gate(document, path: "feed.xml", now), "feed \(number) of \(seed)")
      if told.isEmpty { counts.clean += 1 } else { counts.faulty += 1 }
    }
    #expect(counts.faulty > 0)
    #expect(seed % 3 == 0 || counts.clean > 0)
  }

  /// A feed of `count` entries that articles made.
  private func storyFeed(_ count: Int) -> Feed {
    var feed = plainFeed(count)
    for index in feed.entries.indices {
      feed.entries[index].origin = SourceOrigin(path: "content/\(feed.entries[index].id).md")
    }
    return feed
  }

  /// `document` with `old`, where it stands for the `number`th time, replaced by as many bytes.
  private func faulty(
    _ document: WrittenDocument, at number: Int, _ old: String, _ new: String
  ) -> WrittenDocument {
    let places = document.bytes.ranges(of: Array(old.utf8))
    guard number < places.count else { return document }
    var changed = document
    changed.bytes.replaceSubrange(places[number], with: new.utf8)
    return changed
  }

  /// `document` with one of some faults, somewhere.
  private func faulty(_ document: WrittenDocument, _ dice: inout Dice) -> WrittenDocument {
    let faults = [
      ("<updated>20", "<updated>19"), ("<updated>20", "<updated>29"), ("<author>", "<outhor>"),
      ("</entry>", "</entri>"), ("<link rel", "<line rel"), ("<id>tag:", "<id>tag "),
      ("type=\"html\"", "type=\"htnl\""), ("<entry>", "<feed> "), ("</name>", "</name "),
    ]
    let (old, new) = faults[dice.roll(faults.count)]
    return faulty(document, at: dice.roll(14), old, new)
  }
}
