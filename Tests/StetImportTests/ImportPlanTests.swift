import StetCore
import Testing

@testable import StetImport

/// What files an export becomes.
struct ImportPlanTests {
  private func plan(
    _ text: String, name: String = "export.xml", ground: ImportGround = ImportGround()
  ) -> Diagnosed<ImportPlan> {
    let file = SourceFile(path: name, text: text)
    let read = readExport(file, address: nil)
    guard let export = read.value else { return Diagnosed(ImportPlan(), read.diagnostics) }
    let made = StetImport.plan(export, from: file, in: ground, ImportWishes())
    return Diagnosed(made.value, read.diagnostics + made.diagnostics)
  }

  private func text(_ plan: ImportPlan, _ path: String) -> String? {
    plan.files.first { $0.path == path }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test
  func aWordPressExportBecomesArticlesPagesAuthorsAndTopics() {
    let made = plan(wordPressSample)
    #expect(
      made.value.files.map(\.path) == [
        "content/articles/the-old-crane.md", "content/articles/ships.md",
        "content/articles/half-a-thought-about-the-tide-tables-of-the.md",
        "content/pages/about.md", "content/authors/mina-vane.md", "content/topics/port.md",
        "content/topics/cranes.md",
      ])
    #expect(
      text(made.value, "content/articles/the-old-crane.md") == """
        ---
        title: The “Old” Crane & the Fog
        standfirst: A crane that nobody dares to take down.
        authors: [mina-vane]
        date: 2019-03-05T10:15:00+01:00
        updated: 2019-07-01T12:00:00+02:00
        topics: [Cranes & Hoists, Fog]
        image: https://harbour.example/wp-content/uploads/quay.jpg
        image_alt: A "quay"
        image_caption: The quay
        id: https://harbour.example/?p=12
        aliases: [/2019/03/the-old-crane/]
        ---
        It creaks.\\
        It has creaked since 1911.

        [![A crane](https://harbour.example/wp-content/uploads/crane-300x200.jpg "The crane in March")](https://harbour.example/wp-content/uploads/crane.jpg)

        See [the ships](@/articles/ships.md).

        > "Never mind," he said.
        >
        > And he didn't.

        <!--more-->

        - One
        - Two

        ![](https://harbour.example/wp-content/uploads/crane.jpg)

        ![A "quay"](https://harbour.example/wp-content/uploads/quay.jpg "The quay")

        \\[contact-form-7 id="4" title="Contact"]

        """)
  }

  @Test
  func whatBlocksOfGutenbergSayIsKept() {
    let made = plan(wordPressSample)
    #expect(
      text(made.value, "content/articles/ships.md")?.hasSuffix(
        "\n---\nShips come.\n\nhttps://video.example/1\n") == true)
    #expect(
      text(made.value, "content/pages/about.md")
        == "---\ntitle: About\nauthors: [mina-vane]\naliases: [/about/]\n---\n"
        + "We are a paper.\n")
    #expect(
      text(made.value, "content/topics/cranes.md")
        == "---\nname: Cranes & Hoists\nbroader: [The Port]\ndescription: What lifts.\n---\n")
    #expect(text(made.value, "content/authors/mina-vane.md") == "---\nname: Mina Vane\n---\n")
    let draft = text(
      made.value, "content/articles/half-a-thought-about-the-tide-tables-of-the.md")
    #expect(draft?.contains("\ndraft: true\n---\nHalf a thought") == true)
    #expect(draft?.contains("\ntitle: Half a thought about the tide tables of the…\n") == true)
  }

  @Test
  func everythingLeftOutIsSaidWithItsLine() throws {
    let made = plan(wordPressSample)
    let lines = made.diagnostics.map { diagnostic in
      let place = diagnostic.range.map {
        SourcePlace(of: $0, in: Array(wordPressSample.utf8)).line
      }
      return "\(place ?? 0) \(diagnostic.severity) \(diagnostic.code.name)"
    }
    #expect(
      lines == [
        "110 info import-entry-left-out", "0 info import-entry-left-out",
        "40 warning import-shortcode-unknown", "41 warning import-html-left-out",
        "81 info import-title-missing",
      ])
    #expect(made.value.images.count == 3)
  }

  /// What is there already, by id, address, or headline and date, is passed over.
  @Test
  func theSameExportTwiceAddsNothing() throws {
    let first = plan(wordPressSample).value
    #expect(first.knownCount == 0)
    var ground = ImportGround()
    ground.ids = [
      "https://harbour.example/?p=12", "https://harbour.example/?p=10",
      "https://harbour.example/?p=20",
    ]
    ground.aliases = ["/about"]
    let second = plan(wordPressSample, ground: ground).value
    #expect(second.knownCount == 4)
    #expect(second.files.isEmpty)
  }

  @Test
  func noNameCollides() {
    var ground = ImportGround()
    ground.paths = ["content/articles/a.md"]
    let item = "<item><title>A</title><guid>tag:x,2020:%</guid></item>"
    let made = plan(
      "<rss version='2.0'><channel><title>T</title>"
        + (1...3).map { item.replacing("%", with: "\($0)") }.joined() + "</channel></rss>",
      ground: ground)
    #expect(
      made.value.files.map(\.path) == [
        "content/articles/a-2.md", "content/articles/a-3.md", "content/articles/a-4.md",
      ])
  }

  @Test
  func anRSS1FeedIsRead() {
    let made = plan(
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.example/">
        <title>A</title><link>https://a.example/</link></channel>
      <item rdf:about="https://a.example/one"><title>One</title><link>https://a.example/one</link>
        <description>&lt;p>Text&lt;/p></description><dc:date>2004-05-06T07:08:09+02:00</dc:date>
        <dc:creator>Ann</dc:creator><dc:subject>Ink</dc:subject></item></rdf:RDF>
      """)
    #expect(
      text(made.value, "content/articles/one.md") == """
        ---
        title: One
        authors: [Ann]
        date: 2004-05-06T07:08:09+02:00
        topics: [Ink]
        id: https://a.example/one
        aliases: [/one/]
        ---
        Text

        """)
  }

  @Test
  func aJSONFeedIsRead() {
    let made = plan(
      """
      {"version": "https://jsonfeed.org/version/1.1", "title": "A", "home_page_url": "https://a.example/",
       "authors": [{"name": "Ann"}], "items": [
       {"id": "1", "url": "https://a.example/x/one.html", "content_text": "Line *one*\\n\\nTwo",
        "date_published": "2024-01-02T03:04:05-08:00", "tags": ["a, b", "C: d"], "image": "/i.png",
        "external_url": "https://b.example/", "attachments": [{"url": "https://a.example/s.mp3",
        "mime_type": "audio/mpeg", "size_in_bytes": 12}]}]}
      """, name: "feed.json")
    #expect(
      text(made.value, "content/articles/one.md") == """
        ---
        title: Line *one* Two
        authors: [Ann]
        date: 2024-01-02T03:04:05-08:00
        topics: ["a, b", "C: d"]
        image: https://a.example/i.png
        sources: ["https://b.example/"]
        enclosures:
          - url: https://a.example/s.mp3
            type: audio/mpeg
            length: "12"
        aliases: [/x/one.html]
        ---
        Line \\*one\\*

        Two

        """)
    #expect(
      made.diagnostics.map(\.code.name) == ["import-title-missing", "import-id-not-permanent"])
  }
}
