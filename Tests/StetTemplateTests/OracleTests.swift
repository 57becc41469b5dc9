import Foundation
import SeededRandom
import StetCore
import Testing

@testable import StetTemplate

/// One case of the corpus that Python's Jinja2 has answered.
struct OracleCase: Sendable {
  let name: String
  let templates: [SourceFile]
  let values: Record
  let options: TemplateOptions
  let expected: String?

  init(_ value: Value, shared: ValueMap) {
    guard case .map(let map) = value else { preconditionFailure("a case is a mapping") }
    name = map["name"]?.printed ?? ""
    var templates: [SourceFile] = []
    if case .map(let sources) = map["templates"] {
      for (path, source) in zip(sources.keys, sources.values) {
        templates.append(SourceFile(path: path.printed, text: source.printed))
      }
    }
    self.templates = templates
    var values = shared
    if case .map(let own) = map["values"] {
      for (key, value) in zip(own.keys, own.values) { values.set(key, value) }
    }
    self.values = Record(values)
    var options = TemplateOptions()
    if case .map(let flags) = map["options"] {
      options.trimBlocks = flags["trim_blocks"] == true
      options.lstripBlocks = flags["lstrip_blocks"] == true
      options.keepTrailingNewline = flags["keep_trailing_newline"] == true
      options.isLenient = flags["lenient"] == true
    }
    self.options = options
    expected = map["expected"]?.text?.string
  }

  /// What this engine makes of the case; nil for any error, which `problem` tells.
  func rendered() -> (text: String?, problem: String) {
    let compiled = TemplateSet.compile(templates, options: options)
    let broken = compiled.diagnostics.map { "\($0.path): \($0.message)" }
    switch compiled.value.render(templates[0].path, values: values) {
    case .bytes(let bytes): return (String(decoding: bytes, as: UTF8.self), "")
    case .failed(let diagnostic):
      return (nil, (broken + [diagnostic.message]).joined(separator: "; "))
    }
  }

  /// What the interpreter makes of the case, without a plan; nil for any error.
  func interpreted() -> String? {
    let set = TemplateSet.compile(templates, options: options).value
    guard let index = set.program.templateIndex[templates[0].path] else { return nil }
    return OracleCase.text(set.interpreted(index, values, RenderContext()))
  }

  /// What this engine makes of the case when a part of its values, chosen by `seed`, is declared
  /// constant; and whether a plan was there.
  func renderedWithConstants(seed: UInt64) -> (text: String?, isPlanned: Bool) {
    var generator = SeededGenerator(seed: seed)
    let share = Int.random(in: 0...4, using: &generator)
    let isConstant = values.shape.fields.map { _ in
      Int.random(in: 0..<4, using: &generator) < share
    }
    let part = { (wanted: Bool) -> Record in
      let places = isConstant.indices.filter { isConstant[$0] == wanted }
      return Record(
        Shape(places.map { values.shape.fields[$0] }), places.map { values.values[$0] })
    }
    let set = TemplateSet.compile(templates, options: options).value.withConstants(part(true))
    guard let index = set.program.templateIndex[templates[0].path] else { return (nil, false) }
    let context = RenderContext()
    let page = part(false)
    return (
      OracleCase.text(set.render(templates[0].path, values: page, context: context)),
      set.program.plan(of: index, for: page, in: context) != nil
    )
  }

  private static func text(_ rendering: Rendering) -> String? {
    guard case .bytes(let bytes) = rendering else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The cases in the file at `path` beside this one.
  static func cases(in name: String) -> [OracleCase] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Oracle")
    guard let data = FileManager.default.contents(atPath: folder.appending(path: name).path()),
      case .map(let file) = Value.reading(json: SourceFile(path: name, bytes: Array(data))).value,
      case .map(let shared) = file["values"], case .list(let items) = file["cases"]
    else { return [] }
    return items.map { OracleCase($0, shared: shared) }
  }
}

/// What Jinja2 3.1 printed, or refused, for every case of the corpus.
@Test func theCorpusIsAnsweredAsJinjaAnswersIt() {
  let cases = OracleCase.cases(in: "corpus.json")
  #expect(cases.count >= 400)
  for one in cases {
    let (text, problem) = one.rendered()
    #expect(text == one.expected, "\(one.name) \(problem)")
  }
}

/// The interpreter, a plan and a plan with any part of the values worked out beforehand print the same.
@Test func theCorpusIsPrintedTheSameWithAndWithoutPlans() {
  var planned = 0
  let cases = OracleCase.cases(in: "corpus.json")
  for (number, one) in cases.enumerated() {
    #expect(one.interpreted() == one.expected, "\(one.name), interpreted")
    for seed in 0..<4 {
      let (text, isPlanned) = one.renderedWithConstants(seed: UInt64(number * 4 + seed))
      #expect(text == one.expected, "\(one.name), constants chosen by \(seed)")
      if isPlanned { planned += 1 }
    }
  }
  #expect(planned > cases.count * 2, "most templates can be laid out before they are rendered")
}
