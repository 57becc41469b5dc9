import StetContent
import StetCore
import Testing

@testable import StetSite

/// Links as other generators write them.
@Suite struct ArchiveLinkTests {
  private func room(_ dialect: String, _ link: String) -> Newsroom {
    Newsroom(
      """
      -- stet.yaml --
      content: [{path: content, dialect: \(dialect)}]
      taxonomies: {topics: [tags], desks: [category]}
      permalinks: /:slug/
      -- content/_posts/2014-05-06-hello.markdown --
      ---
      title: Hello
      ---
      -- content/_posts/news/2014-05-07-deep.md --
      ---
      title: Deep
      ---
      -- content/assets/x.pdf --
      -- content/a.md --
      ---
      title: A
      ---
      [x](\(link))

      """.replacing(".markdown --", with: ".md --"))
  }

  private func destination(_ dialect: String, _ link: String) throws -> (Destination?, [String]) {
    let room = room(dialect, link)
    let id = try room.article("content/a.md")
    return (room.site.links[id.index].body.first, room.diagnostics.map(\.code.name))
  }

  @Test(arguments: [
    ("jekyll", "{% post_url 2014-05-06-hello %}", "/hello/"),
    ("jekyll", "{% post_url /news/2014-05-07-deep %}", "/deep/"),
    ("jekyll", "{% link _posts/2014-05-06-hello.md %}", "/hello/"),
    ("jekyll", "{% link assets/x.pdf %}", "/assets/x.pdf"),
    ("jekyll", "{% link assets/in-static.pdf %}", "/assets/in-static.pdf"),
    ("pelican", "{filename}_posts/2014-05-06-hello.md", "/hello/"),
    ("pelican", "{author}Ann Lee", "/authors/ann-lee/"),
    ("pelican", "{tag}New York", "/topics/new-york/"),
    ("pelican", "{category}News", "/desks/news/"), ("pelican", "{index}", "/"),
  ])
  func aLinkOfAnArchiveLeadsToItsPage(_ dialect: String, _ link: String, _ page: String) throws {
    let (destination, codes) = try destination(
      dialect,
      link.replacing(" L", with: "%20L")
        .replacing("New Y", with: "New%20Y"))
    #expect(destination == .local(SitePath(page), suffix: ""))
    #expect(codes == [])
  }

  @Test func aMissingPostIsCalledAsItsAuthorCallsIt() {
    let missing = room("jekyll", "{% post_url 2013-05-06-nothing %}").diagnostics
    #expect(
      missing.map(\.message) == [
        "“_posts/2013-05-06-nothing” leads to a file that is not there"
      ])
    #expect(missing.map(\.note) == ["no content folder of stet.yaml holds it"])
  }

  @Test func aSlipInANameIsMendedOnlyWhereItIsLikely() {
    let slip = room("jekyll", "{% post_url 2014-05-06-helo %}").diagnostics
    #expect(slip.map(\.note) == ["did you mean “2014-05-06-hello.md”?"])
    let day = room("jekyll", "{% post_url 2014-05-08-hello %}").diagnostics
    #expect(day.map(\.note) == ["did you mean “2014-05-06-hello.md”?"])
    let other = room("jekyll", "{% post_url 2014-06-06-hallu %}").diagnostics
    #expect(other.map(\.note) == ["no content folder of stet.yaml holds it"])
  }

  @Test func authorsOfADataFileAreAsThoseOfFiles() throws {
    let people = """
      jane: {name: Jane Roe, bio: Bees., avatar: img/jane.jpg, email: j@example.org}
      bob: Bob Hope
      """
    let file = SourceFile(path: "_data/authors.yml", text: people)
    let articles = dataAuthors(data(file).value, path: file.path)
    let story = parse(
      SourceFile(
        path: "content/a.md", text: "---\ntitle: A\ndate: 2026-01-01\nauthor: jane\n---\n"),
      localPath: "a.md", in: Configuration().parseContext(for: Configuration().contentFolders[0]))
    let site = assemble(
      [story.value.article] + articles, files: [], configuration: Configuration(),
      now: Newsroom.instant("2026-06-01T12:00:00Z"))
    #expect(site.diagnostics == [])
    #expect(site.value.authors.map(\.name) == ["Bob Hope", "Jane Roe"])
    let jane = try #require(site.value.authors.last)
    #expect(jane.address.text == "/authors/jane/")
    #expect(jane.stories == [ArticleID(0)])
    let definition = try #require(jane.definition)
    #expect(site.value[definition].metadata.standfirst?.value == "Bees.")
    #expect(
      site.value.links[definition.index].image == .local(SitePath("/img/jane.jpg"), suffix: ""))
  }

  @Test func dataFilesMakeOneTree() {
    let one = data(SourceFile(path: "data/a.yaml", text: "x: 1\n")).value
    let two = data(SourceFile(path: "data/b/c.json", text: "[2]")).value
    let tree = dataTree([("a.yaml", one), ("b/c.json", two), ("b/d.yaml", one)])
    #expect(tree.entries.map(\.key.value) == ["a", "b"])
    #expect(tree["b"]?.entries.map(\.key.value) == ["c", "d"])
    #expect(tree["a"]?["x"]?.spelled(in: Array("x: 1\n".utf8)) == "1")
  }
}
