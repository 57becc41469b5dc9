import StetCore
import Testing

@testable import StetBuild

/// What subscribers are sent, from files to bytes.
struct FeedContentTests {
  /// A site with twelve dated stories, `feeds` being lines below `feeds:` of stet.yaml.
  private func workplace(feeds: String = "  limit: 5\n", stories: Int = 12) throws -> Workplace {
    let place = try Workplace(SampleSite.archive)
    try place.write(
      "stet.yaml",
      """
      title: The Example
      base_url: https://example.org
      identity: example.org,2020
      theme: plain
      feeds:
      \(feeds)
      """)
    for name in [
      "press/one", "press/two", "web/three", "web/four", "web/five", "web/six", "topics/printing",
    ] {
      try place.remove("content/\(name).md")
    }
    for number in 1...stories { try place.write("content/press/\(number).md", story(number)) }
    return place
  }

  private func story(_ number: Int, _ more: String = "", body: String = "Words.") -> String {
    "---\ntitle: Story \(number)\ndate: 2026-01-\(number < 10 ? "0" : "")\(number)\n\(more)---\n"
      + body + "\n"
  }

  private func ids(_ place: Workplace, _ path: String) -> [String] {
    (place.read("output/" + path) ?? "").matches(of: #/:press\/([0-9]+)<\/id>/#)
      .map { String($0.1) }
  }

  private func codes(_ report: BuildReport) -> [String] {
    report.diagnostics.filter { $0.severity != .info }.map(\.code.name)
  }

  @Test func aWithdrawnStoryLeavesARetractionInItsPlace() async throws {
    let place = try workplace(feeds: "  limit: 5\n  archive: 3\n  tombstones: true")
    _ = try await build(SampleSite.order(place))
    let before = ids(place, "atom.xml")
    let archives = (1...4).map { ids(place, "feeds/archive/\($0).xml") }
    #expect(before == ["12", "11", "10", "9", "8"])
    #expect(
      archives == [["3", "2", "1"], ["6", "5", "4"], ["9", "8", "7"], ["12", "11", "10"]])

    let withdrawn = "withdrawn: { date: 2026-02-01, reason: We were wrong. }\n"
    try place.write("content/press/10.md", story(10, withdrawn, body: "A secret."))
    try place.write("content/press/2.md", story(2, withdrawn, body: "A secret."))
    let kept = place.read("output/feeds/archive/2.xml")
    let report = try await build(SampleSite.order(place))
    #expect(codes(report) == [])
    #expect(ids(place, "atom.xml") == before && ids(place, "press/atom.xml") == before)
    #expect((1...4).map { ids(place, "feeds/archive/\($0).xml") } == archives)
    #expect(place.read("output/feeds/archive/2.xml") == kept)
    let feed = try #require(place.read("output/atom.xml"))
    let entry = try #require(feed.split(separator: "<entry").first { $0.contains("press/10</id>") })
    #expect(
      entry == """
        >
        <id>tag:example.org,2026-01-10:press/10</id>
        <title type="text">This article was withdrawn</title>
        <link rel="alternate" type="text/html" href="https://example.org/press/10/"/>
        <published>2026-01-10T00:00:00Z</published>
        <updated>2026-02-01T00:00:00Z</updated>
        <author><name>The Example</name>
        <uri>https://example.org/</uri></author>
        <summary type="text">We were wrong.</summary>
        <content type="html">&lt;p>We were wrong.&lt;/p>
        </content>
        </entry>

        """)
    #expect(
      feed.contains(
        "<at:deleted-entry ref=\"tag:example.org,2026-01-10:press/10\" when=\"2026-02-01T00:00:00Z\""
      ))
    for (path, bytes) in try place.files() where path != "press/10/index.html" {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("Story 10<") && !text.contains("A secret"), "\(path)")
    }
  }

  @Test func aWithdrawnStoryCanBePassedOverInSilence() async throws {
    let place = try workplace(feeds: "  limit: 5\n  retractions: false")
    _ = try await build(SampleSite.order(place))
    try place.write("content/press/10.md", story(10, "withdrawn: true\n"))
    let report = try await build(SampleSite.order(place))
    #expect(ids(place, "atom.xml") == ["12", "11", "9", "8", "7"])
    #expect(codes(report) == ["withdrawal-undated"])
  }

  @Test func aStoryThatNobodyWasSentNeedsNoRetraction() async throws {
    let place = try workplace()
    try place.write("content/press/10.md", story(10, "withdrawn: 2026-02-01\n"))
    _ = try await build(SampleSite.order(place))
    #expect(ids(place, "atom.xml") == ["12", "11", "9", "8", "7"])
  }

  @Test func aPodcastCarriesFilesWithTheirTrueLength() async throws {
    let place = try workplace(
      feeds: """
          podcast:
            section: press
            image: /cover.png
            category: News > Politics
            owner: { name: Ann, email: ann@example.org }
        """, stories: 4)
    let cover: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49]
    try place.write(
      "static/cover.png", cover + [0x48, 0x44, 0x52, 0, 0, 5, 0xDC, 0, 0, 5, 0xDC])
    try place.write("static/audio/1.bin", Array("ID3".utf8) + Array(repeating: 7, count: 997))
    try place.write("content/press/2.mp3", Array(repeating: 0, count: 500))
    try place.write(
      "content/press/1.md",
      story(1, "enclosure: { source: /audio/1.bin, duration: 1:02:03 }\nepisode: 7\n"))
    try place.write("content/press/2.md", story(2, "enclosures: [2.mp3]\n"))
    try place.write(
      "content/press/3.md",
      story(3, "enclosure: { url: \"https://a.example/3.m4a\", length: 12 }\n"))
    let report = try await build(SampleSite.order(place))
    #expect(codes(report) == [])
    let feed = try #require(place.read("output/press/podcast.xml"))
    #expect(
      feed.matches(of: #/<enclosure (.*)\/>/#).map { String($0.1) } == [
        "url=\"https://a.example/3.m4a\" length=\"12\" type=\"audio/x-m4a\"",
        "url=\"https://example.org/press/2.mp3\" length=\"500\" type=\"audio/mpeg\"",
        "url=\"https://example.org/audio/1.bin\" length=\"1000\" type=\"audio/mpeg\"",
      ])
    for part in [
      "<itunes:duration>3723</itunes:duration>", "<itunes:episode>7</itunes:episode>",
      "<itunes:category text=\"News\"><itunes:category text=\"Politics\"/>",
      "<itunes:email>ann@example.org</itunes:email>",
      "<itunes:image href=\"https://example.org/cover.png\"/>",
    ] {
      #expect(feed.contains(part), "\(part)")
    }
    #expect(try place.files()["press/2.mp3"]?.count == 500)
  }

  @Test func aMissingFileIsReportedWhereItIsNamed() async throws {
    let place = try workplace(stories: 2)
    let text = story(1, "enclosures: [gone.mp3, \"https://a.example/b.mp3\"]\n")
    try place.write("content/press/1.md", text)
    let report = try await build(SampleSite.order(place))
    #expect(codes(report) == ["enclosure-missing", "enclosure-length-missing"])
    let named = try report.diagnostics.filter { $0.severity == .error }.map { finding in
      let range = try #require(finding.range)
      return String(decoding: Array(text.utf8)[range.lower..<range.upper], as: UTF8.self)
    }
    #expect(named == ["gone.mp3", "\"https://a.example/b.mp3\""])
    #expect(report.diagnostics.allSatisfy { $0.path == "content/press/1.md" })
    #expect(try #require(place.read("output/atom.xml")).contains("enclosure") == false)
  }

  @Test func aPictureIsSentWithItsSize() async throws {
    let place = try workplace(stories: 1)
    let head: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49]
    try place.write("content/press/a.png", head + [0x48, 0x44, 0x52, 0, 0, 4, 0xB0, 0, 0, 2, 0xA3])
    try place.write("content/press/1.md", story(1, "image: { source: a.png, alt: A press }\n"))
    _ = try await build(SampleSite.order(place))
    let feed = try #require(place.read("output/atom.xml"))
    #expect(
      feed.contains(
        "<media:content url=\"https://example.org/press/a.png\" type=\"image/png\" "
          + "medium=\"image\" fileSize=\"24\" width=\"1200\" height=\"675\">"))
    #expect(feed.contains("alt=\"A press\" width=\"1200\" height=\"675\">"))
  }

  @Test func aFeedStaysBelowAMegabyte() async throws {
    let place = try workplace(feeds: "  limit: 30\n", stories: 28)
    for number in 1...28 {
      let body = String(
        repeating: "A sentence of some length. ", count: number == 27 ? 80_000 : 1800)
      try place.write("content/press/\(number).md", story(number, body: body))
    }
    _ = try await build(SampleSite.order(place))
    for path in ["atom.xml", "rss.xml", "feed.json"] {
      #expect(try #require(place.read("output/" + path)).utf8.count < 1_000_000)
    }
    let feed = try #require(place.read("output/atom.xml"))
    // The long one is there with its summary only.
    #expect(ids(place, "atom.xml").count == 20 && ids(place, "atom.xml")[1] == "27")
    #expect(feed.matches(of: #/<content/#).count < 20)
  }

  @Test func whatAThemePrintsForAShortcodeIsFitForFeeds() async throws {
    let place = try workplace(stories: 2)
    try place.write(
      "themes/plain/templates/shortcodes/box.html",
      "<script>x()</script><aside style=\"a\">{{ inner }}<img src=\"/b.png\" alt=\"\"></aside>")
    try place.write(
      "content/press/1.md",
      story(1, body: "{{< box >}}See [two](2.md#x) and [this](#y).{{< /box >}}"))
    let report = try await build(SampleSite.order(place))
    #expect(codes(report) == [])
    let feed = try #require(place.read("output/atom.xml"))
    #expect(
      feed.contains(
        """
        &lt;aside>&lt;p>See &lt;a href="https://example.org/press/2/#x">two&lt;/a> and \
        &lt;a href="https://example.org/press/1/#y">this&lt;/a>.&lt;/p>
        &lt;img src="https://example.org/b.png" alt="">&lt;/aside>
        """))
    #expect(!feed.contains("script"))
  }

  @Test func aPictureCalledForWithoutAWordOnWhatItShowsIsToldOfOnce() async throws {
    let place = try workplace(stories: 2)
    try place.write(
      "themes/plain/templates/shortcodes/figure.html", "<img src=\"{{ named.src }}\" alt=\"\">")
    for (alt, told) in [("", ["image-alt-missing"]), (#" alt="""#, [])] {
      let call = "{{< figure src=\"https://example.com/b.png\"\(alt) >}}"
      try place.write("content/press/1.md", story(1, body: call))
      let report = try await build(SampleSite.order(place))
      #expect(codes(report) == told)
    }
  }

  @Test func aSiteThatDoesNotKnowItsAddressKeepsNoIds() async throws {
    let place = try workplace(stories: 2)
    try place.write("stet.yaml", "title: The Example\ntheme: plain\n")
    let report = try await build(SampleSite.order(place))
    #expect(codes(report) == ["base-url-missing"])
    #expect(place.read("feeds.lock") == nil)
    try place.write("stet.yaml", "theme: plain\nbase_url: https://example.org\n")
    #expect(codes(try await build(SampleSite.order(place))) == [])
    #expect(place.read("feeds.lock")?.contains("tag:example.org,2026-01-02:press/2\t") == true)
  }

  @Test func theSitemapForGoogleNewsIsAChoice() async throws {
    let place = try workplace(stories: 3)
    let now = try #require(Timestamp(rfc3339: "2026-01-03T12:00:00Z"))
    _ = try await build(SampleSite.order(place, now: now))
    let news = try #require(place.read("output/news-sitemap.xml"))
    #expect(
      news.matches(of: #/<news:title>(.*)<\/news:title>/#).map { String($0.1) }
        == ["Story 3", "Story 2"])
    #expect(
      place.read("output/schedule.json")?.contains(
        "{\"at\":\"2026-01-04T00:00:00Z\",\"change\":\"news\",\"articles\":1}") == true)
    #expect(place.read("output/robots.txt")?.contains("/news-sitemap.xml\n") == true)
    let other = try workplace(feeds: "  news: false", stories: 3)
    _ = try await build(SampleSite.order(other, now: now))
    #expect(other.read("output/news-sitemap.xml") == nil)
    #expect(other.read("output/robots.txt")?.contains("news") == false)
  }
}
