import Foundation
import StetCore
import Testing

@testable import StetTemplate

/// docs/TEMPLATES.md, read once.
private let document: String = {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let data = FileManager.default.contents(atPath: root.appending(path: "docs/TEMPLATES.md").path())
  return String(decoding: data ?? Data(), as: UTF8.self)
}()

/// The examples written as `` `template` → `output` ``.
private let examples: [(template: String, output: String)] = {
  let spans = document.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
  var examples: [(template: String, output: String)] = []
  for index in spans.indices.dropLast(3) where spans[index + 1] == " → " {
    examples.append((spans[index], spans[index + 2]))
  }
  return examples
}()

/// The context in which the document says the examples stand.
func documentContext() -> RenderContext {
  var context = RenderContext()
  context.page = "/news/vote/"
  context.baseURL = "https://example.org"
  context.assets = ["style.css": "/assets/style.4f2a.css"]
  if let zone = TimeZoneRules(identifier: "Europe/Berlin") { context.timeZone = zone }
  return context
}

@Test func everyExampleOfTheDocumentIsTrue() throws {
  let json = try #require(document.components(separatedBy: "```json\n").last)
    .components(separatedBy: "```")[0]
  let file = SourceFile(path: "values.json", text: json)
  guard case .map(let values) = Value.reading(json: file).value else {
    Issue.record("the document's values are no JSON")
    return
  }
  #expect(examples.count > 80)
  for (template, output) in examples {
    let tried = tried(["t.html": template], values, documentContext())
    #expect(tried.text == output, "\(template) \(tried.messages)")
  }
}

/// What stands between the fences of the document's blocks in `language`.
private func blocks(_ language: String) -> [String] {
  document.components(separatedBy: "```\(language)\n").dropFirst().compactMap {
    $0.components(separatedBy: "```").first
  }
}

@Test func theDocumentsTwoFilesMakeItsPage() throws {
  let json = try #require(blocks("json").first)
  guard case .map(let values) = Value.reading(json: SourceFile(path: "v.json", text: json)).value
  else {
    Issue.record("the document's values are no JSON")
    return
  }
  let files = blocks("jinja")
  try #require(files.count == 2)
  let tried = tried(["front.html": files[1], "base.html": files[0]], values)
  #expect(tried.text.map { [$0 + "\n"] } == blocks("html"))
}

@Test func theDocumentNamesEveryFilterAndTest() {
  for (name, _) in Filter.all where name != "random" {
    #expect(document.contains("**\(name)**"), "the filter \(name) is not in docs/TEMPLATES.md")
  }
  for test in StetTemplate.Test.allCases {
    #expect(
      document.contains("`\(test.rawValue)"), "the test \(test) is not in docs/TEMPLATES.md")
  }
}
