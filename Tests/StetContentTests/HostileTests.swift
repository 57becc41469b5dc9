import StetCore
import Testing

@testable import StetContent

/// Inputs that bring careless parsers to a stand.
@Suite(.serialized) struct HostileTests {
  private static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test(arguments: [
    ("[", 1_000_000), (">", 1_000_000), ("*a_", 333_333), ("- ", 10_000), ("> ", 50_000),
    ("![", 100_000), ("[a](", 20_000), ("<b>", 20_000), ("</b>", 20_000), ("<a ", 100_000),
    ("<!--", 50_000), ("a@", 15_000), ("{{< a >}}", 5_000), ("{% raw %}", 5_000),
    ("$a", 100_000), ("`", 200_000), ("{.a}", 5_000), ("<div>\n\n", 5_000), ("\"", 200_000),
  ])
  func repetitionBecomesATextInProportion(_ text: String, _ count: Int) {
    let markdown = HostileTests.repeated(text, count)
    for dialect in count > 100_000 ? [.stet] : [ParseContext.Dialect.stet, .jekyll] {
      let result = parsed(markdown, in: ParseContext(dialect: dialect))
      #expect(result.value.body.html.count < 32 * markdown.utf8.count, "\(text)")
    }
  }

  @Test func aTableOfAHundredThousandRowsIsRead() {
    let table = "| a | b |\n|---|---|\n" + HostileTests.repeated("| x | y |\n", 100_000)
    let result = parsed(table)
    #expect(result.diagnostics.isEmpty)
    #expect(result.value.article.wordCount == 200_002)
  }

  @Test func aTableOfTooManyColumnsIsRefused() {
    let table =
      "|" + HostileTests.repeated("a|", 20_000) + "\n|" + HostileTests.repeated("-|", 20_000) + "\n"
      + HostileTests.repeated("|b|\n", 20_000)
    #expect(parsed(table).diagnostics.map(\.code) == [.excessiveNesting])
  }

  @Test func nestedListsAreRead() {
    let lists = (0..<1_500).map { HostileTests.repeated("  ", $0) + "- a\n" }.joined()
    #expect(parsed(lists).value.article.wordCount > 0)
  }

  @Test func tenThousandListsOverManyLinesAreRead() {
    // A hundred lists on each line, each line as deep as those above it.
    let lines = (0..<100).map {
      HostileTests.repeated("  ", 100 * $0) + HostileTests.repeated("- ", 100) + "a\n"
    }.joined()
    #expect(parsed(lines).value.article.wordCount > 0)
  }

  @Test func tenThousandListsEachOnItsLineAreRefused() {
    let deep = HostileTests.repeated(HostileTests.repeated(" ", 2_000) + "- a\n", 8_400)
    #expect(parsed(deep).diagnostics.map(\.code) == [.excessiveNesting])
  }

  /// Ten aliases of ten aliases, nine times.
  private static let aliases: String = {
    var text = "---\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<9 {
      let inner = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(inner)]\n"
    }
    return text + "---\n"
  }()

  private static let indents: String = {
    var text = "---\n"
    for level in 0..<1_200 { text += repeated(" ", level) + "a:\n" }
    return text + "---\n"
  }()

  private static let unbounded: [String] = [
    "---\na: " + repeated("[", 1_000_000) + "\n---\n",
    "---\n" + repeated("- ", 100_000) + "\n---\n",
    "+++\na = " + repeated("[", 1_000_000) + "\n+++\n",
    "{\"a\": " + repeated("[", 1_000_000), aliases, indents,
  ]

  @Test(arguments: unbounded.indices)
  func frontMatterWithoutBoundIsRefused(_ number: Int) {
    let result = parsed(HostileTests.unbounded[number])
    #expect(result.diagnostics.map(\.severity).contains(.error))
  }
}
