import Testing

@testable import StetImport

/// HTML as Markdown.
struct MarkdownWriterTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let html: String
    let markdown: String
    var testDescription: String { html }
  }

  static let cases: [Case] = [
    Case(html: "<p>One.</p><p>Two\n lines.</p>", markdown: "One.\n\nTwo lines.\n"),
    Case(html: "Bare <b>text</b> alone", markdown: "Bare **text** alone\n"),
    Case(html: "<h2>A <em>title</em></h2><p>x</p>", markdown: "## A *title*\n\nx\n"),
    Case(html: "<h3 id=\"part\">Part #</h3>", markdown: "### Part \\# {#part}\n"),
    Case(html: "<p>a<br>b<br/></p>", markdown: "a\\\nb\n"),
    Case(html: "<p><strong>Note: </strong>text</p>", markdown: "**Note:** text\n"),
    Case(html: "<p><strong>Note:</strong>text</p>", markdown: "<strong>Note:</strong>text\n"),
    Case(html: "<p><em><strong>x</strong></em></p>", markdown: "***x***\n"),
    Case(html: "<p><em>a</em><em>b</em></p>", markdown: "<em>a</em>*b*\n"),
    Case(
      html: "<p>H<sub>2</sub>O, x<sup>2</sup>, <del>no</del></p>",
      markdown: "H~2~O, x^2^, ~~no~~\n"),
    Case(
      html: "<p>2 * 3 _ [x] `y` a_b $5 {z}</p>",
      markdown: "2 \\* 3 \\_ \\[x] \\`y\\` a_b $5 \\{z}\n"),
    Case(
      html: "<p># no</p><p>1. no</p><p>- no</p><p>&gt; no</p><p>+ no</p>",
      markdown: "\\# no\n\n1\\. no\n\n\\- no\n\n\\> no\n\n\\+ no\n"),
    Case(html: "<p>R&amp;amp;D &lt;b&gt; AT&amp;T</p>", markdown: "R\\&amp;D \\<b> AT\\&T\n"),
    Case(
      html: "<p><code>a`b</code> <code>`</code> <code> x </code></p>",
      markdown: "``a`b`` `` ` `` `  x  `\n"),
    Case(
      html: "<pre><code class=\"language-swift\">let a = 1\n\n```\n</code></pre>",
      markdown: "````swift\nlet a = 1\n\n```\n````\n"),
    Case(
      html: "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>",
      markdown: "- a\n- b\n  - c\n"),
    Case(
      html: "<ol start=\"3\"><li><p>a</p><p>b</p></li><li><p>c</p></li></ol>",
      markdown: "3. a\n\n   b\n\n4. c\n"),
    Case(html: "<ul><li>a</li></ul><ul><li>b</li></ul>", markdown: "- a\n\n* b\n"),
    Case(
      html: "<ul><li><input type=\"checkbox\" checked> done</li></ul>",
      markdown: "- [x] done\n"),
    Case(html: "<blockquote><p>a</p><p>b</p></blockquote>", markdown: "> a\n>\n> b\n"),
    Case(
      html: "<p><a href=\"/x y\" title='A \"B\"'>l [1]</a></p>",
      markdown: "[l \\[1\\]](https://old.example/x%20y \"A &quot;B&quot;\")\n"),
    Case(
      html: "<p>Wow!<a href=\"https://a.example/(b)\">c</a></p>",
      markdown: "Wow\\![c](https://a.example/\\(b\\))\n"),
    Case(html: "<p><a href=\"javascript:x()\">c</a></p>", markdown: "c\n"),
    Case(
      html: "<img src=\"a.jpg\" alt=\"A [cat]\">",
      markdown: "![A \\[cat\\]](https://old.example/2014/a.jpg)\n"),
    Case(
      html: "<figure><a href=\"/b\"><img src=\"/a.jpg\" alt=\"A\"></a><figcaption>Cap &amp; co"
        + "</figcaption></figure>",
      markdown: "[![A](https://old.example/a.jpg \"Cap &amp; co\")](https://old.example/b)\n"),
    Case(
      html: "<figure><img src=\"/a.jpg\"><figcaption>By <a href=\"/b\">B</a></figcaption></figure>",
      markdown: "<figure><img src=\"https://old.example/a.jpg\"><figcaption>By <a "
        + "href=\"https://old.example/b\">B</a></figcaption></figure>\n"),
    Case(
      html: "<table><thead><tr><th>A</th><th align=right>B|C</th></tr></thead><tbody><tr><td>1"
        + "</td><td><code>a|b</code><br>2</td></tr></tbody></table>",
      markdown: "| A | B\\|C |\n| --- | --: |\n| 1 | `a\\|b`<br>2 |\n"),
    Case(
      html: "<table><tr><td colspan=2>A</td></tr><tr><td>1</td><td>2</td></tr></table>",
      markdown: "<table><tr><td colspan=\"2\">A</td></tr><tr><td>1</td><td>2</td></tr></table>\n"),
    Case(html: "<hr><!--more--><p>x</p>", markdown: "***\n\n<!--more-->\n\nx\n"),
    Case(html: "<dl><dt>A</dt><dd>b</dd><dd>c</dd></dl>", markdown: "A\n: b\n: c\n"),
    Case(
      html: "<p>a <kbd>Ctrl</kbd> <span style=x>b</span> <mark>c *</mark></p>",
      markdown: "a <kbd>Ctrl</kbd> b <mark>c \\*</mark>\n"),
    Case(
      html: "<video src=\"/v.mp4\" controls onplay=x></video>",
      markdown: "<video src=\"https://old.example/v.mp4\" controls>\n</video>\n"),
    Case(html: "<script>alert(1)</script><p>x</p>", markdown: "x\n"),
    Case(html: "<div><section><p>x</p>loose</section></div>", markdown: "x\n\nloose\n"),
    Case(
      html: "<p>See https://a.example/b_c and https://a.example/*d*</p>",
      markdown: "See https://a.example/b_c and https\\://a.example/\\*d\\*\n"),
    Case(
      html: "<p>A<sup><a href=\"#fn1\" id=\"r1\">1</a></sup>.</p><ol class=\"footnotes\"><li "
        + "id=\"fn1\"><p>Note. <a href=\"#r1\">↩</a></p></li></ol>",
      markdown: "A[^1].\n\n[^1]: Note.\n"),
    Case(html: "<ul><li><pre>x</pre></li></ul>", markdown: "-\n  ```\n  x\n  ```\n"),
    Case(html: "<p>&nbsp;</p><p></p><p>x</p>", markdown: "x\n"),
  ]

  private func convert(_ html: String, isExact: Bool = false, isAuto: Bool = false) -> String {
    var rules = MarkdownRules()
    rules.base = "https://old.example/2014/hello/"
    rules.base = "https://old.example/2014/hello"
    rules.isExact = isExact
    rules.isAutoParagraph = isAuto
    return markdown(of: html, rules).markdown
  }

  @Test(arguments: cases)
  func itReads(case it: Case) {
    #expect(convert(it.html) == it.markdown)
  }

  @Test(arguments: cases)
  func theTextStaysTheSame(case it: Case) throws {
    guard !it.html.contains("footnotes") else { return }
    #expect(try typed(shownText(page(convert(it.html)))) == typed(shownText(it.html)))
    #expect(try shownText(page(convert(it.html, isExact: true))) == shownText(it.html))
  }

  /// Texts that Markdown, GitHub or stet would take for something else.
  @Test(arguments: [
    "~~a~~ ~b~ ^c^", ": a", "[!NOTE]", "[TOC]", "[[toc]]", "*[HTML]: x", "[^1]", "[a]: b",
    "$x$ $$y$$",
    "{.class} {#id} {{< x >}} {{</* y */>}} {{% z %}}", "--verbose ... \"a\" 'b' --- a.b..c", "***",
    "___", "---",
    "===", "# # #", "~~~", "```", "    x", "a\\", "\\*", "&amp; &#35; &copy;", "<!-- a -->", "<b>",
    "https://a.example/~b/~c", "www.a_b_.example", "a@b.example", "http://x.y/&amp;z;", "1) a",
    "10. b",
    "| a | b |", "!", "a | b", ":-- | --:", "+ a", "\u{E000}0\u{E000}", "“typographic” – ’", "😀*😀",
    "*😀_x_",
    "a__b__c", "_a_", "![x](y)", "[x](y)", "$5 and $6", "a~b", "snake_case_word", "x ^ y ^ z", "C#",
    "\t",
    "{x}", "`a`", "a`b", "\\", "\\\\", "...", "..", "-", "--", "“", "'90s", "it's", "</p>", "&",
    "&a", "a&b;c",
    "http://", "https://", "www.", "HTTP://A.example/_x_", "ftp://x/*y*",
  ])
  func anyTextIsEscaped(text: String) throws {
    for holder in [
      "<p>%</p>", "<ul><li>%</li></ul>", "<h2>%</h2>", "<p>a<br>%</p>",
      "<blockquote>%</blockquote>",
      "<p><em>%</em></p>", "<p>a<strong>%</strong>b</p>", "<p><a href=\"/x\">%</a></p>",
      "<table><tr><th>%</th></tr><tr><td>%</td></tr></table>", "<p>x %</p><p>%</p>",
      "<dl><dt>%</dt><dd>%</dd></dl>",
      "<p><del>%</del> <sub>%</sub></p>", "<p><code>%</code></p>", "<pre>%</pre>",
      "<aside>%</aside>",
      "<p>x <span>%</span><span>%</span></p>",
      "<figure><img src=\"/a\"><figcaption>%</figcaption></figure>",
      "<ol><li><p>%</p></li><li>%<ul><li>%</li></ul></li></ol>",
    ] {
      let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      let html = holder.replacing("%", with: escaped)
      let exact = convert(html, isExact: true)
      #expect(try shownText(page(exact)) == shownText(html), "\(exact)")
      let plain = convert(html)
      #expect(try typed(shownText(page(plain))) == typed(shownText(html)), "\(plain)")
    }
  }

  @Test
  func whatWordPressPartsIntoParagraphsIsParted() {
    #expect(
      convert("One\nline.\n\nTwo <em>more</em>\n<ul>\n<li>a</li>\n</ul>\nThree", isAuto: true)
        == "One\\\nline.\n\nTwo *more*\n\n- a\n\nThree\n")
  }
}
