import Testing

@testable import StetRender

@Suite struct PlainTextTests {
  @Test(arguments: [
    ("Plain", "Plain"),
    ("writing <em>and</em> flexibility", "writing and flexibility"),
    ("R&amp;D &mdash; why", "R&D — why"),
    ("A < B and C > D", "A < B and C > D"),
    ("`async` in **bold**", "async in bold"),
    ("2 * 3", "2 * 3"),
    ("a\n  b", "a b"),
    ("AT&T; and &#x26; &#38;", "AT&T; and & &"),
    ("<b", "<b"),
    ("", ""),
  ])
  func aHeadlineIsPlainText(written: String, plain: String) {
    #expect(plainText(written) == plain)
  }
}
