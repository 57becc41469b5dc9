import StetCore
import Testing

extension Diagnostic.Code {
  fileprivate static let example = Self("example")
}

struct DiagnosticPrinterTests {
  private func printed(_ source: String, _ range: Range<Int>?, note: String? = nil) -> String {
    let diagnostic = Diagnostic(
      .error, .example, path: "content/a.md", range: range.map { SourceRange($0) },
      "this is wrong", note: note)
    return DiagnosticPrinter().text(for: diagnostic, in: Array(source.utf8))
  }

  @Test
  func thePlaceIsShownWithACaret() {
    #expect(
      printed("---\ndate: 2026-02-30\n---\n", 10..<20, note: "February has 28 days") == """
        content/a.md:2:7: error[example]: this is wrong
          |
        2 | date: 2026-02-30
          |       ^^^^^^^^^^
          = note: February has 28 days

        """)
  }

  @Test
  func aFileAsAWholeHasNoExcerpt() {
    #expect(
      printed("x", nil, note: "mend it") == """
        content/a.md: error[example]: this is wrong
          = note: mend it

        """)
  }

  @Test
  func noFileMeansNoPath() {
    let diagnostic = Diagnostic(.warning, .example, path: "", "nothing to do")
    #expect(
      DiagnosticPrinter().text(for: diagnostic, in: nil) == "warning[example]: nothing to do\n")
  }

  @Test
  func theCaretStandsUnderWideLettersAndMarks() {
    #expect(
      printed("題: e\u{301}x", 8..<9) == """
        content/a.md:1:6: error[example]: this is wrong
          |
        1 | 題: e\u{301}x
          |      ^

        """)
  }

  @Test
  func aTabIsOneColumnSoThatTheCaretFits() {
    #expect(
      printed("\ttitle: x", 1..<6) == """
        content/a.md:1:2: error[example]: this is wrong
          |
        1 |  title: x
          |  ^^^^^

        """)
  }

  @Test
  func controlCharactersOfTheSourceDoNotReachTheTerminal() {
    #expect(
      !printed("a\u{1B}[31mb\u{9B}c", 0..<1).unicodeScalars.contains {
        $0 == "\u{1B}" || $0 == "\u{9B}"
      })
  }

  @Test
  func coloursAreAddedOnlyOnRequest() {
    let diagnostic = Diagnostic(.error, .example, path: "a", "b")
    #expect(
      DiagnosticPrinter(colour: true).text(for: diagnostic, in: nil)
        == "\u{1B}[1ma: \u{1B}[0m\u{1B}[1;31merror[example]\u{1B}[0m: \u{1B}[1mb\u{1B}[0m\n")
  }
}
