import ArgumentParser
import StetBuild
import StetCore

/// `stet doctor`: what this machine has, and what it lacks.
struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tells versions, and what is missing on this machine and how to install it.",
    discussion: """
      What is needed and missing ends the command with 1; what is optional only says what you cannot do \
      without it.

      Examples:
        stet doctor
        stet doctor --format json
      """)

  @Option(
    name: [.long, .customLong("source"), .customShort("s")],
    help: ArgumentHelp("The site's folder.", valueName: "folder"),
    completion: .directory)
  var site = "."

  @Option(help: ArgumentHelp("How to report: text or json.", valueName: "format"))
  var format = ReportFormat.text

  /// Examines the machine and the site.
  func run() async throws {
    let surroundings = try Surroundings.read()
    let terminal = Terminal(surroundings)
    let findings = Examination(surroundings, site: site).findings
    switch format {
    case .json: for finding in findings { try terminal.sayJSON(finding) }
    case .text:
      terminal.sayTable(
        findings.map { finding in
          [finding.state.rawValue, finding.name, finding.version ?? "-", finding.purpose]
        })
      for finding in findings {
        if let remedy = finding.remedy { terminal.say("\(finding.name): \(remedy)\n") }
      }
    }
    if findings.contains(where: { $0.state == .missing }) { throw ExitCode(1) }
  }
}
