import StetContent
import StetCore
import Testing

@testable import StetSite

@Suite struct BundleTests {
  private func room(_ dialect: String, _ more: String = "") -> Newsroom {
    Newsroom(
      """
      -- stet.yaml --
      content: [{path: content, dialect: \(dialect)}]
      permalinks: /:year/:slug/
      -- content/posts/trip/index.md --
      ---
      title: Trip
      date: 2024-01-02
      ---
      ![a](a.jpg)
      -- content/posts/trip/a.jpg --
      -- content/posts/trip/deep/b.jpg --
      -- content/posts/c.jpg --
      \(more)
      """)
  }

  @Test func filesStandBesideTheirPageWhereverThatIs() throws {
    let room = room("stet")
    #expect(room.site.files.map(\.address.text) == ["/2024/trip/a.jpg"])
    let id = try room.article("content/posts/trip/index.md")
    #expect(
      room.site.links[id.index].body == [.local(SitePath("/2024/trip/a.jpg"), suffix: "")])
    #expect(room.codes == [])
  }

  @Test(arguments: ["hugo", "zola"])
  func hugoAndZolaPublishEveryFileOfABundle(_ dialect: String) {
    #expect(
      room(dialect).site.files.map(\.address.text) == [
        "/2024/trip/a.jpg", "/2024/trip/deep/b.jpg",
      ])
  }

  @Test func nothingOfADraftIsPublished() {
    let draft = Newsroom(
      """
      -- stet.yaml --
      content: [{path: content, dialect: hugo}]
      -- content/a/index.md --
      ---
      title: A
      draft: true
      ---
      -- content/a/a.jpg --

      """)
    #expect(draft.site.files == [])
  }

  @Test(arguments: [
    ("-- content/posts/trip/z-featured.png --", "z-featured.png"),
    ("-- content/posts/trip/deep/cover.webp --", "deep/cover.webp"),
    ("-- content/posts/trip/cover.txt --", nil),
  ])
  func hugosPictureOfThatNameLeads(_ file: String, _ lead: String?) throws {
    let hugo = room("hugo", file)
    let id = try hugo.article("content/posts/trip/index.md")
    #expect(hugo.site[id].metadata.image?.source.value == lead)
    #expect(
      hugo.site.links[id.index].image
        == lead.map { .local(SitePath("/2024/trip/" + $0), suffix: "") })
  }

  @Test func hugosResourcesNameTheLeadPicture() throws {
    let hugo = Newsroom(
      """
      -- stet.yaml --
      content: [{path: content, dialect: hugo}]
      -- content/a/index.md --
      ---
      title: A
      resources:
      - {src: x.jpg, name: other}
      - {src: y.jpg, name: cover, title: Why}
      ---
      -- content/a/x.jpg --
      -- content/a/y.jpg --

      """)
    let id = try hugo.article("content/a/index.md")
    #expect(hugo.site[id].metadata.image?.source.value == "y.jpg")
    #expect(hugo.site[id].metadata.image?.caption == "Why")
  }
}
