import StetCore

@testable import StetValidation

/// An example of docs/diagnostics/feed.md that no small change of a model shows: its document is made,
/// or something besides it is judged, such as how it was served or what it was before.
struct MadeCase: Sendable {
  let rule: String
  let model: Model
  /// Where the document lives.
  var base: String?
  /// How it was served.
  var facts: HTTPFacts?
  /// What the same feed was before.
  var old: String?
  var isAdvising = false
  /// Makes the document, which may be large.
  private let bytes: @Sendable () -> [UInt8]

  init(_ rule: String, _ model: Model, bytes: @autoclosure @escaping @Sendable () -> [UInt8]) {
    self.rule = rule
    self.model = model
    self.bytes = bytes
  }

  init(_ rule: String, _ model: Model, _ text: @autoclosure @escaping @Sendable () -> String) {
    self.init(rule, model, bytes: Array(text().utf8))
  }

  /// What the judge says, a line for each finding.
  func lines(_ judge: Judge) -> [String] {
    let options = JudgeOptions(base: base, now: RuleCase.now, isAdvising: isAdvising)
    let bytes = bytes()
    var report =
      facts.map { judge.report(on: bytes, served: $0, options) } ?? judge.report(on: bytes, options)
    if let old { report = report.against(judge.report(on: Array(old.utf8), options), in: bytes) }
    return report.lines(of: model)
  }

  /// The same with something changed.
  func with(_ change: (inout MadeCase) -> Void) -> MadeCase {
    var changed = self
    change(&changed)
    return changed
  }
}

private let atom = Model.atom.text
private let atomNamespace = "http://www.w3.org/2005/Atom"

/// The model of Atom with a letter of ISO 8859-1.
private func latin() -> [UInt8] {
  let parts = atom.split(separator: "One<", maxSplits: 1)
  return Array(parts[0].utf8) + [0xC9] + Array(parts[1].utf8)
}

/// `text` with spaces after it, in all `count` bytes.
func padded(_ text: String, to count: Int) -> [UInt8] {
  Array(text.utf8) + [UInt8](repeating: 0x20, count: count - text.utf8.count)
}

/// `model`, a sitemap, with `count` addresses.
private func long(_ model: Model, count: Int) -> String {
  let urls = model.text.split(separator: "<url>")
  let parts = (urls.last ?? "").replacing("</urlset>\n", with: "").split(separator: "org/one")
  let entries = (1...count).map { "<url>\(parts[0])org/\($0)\(parts[1])" }
  return urls[0] + entries.joined() + "</urlset>\n"
}

let documentCases: [MadeCase] = [
  MadeCase("xml-encoding", .atom, bytes: latin()),
  MadeCase(
    "xml-limit", .atom, bytes: [UInt8](repeating: 0x20, count: JudgeOptions().byteCountMax + 1)),
  MadeCase(
    "atom-namespace", .atom,
    atom.replacing(atomNamespace, with: "https://www.w3.org/2005/Atom")),
  MadeCase("atom-no-namespace", .atom, atom.replacing(" xmlns=\"\(atomNamespace)\"", with: "")),
  MadeCase(
    "atom-obsolete", .atom, atom.replacing(atomNamespace, with: "http://purl.org/atom/ns#")),
  MadeCase(
    "atom-prefixed", .atom,
    atom.replacing(#/<(\/?)([a-z])/#) { "<\($0.1)a:\($0.2)" }
      .replacing("xmlns=", with: "xmlns:a=")),
  MadeCase("atom-self-mismatch", .atom, atom).with { $0.base = "https://example.org/feed" },
  MadeCase("advice-title-length", .atom, atom).with { $0.isAdvising = true },
  MadeCase("sitemap-too-many", .sitemap, long(.sitemap, count: 50_001)),
  MadeCase(
    "sitemap-too-large", .sitemap, bytes: padded(Model.sitemap.text, to: 60_000_000)),
  MadeCase("news-too-many", .news, long(.news, count: 1001)),
  MadeCase(
    "sitemap-other-host", .sitemap,
    Model.sitemap.text.replacing("<loc>https://example.org/<", with: "<loc>https://a.example/<")
  ).with { $0.base = "https://example.org/sitemap.xml" },
]
