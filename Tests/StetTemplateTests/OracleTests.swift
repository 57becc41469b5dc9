import Foundation
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
