import StetCore
import Testing

@testable import StetFeed

/// A page that depends on a feed is made anew when its fingerprint is another; so it must be another
/// whenever a document would be.
@Suite
struct FeedFingerprintTests {
  private static let time = Timestamp(secondsSinceEpoch: 1_000_000)
  private static let later = Timestamp(secondsSinceEpoch: 2_000_000)

  private static func entry() -> Entry {
    Entry(
      id: "tag:a,2026:1", title: "A", address: "https://a.example/1/", published: time,
      updated: time, authors: [Person(name: "Ann")])
  }

  private static func feed() -> Feed {
    var feed = Feed(
      id: "tag:a,2026:feed", title: "A", language: "en", site: "https://a.example/",
      established: time)
    feed.entries = [entry()]
    return feed
  }

  private static let entryChanges: [(String, @Sendable (inout Entry) -> Void)] = [
    ("id", { $0.id = "tag:a,2026:2" }), ("title", { $0.title = "B" }),
    ("address", { $0.address = "https://a.example/2/" }), ("published", { $0.published = later }),
    ("updated", { $0.updated = later }), ("authors", { $0.authors[0].uri = "https://a.example/" }),
    ("contributors", { $0.contributors = [Person(name: "Bo")] }), ("summary", { $0.summary = "" }),
    ("content", { $0.content = [] }), ("language", { $0.language = "de" }),
    ("categories", { $0.categories = [Category(term: "a")] }),
    ("enclosures", { $0.enclosures = [Enclosure(url: "a", type: "b", length: 1)] }),
    ("leadMedia", { $0.leadMedia = LeadMedia(url: "a", type: "b") }),
    ("related", { $0.related = ["a"] }), ("via", { $0.via = ["a"] }),
    ("rights", { $0.rights = "a" }),
    ("replies", { $0.replies = Replies(url: "a") }), ("episode", { $0.episode = Episode() }),
  ]

  private static let feedChanges: [(String, @Sendable (inout Feed) -> Void)] = [
    ("id", { $0.id = "tag:a,2026:other" }), ("title", { $0.title = "B" }),
    ("subtitle", { $0.subtitle = "" }), ("language", { $0.language = "de" }),
    ("site", { $0.site = "https://b.example/" }),
    ("addresses", { $0.addresses.rss = FeedAddress("a") }), ("hubs", { $0.hubs = ["a"] }),
    ("kind", { $0.kind = .archive }), ("established", { $0.established = later }),
    ("authors", { $0.authors = [Person(name: "Bo")] }), ("rights", { $0.rights = "a" }),
    ("icon", { $0.icon = "a" }), ("logo", { $0.logo = "a" }),
    ("generator", { $0.generator = Generator(name: "a") }),
    ("stylesheet", { $0.stylesheet = "a" }),
    (
      "podcast", { $0.podcast = Podcast(author: "a", image: "b", categories: []) }
    ),
    ("entries", { $0.entries = [] }),
    ("tombstones", { $0.tombstones = [Tombstone(id: "a", when: time)] }),
  ]

  @Test
  func everyPartOfAFeedCounts() {
    var seen: Set<Fingerprint> = [Self.feed().fingerprint]
    for (name, change) in Self.feedChanges {
      var feed = Self.feed()
      change(&feed)
      #expect(seen.insert(feed.fingerprint).inserted, "\(name) does not count")
    }
    for (name, change) in Self.entryChanges {
      var feed = Self.feed()
      change(&feed.entries[0])
      #expect(seen.insert(feed.fingerprint).inserted, "\(name) of an entry does not count")
    }
  }

  /// A part that is added has to be listed above, and so to count; where an entry comes from does not, nor
  /// how all of it was written.
  @Test
  func noPartIsForgotten() {
    let parts = { (value: Any) in Mirror(reflecting: value).children.compactMap(\.label) }
    #expect(Set(parts(Self.feed())) == Set(Self.feedChanges.map(\.0)))
    #expect(Set(parts(Self.entry())) == Set(Self.entryChanges.map(\.0) + ["origin", "atom"]))
  }
}
