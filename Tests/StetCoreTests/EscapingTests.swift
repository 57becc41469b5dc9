import StetCore
import Testing

struct EscapingTests {
  @Test(arguments: [
    (#"<a href="x">'&'</a>"#, "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;"),
    ("&amp;", "&amp;amp;"), ("plain été 😀", "plain été 😀"), ("", ""),
  ])
  func markupBecomesText(text: String, escaped: String) {
    var bytes = Array(">".utf8)
    bytes.appendEscaped(text)
    #expect(String(decoding: bytes, as: UTF8.self) == ">" + escaped)
  }
}
