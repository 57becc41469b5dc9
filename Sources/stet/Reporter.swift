import Foundation
import StetBuild
import StetCore

/// Tells what a build did, to a person or to a program.
struct Reporter {
  private let site: String
  private let terminal: Terminal

  /// A reporter of builds of the site in the folder `site`.
  init(site: String, terminal: Terminal) {
    self.site = site
    self.terminal = terminal
  }

  /// Prints the errors and warnings and, unless `isQuiet`, the ledger.
  func printText(_ report: BuildReport, isQuiet: Bool, took duration: Duration) {
    let printer = DiagnosticPrinter(colour: terminal.isColoured)
    var sources = Sources(site: site)
    for diagnostic in report.diagnostics where diagnostic.severity != .info {
      terminal.complain(printer.text(for: diagnostic, in: sources.bytes(of: diagnostic)))
    }
    let tally = tally(report.diagnostics)
    if !tally.isEmpty, !isQuiet || report.isFailed(isStrict: true) {
      terminal.complain(tally + "\n")
    }
    if report.isStopped {
      terminal.complain("nothing was written; what an earlier build made still stands\n")
      return
    }
    if isQuiet { return }
    let ledger = report.ledger
    let parts = [
      "\(ledger.published) published", counted(ledger.drafts, "draft"),
      "\(ledger.scheduled) scheduled", "\(ledger.expired) expired", "\(ledger.invalid) invalid",
      "\(ledger.other) other",
    ]
    let pages = report.pages
    terminal.say(
      """
      \(counted(ledger.files, "file")): \(parts.joined(separator: ", "))
      \(report.output): \(pages.written) written, \(pages.unchanged) unchanged, \
      \(pages.removed) removed, in \(length(duration))

      """)
  }

  /// Prints one JSON object.
  func printJSON(_ report: BuildReport) throws {
    var sources = Sources(site: site)
    try terminal.sayJSON(ReportObject(report) { sources.bytes(of: $0) })
  }

  private func tally(_ diagnostics: [Diagnostic]) -> String {
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count { $0.severity == .warning }
    let notes = diagnostics.count - errors - warnings
    var parts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
      .map { counted($0.0, $0.1) }
    if notes > 0 { parts.append("\(counted(notes, "note")) (--format json lists them)") }
    return parts.joined(separator: ", ")
  }

  /// `12 ms`, `3.4 s`.
  private func length(_ duration: Duration) -> String {
    let milliseconds = duration / .milliseconds(1)
    if milliseconds < 1000 { return "\(Int(milliseconds)) ms" }
    return "\((milliseconds / 100).rounded() / 10) s"
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}

/// The files that diagnostics name; they come in order, so one is kept.
private struct Sources {
  let site: String
  private var last: (path: String, bytes: [UInt8]?)?

  init(site: String) {
    self.site = site
  }

  /// The bytes of the file that `diagnostic` names; nil when it points to no place in one.
  mutating func bytes(of diagnostic: Diagnostic) -> [UInt8]? {
    guard diagnostic.range != nil else { return nil }
    if let last, last.path == diagnostic.path { return last.bytes }
    let bytes = sourceBytes(at: diagnostic.path, site: site)
    last = (diagnostic.path, bytes)
    return bytes
  }
}
