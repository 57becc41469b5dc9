import Foundation
import StetCore
import Testing

@testable import StetValidation

/// The examples of docs/diagnostics/feed.md are what the judge says of a rule's case.
struct ExampleTests {
  /// What stands below each heading.
  private static func entries() throws -> [String: String] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/diagnostics/feed.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let parts = text.split(separator: "\n## ").dropFirst().map { $0.split(separator: "\n") }
    return Dictionary(
      uniqueKeysWithValues: parts.map {
        (String($0[0]), $0.dropFirst().joined(separator: "\n") + "\n")
      })
  }

  /// What the judge says of the cases of each rule.
  private static func said() -> [String: [String]] {
    let judge = Judge()
    var said: [String: [String]] = [:]
    for example in atomCases + htmlCases + rssCases + jsonCases + siteCases {
      said[example.rule, default: []] += example.lines(judge)
    }
    for example in documentCases + servedCases + subscribedCases {
      said[example.rule, default: []] += example.lines(judge)
    }
    return said
  }

  @Test
  func everyExampleIsWhatTheJudgeSays() throws {
    let entries = try Self.entries()
    let said = Self.said()
    #expect(Set(entries.keys) == Set(Rule.all.map(\.code.name)))
    for (code, text) in entries.sorted(by: { $0.key < $1.key }) {
      let example = text.firstMatch(of: #/\n```\n(.+)\n```\n$/#).map { String($0.1) } ?? ""
      #expect(said[code]?.contains(example) == true, "\(code): said is \(said[code] ?? [])")
      #expect(example.contains("[\(code)]: "))
    }
  }

  @Test
  func everyEntryNamesWhatTheRuleIsTakenFrom() throws {
    let entries = try Self.entries()
    for rule in Rule.all {
      let text = (entries[rule.code.name] ?? "").replacing("\n", with: " ")
      #expect(text.contains("[Specification](\(rule.specification))"))
      #expect(
        text.firstMatch(of: #/W3C\s`(\w+)`/#).map { String($0.1) } == rule.w3c, "\(rule.code.name)")
    }
  }
}

extension Report {
  /// The findings as the program prints them, once the document stands in the file of `model`.
  func lines(of model: Model) -> [String] {
    findings.map { finding in
      "\(model.file):\(finding.line):\(finding.column): \(finding.severity.rawValue)"
        + "[\(finding.code.name)]: \(finding.message)"
    }
  }
}
