import StetCore
import Testing

@testable import StetSite

@Suite struct LinkResolverTests {
  private static let folder = """
    -- content/press/linotype.md --
    ---
    title: Linotype
    date: 2026-01-01
    slug: hot-metal
    ---
    -- content/press/plate.png --
    png
    -- content/press/draft.md --
    ---
    title: Draft
    draft: true
    ---

    """

  private func destination(_ link: String) throws -> (Destination, [String]) {
    let room = Newsroom(
      Self.folder + "-- content/web/a.md --\n---\ntitle: A\ndate: 2026-01-01\n---\n[x](\(link))\n")
    let id = try room.article("content/web/a.md")
    return (try #require(room.site.links[id.index].body.first), room.diagnostics.map(\.code.name))
  }

  @Test(arguments: [
    ("../press/linotype.md", "/press/hot-metal/", ""),
    ("../press/linotype.md#matrix", "/press/hot-metal/", "#matrix"),
    ("@/press/linotype.md", "/press/hot-metal/", ""),
    ("/press/linotype.md", "/press/hot-metal/", ""),
    ("../press/plate.png", "/press/plate.png", ""),
    ("../b/?q=1", "/web/b/", "?q=1"),
    ("/about/", "/about/", ""),
    ("?q=1", "/web/a/", "?q=1"),
  ])
  func aLinkLeadsWhereTheFileWillBe(link: String, address: String, suffix: String) throws {
    let (destination, codes) = try destination(link)
    #expect(destination == .local(SitePath(address), suffix: suffix))
    #expect(codes == [])
  }

  @Test(arguments: ["https://example.org/", "mailto:a@example.org", "//example.org/x", "tel:+1"])
  func anotherSiteIsLeftAsItIs(link: String) throws {
    #expect(try destination(link).0 == .external(link))
  }

  @Test func anAnchorStaysOnThePage() throws {
    #expect(try destination("#x").0 == .anchor("#x"))
  }

  @Test func aFileThatIsNotThereIsReportedWithTheNearest() throws {
    let (_, codes) = try destination("../press/linotpye.md")
    #expect(codes == ["link-target-missing"])
  }

  @Test(arguments: [
    "../press/draft.md", "@/press/draft.md", "/press/draft.md", "/press/draft/", "/press/draft",
    "/press/draft/index.html", "/press/dr%61ft/?q=1", "../../press/draft/",
    "http://localhost:4000/press/draft/#part",
  ])
  func nothingOfAHiddenArticleShows(link: String) throws {
    let (destination, codes) = try destination(link)
    #expect(destination == .hidden)
    #expect(codes == ["link-target-not-public"])
  }

  @Test func onlyFilesThatPublicPagesNameArePublished() throws {
    let named = Newsroom(
      Self.folder + "-- content/a.md --\n---\ntitle: A\n---\n![P](press/plate.png)\n")
    #expect(named.site.files.map(\.path) == ["content/press/plate.png"])
    let hidden = Newsroom(
      Self.folder + "-- content/a.md --\n---\ntitle: A\ndraft: true\n---\n![P](press/plate.png)\n")
    #expect(hidden.site.files == [])
  }
}
