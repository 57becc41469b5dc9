import Foundation
import StetCore
import Testing

@testable import StetContent

/// The examples of the GitHub Flavored Markdown Spec, which are those of CommonMark 0.29 and more.
@Suite struct SpecTests {
  struct Example: Sendable {
    let number: Int
    let addition: String
    let markdown: String
    let html: String
  }

  static let examples: [Example] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Fixtures/gfm-spec-0.29.txt")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    let fence = String(repeating: "`", count: 32)
    return text.components(separatedBy: fence + " example").dropFirst().enumerated().map {
      number, block in
      let lines = block.components(separatedBy: "\n")
      let rest = lines.dropFirst().prefix { $0 != fence }
      let dot = rest.firstIndex(of: ".") ?? rest.endIndex
      let markdown = rest[..<dot].map { $0 + "\n" }.joined()
      let html = rest[dot...].dropFirst().map { $0 + "\n" }.joined()
      return Example(
        number: number + 1, addition: lines[0].trimmingCharacters(in: .whitespaces),
        markdown: markdown.replacing("→", with: "\t"), html: html.replacing("→", with: "\t"))
    }
  }()

  private func made(_ example: Example) -> String {
    var options = MarkdownOptions.commonMark
    if !example.addition.isEmpty { options.additions = .github }
    let source = MarkdownSource(Array(example.markdown.utf8), from: 0)
    var writer = BodyWriter(
      PreparedMarkdown(source: source), options: options, report: Report(path: ""))
    writer.write()
    return String(decoding: writer.body.filled(with: writer.references), as: UTF8.self)
  }

  /// The same HTML in one spelling: void elements without a slash, quotation marks in text as they
  /// are, alignment as a class.
  private func normalized(_ html: String) -> String {
    var text = html
    for (one, other) in [
      (" />", ">"), ("&quot;", "\""), (" align=\"", " class=\""), ("checked=\"\"", "checked"),
      ("disabled=\"\"", "disabled"), ("<li class=\"task\">", "<li>"), ("\n", " "),
    ] {
      text = text.replacing(one, with: other)
    }
    return text.split(separator: " ").joined(separator: " ")
      .replacing("> <", with: "><").replacing("checked disabled", with: "disabled checked")
  }

  @Test func everyExampleOfTheSpecificationHolds() {
    let examples = SpecTests.examples.filter { !["tagfilter", "disabled"].contains($0.addition) }
    #expect(examples.count == 670)
    for example in examples {
      #expect(
        normalized(made(example)) == normalized(example.html),
        "example \(example.number): \(example.markdown)")
    }
  }
}
