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
  private let diagnostics: [FindingObject]

  private struct Pages: Encodable {
    let written: Int
    let unchanged: Int
    let removed: Int
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
    diagnostics = report.diagnostics.map { FindingObject($0, source: source($0)) }
  }
}
