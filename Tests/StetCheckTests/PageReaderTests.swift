import StetCore
import Testing

@testable import StetCheck

/// One page at a time, among few files.
struct PageReaderTests {
  private static let files = [
    "404.html", "a/index.html", "assets/style.css", "b.html", "index.html", "p.svg",
  ]

  private func facts(_ body: String, head: String = "", base: String = "https://example.org")
    -> PageFacts
  {
    let index = OutputIndex(Self.files, baseURL: base)
    let page =
      "<!doctype html><html lang=\"en\"><head><title>T</title>\(head)</head>"
      + "<body><h1>T</h1>\(body)</body></html>"
    return readPage(Array(page.utf8), file: 1, in: index, TargetCache())
  }

  private func codes(_ body: String, head: String = "") -> [String] {
    facts(body, head: head).problems.map(\.code.name)
  }

  @Test(arguments: [
    "<p>One<p>two</p><ul><li>a<li>b</ul><br><img src=/p.svg alt>",
    "<table><tr><td>1<td>2<tr><td>3</table><hr/>",
    "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/><title>x</title></svg>",
    "<h2 id=one>One</h2><h3>Two</h3><h2>Three</h2><a href=\"#one\">up</a><a href=#top>top</a>",
    "<a href=\"/b\">b</a><a href=../b.html>b</a><a href=\"../\">front</a><a href=\"/a\">a</a>",
    "<a href=\"/p.svg\"><img src=\"/p.svg\" alt=\"A picture\"></a>",
    "<button aria-label=\"Close\"></button><a href=\"/\" aria-hidden=\"true\"></a>",
    "<label>Name <input></label><label for=q>Find</label><input id=q><input type=hidden>",
    "<script>if (a < b) document.write('<p><a>')</script><style>a > b {}</style>",
    "<!-- <p><b> --><iframe title=\"A map\" src=\"https://maps.example/\"></iframe>",
    "<a href=\"https://example.org/b.html?x=1#:~:text=b\">b</a><a href=\"mailto:a@b.c\">m</a>",
    "<h2 id=one>One</h2><a href=\"#one:~:text=w\">w</a>",
    "<details><summary>More</summary><p>text</details>",
    "<a id=old></a><textarea id=t title=t><b></textarea>",
  ])
  func whatIsRightIsNotReported(body: String) {
    #expect(codes(body).isEmpty)
  }

  @Test(arguments: [
    ("<div>", "page-unclosed"), ("</span>", "page-unclosed"), ("<em><b>x</em>", "page-unclosed"),
    ("<p id=a><p id=a>", "page-id-duplicate"), ("<h3>x</h3>", "page-heading-order"),
    ("<img src=\"/p.svg\">", "page-image-alt"), ("<a href=\"/\"></a>", "page-name-missing"),
    ("<a href=\"/\"><img src=\"/p.svg\" alt=\"\"></a>", "page-name-missing"),
    ("<button> </button>", "page-name-missing"), ("<input>", "page-name-missing"),
    ("<input type=search id=q>", "page-name-missing"),
    ("<iframe src=\"https://e.example/\"></iframe>", "page-name-missing"),
    ("<a href=\"/c/\">c</a>", "page-link-missing"), ("<img src=x.png alt=x>", "page-link-missing"),
    ("<img src=/p.svg alt=x srcset=\"/p.svg 1x, /q.svg 2x\">", "page-link-missing"),
    ("<a href=\"#no\">x</a>", "page-anchor-missing"),
    ("<p aria-describedby=no>x</p>", "page-reference-missing"),
    ("<label for=no>x</label>", "page-reference-missing"),
    ("<p tabindex=2>x</p>", "page-tab-order"),
    ("<img src=\"http://e.example/x.png\" alt=x>", "page-loads-insecurely"),
  ])
  func whatIsWrongIsReportedOnce(body: String, code: String) {
    #expect(codes(body) == [code])
  }

  @Test
  func aPageSaysItsLanguageTitleAndHeading() {
    let index = OutputIndex(Self.files, baseURL: "https://example.org")
    let facts = readPage(Array("<html><body><p>x".utf8), file: 1, in: index, TargetCache())
    #expect(
      facts.problems.map(\.code.name) == [
        "page-language-missing", "page-title-missing", "page-heading-order",
      ])
    #expect(
      codes("", head: "<meta name=viewport content=\"width=device-width, user-scalable=no\">")
        == ["page-zoom-blocked"])
  }

  @Test
  func aSiteBelowAFolderKnowsItsOwn() {
    let found = facts(
      "<a href=\"/blog/a/\">a</a><a href=\"/blog/c\">c</a><a href=\"/other/\">o</a>"
        + "<a href=\"https://example.org/blog/b.html\">b</a><a href=\"https://example.org\">r</a>",
      base: "https://example.org/blog")
    #expect(found.problems.map(\.address) == ["/blog/c"])
    #expect(
      found.externals.map(\.address) == ["https://example.org/other/", "https://example.org"])
    #expect(found.leads == [3])
  }

  @Test
  func everyPrefixOfAPageIsReadWithoutHarm() {
    let page = Array(
      "<!doctype html><html lang=en><a href='/a/?q#é%4' id=\"x\"><img srcset='a 1x,' alt></a><!-- x --></html>"
        .utf8)
    let index = OutputIndex(Self.files, baseURL: "https://example.org")
    for count in 0...page.count {
      _ = readPage(Array(page.prefix(count)), file: 0, in: index, TargetCache())
    }
  }

  @Test(arguments: [
    ("content/a.md", "content/*", true), ("content/a.md", "*.md", true), ("a", "a", true),
    ("content/a.md", "content/*/b", false), ("ab", "a*b*", true), ("ab", "ab*b", false),
    ("https://e.example/x/y", "https://e.example/*/y", true), ("", "*", true),
  ])
  func aPatternStandsForAnyBytes(text: String, pattern: String, isMatch: Bool) {
    #expect(matches(text, pattern) == isMatch)
  }
}
