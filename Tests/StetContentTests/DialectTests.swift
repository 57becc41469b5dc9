import StetCore
import Testing

@testable import StetContent

@Suite struct DialectTests {
  @Test(arguments: [
    (ParseContext.Dialect.jekyll, "[a]({{ site.baseurl }}/b)", "<p><a href=\"/b\">a</a></p>"),
    (
      .jekyll, "[a]({{site.baseurl}}{% post_url 2014-05-06-b %})",
      "<p><a href=\"@/_posts/2014-05-06-b\">a</a></p>"
    ),
    (.jekyll, "[a]({% link _docs/b.md %})", "<p><a href=\"@/_docs/b.md\">a</a></p>"),
    (.jekyll, "{% raw %}`{{ a }}`{% endraw %}", "<p><code>{{ a }}</code></p>"),
    (.jekyll, "`{% raw %}{{ a }}{% endraw %}`", "<p><code>{{ a }}</code></p>"),
    (.jekyll, "a{% comment %}b{% endcomment %}c", "<p>ac</p>"),
    (
      .jekyll, "{% highlight x %}\na < b\n{% endhighlight %}",
      "<pre><code class=\"language-x\">a &lt; b\n</code></pre>"
    ),
    (.jekyll, "`{% include a.html %}`", "<p><code>{% include a.html %}</code></p>"),
    (
      .jekyll, "* TOC\n{:toc}\n\n# A\n\n## B",
      "<nav class=\"toc\">\n<ul>\n<li><a href=\"#b\">B</a></li>\n</ul>\n</nav>\n<h1 id=\"a\">A</h1>\n<h2 id=\"b\">B</h2>"
    ),
    (.jekyll, "a\n{: .b}", "<p class=\"b\">a</p>"),
    (.eleventy, "[a]({{ \"/b\" | url }})", "<p><a href=\"/b\">a</a></p>"),
    (
      .eleventy, "{% image \"a b.jpg\" \"c [d]\" %}",
      "<figure><img src=\"/a%20b.jpg\" alt=\"c [d]\"></figure>"
    ),
    (
      .eleventy, "a {% image \"b.jpg\" \"c\" %}\n{% image \"d.svg\" %}",
      "<p>a <img src=\"/b.jpg\" alt=\"c\">\n<img src=\"/d.svg\" alt=\"\"></p>"
    ),
    (
      .eleventy, "a\n\n{% image \"b.jpg\" \"c\" %}\n_d_",
      "<p>a</p>\n<p><img src=\"/b.jpg\" alt=\"c\">\n<em>d</em></p>"
    ),
    (.hugo, "[a]({{< ref \"b.md#c\" >}})", "<p><a href=\"@/b.md#c\">a</a></p>"),
    (.hugo, "[a]({{< relref \"/b/c.md\" >}})", "<p><a href=\"@/b/c.md\">a</a></p>"),
    (.hugo, "`{{</* a */>}}` {{%/* b */%}}", "<p><code>{{&lt; a &gt;}}</code> {{% b %}}</p>"),
    (
      .hugo, "{{< highlight x >}}\na\n{{< /highlight >}}",
      "<pre><code class=\"language-x\">a\n</code></pre>"
    ),
    (.zola, "[a](@/b.md)", "<p><a href=\"@/b.md\">a</a></p>"),
    (.zola, "{{/* a() */}}", "<p>{{ a() }}</p>"),
    (
      .pelican, "[a]({filename}/b.md) [c]({static}/d.png)",
      "<p><a href=\"@/b.md\">a</a> <a href=\"/d.png\">c</a></p>"
    ),
    (.stet, "{{ a }} {% b %}", "<p>{{ a }} {% b %}</p>"),
    (.plain, "{{< a >}} {.b}", "<p>{{&lt; a &gt;}} {.b}</p>"),
  ])
  func constructsOfOtherGeneratorsAreRead(
    _ dialect: ParseContext.Dialect, _ markdown: String, _ expected: String
  ) {
    #expect(html(markdown, in: ParseContext(dialect: dialect)) == expected + "\n")
  }

  @Test(arguments: [
    (ParseContext.Dialect.jekyll, "a {% include b.html %} {% include c %}"),
    (.jekyll, "a {{ page.title }}"), (.eleventy, "a {{ \"x\" | team_link }}"),
    (.zola, "a {{ config.title }}"),
  ])
  func whatIsNotUnderstoodStaysAndIsReportedOnce(
    _ dialect: ParseContext.Dialect, _ markdown: String
  ) {
    let context = ParseContext(dialect: dialect)
    #expect(problems(markdown, in: context) == ["1:3 warning unknown-construct"])
    let text = html(markdown, in: context)
    #expect(text.contains("{{") || text.contains("{%"))
  }

  @Test(arguments: [ParseContext.Dialect.jekyll, .eleventy, .zola, .hugo, .stet])
  func codeThatLooksLikeATemplateIsLeftAlone(_ dialect: ParseContext.Dialect) {
    let context = ParseContext(dialect: dialect)
    let code = "{% if a %}{{ b }}{{< c >}}{% endif %}{{ d() }} {.e} $f$"
    let escaped = "{% if a %}{{ b }}{{&lt; c &gt;}}{% endif %}{{ d() }} {.e} $f$"
    #expect(html("```\n\(code)\n```", in: context) == "<pre><code>\(escaped)\n</code></pre>\n")
    #expect(html("`\(code)`", in: context) == "<p><code>\(escaped)</code></p>\n")
    #expect(html("    \(code)", in: context) == "<pre><code>\(escaped)\n</code></pre>\n")
    #expect(problems("`\(code)`", in: context) == [])
  }

  @Test func aShortcodeIsAHole() {
    let file = parsed("a {{< figure src=\"b.jpg\" 'c d' alt=e >}} f\n\n{{< x />}}\n").value
    #expect(
      file.article.shortcodes.map {
        $0.name + ":" + $0.named.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
      }
        == ["figure:src=b.jpg,alt=e", "x:"])
    #expect(file.article.shortcodes.first?.positional.map(\.value) == ["c d"])
    #expect(file.article.shortcodes.first?.range == SourceRange(2, 40))
    #expect(String(decoding: file.body.html, as: UTF8.self) == "<p>a  f</p>\n\n")
    #expect(file.body.holes.map(\.offset) == [5, 12])
  }

  @Test func aPairedShortcodeHoldsItsInside() {
    let file = parsed("{{< quote by=\"x\" >}}\na *b*\n{{< /quote >}}").value
    #expect(
      file.article.shortcodes.map(\.inner) == [
        .init(text: "\na *b*\n", body: Body(html: Array("<p>a <em>b</em></p>\n".utf8)))
      ])
    #expect(String(decoding: file.body.html, as: UTF8.self) == "\n")
  }

  @Test func whatAShortcodeHoldsJoinsTheArticle() {
    let text = "[a](a.md)\n\n{{< box >}}\n[b](b.md) {{< figure src=\"c.jpg\" >}}\n{{< /box >}}\n"
    let article = parsed(text).value.article
    #expect(article.references.map(\.destination) == ["b.md", "a.md"])
    #expect(article.references.map(\.range.lower) == [27, 4])
    #expect(article.shortcodes.map(\.name) == ["figure", "box"])
    #expect(article.wordCount == 2)
    #expect(
      article.shortcodes.last?.inner?.body.holes.map(\.kind) == [.reference(0), .shortcode(0)])
  }

  @Test func aShortcodeInsideRawHTMLIsAHole() {
    let file = parsed("<div>{{< x >}}</div>").value
    #expect(file.body.holes == [Hole(offset: 5, kind: .shortcode(0))])
    #expect(String(decoding: file.body.html, as: UTF8.self) == "<div></div>\n")
  }

  @Test func aPlayerBecomesAnEmbed() {
    let hugo = parsed("{{< youtube abc >}}", in: ParseContext(dialect: .hugo)).value.article
    #expect(hugo.shortcodes.map(\.name) == ["embed"])
    #expect(hugo.shortcodes.first?.named.map(\.value) == ["https://www.youtube.com/watch?v=abc"])
    let zola = parsed("{{ youtube(id=\"abc\") }}", in: ParseContext(dialect: .zola)).value.article
    #expect(zola.shortcodes.first?.named.map(\.value) == ["https://www.youtube.com/watch?v=abc"])
  }

  @Test func aShortcodeThatTheThemeLacksStays() {
    let context = ParseContext(shortcodeNames: ["figure"])
    #expect(html("{{< map >}}", in: context) == "<p>{{&lt; map &gt;}}</p>\n")
    #expect(problems("{{< map >}}", in: context) == ["1:1 warning unknown-construct"])
  }

  @Test func anUnclosedShortcodeIsReported() {
    #expect(problems("{{< map ") == ["1:1 warning invalid-shortcode"])
  }
}
