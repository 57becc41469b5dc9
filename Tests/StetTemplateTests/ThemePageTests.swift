import Foundation
import StetCore
import Testing

@testable import StetTemplate

/// The repository's folder.
private let root = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

/// `value` with records in the place of mappings, as a build has them.
private func recorded(_ value: Value) -> Value {
  switch value {
  case .map(let map):
    let names = map.keys.compactMap { $0.text?.string }
    return .record(Record(Shape(names), map.values.map(recorded)))
  case .list(let items): return .list(items.map(recorded))
  default: return value
  }
}

/// A real page of the default theme is the same to the byte, whoever prints it.
@Test func anArticleOfTheDefaultThemeIsPrintedTheSameWithAndWithoutPlans() throws {
  let folder = root.appending(path: "themes/broadsheet/templates")
  let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path())
  let sources = try names.filter { $0.hasSuffix(".html") }.sorted().map { name in
    SourceFile(path: name, bytes: Array(try Data(contentsOf: folder.appending(path: name))))
  }
  let json = try Data(contentsOf: root.appending(path: "Benchmarks/Fixtures/article.json"))
  guard
    case .record(let values) = recorded(
      Value.reading(json: SourceFile(path: "article.json", bytes: Array(json))).value)
  else {
    Issue.record("the values are a mapping")
    return
  }
  var context = RenderContext()
  context.page = "/press/penny-press/"
  context.baseURL = "https://stet-gazette.example"
  context.globals = Record(
    Shape(["asset"]),
    [
      .function(
        Function("asset", seesPage: false) { arguments, _ in
          .text("/assets/\(arguments.value(0, "name")?.text?.string ?? "")")
        })
    ])
  let plain = TemplateSet.compile(sources).value
  let constants = ["site", "strings"]
  let known = plain.withConstants(
    Record(Shape(constants), constants.compactMap { values[$0] }), in: context)
  let index = try #require(plain.program.templateIndex["article.html"])
  let page = plain.interpreted(index, values, context)
  guard case .bytes(let interpreted) = page else {
    Issue.record("the interpreter prints the page: \(page)")
    return
  }
  #expect(interpreted.count > 15_000)
  for set in [plain, known] {
    #expect(set.program.plan(of: index, for: values, in: context) != nil)
    #expect(set.render("article.html", values: values, context: context) == .bytes(interpreted))
  }
}
