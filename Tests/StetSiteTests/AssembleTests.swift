import StetCore
import Testing

@testable import StetSite

@Suite struct AssembleTests {
  private func standing(_ frontMatter: String, now: String) throws -> Standing {
    let room = Newsroom(
      "-- stet.yaml --\ntimezone: Europe/Berlin\n-- content/a.md --\n---\ntitle: A\n\(frontMatter)\n---\n",
      now: now)
    return room.site.standings[try room.article("content/a.md").index]
  }

  @Test(arguments: [
    ("date: 2026-03-29 03:30", "2026-03-29T01:29:59Z", false),
    ("date: 2026-03-29 03:30", "2026-03-29T01:30:00Z", true),
    ("date: 2026-10-25 02:30", "2026-10-25T00:29:59Z", false),
    ("date: 2026-10-25 02:30", "2026-10-25T00:30:00Z", true),
    ("date: 2026-01-01\nembargo: 2026-05-01T06:00:00+02:00", "2026-05-01T03:59:59Z", false),
    ("date: 2026-01-01\nembargo: 2026-05-01T06:00:00+02:00", "2026-05-01T04:00:00Z", true),
  ])
  func anArticleIsPublicFromItsInstantOn(frontMatter: String, now: String, isPublic: Bool) throws {
    let standing = try standing(frontMatter, now: now)
    if isPublic {
      #expect(standing == .published)
    } else {
      guard case .scheduled = standing else {
        Issue.record("\(standing) is not scheduled")
        return
      }
    }
  }

  @Test func anArticleLeavesAtTheInstantItExpires() throws {
    let matter = "date: 2026-01-01\nexpires: 2026-05-01T00:00:00Z"
    #expect(try standing(matter, now: "2026-04-30T23:59:59Z") == .published)
    guard case .expired = try standing(matter, now: "2026-05-01T00:00:00Z") else {
      Issue.record("it is still there")
      return
    }
  }

  @Test func draftsAreLeftOutAndShownOnDemand() throws {
    let archive = "-- content/a.md --\n---\ntitle: A\ndate: 2026-01-01\ndraft: true\n---\n"
    #expect(Newsroom(archive).site.standings == [.draft])
    var flags = Configuration.Flags()
    flags.isDraftsShown = true
    #expect(Newsroom(archive, flags: flags).site.standings == [.published])
  }

  @Test func storiesAreNewestFirstAndThoseOfOneInstantByPath() {
    let room = Newsroom(
      """
      -- content/b.md --
      ---
      title: B
      date: 2026-01-01
      ---
      -- content/a.md --
      ---
      title: A
      date: 2026-01-01
      ---
      -- content/c.md --
      ---
      title: C
      date: 2026-02-01
      ---
      """)
    #expect(room.addresses(room.site.latest) == ["/c/", "/a/", "/b/"])
  }

  @Test func foldersAreSectionsAndIndexFilesDescribeThem() throws {
    let room = Newsroom(
      """
      -- content/press/_index.md --
      ---
      title: The Press
      description: Of ink
      ---
      -- content/press/deep/down/a.md --
      ---
      title: A
      date: 2026-01-01
      ---
      -- content/web-notes/b.md --
      ---
      title: B
      date: 2026-01-02
      ---
      """)
    #expect(
      room.site.sections.map { "\($0.path) \($0.title) \($0.address.text)" } == [
        "press The Press /press/", "web-notes Web notes /web-notes/",
      ])
    #expect(room.addresses(room.site.sections[0].stories) == ["/press/deep/down/a/"])
    #expect(room.site.sections[0].description == "Of ink")
  }

  @Test func aNestedSectionHandsItsStoriesUp() {
    let room = Newsroom(
      """
      -- content/docs/_index.md --
      ---
      title: Docs
      ---
      -- content/docs/start/_index.md --
      ---
      title: Start
      ---
      -- content/docs/start/a.md --
      ---
      title: A
      ---
      """)
    #expect(room.site.sections.map(\.title) == ["Docs", "Start"])
    #expect(
      room.site.sections.map { room.addresses($0.stories) } == [
        ["/docs/start/a/"], ["/docs/start/a/"],
      ])
    #expect(room.site.sections[1].parent == 0)
  }

  @Test func twoFilesWithOneAddressAreAnErrorAtTheLater() {
    let room = Newsroom(
      """
      -- content/a.md --
      ---
      title: A
      ---
      -- content/b.md --
      ---
      title: B
      slug: a
      ---
      """)
    #expect(room.codes == ["address-taken content/b.md"])
    #expect(room.site.standings == [.published, .invalid])
  }

  @Test func theLaterOfTwoFilesThatDifferByTheirDayKeepsItInTheAddress() {
    let room = Newsroom(
      """
      -- content/2014-01-02-award.md --
      ---
      title: A
      ---
      -- content/2015-01-02-award.md --
      ---
      title: B
      ---
      """)
    #expect(room.addresses(room.site.latest) == ["/2015-01-02-award/", "/award/"])
    #expect(room.codes == [])
  }

  @Test(arguments: [
    ("", "/press/2014-in-review/"),
    ("slug: ends", "/press/ends/"),
    ("slug: 2022", "/press/2022/"),
    ("path: /x/y", "/x/y/"),
    ("url: /x/y.html", "/x/y.html"),
  ])
  func anArticleStandsWhereItsFrontMatterOrItsFileSays(frontMatter: String, address: String) {
    let room = Newsroom(
      "-- content/press/2014-05-06-2014-in-review.md --\n---\ntitle: A\n\(frontMatter)\n---\n")
    #expect(room.addresses(room.site.latest) == [address])
  }

  @Test func permalinksAreByPattern() {
    let room = Newsroom(
      """
      -- stet.yaml --
      permalinks:
        default: /:year/:month/:day/:slug/
        press: /:section/:slug.html
      -- content/press/a.md --
      ---
      title: A
      date: 2026-01-02
      ---
      -- content/b.md --
      ---
      title: B
      date: 2026-01-03
      ---
      """)
    #expect(room.addresses(room.site.latest) == ["/2026/01/03/b/", "/press/a.html"])
  }

  @Test func partsOfASeriesFollowTheirOrderThenTheirDates() throws {
    let room = Newsroom(
      """
      -- content/a.md --
      ---
      title: A
      date: 2026-01-03
      series: {name: Metal, order: 1}
      ---
      -- content/b.md --
      ---
      title: B
      date: 2026-01-02
      series: Metal
      ---
      -- content/c.md --
      ---
      title: C
      date: 2026-01-01
      series: metal
      ---
      """)
    let series = try #require(room.site.series.first)
    #expect(room.site.series.count == 1)
    #expect(room.addresses(series.parts) == ["/a/", "/c/", "/b/"])
  }
}
