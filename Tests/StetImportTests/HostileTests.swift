import Foundation
import StetCore
import StetXML
import Testing

@testable import StetImport

/// Exports that nobody should write.
struct HostileTests {
  private func read(_ text: String) -> Diagnosed<Export?> {
    readExport(SourceFile(path: "x.xml", text: text), address: nil)
  }

  private func paths(_ export: Export?) -> [String] {
    guard let export else { return [] }
    let file = SourceFile(path: "x.xml", text: "")
    return plan(export, from: file, in: ImportGround(), ImportWishes()).value.files.map(\.path)
  }

  @Test
  func entitiesAreNotExpandedAndFilesNotRead() {
    let bomb = read(
      """
      <!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
      <!ENTITY f SYSTEM "file:///etc/passwd">]>
      <rss version="2.0"><channel><title>T</title><item><title>&b;&f;</title></item></channel></rss>
      """)
    #expect(bomb.diagnostics.map(\.code) == [.importMalformed])
    #expect(
      bomb.value?.entries.contains { $0.title.contains("root") || $0.title.contains("aaa") } != true
    )
  }

  @Test(arguments: [
    "", "no feed", "<html><body>x</body></html>", "{\"a\": 1}", "{", "<rss",
    "<?xml version=\"1.0\"?>", "\u{0}",
    "<feed xmlns='urn:other'/>", "[1]",
  ])
  func whatIsNoFeedIsSaidToBeNone(text: String) {
    let read = read(text)
    #expect(read.value?.entries.isEmpty ?? true)
    #expect(read.diagnostics.contains { $0.severity == .error })
  }

  @Test
  func whatStandsBeforeTheDamageIsImported() {
    let read = read(
      "<rss version='2.0'><channel><item><title>A</title></item><item><title>B</titel></item>")
    #expect(read.value?.entries.map(\.title) == ["A"])
    #expect(read.diagnostics.map(\.code) == [.importMalformed])
  }

  @Test
  func controlCharactersAreLeftOut() {
    let read = read(
      "<rss version='2.0'><channel><item><title>A\u{B}B</title></item></channel></rss>")
    #expect(read.value?.entries.map(\.title) == ["A B"])
    #expect(read.diagnostics.map(\.code) == [.importControlCharacter])
  }

  @Test
  func noNameLeavesTheFolder() {
    let made = paths(
      read(
        """
        <rss version='2.0'><channel><link>https://a.example</link>
        <item><title>../../etc/passwd</title></item><item><link>https://a.example/..%2f..%2fx</link></item>
        <item><title>\u{202E}/</title></item><item><title>CON</title></item><item><title>_index</title></item>
        <item><title>\(String(repeating: "long ", count: 200))</title></item></channel></rss>
        """
      ).value)
    #expect(made.count == 6)
    #expect(
      made.allSatisfy { path in
        path.hasPrefix("content/articles/") && path.utf8.count < 130
          && path.split(separator: "/").count == 3 && !path.contains("..")
      })
    #expect(
      !made.contains("content/articles/_index.md") && !made.contains("content/articles/index.md"))
  }

  @Test
  func aDateThatIsNoneIsLeftOut() {
    let read = read(
      "<rss version='2.0'><channel><item><title>A</title><pubDate>soon</pubDate></item></channel></rss>"
    )
    #expect(read.value?.entries.first?.published == nil)
    #expect(read.diagnostics.map(\.code) == [.importDateInvalid])
  }

  /// Text that takes long wherever something is quadratic.
  @Test(arguments: [
    "<div>", "<a>", "<b><i>", "</p>", "<", "[", "[a]", "[caption]", "*", "_", "`", "<br>", "&amp;",
    "<p>",
    "<li>", "<ul><li>", "<table><tr><td>", "\n\n", "$", "<!--", "<a b=", "<em>x</em>", "https://",
    "<img src=a>",
    "<blockquote>", "&#", "</div>",
  ])
  func repetitionIsReadInProportion(piece: String) {
    let text = String(repeating: piece, count: 200_000 / piece.utf8.count)
    var rules = MarkdownRules()
    rules.isAutoParagraph = true
    let html = wordPressText(text, attachments: [:]).html
    let made = markdown(of: html, rules)
    #expect(made.markdown.utf8.count < 4_000_000)
  }

  @Test(arguments: ["&", "&a", "< ", "&amp "])
  func aHeadlineOfMarksIsReadToItsEnd(piece: String) {
    let headline = String(repeating: piece, count: 200_000) + "x"
    #expect(plainText(ofHTML: headline) == headline)
  }

  @Test
  func aTagOfManyAttributesIsNotParsed() {
    let tag = "<p " + (0..<5000).map { "a\($0)=1 " }.joined() + ">x</p>"
    #expect(throws: HTMLProblem.excessive) { try readHTML(tag) }
    #expect(markdown(of: tag, MarkdownRules()).remarks.map(\.kind) == [.approximated])
  }

  @Test
  func randomBytesNeverCrash() {
    var random = SeededGenerator(seed: 9)
    let pieces = [
      "<rss version='2.0'>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<![CDATA[",
      "]]>", "&lt;",
      "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>", "</entry>", "<content type='html'>",
      "</content>",
      "<wp:post_type xmlns:wp='http://wordpress.org/export/1.2/'>post</wp:post_type>", "x",
      "<html a=b>",
      "<body c>", "</body>", "</html>", "<p", ">", "\"", "'", "<head>", "<meta charset=latin1>",
      "é", "<svg><path/></svg>",
    ]
    for _ in 0..<2000 {
      let text = (0..<Int.random(in: 1...30, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
      _ = paths(read(text).value)
      _ = markdown(of: text, MarkdownRules())
    }
  }

  private static func model(_ name: String) -> Data? {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return ["shared", "../shared", "../../shared"].lazy
      .compactMap {
        FileManager.default.contents(atPath: folder.appending(path: "\($0)/feeds/\(name)").path)
      }.first
  }

  /// The model feeds beside the project, where they are there.
  @Test(
    .enabled(if: model("model.atom") != nil, "the model feeds are not in shared/feeds"),
    arguments: ["model.atom", "model.rss"])
  func theModelFeedsAreRead(name: String) throws {
    let bytes = try #require(HostileTests.model(name))
    let read = readExport(SourceFile(path: name, bytes: Array(bytes)), address: nil)
    #expect(read.diagnostics.isEmpty)
    let entry = try #require(read.value?.entries.first)
    #expect(entry.id == "tag:example.org,2026:one")
    #expect(entry.authors == ["Ann Writer", "Bob Reporter"])
    #expect(entry.title.hasPrefix("One & two — “quoted”"))
    #expect(entry.image?.credit == "P. H.")
    #expect(entry.published?.secondsSinceEpoch == 1_767_233_045)
  }
}
