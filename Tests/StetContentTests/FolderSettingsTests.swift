import StetCore
import Testing

@testable import StetContent

@Suite struct FolderSettingsTests {
  private func context(
    _ defaults: String, scope: String = "content", kind: FrontMatterDefaults.Kind = .all,
    dialect: ParseContext.Dialect = .stet, values: [String: String] = [:]
  ) -> ParseContext {
    let file = SourceFile(path: "stet.yaml", text: defaults)
    return ParseContext(
      dialect: dialect, taxonomyKeys: ["tags"],
      settings: FolderSettings(
        values: values,
        defaults: [
          FrontMatterDefaults(data(file).value, in: file, scope: scope, kind: kind)
        ]))
  }

  @Test func whatAFileDoesNotSayComesFromTheDefaults() {
    let context = context("author: Jane\nweight: 3\ndraft: true\nimage: /a.png\nmood: glad\n")
    let bare = parsed("Text", in: context).value.article.metadata
    #expect(bare.authors.map(\.name.value) == ["Jane"])
    #expect(bare.weight?.value == 3)
    #expect(bare.isDraft)
    #expect(bare.image?.source.value == "/a.png")
    #expect(bare.extra.map(\.key) == ["mood"])
  }

  @Test func whatAFileSaysGoesBefore() {
    let context = context("author: Jane\ndraft: true\nhidden: true\nmood: glad\ntags: [a]\n")
    let text = "---\nauthor: Bob\ndraft: false\nhidden: false\nmood: sad\ntags: [b]\n---\n"
    let own = parsed(text, in: context).value.article.metadata
    #expect(own.authors.map(\.name.value) == ["Bob"])
    #expect(!own.isDraft)
    #expect(own.outputs == Metadata.Outputs())
    #expect(own.extra.map(\.key) == ["mood"])
    #expect(own.terms["tags"]?.map(\.value) == ["b"])
  }

  @Test func eleventyAddsTagsToThoseOfTheFolder() {
    let context = context("tags: [post]\n", dialect: .eleventy)
    let article = parsed("---\ntags: [news, post]\n---\n", in: context).value.article
    #expect(article.metadata.terms["tags"]?.map(\.value) == ["news", "post"])
    let other = parsed("---\ntags: news\n---\n", in: context).value.article
    #expect(other.metadata.terms["tags"]?.map(\.value) == ["post", "news"])
  }

  @Test(arguments: [
    ("content", true), ("content/press", true), ("content/pre", false), ("content/*", true),
    ("content/press/a", true), ("content/press/a.md", true), ("content/press/b", false), ("", true),
    (".", true), ("content/*/b", false),
  ])
  func aScopeIsAFolderOrAFile(_ scope: String, _ isFor: Bool) {
    let file = SourceFile(path: "x", text: "a: 1\n")
    let defaults = FrontMatterDefaults(data(file).value, in: file, scope: scope)
    #expect(defaults.isFor("content/press/a.md") == isFor)
  }

  @Test func aKindOfFileIsKnownByItsFolder() {
    let posts = context("a: 1\n", scope: "", kind: .inFolder("_posts"), dialect: .jekyll)
    #expect(posts.settings.defaults[0].isFor("_posts/2024-01-01-a.md"))
    #expect(!posts.settings.defaults[0].isFor("about.md"))
    let pages = context("a: 1\n", scope: "", kind: .pages, dialect: .jekyll)
    #expect(pages.settings.defaults[0].isFor("about.md"))
    #expect(!pages.settings.defaults[0].isFor("_posts/2024-01-01-a.md"))
  }

  @Test func otherDefaultsAreAnotherFingerprint() {
    #expect(context("a: 1\n").fingerprint != context("a: 2\n").fingerprint)
    #expect(context("a: 1\n").fingerprint == context("a: 1\n").fingerprint)
  }

  @Test func textsMayNameFrontMatterAndConfiguration() {
    let jekyll = context(
      "mood: glad\n", dialect: .jekyll, values: ["site.repository": "https://example.org/r"])
    let text = "---\ntitle: T\npart: 2\n---\n"
    #expect(
      html(
        text + "{{ page.title }} {{ page.part }} {{ page.mood }} [r]({{ site.repository }}/x)",
        in: jekyll)
        == "<p>T 2 glad <a href=\"https://example.org/r/x\">r</a></p>\n")
    #expect(problems(text + "{{ title }}", in: jekyll) == ["5:1 warning unknown-construct"])
    let eleventy = ParseContext(dialect: .eleventy)
    #expect(
      html("---\nimage: /a.jpg\n---\n![x]({{ image | url }}) {{ image | upper }}", in: eleventy)
        == "<p><img src=\"/a.jpg\" alt=\"x\"> {{ image | upper }}</p>\n")
  }

  @Test(arguments: [
    (ParseContext.Dialect.jekyll, "pretty", "/:categories/:year/:month/:day/:title/"),
    (.jekyll, "/:year/:title:output_ext", "/:year/:title.html"),
    (.eleventy, "/blog/{{ page.fileSlug }}/index.html", "/blog/:filename/"),
    (.hugo, "/x/", "/x/"),
  ])
  func anAddressPatternOfAnotherGeneratorIsRead(
    _ dialect: ParseContext.Dialect, _ written: String, _ read: String
  ) {
    let text = "---\npermalink: \"\(written)\"\n---\n"
    let context = ParseContext(dialect: dialect)
    #expect(parsed(text, in: context).value.article.metadata.address?.value == read)
    #expect(problems(text, in: context) == [])
  }

  @Test(arguments: ["/{{ title | slug }}/", "/:i_month/:title/"])
  func anAddressThatOnlyATemplateMakesIsReported(_ written: String) {
    let text = "---\npermalink: \"\(written)\"\n---\n"
    let context = ParseContext(dialect: .jekyll)
    #expect(parsed(text, in: context).value.article.metadata.address == nil)
    #expect(problems(text, in: context) == ["2:12 warning unknown-construct"])
  }

  @Test func aMistakeInDefaultsIsToldWhereTheyStand() {
    let file = SourceFile(path: "_config.yml", text: "date: never\n")
    let found = FrontMatterDefaults.diagnostics(
      of: data(file).value, in: file, for: ParseContext(dialect: .jekyll))
    #expect(found.map(\.code) == [.invalidDate])
    #expect(found.map(\.path) == ["_config.yml"])
    let context = context("date: never\n")
    #expect(parsed("x", in: context).diagnostics == [])
  }
}
