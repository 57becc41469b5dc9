import StetBuild
import StetCore

/// A build's report as `--format json` prints it.
struct ReportObject: Encodable {
  private let files: Int
  private let published: Int
  private let drafts: Int
  private let scheduled: Int
  private let expired: Int
  private let invalid: Int
  private let other: Int
  private let pages: Pages
  private let diagnostics: [Finding]

  private struct Pages: Encodable {
    let written: Int
    let unchanged: Int
    let removed: Int
  }

  /// A diagnostic with its place as a person counts; null where it has none.
  private struct Finding: Encodable {
    let path: String
    let line: Int?
    let column: Int?
    let severity: String
    let code: String
    let message: String
    let note: String?

    private enum CodingKeys: CodingKey {
      case path, line, column, severity, code, message, note
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(path, forKey: .path)
      try container.encode(line, forKey: .line)
      try container.encode(column, forKey: .column)
      try container.encode(severity, forKey: .severity)
      try container.encode(code, forKey: .code)
      try container.encode(message, forKey: .message)
      try container.encode(note, forKey: .note)
    }
  }

  /// The object for `report`; `source` gives the bytes of the file that a diagnostic names.
  init(_ report: BuildReport, source: (Diagnostic) -> [UInt8]?) {
    files = report.ledger.files
    published = report.ledger.published
    drafts = report.ledger.drafts
    scheduled = report.ledger.scheduled
    expired = report.ledger.expired
    invalid = report.ledger.invalid
    other = report.ledger.other
    pages = Pages(
      written: report.pages.written, unchanged: report.pages.unchanged,
      removed: report.pages.removed)
    diagnostics = report.diagnostics.map { diagnostic in
      let bytes = source(diagnostic)
      let place = diagnostic.range.flatMap { range in bytes.map { SourcePlace(of: range, in: $0) } }
      return Finding(
        path: diagnostic.path, line: place?.line, column: place?.column,
        severity: diagnostic.severity.rawValue, code: diagnostic.code.name,
        message: diagnostic.message, note: diagnostic.note)
    }
  }
}
