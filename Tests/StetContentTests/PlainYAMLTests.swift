import Foundation
import SeededRandom
import StetCore
import Testing

@testable import StetContent

/// What is read without the library is read as the library reads it.
@Suite struct PlainYAMLTests {
  /// Holds the two readers of `text` side by side; whether the plain one could read it.
  @discardableResult
  private func compare(_ text: String) -> Bool {
    let bytes = Array(("x\n" + text).utf8)
    let range = 2..<bytes.count
    guard let plain = PlainYAML.node(range, of: bytes) else { return false }
    var report = Report(path: "a.md")
    #expect(plain == wholeYAML(range, of: bytes, &report), "\(text.debugDescription)")
    #expect(report.diagnostics == [], "\(text.debugDescription)")
    return true
  }

  @Test(arguments: [
    "title: A vote\ndate: 2004-03-21T01:14:05+00:00\ntopics:\n  - One\n  - Two words\n",
    "title: \"Quoted: #1\"\nslug: 'a b'\nweight: 12\ndraft: true",
    "tags: [one, \"two\", 'three', 4]\nkey:   spaces   \n\nlast: é “quoted” – dash\n",
    "tags:\n- a\n- \"b\"\n- 3\ntime: 12:30\nurl: https://example.org/#top\n",
    "a: 1.5\nb: 007\nc: null\nd: No\n",
  ])
  func ordinaryFrontMatterNeedsNoLibrary(text: String) {
    #expect(compare(text))
  }

  @Test(arguments: [
    "a: |\n  text\n", "a: b\n  c\n", "a: [b, [c]]\n", "a: {b: c}\n", "a: b # c\n", "a: &x b\n",
    "a: \"b\\n\"\n", "a: 'it''s'\n", "a:\n", "a: b\r\n", "a:\tb\n", "a: b\na: c\n", "- a\n",
    "a:\n  b: c\n", "a:\n  - b\n c: d\n", "a: @b\n", "a: b:\n", "a: - b\n", "# c\na: b\n",
    "a: \u{85}b\n", "a: b\u{2028}c\n", "a: b\u{FEFF}\n", "a: b\u{7}\n", "",
  ])
  func everythingElseIsLeftToTheLibrary(text: String) {
    #expect(!compare(text))
  }

  @Test func randomTextsAreReadAlike() {
    let pieces = [
      "title", "a", "b-c", ": ", ":", " ", "  ", "\n", "\n", "- ", "-", "\"", "'", "#", " #", "x y",
      "12", "0.5", "true", "null", "[", "]", ", ", ",", "é", "“", "\u{2028}", "\u{85}", "\t",
      "\r\n",
      "tags:\n", "  - one\n", "- two\n", "key: value\n", "date: 2024-01-31\n", "list: [a, b]\n",
      "q: \"x\"\n", "s: 'y'\n", "{", "}", "|", ">", "&", "*", "!", "%", "@", "`", "?", "\\", "~",
      "---\n", "...", "(", "/", "é: x\n",
    ]
    var random = SeededGenerator(seed: 7)
    var plain = 0
    for _ in 0..<20_000 {
      let count = Int.random(in: 1...12, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      if compare(text) { plain += 1 }
    }
    #expect(plain > 100, "the random texts were too wild to tell anything")
  }

  @Test(.enabled(if: CorpusTests.isThere, "the corpora are not here"))
  func theFrontMatterOfRealArchivesIsReadAlike() throws {
    var plain = 0
    for path in try FileManager.default.subpathsOfDirectory(atPath: CorpusTests.folder).sorted()
    where path.hasSuffix(".md") || path.hasSuffix(".markdown") {
      let file = URL(fileURLWithPath: CorpusTests.folder).appendingPathComponent(path)
      let bytes = try Array(Data(contentsOf: file))
      var report = Report(path: path)
      guard let found = FrontMatter.find(in: bytes, dialect: .stet, &report),
        found.notation == .yaml
      else { continue }
      if compare(String(decoding: bytes[found.range], as: UTF8.self)) { plain += 1 }
    }
    #expect(plain > 100)
  }
}
