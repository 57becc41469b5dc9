import Foundation
import StetCore
import Testing

@testable import StetValidation

/// The examples of docs/diagnostics/feed.md are what the judge says of a rule's case.
struct ExampleTests {
  /// What stands in the last block below each heading, without the name of the file.
  private static func examples() throws -> [String: String] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/diagnostics/feed.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    var examples: [String: String] = [:]
    for part in text.split(separator: "\n## ").dropFirst() {
      let lines = part.split(separator: "\n", omittingEmptySubsequences: false)
      guard let fence = lines.lastIndex(of: "```"), fence > 0,
        let opening = lines[..<fence].lastIndex(of: "```"), opening + 1 < fence
      else { continue }
      let line = lines[opening + 1]
      examples[String(lines[0])] = String(line[(line.firstIndex(of: ":") ?? line.startIndex)...])
    }
    return examples
  }

  /// Rules whose cases are no small change of a model document; tests of their own hold them.
  private static let elsewhere: Set<String> = [
    "atom-namespace", "atom-no-namespace", "atom-obsolete", "atom-prefixed", "atom-self-mismatch",
    "news-too-many", "sitemap-other-host", "sitemap-too-large", "sitemap-too-many", "xml-encoding",
    "xml-limit",
  ]

  @Test
  func everyExampleIsWhatTheJudgeSays() throws {
    let examples = try Self.examples()
    #expect(Set(examples.keys) == Set(Rule.all.map(\.code.name)))
    var said: [String: Set<String>] = [:]
    let cases = atomCases + htmlCases + rssCases + jsonCases + siteCases
    for example in cases {
      let text = example.model.text.replacing(example.old, with: example.bad, maxReplacements: 1)
      let now = Timestamp(rfc3339: "2026-01-03T00:00:00Z")
      for found in Judge().report(on: Array(text.utf8), JudgeOptions(now: now)).findings {
        said[found.code.name, default: []].insert(
          ":\(found.line):\(found.column): \(found.severity.rawValue)[\(found.code.name)]: "
            + found.message)
      }
    }
    let advised = Judge().report(
      on: Array(Model.atom.text.utf8), JudgeOptions(isAdvising: true))
    for found in advised.findings {
      said[found.code.name, default: []].insert(
        ":\(found.line):\(found.column): info[\(found.code.name)]: \(found.message)")
    }
    let wrong = examples.keys.sorted().filter { code in
      guard !Self.elsewhere.contains(code), !code.hasPrefix("http-"), !code.hasPrefix("ledger-")
      else { return false }
      return said[code]?.contains(examples[code] ?? "") != true
    }
    #expect(
      wrong.map { "\($0): \(examples[$0] ?? ""); said is \(said[$0]?.sorted() ?? [])" } == [])
  }
}
