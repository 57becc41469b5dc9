import ArgumentParser
import StetBuild
import StetCore

/// How `stet check` reports: to a person, to a program, to a code host, to a workflow of GitHub.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif, github
}

/// Prints what a check found.
struct CheckPrinter {
  let site: String
  let terminal: Terminal
  /// Whether every finding is printed, where many are alike too.
  let isWhole: Bool

  private static let countPerCode = 10

  /// Writes `diagnostics`, in their order, as `format`.
  func show(_ diagnostics: [Diagnostic], as format: CheckFormat) throws {
    switch format {
    case .text: showText(diagnostics)
    case .json: try terminal.sayJSON(["diagnostics": placed(diagnostics)])
    case .sarif: try terminal.sayJSON(SARIFLog(placed(diagnostics)))
    case .github:
      for finding in placed(diagnostics) { terminal.say(annotation(finding)) }
    }
  }

  /// Each with its line and column; the files come in order, so one is held at a time.
  private func placed(_ diagnostics: [Diagnostic]) -> [FindingObject] {
    var last: (path: String, source: LongSource?) = ("", nil)
    return diagnostics.map { diagnostic in
      guard let range = diagnostic.range else {
        return FindingObject(diagnostic, line: nil, column: nil)
      }
      if last.path != diagnostic.path {
        last = (
          diagnostic.path, sourceBytes(at: diagnostic.path, site: site).map { LongSource($0) }
        )
      }
      let place = last.source?.place(of: range.lower)
      return FindingObject(diagnostic, line: place?.line, column: place?.column)
    }
  }

  private func showText(_ diagnostics: [Diagnostic]) {
    let printer = DiagnosticPrinter(colour: terminal.isColoured)
    var last: (path: String, source: [UInt8]?) = ("", nil)
    var counts: [String: Int] = [:]
    for diagnostic in diagnostics {
      let count = counts[diagnostic.code.name, default: 0] + 1
      counts[diagnostic.code.name] = count
      if !isWhole, count > CheckPrinter.countPerCode { continue }
      if diagnostic.range != nil, last.path != diagnostic.path {
        last = (diagnostic.path, sourceBytes(at: diagnostic.path, site: site))
      }
      terminal.complain(
        printer.text(for: diagnostic, in: diagnostic.range == nil ? nil : last.source))
    }
    for code in counts.keys.sorted() {
      let more = (counts[code] ?? 0) - CheckPrinter.countPerCode
      if !isWhole, more > 0 { terminal.complain("and \(more) more [\(code)] (--all shows them)\n") }
    }
    let tally = [
      (diagnostics.count { $0.severity == .error }, "error"),
      (diagnostics.count { $0.severity == .warning }, "warning"),
      (diagnostics.count { $0.severity == .info }, "hint"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
    terminal.complain(
      tally.isEmpty ? "nothing to complain of\n" : tally.joined(separator: ", ") + "\n")
  }

  /// A workflow command that marks the line in a change under review.
  private func annotation(_ finding: FindingObject) -> String {
    let level = finding.severity == "info" ? "notice" : finding.severity
    var place = "file=\(escaped(finding.path, isProperty: true))"
    if let line = finding.line { place += ",line=\(line)" }
    if let column = finding.column { place += ",col=\(column)" }
    let text = finding.message + (finding.note.map { "\n" + $0 } ?? "")
    return "::\(level) \(place),title=\(finding.code)::\(escaped(text, isProperty: false))\n"
  }

  private func escaped(_ text: String, isProperty: Bool) -> String {
    let plain = text.replacing("%", with: "%25").replacing("\r", with: "%0D")
      .replacing("\n", with: "%0A")
    return isProperty ? plain.replacing(":", with: "%3A").replacing(",", with: "%2C") : plain
  }
}

/// Findings as SARIF 2.1.0 (OASIS), which code hosts show beside the lines.
struct SARIFLog: Encodable {
  private let version = "2.1.0"
  private let schema = "https://json.schemastore.org/sarif-2.1.0.json"
  private let runs: [Run]

  private enum CodingKeys: String, CodingKey {
    case version, runs
    case schema = "$schema"
  }

  private struct Text: Encodable { let text: String }
  private struct Rule: Encodable { let id: String }
  private struct Driver: Encodable {
    let name = "stet"
    let version = Surroundings.version
    let rules: [Rule]
  }
  private struct Tool: Encodable { let driver: Driver }
  private struct Region: Encodable {
    let startLine: Int
    let startColumn: Int?
  }
  private struct Artifact: Encodable { let uri: String }
  private struct Physical: Encodable {
    let artifactLocation: Artifact
    let region: Region?
  }
  private struct Location: Encodable { let physicalLocation: Physical }
  private struct Result: Encodable {
    let ruleId: String
    let level: String
    let message: Text
    let locations: [Location]
  }
  private struct Run: Encodable {
    let tool: Tool
    let results: [Result]
    let columnKind = "unicodeCodePoints"
  }

  /// The log of one run that found `findings`.
  init(_ findings: [FindingObject]) {
    let rules = Set(findings.map(\.code)).sorted().map { Rule(id: $0) }
    let results = findings.map { finding in
      Result(
        ruleId: finding.code, level: finding.severity == "info" ? "note" : finding.severity,
        message: Text(text: finding.message + (finding.note.map { "; " + $0 } ?? "")),
        locations: [
          Location(
            physicalLocation: Physical(
              artifactLocation: Artifact(uri: SARIFLog.uri(finding.path)),
              region: finding.line.map { Region(startLine: $0, startColumn: finding.column) }))
        ])
    }
    runs = [Run(tool: Tool(driver: Driver(rules: rules)), results: results)]
  }

  /// The path as a relative reference (RFC 3986 §4.2).
  private static func uri(_ path: String) -> String {
    SitePath(written: path).map { String($0.escaped.dropFirst()) } ?? path
  }
}
