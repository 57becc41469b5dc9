import StetContent
import StetCore
import StetSite
import Testing

@testable import StetBuild

struct DialectDetectionTests {
  private func configuration(_ archive: String) throws -> Diagnosed<Configuration> {
    let workplace = try Workplace(archive)
    return try Scanner(root: workplace.path).configuration(flags: Configuration.Flags())
  }

  @Test(arguments: [
    ("-- _posts/2024-01-01-a.md --\n-- stet.yaml --\ncontent: _posts", "jekyll"),
    ("-- content/_posts/a.md --", "jekyll"), ("-- content/a.md --\n-- _config.yml --", "jekyll"),
    ("-- content/a.md --\n-- hugo.toml --", "hugo"),
    ("-- content/a.md --\n-- config.toml --\nbaseURL = 'https://example.org'", "hugo"),
    ("-- content/a.md --\n-- config.toml --\nbase_url = 'https://example.org'", "zola"),
    ("-- content/a.md --\n-- config.toml --\nother = 1", "stet"),
    ("-- content/a.md --\n-- .eleventy.js --", "eleventy"),
    ("-- content/a.md --\n-- pelicanconf.py --", "pelican"), ("-- content/a.md --", "stet"),
    (
      "-- content/a.md --\n-- hugo.toml --\n-- stet.yaml --\ncontent: [{path: content, dialect: stet}]",
      "stet"
    ),
    ("-- a/b/c/x.md --\n-- stet.yaml --\ncontent: a/b/c\n-- hugo.toml --", "stet"),
    ("-- a/b/x.md --\n-- stet.yaml --\ncontent: a/b\n-- hugo.toml --", "hugo"),
  ])
  func theDialectIsKnownByTheFilesOfItsGenerator(_ archive: String, _ dialect: String) throws {
    let found = try configuration(archive)
    #expect(found.value.contentFolders.map(\.dialect.rawValue) == [dialect])
    let isTold = found.diagnostics.map(\.code) == [.dialectDetected]
    #expect(isTold == (dialect != "stet"))
    #expect(found.diagnostics.allSatisfy { $0.severity == .info })
  }

  @Test func jekyllsConfigurationGivesValuesAndDefaults() throws {
    let found = try configuration(
      """
      -- stet.yaml --
      content: [{path: docs/_posts, defaults: {layout: own}}]
      -- docs/_config.yml --
      repository: example/site
      github: {user: jane}
      defaults:
      - scope: {path: "", type: posts}
        values: {author: Jane, layout: post}
      - scope: {path: ""}
        values: {author: Everybody, mood: glad}
      - scope: {path: _posts/news}
        values: {author: Desk}
      -- docs/_posts/2024-01-01-a.md --
      """)
    let folder = found.value.contentFolders[0]
    #expect(folder.settings.values["site.repository"] == "example/site")
    #expect(folder.settings.values["site.github.user"] == "jane")
    let context = found.value.parseContext(for: folder)
    func metadata(_ path: String) -> Metadata {
      parse(SourceFile(path: path, text: "x"), localPath: path, in: context).value.article.metadata
    }
    let post = metadata("docs/_posts/2024-01-01-a.md")
    #expect(post.authors.map(\.name.value) == ["Jane"])
    #expect(post.template?.value == "own")
    #expect(post.extra.map(\.key) == ["mood"])
    #expect(metadata("docs/_posts/news/b.md").authors.map(\.name.value) == ["Desk"])
    #expect(metadata("docs/about.md").authors.map(\.name.value) == ["Everybody"])
  }

  @Test func hugosCascadeFillsGaps() throws {
    let found = try configuration(
      """
      -- stet.yaml --
      content: [{path: content, dialect: hugo}]
      -- content/posts/_index.md --
      ---
      cascade:
        author: Desk
        mood: glad
      ---
      -- content/posts/deep/_index.md --
      +++
      [[cascade]]
      author = "Deep"
      [[cascade]]
      target = {path = "/x/**"}
      author = "Nobody"
      +++
      -- content/posts/a.md --
      """)
    #expect(found.diagnostics.map(\.message) == ["a cascade with a target is not read"])
    let folder = found.value.contentFolders[0]
    let context = found.value.parseContext(for: folder)
    func author(_ path: String) -> [String] {
      let parsed = parse(SourceFile(path: path, text: "x"), localPath: path, in: context)
      return parsed.value.article.metadata.authors.map(\.name.value)
    }
    #expect(author("content/posts/a.md") == ["Desk"])
    #expect(author("content/posts/deep/b.md") == ["Deep"])
    #expect(author("content/c.md") == [])
  }

  @Test func eleventysDirectoryDataIsRead() throws {
    let found = try configuration(
      """
      -- stet.yaml --
      content: [{path: src, dialect: eleventy}]
      -- src/src.json --
      {"author": "All", "tags": ["site"]}
      -- src/posts/posts.json --
      {"tags": ["post"], "layout": "post.njk", "permalink": "/{{ title | slug }}/"}
      -- src/posts/posts.11tydata.json --
      {"author": "Desk"}
      -- src/posts/one.json --
      {"title": "One"}
      -- src/posts/other.json --
      {"title": "No article"}
      -- src/posts/one.md --
      """)
    #expect(found.diagnostics.map(\.path) == ["src/posts/posts.json"])
    #expect(found.diagnostics.map(\.severity) == [.warning])
    let folder = found.value.contentFolders[0]
    #expect(folder.settings.defaults.count == 4)
    let article = parse(
      SourceFile(path: "src/posts/one.md", text: "x"), localPath: "posts/one.md",
      in: found.value.parseContext(for: folder))
    let metadata = article.value.article.metadata
    #expect(metadata.title?.value == "One")
    #expect(metadata.authors.map(\.name.value) == ["Desk"])
    #expect(metadata.terms["tags"]?.map(\.value) == ["site", "post"])
    #expect(article.diagnostics == [] && article.value.unread == [])
  }

  @Test func dataFilesAreReadAndTheirMistakesTold() async throws {
    let workplace = try Workplace(
      """
      -- content/a.md --
      ---
      title: A
      ---
      -- data/authors.yaml --
      jane: {name: Jane Roe}
      -- data/team/size.json --
      3
      -- data/bad.toml --
      x =
      -- data/notes.txt --
      """)
    let reading = try await read(SampleSite.order(workplace))
    #expect(reading.value.site.data["team"]?["size"] != nil)
    #expect(reading.value.site.authors.map(\.name) == ["Jane Roe"])
    #expect(reading.diagnostics.map(\.path) == ["data/bad.toml"])
    #expect(reading.value.ledger.files == 1)
    #expect(reading.value.ledger.published == 1)
  }

  @Test func aShortcodeThatTheThemeLacksIsToldOnceInAnArchive() async throws {
    let workplace = try Workplace(
      """
      -- stet.yaml --
      theme: plain
      content: [{path: content, dialect: hugo}]
      -- themes/plain/templates/shortcodes/box.html --
      x
      -- content/a.md --
      {{< box >}} {{< map >}} {{< map >}}
      -- content/b.md --
      {{< map >}}
      """)
    let reading = try await read(SampleSite.order(workplace))
    #expect(
      reading.diagnostics.map(\.message) == [
        "`{{< map >}}` is not understood and stays as it is (3 times in 2 files)"
      ])
    #expect(reading.value.site.articles.map(\.shortcodes.count) == [1, 0])
  }
}
