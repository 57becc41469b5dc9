import Testing

@testable import StetServe

/// What is sent: parts, conditions, dates, packing, and what a page gets on its way.
struct ReplyTests {
  @Test(arguments: [
    (nil, ByteRange.whole), ("bytes=0-3", .part(0..<4)), ("bytes=8-", .part(8..<10)),
    ("bytes=-3", .part(7..<10)), ("bytes=-30", .part(0..<10)), ("bytes=5-99", .part(5..<10)),
    ("bytes=10-", .unsatisfiable), ("bytes=-0", .unsatisfiable), ("bytes=3-1", .whole),
    ("bytes=a-b", .whole), ("bytes=0-1,3-4", .whole), ("bytes=-", .whole),
    ("bytes=99999999999999999999-", .whole),
  ])
  func aPartIsReadAsTheRuleSays(field: String?, range: ByteRange) {
    #expect(ByteRange(field, of: 10) == range)
  }

  @Test
  func aTagDecidesBeforeADate() {
    let since = [
      "if-none-match": "\"x\"", "if-modified-since": HTTPDate.text(secondsSinceEpoch: 9),
    ]
    #expect(!Conditions(since).areMet(tag: "\"y\"", modifiedSeconds: 5))
    #expect(
      Conditions(["if-none-match": "W/\"y\", \"x\""]).areMet(tag: "\"x\"", modifiedSeconds: 5))
    let date = ["if-modified-since": HTTPDate.text(secondsSinceEpoch: 5)]
    #expect(Conditions(date).areMet(tag: "\"x\"", modifiedSeconds: 5))
    #expect(!Conditions(date).areMet(tag: "\"x\"", modifiedSeconds: 6))
  }

  @Test(arguments: [
    "", "Sun, 06 Nov 1994 08:49:37", "Sunday, 06-Nov-94 08:49:37 GMT",
    "Sun, 31 Feb 1994 08:49:37 GMT",
  ])
  func whatIsNoDateAsksForNothing(text: String) {
    #expect(HTTPDate.secondsSinceEpoch(text) == nil)
  }

  @Test
  func aDateIsReadAsItIsWritten() {
    let text = "Sun, 06 Nov 1994 08:49:37 GMT"
    #expect(HTTPDate.secondsSinceEpoch(text).map { HTTPDate.text(secondsSinceEpoch: $0) } == text)
  }

  @Test(arguments: [
    ("gzip", true), ("br, gzip;q=0.1", true), ("*", true), ("gzip;q=0, *", false), ("*;q=0", false),
    ("identity", false), ("gzip ; q=0", false),
  ])
  func packingIsDoneOnlyWhereItIsTaken(field: String, isTaken: Bool) {
    #expect(takesGzip(field) == isTaken)
  }

  @Test(arguments: [
    ("index.html", "text/html; charset=utf-8"), ("feed.json", "application/feed+json"),
    ("atom.xml", "application/atom+xml; charset=utf-8"), ("a.JPG", "image/jpeg"),
    ("style.css", "text/css; charset=utf-8"), ("nothing", "application/octet-stream"),
  ])
  func aTypeFollowsTheName(name: String, type: String) {
    #expect(MediaType(ofFile: name).text == type)
  }

  private func preview(_ sources: [String: String] = [:]) throws -> Preview {
    Preview(sources: sources, editor: try #require(EditorLink("vscode", site: "/a site")))
  }

  @Test
  func thePageGetsItsScriptAtTheEndOfItsBody() throws {
    let page = Array("<body>a</BODY></html>".utf8)
    let made = try preview(["i.html": "a&b.md"]).page(page, tag: "t", path: "i.html")
    #expect(
      String(decoding: made, as: UTF8.self) == """
        <body>a<script defer src="/.stet/preview.js" data-tag="t" data-source="a&amp;b.md" \
        data-link="vscode://file/a%20site/a%26b.md:1:1"></script></BODY></html>
        """)
    let bare = try preview().page(Array("a".utf8), tag: "", path: "i.html")
    #expect(String(decoding: bare, as: UTF8.self).hasPrefix("a<script"))
  }

  @Test
  func anotherStylesheetIsNotAnotherPage() {
    let tags = ["a.css", "b.css"].map { name in
      Preview.tag(ofPage: Array("<link rel=\"stylesheet\" href=\"\(name)\"><p>a".utf8))
    }
    #expect(tags[0] == tags[1])
    let icons = ["a.png", "b.png"].map { name in
      Preview.tag(ofPage: Array("<link rel=\"icon\" href=\"\(name)\"><p>a".utf8))
    }
    #expect(icons[0] != icons[1])
  }

  @Test
  func anUnknownEditorIsRefused() {
    #expect(EditorLink("vscod", site: "/") == nil)
    #expect(EditorLink("none", site: "/")?.address(of: "a", line: 1, column: 1) == nil)
    #expect(
      EditorLink("x://{path}#{line}", site: "/s")?.address(of: "a", line: 3, column: 1)
        == "x:///s/a#3")
  }

  @Test
  func addressesThatMovedAreFoundHoweverTheyAreWritten() throws {
    let rules = HostRules(
      Array(
        """
        {"redirects": [{"from": "/caf%c3%a9/", "to": "/b/", "status": 301}],
         "gone": [{"address": "/c/", "status": 410}]}
        """.utf8))
    #expect(rules.destination(of: try RequestPath("/café/")) == "/b/")
    #expect(rules.isGone(try RequestPath("/c/")))
    #expect(HostRules(Array("nonsense".utf8)) == HostRules())
  }
}
