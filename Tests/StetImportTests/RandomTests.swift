import StetContent
import StetCore
import Testing

@testable import StetImport

/// Laws that hold for any HTML and any text.
struct RandomTests {
  private static let words = [
    "ink", "*", "**", "_a_", "~", "~~", "^", "[x]", "(y)", "![z](w)", "$5", "$x$", "{.c}",
    "{{< a >}}",
    "#", "- b", "1. c", "> d", "|", ": e", "\\", "\\*", "`", "``", "&amp;amp;", "&lt;b&gt;",
    "http://a.b/_c_",
    "www.d.e", "f@g.h", "\"q\"", "it's", "--", "...", "é", "日本", "😀", "!", ".", ",", ":", "[^1]",
    "=", "+",
    "\u{A0}", "snake_case", "a*b", "==", "---", "***", "<br>", "\n", "<!-- c -->",
  ]
  private static let inlines = [
    "em", "strong", "b", "i", "del", "sub", "sup", "code", "span", "a href='/x'", "kbd", "mark",
    "u",
    "abbr title='a \"b\" $c$'", "q", "small",
  ]
  private static let blocks = [
    "p", "p", "p", "div", "blockquote", "ul", "ol start=4", "h2", "h3 id=a-b", "pre", "table", "dl",
    "figure",
    "section", "details",
  ]

  private func inline(_ random: inout SeededGenerator, depth: Int) -> String {
    var html = ""
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      if depth < 4, Int.random(in: 0..<3, using: &random) == 0,
        let tag = RandomTests.inlines.randomElement(using: &random)
      {
        let name = tag.prefix { $0 != " " }
        html += "<\(tag)>\(inline(&random, depth: depth + 1))</\(name)>"
      } else {
        html += RandomTests.words.randomElement(using: &random) ?? ""
      }
      if Bool.random(using: &random) { html += " " }
    }
    return html
  }

  private func block(_ random: inout SeededGenerator, depth: Int) -> String {
    guard let tag = RandomTests.blocks.randomElement(using: &random), depth < 5 else {
      return inline(&random, depth: 0)
    }
    let name = String(tag.prefix { $0 != " " })
    var inside = ""
    switch name {
    case "p", "h2", "h3", "pre": inside = inline(&random, depth: 0)
    case "ul", "ol":
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        inside += "<li>\(flow(&random, depth: depth + 1))</li>"
      }
    case "table":
      let cell = inline(&random, depth: 1)
      inside = "<tr><th>\(cell)</th><th>b</th></tr><tr><td>\(inline(&random, depth: 1))</td></tr>"
    case "dl": inside = "<dt>\(inline(&random, depth: 1))</dt><dd>\(inline(&random, depth: 1))</dd>"
    case "figure":
      inside = "<img src=a.png alt='x'><figcaption>\(inline(&random, depth: 2))</figcaption>"
    default: inside = flow(&random, depth: depth + 1)
    }
    return "<\(tag)>\(inside)</\(name)>"
  }

  private func flow(_ random: inout SeededGenerator, depth: Int) -> String {
    var html = ""
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      html +=
        Int.random(in: 0..<4, using: &random) == 0
        ? inline(&random, depth: 0) : block(&random, depth: depth)
    }
    return html
  }

  @Test
  func theTextOfAnyHTMLSurvivesMarkdown() throws {
    var random = SeededGenerator(seed: 77)
    var failures = 0
    for round in 0..<1000 {
      let html = flow(&random, depth: 0)
      var rules = MarkdownRules()
      rules.isExact = true
      let exact = markdown(of: html, rules).markdown
      let isEqual = try shownText(page(exact)) == shownText(html)
      if !isEqual, failures < 8 {
        failures += 1
        let (was, made) = (try shownText(html), try shownText(page(exact)))
        Issue.record("\(round)\n\(html)\n----\n\(exact)\n----\n\(was)\n\(made)")
      }
      rules.isExact = false
      let plain = markdown(of: html, rules).markdown
      let typedEqual = try typed(shownText(page(plain))) == typed(shownText(html))
      if !typedEqual, failures < 8 {
        failures += 1
        Issue.record("\(round) typeset\n\(html)\n----\n\(plain)")
      }
    }
  }

  @Test
  func frontMatterIsReadAsItWasWritten() {
    var random = SeededGenerator(seed: 5)
    let pieces = [
      "a", "Z", " ", ": ", "#", " #", "\"", "'", "\\", "- ", "[", "]", "{", "}", ",", "&", "*", "!",
      "|", ">", "%",
      "@", "`", "0", "12", "true", "null", "~", "é", "日", "😀", "\u{2028}", "\u{FEFF}", "\u{85}",
      "\t", "\n", "...", "?",
      "=", ":", "&amp;", "<b>", "**", "---", "2020-01-01", "yes",
    ]
    for _ in 0..<4000 {
      var texts: [String] = []
      for _ in 0..<4 {
        let count = Int.random(in: 1...5, using: &random)
        texts.append((0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined())
      }
      var front = FrontMatterText()
      front.add("kicker", texts[0])
      front.add("id", texts[1])
      front.add("topics", list: texts)
      front.add("aliases", list: texts)
      front.add("title", "t")
      let file = SourceFile(path: "a.md", bytes: front.file(body: "x\n"))
      let read = parse(file, localPath: "a.md", in: ParseContext())
      let metadata = read.value.article.metadata
      let lines = texts.map(oneLine)
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(read.diagnostics.isEmpty, "\(text)")
      #expect(metadata.kicker?.value ?? "" == lines[0], "\(text)")
      #expect(metadata.id?.value ?? "" == lines[1], "\(text)")
      #expect(metadata.aliases.map(\.value) == lines.filter { !$0.isEmpty }, "\(text)")
      var seen: Set<String> = []
      let once = lines.filter { !$0.isEmpty && seen.insert($0).inserted }
      #expect(metadata.terms["topics", default: []].map(\.value) == once, "\(text)")
    }
  }
}
