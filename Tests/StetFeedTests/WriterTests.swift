import StetCore
import StetValidation
import Testing

@testable import StetFeed

private func time(_ text: String) -> Timestamp {
  Timestamp(rfc3339: text) ?? Timestamp(secondsSinceEpoch: 0)
}

func plainEntry(_ number: Int) -> Entry {
  let published = Timestamp(secondsSinceEpoch: 1_700_000_000 + Int64(number) * 86_400)
  var entry = Entry(
    id: "tag:example.org,2026:\(number)", title: "Story \(number)",
    address: "https://example.org/\(number)/", published: published, updated: published,
    authors: [Person(name: "Ann", uri: "https://example.org/ann/"), Person(name: "Bob")])
  entry.summary = "What happened on day \(number)"
  entry.content = Array("<p>It happened.</p>".utf8)
  return entry
}

func plainFeed(_ count: Int) -> Feed {
  var feed = Feed(
    id: "tag:example.org,2026:feed", title: "Gazette & Co", language: "en-GB",
    site: "https://example.org/", established: time("2026-01-02T03:04:05Z"),
    addresses: FeedAddresses(
      atom: FeedAddress("https://example.org/atom.xml"),
      rss: FeedAddress("https://example.org/rss.xml"),
      json: FeedAddress("https://example.org/feed.json")))
  feed.entries = (0..<count).reversed().map(plainEntry)
  return feed
}

private func text(_ document: WrittenDocument) -> String {
  String(decoding: document.bytes, as: UTF8.self)
}

@Suite struct WriterTests {
  @Test func anItemIsWrittenAsTheProfileAdvises() {
    var feed = plainFeed(1)
    feed.entries[0].title = "R & D <b>"
    feed.entries[0].summary = "1 < 2 & 3"
    feed.entries[0].updated = time("2026-01-02T03:04:05+01:00")
    feed.entries[0].categories = [Category(term: "a", scheme: "https://example.org/t/", label: "A")]
    feed.entries[0].enclosures = [
      Enclosure(url: "https://example.org/a b.mp3", type: "audio/mpeg", length: 12)
    ]
    let rss = text(feed.rssDocument())
    let item = rss[(rss.firstRange(of: "<item>")?.lowerBound ?? rss.startIndex)...]
    #expect(
      item == """
        <item>
        <title>R &#x26; D &#x3C;b></title>
        <link>https://example.org/0/</link>
        <guid isPermaLink="false">tag:example.org,2026:0</guid>
        <pubDate>Tue, 14 Nov 2023 22:13:20 GMT</pubDate>
        <dc:creator>Ann, Bob</dc:creator>
        <category domain="https://example.org/t/">A</category>
        <description>1 &#x26;lt; 2 &#x26;amp; 3</description>
        <content:encoded>&lt;p>It happened.&lt;/p></content:encoded>
        <enclosure url="https://example.org/a%20b.mp3" length="12" type="audio/mpeg"/>
        <dcterms:modified>2026-01-02T03:04:05+01:00</dcterms:modified>
        </item>
        </channel>
        </rss>

        """)
  }

  @Test func jsonIsWrittenByAnEncoder() {
    var feed = plainFeed(1)
    feed.entries[0].title = "a \"quoted\" \\ title"
    feed.entries[0].content = Array("<p>a\r\nb\u{B}\tc</p>".utf8)
    feed.entries[0].authors = [Person(name: "Ann")]
    let json = text(feed.jsonDocument())
    #expect(
      json == """
        {
        "version":"https://jsonfeed.org/version/1.1",
        "title":"Gazette & Co",
        "home_page_url":"https://example.org/",
        "feed_url":"https://example.org/feed.json",
        "language":"en-GB",
        "items":[{
        "id":"tag:example.org,2026:0",
        "url":"https://example.org/0/",
        "title":"a \\"quoted\\" \\\\ title",
        "content_html":"<p>a\\nb\\tc</p>",
        "summary":"What happened on day 0",
        "date_published":"2023-11-14T22:13:20Z",
        "date_modified":"2023-11-14T22:13:20Z",
        "authors":[{
        "name":"Ann"}]}]}

        """)
  }

  @Test func aPodcastIsClean() {
    var feed = plainFeed(2)
    feed.podcast = Podcast(
      author: "Ann", image: "https://example.org/i.png",
      categories: [.init("News", narrower: "Politics"), .init("Arts")])
    feed.podcast?.ownerName = "Ann"
    feed.podcast?.ownerEmail = "ann@example.org"
    feed.entries[1].episode = Episode()
    feed.entries[1].episode?.number = 1
    feed.entries[1].episode?.season = 2
    feed.entries[1].episode?.isExplicit = true
    feed.entries[1].episode?.image = "https://example.org/e.png"
    feed.entries[0].enclosures = [
      Enclosure(
        url: "https://example.org/0.mp3", type: "audio/mpeg", length: 9, durationSeconds: 60)
    ]
    #expect(Judge().report(on: feed.rssDocument().bytes).findings == [])
  }

  @Test func tombstonesRepliesAndMediaAreClean() {
    var feed = plainFeed(2)
    feed.tombstones = [
      Tombstone(id: "tag:example.org,2026:9", when: time("2026-01-02T03:04:05Z"), comment: "gone")
    ]
    feed.entries[0].replies = Replies(
      url: "https://example.org/0/#c", count: 2, updated: time("2026-01-02T03:04:05Z"))
    var media = LeadMedia(url: "https://example.org/i.jpg", type: "image/jpeg")
    media.alt = "A press"
    media.credit = "P. H."
    media.thumbnail = .init(url: "https://example.org/t.jpg", width: 320, height: 180)
    feed.entries[0].leadMedia = media
    #expect(Judge().report(on: feed.atomDocument().bytes).findings == [])
    #expect(Judge().report(on: feed.rssDocument().bytes).findings == [])
  }

  @Test func updatedIsTheNewestOfTheEntries() {
    #expect(plainFeed(0).updated == time("2026-01-02T03:04:05Z"))
    #expect(plainFeed(3).updated == plainEntry(2).updated)
  }

  @Test func aBlankTitleIsFilledIn() {
    var entry = plainEntry(0)
    entry.title = " \u{B} "
    #expect(writtenTitle(entry) == "What happened on day 0")
    entry.summary = nil
    #expect(writtenTitle(entry) == "2023-11-14")
  }

  @Test(arguments: [
    ("https://example.org/a b", "https://example.org/a%20b"),
    ("https://example.org/é?q=ü#ß", "https://example.org/%C3%A9?q=%C3%BC#%C3%9F"),
    ("https://exämple.org/a", "https://exämple.org/a"),
    ("https://[::1]/[a]", "https://[::1]/%5Ba%5D"),
    ("https://example.org/100%", "https://example.org/100%25"),
    ("https://example.org/%20", "https://example.org/%20"),
    ("tag:example.org,2026:a", "tag:example.org,2026:a"),
    ("https://a.example/#b#c", "https://a.example/#b%23c"),
  ])
  func anAddressIsEscaped(_ address: String, _ written: String) {
    #expect(writtenAddress(address) == written)
    #expect(writtenAddress(written) == written)
  }

  @Test func aListOfFeedsIsClean() {
    let document = opmlDocument(
      title: "Feeds",
      [
        .init(subscriptions: [.init(title: "All", feed: "https://example.org/atom.xml")]),
        .init(
          title: "Sections",
          subscriptions: [.init(title: "A & B", feed: "https://example.org/a.xml")]),
        .init(title: "Empty", subscriptions: []),
      ])
    #expect(Judge().report(on: document.bytes).findings == [])
    #expect(
      text(document).contains(
        "<outline text=\"Sections\">\n<outline type=\"rss\" text=\"A &amp; B\""))
  }
}

@Suite struct SitemapTests {
  private let pages = (0..<7).map {
    SitemapPage(
      address: "https://example.org/\($0)/", modified: plainEntry($0).updated,
      origin: SourceOrigin(path: "content/\($0).md"))
  }

  @Test func aSmallSitemapIsOneFile() {
    let files = sitemapFiles(pages, folder: "https://example.org/")
    #expect(files.map(\.name) == ["sitemap.xml"])
    #expect(files[0].document.parts.count == 7)
    #expect(Judge().report(on: files[0].document.bytes).findings == [])
  }

  @Test func aLargeSitemapHasAnIndex() {
    let files = sitemapFiles(
      pages, folder: "https://example.org", limits: SitemapLimits(pageCountMax: 3))
    #expect(
      files.map(\.name) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"])
    for file in files { #expect(Judge().report(on: file.document.bytes).findings == []) }
    #expect(Judge().report(on: files[0].document.bytes).format == .sitemapIndex)
    #expect(files.dropFirst().map(\.document.parts.count) == [3, 3, 1])
  }

  @Test func aPartIsFullByItsPagesOrByItsBytes() {
    #expect(sitemapParts(addressLengths: []) == [0..<0])
    let limits = SitemapLimits(pageCountMax: 2, byteCountMax: 1000)
    #expect(sitemapParts(addressLengths: [10, 10, 10], limits: limits) == [0..<2, 2..<3])
    #expect(sitemapParts(addressLengths: [150, 10, 10], limits: limits) == [0..<1, 1..<3])
    let long = (0..<9).map { SitemapPage(address: "https://example.org/\($0)/&&&&&&&&&&&&&&&") }
    for file in sitemapFiles(
      long, folder: "https://example.org/", limits: SitemapLimits(byteCountMax: 700))
    where file.name != "sitemap.xml" { #expect(file.document.bytes.count <= 700) }
  }

  @Test func newsIsOfTheLastTwoDays() {
    let entries = (0..<5).map(plainEntry)
    let now = entries[3].published
    let document = newsSitemapDocument(publication: "Gazette", language: "en-GB", entries, now: now)
    let report = Judge().report(on: document.bytes, JudgeOptions(now: now))
    #expect(report.findings == [])
    let titles = text(document).matches(of: #/<news:title>(.*)</news:title>/#).map { String($0.1) }
    #expect(titles == ["Story 3", "Story 2"])
    #expect(text(document).contains("<news:language>en</news:language>"))
    let none = newsSitemapDocument(publication: "Gazette", language: "en", [], now: now)
    #expect(Judge().report(on: none.bytes).findings == [])
  }
}

@Suite struct ArchiveTests {
  private func address(_ number: Int) -> FeedAddresses {
    FeedAddresses(
      atom: FeedAddress("https://example.org/archive/\(number).xml"),
      rss: FeedAddress("https://example.org/archive/\(number).rss"))
  }

  private func split(_ count: Int) -> ArchivedFeed {
    plainFeed(count).archived(
      ArchivePlan(countInCurrent: 3, countPerArchive: 4), addresses: address)
  }

  @Test func aShortFeedHasNoArchives() {
    #expect(split(3).archives == [])
    #expect(split(3).current.entries.count == 3)
    #expect(split(3).current.addresses.atom?.previousArchive == nil)
  }

  @Test func everyEntryIsSomewhere() {
    for count in 0..<30 {
      let split = split(count)
      let all = Set((split.archives + [split.current]).flatMap { $0.entries.map(\.id) })
      #expect(all == Set((0..<count).map { plainEntry($0).id }))
    }
  }

  @Test func anArchiveWithANewerOneNeverChanges() {
    for count in 4..<40 {
      let (before, after) = (split(count), split(count + 1))
      for (old, new) in zip(before.archives.dropLast(), after.archives) {
        #expect(old.atomDocument() == new.atomDocument())
      }
    }
  }

  @Test func archivesLeadToEachOtherAndAreClean() {
    let split = split(14)
    #expect(split.archives.map(\.entries.count) == [4, 4, 4])
    #expect(split.current.addresses.atom?.previousArchive == "https://example.org/archive/3.xml")
    #expect(
      split.archives[1].addresses.atom?.previousArchive == "https://example.org/archive/1.xml")
    #expect(split.archives[1].addresses.atom?.nextArchive == "https://example.org/archive/3.xml")
    #expect(split.archives[0].addresses.atom?.current == "https://example.org/atom.xml")
    for feed in [self.split(5), split].flatMap({ $0.archives + [$0.current] }) {
      #expect(Judge().report(on: feed.atomDocument().bytes).findings == [])
      #expect(Judge().report(on: feed.rssDocument().bytes).findings == [])
    }
  }

  @Test func anArchiveIsMarkedOnceAnotherFollows() {
    let mark = Array("<fh:archive/>".utf8)
    for (count, marks) in [(5, [false]), (14, [true, true, false])] {
      let archives = split(count).archives
      #expect(archives.map { $0.atomDocument().bytes.contains(mark) } == marks)
      #expect(archives.map { $0.rssDocument().bytes.contains(mark) } == marks)
    }
  }
}
