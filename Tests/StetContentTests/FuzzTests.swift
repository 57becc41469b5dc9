import SeededRandom
import StetCore
import Testing

@testable import StetContent

@Suite struct FuzzTests {
  static let pieces: [String] = [
    "---\n", "+++\n", "title: a\n", "title = 'a'\n", "date: 2024-01-31\n", "tags: [a, b]\n", "- ",
    "\t", "\n", "\n\n", " ", "    ", "# ", "> ", "> [!NOTE]\n", "1. ", "- [x] ", "```\n",
    "```rust\n",
    "`", "``", "*", "**", "_", "~~", "~", "^", "[", "]", "(", ")", "](", "![", "<", ">", "</",
    "<b>",
    "</b>", "<div>", "</div>", "<div>\n\n", "<script>", "</script>", "<!--", "-->", "<!--more-->",
    "<a href=\"", "<img src=x onerror=y style='z'>", "<iframe src=\"//a\">", "<p>", "</p>", "<svg>",
    "<form>", "</form>", "\"", "'", "--", "...", "|", "|-|-|\n", "| a | b |\n", "[^1]", "[^1]: a\n",
    ": a\n", "{.b}", "{: .b}", "{#c}", "{{< a >}}", "{{< /a >}}", "{{< a b=\"c", "{{%", "%}}",
    "{% raw %}",
    "{% endraw %}", "{% highlight x %}", "{% endhighlight %}", "{{ site.baseurl }}",
    "{{ \"/a\" | url }}",
    "{{ a(b=1) }}", "{% a() %}", "{% end %}", "$", "$$", "\\frac{a}{b}", "\\", "\\\"", "[TOC]\n",
    "*[AB]: c\n", "AB", "é", "日本", "\u{E000}", "\u{E000}0\u{E000}", "\u{0}", "\u{B}", "\r\n",
    "\u{FEFF}",
    "&amp;", "&#0;", "https://a.b", "a@b.c", "{\"title\": \"a\"}", "\"\"\"", "'''", "&a", "*a",
    "? ", "{", "}",
    "a: b: c\n", "<<: *a\n", "Key: value\n", "{:toc}\n", "* TOC\n",
  ]

  /// Whether every element of `html` is closed in its own, and nothing else is.
  private func isBalanced(_ html: [UInt8]) -> Bool {
    var open: [String] = []
    var index = 0
    while index < html.count {
      let tag = HTMLTag(html, at: index, end: html.count)
      index = tag.range.upperBound
      if HTMLElements.void.contains(tag.name) || HTMLElements.endOptional.contains(tag.name) {
        continue
      }
      switch tag.kind {
      case .open:
        if tag.isSelfClosing { continue }
        open.append(tag.name)
        guard HTMLElements.holdsText.contains(tag.name) else { continue }
        while index < html.count, !html[index...].starts(with: Array("</\(tag.name)".utf8)) {
          index += 1
        }
      case .close: if open.popLast() != tag.name { return false }
      case .text, .comment, .declaration: break
      }
    }
    return open.isEmpty
  }

  private func check(_ bytes: [UInt8], _ context: ParseContext) {
    let result = parse(SourceFile(path: "a.md", bytes: bytes), localPath: "a.md", in: context)
    let (article, body) = (result.value.article, result.value.body)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(String(validating: body.html, as: UTF8.self) != nil, "\(text.debugDescription)")
    var last = 0
    for hole in body.holes {
      #expect(hole.offset >= last && hole.offset <= body.html.count, "\(text.debugDescription)")
      last = hole.offset
      switch hole.kind {
      case .reference(let index): #expect(article.references.indices.contains(index))
      case .shortcode(let index): #expect(article.shortcodes.indices.contains(index))
      }
    }
    last = 0
    for omission in body.omissions {
      #expect(
        omission.range.lowerBound >= last && omission.range.upperBound <= body.html.count,
        "\(text.debugDescription)")
      last = omission.range.upperBound
    }
    #expect((body.excerptEnd ?? 0) <= body.html.count)
    for range in result.diagnostics.compactMap(\.range) + article.references.map(\.range) {
      #expect(range.upper <= bytes.count + 1, "\(text.debugDescription)")
    }
    let made = String(decoding: body.html, as: UTF8.self)
    #expect(Bool(isBalanced(body.html)), "\(text.debugDescription) → \(made.debugDescription)")
  }

  @Test(arguments: ParseContext.Dialect.allCases)
  func anyTextBecomesAWholeBody(_ dialect: ParseContext.Dialect) {
    var generator = SeededGenerator(
      seed: UInt64(dialect.rawValue.utf8.reduce(7) { $0 * 31 + Int($1) }))
    let context = ParseContext(dialect: dialect, taxonomyKeys: ["tags"])
    for _ in 0..<1500 {
      var text = ""
      for _ in 0..<Int.random(in: 1...24, using: &generator) {
        text += FuzzTests.pieces.randomElement(using: &generator) ?? ""
        if Bool.random(using: &generator) { text += "a" }
      }
      check(Array(text.utf8), context)
    }
  }

  @Test func anyBytesAreRead() {
    var generator = SeededGenerator(seed: 20_260_101)
    for _ in 0..<1500 {
      let count = Int.random(in: 0...40, using: &generator)
      var bytes = Array((FuzzTests.pieces.randomElement(using: &generator) ?? "").utf8)
      for _ in 0..<count { bytes.append(UInt8.random(in: 0...255, using: &generator)) }
      check(bytes, ParseContext())
    }
  }

  @Test(arguments: ["a.yaml", "a.toml", "a.json"])
  func anyDataIsRead(_ path: String) {
    var generator = SeededGenerator(seed: UInt64(path.utf8.count) &* 99)
    for _ in 0..<1500 {
      var text = ""
      for _ in 0..<Int.random(in: 1...20, using: &generator) {
        text += FuzzTests.pieces.randomElement(using: &generator) ?? ""
      }
      let result = data(SourceFile(path: path, text: text))
      for range in result.diagnostics.compactMap(\.range) {
        #expect(range.upper <= text.utf8.count + 1)
      }
    }
  }
}
