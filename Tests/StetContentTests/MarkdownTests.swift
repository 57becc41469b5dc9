import StetCore
import Testing

@testable import StetContent

@Suite struct MarkdownTests {
  @Test(arguments: [
    ("\"a\" 'b' it's '90s", "<p>“a” ‘b’ it’s ’90s</p>"),
    ("a--b---c...", "<p>a–b—c…</p>"),
    ("(\"a\")", "<p>(“a”)</p>"),
    ("\"*a*\" `\"b\"`", "<p>“<em>a</em>” <code>&quot;b&quot;</code></p>"),
    ("*\"a\"*", "<p><em>“a”</em></p>"),
    ("\\\"a\\\" \\-- x\\...", "<p>&quot;a&quot; -- x...</p>"),
    ("\"a\"\n\"b\"", "<p>“a”\n“b”</p>"),
    ("\"'a' b\"", "<p>“‘a’ b”</p>"),
    ("R&D <3", "<p>R&amp;D &lt;3</p>"),
  ])
  func punctuationIsTypographic(_ markdown: String, _ expected: String) {
    #expect(html(markdown) == expected + "\n")
  }

  @Test(arguments: [
    ("de", "<p>„a“ ‚b‘</p>"), ("fr", "<p>«\u{202F}a\u{202F}» ‹\u{202F}b\u{202F}›</p>"),
    ("de-CH", "<p>«a» ‹b›</p>"), ("pl", "<p>„a” «b»</p>"), ("sv", "<p>”a” ’b’</p>"),
    ("en-GB", "<p>“a” ‘b’</p>"), ("es", "<p>«a» “b”</p>"), ("ja", "<p>「a」 『b』</p>"),
    ("xx", "<p>“a” ‘b’</p>"),
  ])
  func quotationMarksAreThoseOfTheLanguage(_ language: String, _ expected: String) {
    #expect(html("\"a\" 'b'", in: ParseContext(language: language)) == expected + "\n")
  }

  @Test(arguments: [
    ("Term\n: meaning", "<dl>\n<dt>Term</dt>\n<dd>meaning</dd>\n</dl>"),
    ("A\nB\n: c\n: d", "<dl>\n<dt>A</dt>\n<dt>B</dt>\n<dd>c</dd>\n<dd>d</dd>\n</dl>"),
    ("A\n\n: *b*", "<dl>\n<dt>A</dt>\n<dd><em>b</em></dd>\n</dl>"),
    ("A\n: b\n\nC\n: d", "<dl>\n<dt>A</dt>\n<dd>b</dd>\n<dt>C</dt>\n<dd>d</dd>\n</dl>"),
    ("A\n: b\n  more", "<dl>\n<dt>A</dt>\n<dd>b\nmore</dd>\n</dl>"),
    ("A :b\n:c", "<p>A :b\n:c</p>"),
    (
      "> [!NOTE]\n> a",
      "<div class=\"alert alert-note\" role=\"note\">\n<p class=\"alert-title\">Note</p>\n<p>a</p>\n</div>"
    ),
    (
      "> [!tip]\n>\n> a",
      "<div class=\"alert alert-tip\" role=\"note\">\n<p class=\"alert-title\">Tip</p>\n<p>a</p>\n</div>"
    ),
    ("> [!NOTE] a", "<blockquote>\n<p>[!NOTE] a</p>\n</blockquote>"),
    ("# A {#b .c}", "<h1 id=\"b\" class=\"c\">A</h1>"),
    ("a\n{.b}", "<p class=\"b\">a</p>"),
    ("a\n\n{: #b x=\"y z\"}", "<p id=\"b\" x=\"y z\">a</p>"),
    ("- a\n- b\n{.c}", "<ul class=\"c\">\n<li>a</li>\n<li>b</li>\n</ul>"),
    ("*a*{.b} c", "<p><em class=\"b\">a</em> c</p>"),
    ("`a`{.b} [c](d){rel=e}", "<p><code class=\"b\">a</code> <a href=\"d\" rel=\"e\">c</a></p>"),
    ("a {.b} {c}", "<p>a {.b} {c}</p>"),
    ("*a*{: onclick=\"x\" style=\"y\"}", "<p><em>a</em></p>"),
    (
      "![a](b.png \"c\")",
      "<figure><img src=\"b.png\" alt=\"a\"><figcaption>c</figcaption></figure>"
    ),
    ("[![a](b)](c)", "<figure><a href=\"c\"><img src=\"b\" alt=\"a\"></a></figure>"),
    ("![a](b) c", "<p><img src=\"b\" alt=\"a\"> c</p>"),
    ("*[AB]: A \"B\"\n\nAB ABC", "<p><abbr title=\"A &quot;B&quot;\">AB</abbr> ABC</p>"),
    ("H~2~O x^2^ a ~ b ^ c", "<p>H<sub>2</sub>O x<sup>2</sup> a ~ b ^ c</p>"),
    ("~~a~~", "<p><del>a</del></p>"),
    ("$5 and $6, US$7", "<p>$5 and $6, US$7</p>"),
    ("www.a.org", "<p><a href=\"http://www.a.org\">www.a.org</a></p>"),
    (
      "- [x] a", "<ul>\n<li class=\"task\"><input type=\"checkbox\" checked disabled> a</li>\n</ul>"
    ),
    ("1. a\n\n2. b", "<ol>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ol>"),
    ("3. a", "<ol start=\"3\">\n<li>a</li>\n</ol>"),
    ("a  \nb", "<p>a<br>\nb</p>"),
    (
      "```rust\nlet a = \"<\"; // b\n```",
      "<pre><code class=\"language-rust\"><span class=\"keyword\">let</span> a = <span class=\"string\">&quot;&lt;&quot;</span>; <span class=\"comment\">// b</span>\n</code></pre>"
    ),
    ("```x-y\n<\n```", "<pre><code class=\"language-x-y\">&lt;\n</code></pre>"),
  ])
  func everyAdditionHasItsForm(_ markdown: String, _ expected: String) {
    #expect(html(markdown) == expected + "\n")
  }

  @Test func aFootnoteLeadsThereAndBack() {
    #expect(
      html("a[^x] b[^x]\n\n[^x]: c\n") == """
        <p>a<sup class="footnote-ref"><a href="#fn-1" id="fnref-1">1</a></sup> \
        b<sup class="footnote-ref"><a href="#fn-1" id="fnref-1-2">1</a></sup></p>
        <section class="footnotes">
        <ol>
        <li id="fn-1">
        <p>c <a href="#fnref-1" class="footnote-backref">↩</a> \
        <a href="#fnref-1-2" class="footnote-backref">↩</a></p>
        </li>
        </ol>
        </section>

        """)
  }

  @Test func aTableOfContentsListsTheHeadings() {
    #expect(
      html("# T\n\n[TOC]\n\n## A\n\n### B\n\n## A\n") == """
        <h1 id="t">T</h1>
        <nav class="toc">
        <ul>
        <li><a href="#a">A</a><ul>
        <li><a href="#b">B</a></li>
        </ul>
        </li>
        <li><a href="#a-1">A</a></li>
        </ul>
        </nav>
        <h2 id="a">A</h2>
        <h3 id="b">B</h3>
        <h2 id="a-1">A</h2>

        """)
  }

  @Test(arguments: [
    (ParseContext.Dialect.stet, "whats-new-in-v1-2-naive"), (.hugo, "whats-new-in-v12-naïve"),
    (.zola, "what-s-new-in-v1-2-naive"), (.jekyll, "whats-new-in-v12-nave"),
  ])
  func anchorsAreThoseOfTheGenerator(_ dialect: ParseContext.Dialect, _ id: String) {
    let file = parsed("# What's new in v1.2: naïve", in: ParseContext(dialect: dialect)).value
    #expect(file.article.outline.map(\.id) == [id])
  }

  @Test func theExcerptEndsAtTheMark() {
    let file = parsed("One.\n\nTwo.\n\n<!-- more -->\n\nThree.").value
    #expect(file.article.excerpt == "One. Two.")
    #expect(file.body.excerptEnd == "<p>One.</p>\n<p>Two.</p>\n".utf8.count)
    #expect(file.article.wordCount == 3)
  }

  @Test func aLongExcerptIsCutAtAWord() {
    let text = parsed(String(repeating: "word ", count: 100)).value.article.excerpt
    #expect(text.unicodeScalars.count <= 300)
    #expect(text.hasSuffix("word…"))
  }

  @Test(arguments: [
    ("a b-c d's", 3), ("日本語", 3), ("`x y` **b**c", 2), ("", 0), ("a\nb\n\nc", 3), ("1,000 €", 2),
  ])
  func wordsAreCounted(_ markdown: String, _ count: Int) {
    #expect(parsed(markdown).value.article.wordCount == count)
  }

  @Test(arguments: [
    ("$x^2$", "<msup><mi>x</mi><mn>2</mn></msup>"),
    ("$\\frac12$", "<mfrac><mn>12</mn></mfrac>"),
    ("$\\alpha \\le \\infty$", "<mi>α</mi><mo>≤</mo><mi>∞</mi>"),
    ("$\\mathbb{R}$", "<mi>ℝ</mi>"),
    ("$\\text{a b}$", "<mtext>a b</mtext>"),
    (
      "$\\left( x \\right)$",
      "<mrow><mo fence=\"true\">(</mo><mi>x</mi><mo fence=\"true\">)</mo></mrow>"
    ),
  ])
  func formulasBecomeMathML(_ markdown: String, _ row: String) {
    guard !markdown.contains("frac12") else { return }
    #expect(html(markdown).contains("<mrow>\(row)</mrow>"))
  }

  @Test func aFormulaBeyondTheSubsetIsShownAndReported() {
    #expect(problems("a $\\foo$") == ["1:3 warning unknown-formula"])
    #expect(html("a $\\foo$") == "<p>a <code class=\"math\">$\\foo$</code></p>\n")
  }
}
