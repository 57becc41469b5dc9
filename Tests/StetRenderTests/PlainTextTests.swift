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
    ("2 * 3 * 4 and 5*6*7", "2 * 3 * 4 and 5*6*7"),
    ("The *Times* and “_Le Monde_”, *x*", "The Times and “Le Monde”, x"),
    ("snake_case_name, *args, __init__", "snake_case_name, *args, __init__"),
    ("A [link](https://example.org/a_b) in [brackets] (so)", "A link in [brackets] (so)"),
    ("* a", "* a"), ("_", "_"), ("*", "*"), ("]", "]"), ("a_ b_", "a_ b_"),
    ("a\n  b", "a b"),
    ("AT&T; and &#x26; &#38;", "AT&T; and & &"),
    ("<b", "<b"),
    ("", ""),
  ])
  func aHeadlineIsPlainText(written: String, plain: String) {
    #expect(plainText(written) == plain)
  }
}
