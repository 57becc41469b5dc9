import StetCore
import Testing

@testable import StetContent

@Suite struct RawHTMLTests {
  /// The body as a feed prints it.
  private func feed(_ markdown: String) -> String {
    let body = parsed(markdown).value.body
    var out: [UInt8] = []
    var start = 0
    for omission in body.omissions {
      out += body.html[start..<omission.range.lowerBound] + omission.replacement
      start = omission.range.upperBound
    }
    return String(decoding: out + body.html[start...], as: UTF8.self)
  }

  @Test(arguments: [
    ("<div>a", "<div>a\n</div>"), ("a <b>c", "<p>a <b>c</b></p>"), ("a</b>", "<p>a</p>"),
    ("- <div>\n- a", "<ul>\n<li>\n<div>\n</div></li>\n<li>a</li>\n</ul>"),
    ("<div>\n\na</div>", "<div>\n<p>a</p>\n</div>"),
    ("<b><i>a</b></i>", "<p><b><i>a</i></b></p>"),
    ("<div/>\n\na", "<div></div>\n<p>a</p>"), ("a<br/>b", "<p>a<br>b</p>"),
    ("<p>a\n\nb", "<p>a\n<p>b</p>"),
    (
      "<details><summary>a</summary>\n\nb\n\n</details>",
      "<details><summary>a</summary>\n<p>b</p>\n</details>"
    ),
    ("<IMG SRC=a>", "<img src=\"a\">"), ("*<b>*", "<p><em><b></b></em></p>"),
    ("<a title=\"x>y", "<p>&lt;a title=“x&gt;y</p>"),
    ("<svg><path d=\"M0\"/></svg>", "<p><svg><path d=\"M0\"/></svg></p>"),
  ])
  func rawHTMLIsBalanced(_ markdown: String, _ expected: String) {
    let made = html(markdown)
    #expect(made.trimmed == expected.trimmed)
  }

  @Test(arguments: [
    ("a <script>b</script> c", "<p>a  c</p>\n"),
    ("<style>a</style>\n", "\n"), ("<!-- a -->\n", "\n"),
    ("<form><p>a</p></form>\n", "\n"),
    ("<p onclick=\"a\" class=\"b\" style='c'>d</p>\n", "<p class=\"b\">d</p>\n"),
    (
      "<iframe src=\"//a.org/b\" title=\"C &amp; D\"></iframe>\n",
      "<a href=\"https://a.org/b\">C &amp; D</a>\n"
    ),
    ("<iframe src=\"/b\"></iframe>\n", "\n"),
    ("<form>\n\na *b*\n\n</form>\n\nc", "\n<p>c</p>\n"),
    ("- [x] a", "<ul>\n<li class=\"task\">☑ a</li>\n</ul>\n"),
    ("<svg onload=\"a\"><path/></svg>", "<p></p>\n"),
    (
      "<p>a <input onclick=\"b\" style=\"c\"> <embed src=\"javascript:d\"> e</p>\n",
      "<p>a   e</p>\n"
    ),
    ("[a](JavaScript:b) <vbscript:c>", "<p><a>a</a> <a>vbscript:c</a></p>\n"),
    (
      "<a id=\"a\" href=\" java&#115;cript:b\">c</a> [d](data:text/html,e)",
      "<p><a id=\"a\">c</a> <a>d</a></p>\n"
    ),
    ("![a](javascript:b)", "<figure><img alt=\"a\"></figure>\n"),
  ])
  func aFeedLeavesOutWhatIsRisky(_ markdown: String, _ expected: String) {
    #expect(feed(markdown) == expected)
  }

  @Test func everyAddressIsAReference() {
    let file = parsed(
      """
      <img src="a.png" srcset="b.png 1x, c.png 2x"> <video poster=d><source src='e'></video>
      <object data="f"></object> <q cite="g">x</q> <a href="h?a=1&amp;b=2">i</a>
      """
    ).value
    #expect(
      file.article.references.map(\.destination) == [
        "a.png", "b.png", "c.png", "d", "e", "f", "g", "h?a=1&b=2",
      ])
    #expect(
      file.article.references.map(\.kind) == [
        .image, .media, .media, .media, .media, .media, .media, .link,
      ])
    #expect(
      String(decoding: file.body.filled(with: file.article.references), as: UTF8.self)
        .contains("srcset=\"b.png 1x, c.png 2x\""))
  }

  @Test func referencesKnowTheirPlace() {
    let text = "---\ntitle: a\n---\nx [a](b.md) <b.org:c> [d]\n\n<img src=\"e.png\">\n\n[d]: f.md\n"
    let bytes = Array(text.utf8)
    for reference in parsed(text).value.article.references {
      let range = reference.range
      #expect(
        String(decoding: bytes[range.lower..<range.upper], as: UTF8.self) == reference.destination)
    }
  }

  @Test func rawHTMLMayBeForbidden() {
    let context = ParseContext(isRawHTMLAllowed: false)
    #expect(html("a <b>c</b>", in: context) == "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n")
    #expect(html("<div>a</div>", in: context) == "<p>&lt;div&gt;a&lt;/div&gt;\n</p>\n")
  }
}

extension String {
  fileprivate var trimmed: String {
    split(separator: "\n", omittingEmptySubsequences: true).joined(separator: "\n")
  }

  @Test func aPictureWithoutAltIsToldAtItsPlaceOnceAFile() {
    let text =
      "x\n\n<div>\n<b>y</b> <img src=\"a.jpg\">\n<img src=\"b.jpg\" alt=\"\"><img src=\"c.jpg\"></div>"
    #expect(problems(text) == ["4:10 warning image-alt-missing"])
    #expect(
      parsed(text).diagnostics.map(\.message) == [
        "this picture has no `alt`, and 1 more in this file"
      ])
  }

  @Test func anEmptyAddressOfALinkIsThePageItself() {
    let article = parsed("<a href=\"\">x</a>").value.article
    #expect(article.references.map(\.destination) == [""])
  }
}
