import Testing

@testable import StetContent

@Suite struct PrintedMarkupTests {
  private func written(_ html: String) -> String {
    let bytes = PrintedMarkup(Array(html.utf8)).forFeed { "[\($0)]" }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    (#"<a href='x?a&amp;b' onclick="y()">z</a>"#, #"<a href="[x?a&amp;b]">z</a>"#),
    (
      #"<img src=a.png srcset="a.png 1x, b.png 2x" style="x">"#,
      #"<img src="[a.png]" srcset="[a.png] 1x, [b.png] 2x">"#
    ),
    ("a<script>var a = '<p>'</script>b<!-- c -->d", "abd"),
    ("<svg><g/><svg></svg></svg>x", "x"), ("<form><input><p>a</p></form>b", "b"),
    (
      #"<iframe src="https://v.example/" title="A film"></iframe>"#,
      #"<a href="[https://v.example/]">A film</a>"#
    ),
    ("<p>1 < 2 & 3</p>", "<p>1 < 2 & 3</p>"), ("<input>a", "a"),
    (#"<img src="data:x">"#, #"<img src="data:x">"#), ("<p>a<script>b", "<p>a"),
    (#"<a href="data:x" id="y">a</a>"#, #"<a id="y">a</a>"#),
    (#"<a href=" java&#115;cript:x()">a</a>"#, "<a>a</a>"),
    (#"<iframe src="javascript:x()"></iframe>a"#, "a"),
  ])
  func aFeedGetsWholeAddressesAndNothingThatRuns(_ html: String, _ expected: String) {
    #expect(written(html) == expected)
  }
}
