import StetCore
import Testing

@testable import StetBuild

/// What is not public is in no byte of the output: one second before its instant, and from it on.
struct SecrecyTests {
  /// An article whose every word, name and address begins with `tok`, and where it may show all the
  /// same.
  struct Secret: Sendable, CustomTestStringConvertible {
    let matter: String
    /// Below which folder of the output its address, not its words, may show.
    var home: String?
    var testDescription: String { matter }
  }

  /// Secrets at 2026-06-01T12:00:00Z.
  static let secrets = [
    Secret(matter: "date: 2026-05-01\ndraft: true"),
    Secret(matter: "date: 2026-05-01\nembargo: 2026-06-01T14:00:01"),
    Secret(matter: "date: 2026-06-01T08:00:01-04:00"),
    Secret(matter: "date: 2026-05-01\nexpires: 2026-06-01T14:00:00"),
    Secret(matter: "date: 2026-05-01\nwithdrawn: 2026-05-20", home: "press/tokslug/"),
    Secret(
      matter: "date: 2026-05-01\nwithdrawn: {date: 2026-05-20, reason: Wrong.}",
      home: "press/tokslug/"),
    Secret(matter: "date: 2026-05-01\ndraft: true\nwithdrawn: 2026-05-20"),
    Secret(matter: "embargo: 2026-07-01\nwithdrawn: 2026-05-20"),
  ]

  private static func site(_ matter: String, theme: String) -> String {
    """
    -- stet.yaml --
    title: The Example
    base_url: https://example.org
    identity: example.org,2020
    timezone: Europe/Berlin
    theme: \(theme)
    paginate: 2
    leads: [press/tokslug.md, press/two.md]
    feeds: { limit: 1, archive: 1, formats: [atom, rss, json] }
    -- content/press/_index.md --
    ---
    title: Press
    leads: [tokslug, two]
    ---
    -- content/press/tokslug.md --
    ---
    title: Toktitle
    standfirst: Tokstandfirst
    kicker: Tokkicker
    section: Press
    topics: [Toktopic, News]
    authors: [Tokauthor]
    series: Tokseries
    aliases: [/tokalias/]
    image: { source: tokimage.png, alt: Tokalt, caption: Tokcaption }
    corrections: [{ date: 2026-05-02, text: Tokcorrection }]
    \(matter)
    ---
    Tokbody, ![toksecond](toksecond.png), and [two](two.md).
    -- content/press/tokimage.png --
    pixels
    -- content/press/toksecond.png --
    pixels
    -- content/press/two.md --
    ---
    title: Two
    date: 2026-05-03
    topics: [News]
    related: [press/tokslug]
    ---
    See [a](tokslug.md), [b](@/press/tokslug.md), [c](/press/tokslug/), [d](../tokslug/),
    [e](https://example.org/press/tokslug/#part), [f](/press/tokslug), <a href="tokslug.md">g</a>.
    -- content/press/three.md --
    ---
    title: Three
    date: 2026-05-02
    topics: [News]
    ---
    The third.
    -- content/topics/hush.md --
    ---
    name: Tokhush
    aliases: [Tokquiet]
    hidden: true
    broader: [News]
    ---
    Tokprose.
    -- content/press/four.md --
    ---
    title: Four
    date: 2026-05-02
    topics: [tokquiet]
    ---
    Under a topic that readers do not see.

    """ + SampleSite.theme
  }

  private func workplace(_ matter: String, theme: String) throws -> Workplace {
    let workplace = try Workplace(Self.site(matter, theme: theme))
    if theme == "broadsheet" { try workplace.linkRepositoryTheme(theme) }
    return workplace
  }

  /// The files that hold `tok` in their path or, in either case, in their bytes; stet's own keeping
  /// too.
  private func files(naming token: String = "tok", in workplace: Workplace) throws -> [String] {
    let wanted = Array(token.utf8)
    return try workplace.listing().filter { path in
      if path.lowercased().contains(token) { return true }
      let bytes = try Disk.read(workplace.path + "/output/" + path)
      return bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }.firstRange(of: wanted) != nil
    }
  }

  @Test(arguments: secrets, ["plain", "broadsheet"])
  func whatIsNotPublicIsInNoByte(secret: Secret, theme: String) async throws {
    let workplace = try workplace(secret.matter, theme: theme)
    let now = try #require(Timestamp(rfc3339: "2026-06-01T12:00:00Z"))
    let report = try await build(SampleSite.order(workplace, now: now))
    #expect(!report.isStopped)
    let found = try files(in: workplace)
    guard let home = secret.home else {
      #expect(found == [])
      return
    }
    let known = [".stet-manifest", "redirects.json", "tokalias/index.html", home + "index.html"]
    #expect(found == known.sorted())
    let words = [
      "toktitle", "tokbody", "tokimage", "toksecond", "tokstandfirst", "tokkicker", "toktopic",
      "tokauthor", "tokseries", "tokalt", "tokcaption", "tokcorrection", "tokhush", "tokprose",
    ]
    for word in words { #expect(try files(naming: word, in: workplace) == []) }
    #expect(
      workplace.read("output/redirects.json")?.contains(
        #""gone":[{"address":"/press/tokslug/","status":410}]"#) == true)
  }

  /// In Berlin 02:30 comes twice on 25 October and not at all on 29 March.
  @Test(arguments: [
    ("date: 2026-01-01\nembargo: 2026-03-29 02:30", "2026-03-29T01:30:00Z", true),
    ("date: 2026-10-25 02:30", "2026-10-25T00:30:00Z", true),
    ("date: 2026-01-01\nexpires: 2026-03-29 03:00", "2026-03-29T01:00:00Z", false),
    ("date: 2026-01-01\nexpires: 2026-10-25 03:00", "2026-10-25T02:00:00Z", false),
  ])
  func itsInstantIsExact(matter: String, instant: String, isShownAfter: Bool) async throws {
    let workplace = try workplace(matter, theme: "broadsheet")
    let at = try #require(Timestamp(rfc3339: instant))
    let before = Timestamp(secondsSinceEpoch: at.secondsSinceEpoch - 1)
    for (now, isShown) in [(before, !isShownAfter), (at, isShownAfter), (before, !isShownAfter)] {
      _ = try await build(SampleSite.order(workplace, now: now))
      let found = try files(in: workplace)
      if isShown {
        #expect(found.contains("press/tokslug/index.html") && found.contains("press/tokimage.png"))
        for path in ["press/index.html", "sitemap.xml", "topics/toktopic/index.html"] {
          #expect(found.contains(path))
        }
      } else {
        #expect(found == [])
      }
    }
  }

  @Test
  func whatIsHiddenFromListsIsOnItsOwnPageAlone() async throws {
    let matter = "date: 2026-05-01\nhidden: true"
    let archive = Self.site(matter, theme: "broadsheet")
      .replacing("topics: [Toktopic, News]\nauthors: [Tokauthor]\n", with: "topics: [News]\n")
      .replacing("related: [press/tokslug]\n", with: "")
      .replacing(#/See \[a\][^-]*--/#, with: "Nothing.\n--")
    let workplace = try Workplace(archive)
    try workplace.linkRepositoryTheme("broadsheet")
    let now = try #require(Timestamp(rfc3339: "2026-06-01T12:00:00Z"))
    _ = try await build(SampleSite.order(workplace, now: now))
    #expect(
      try files(in: workplace) == [
        ".stet-manifest", "press/tokimage.png", "press/toksecond.png", "press/tokslug/index.html",
        "redirects.json", "tokalias/index.html",
      ])
    #expect(workplace.read("output/press/tokslug/index.html")?.contains("noindex") == true)
  }
}
