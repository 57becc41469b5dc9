import ArgumentParser
import StetBuild
import StetCore
import StetSite

/// `stet clean`: takes away what builds made.
struct Clean: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Removes what stet made: the output and its notes.",
    discussion: """
      Only files that stet made and nobody changed since are removed; what others put into the output \
      folder stays. The notes in .stet, which make builds quick, go too. The next build makes all anew.

      Examples:
        stet clean --dry-run
        stet clean --output preview
      """)

  @OptionGroup var options: SiteOptions

  @Option(
    name: [
      .customLong("output"), .customLong("destination"), .customLong("output-dir"),
      .customShort("o"), .customShort("d"),
    ],
    help: ArgumentHelp("The output folder, where stet build was given one.", valueName: "folder"),
    completion: .directory)
  var output: String?

  @Flag(name: [.customLong("dry-run"), .customShort("n")], help: "Only say what would go.")
  var isDryRun = false

  /// What was removed, as JSON.
  private struct CleanObject: Encodable {
    let output: String
    let removed: [String]
    let folders: [String]
    let diagnostics: [FindingObject]
    let dryRun: Bool
  }

  /// Cleans and says what went.
  func run() async throws {
    let workplace = try Workplace(options)
    var flags = Configuration.Flags()
    flags.output = output.map { Surroundings.absolute($0) }
    let order = BuildOrder(
      site: options.site, flags: flags, now: workplace.now, width: workplace.width,
      generator: workplace.surroundings.program,
      startNanoseconds: workplace.surroundings.startNanoseconds)
    let report: CleanReport
    do throws(FileError) {
      report = try clean(order, isDryRun: isDryRun)
    } catch {
      throw workplace.failure(error)
    }
    switch options.format {
    case .json:
      try workplace.terminal.sayJSON(
        CleanObject(
          output: report.output, removed: report.removed, folders: report.folders,
          diagnostics: report.diagnostics.map { FindingObject($0, source: nil) }, dryRun: isDryRun))
    case .text:
      workplace.terminal.complain(of: report.diagnostics) { _ in nil }
      let verb = isDryRun ? "would be removed" : "removed"
      let count = report.removed.count
      workplace.terminal.say(
        "\(count) file\(count == 1 ? "" : "s") \(verb) from \(report.output)\n")
      for folder in report.folders { workplace.terminal.say("\(folder) \(verb)\n") }
    }
  }
}
