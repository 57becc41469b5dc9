import ArgumentParser
import StetBuild
import StetCore
import StetSite

extension Topics {
  /// `stet topics merge`: one topic in place of another, in the files.
  struct Merge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Replaces one topic by another in every file.",
      discussion: """
        Only the topic's name in the lists of the front matter changes; every other byte stays. A \
        topic with a file is not deleted: its file gets merged_into, so that its address leads to \
        the other. Else the old name becomes an alias in the file of the topic that is kept, where \
        it has one. A file that cannot be changed safely is left alone and named; the exit code is \
        then 1.

        Examples:
          stet topics merge linotypes linotype --dry-run
          stet topics merge 'Open source' open-source
        """)

    @Argument(help: ArgumentHelp("The topic to give up: its id, name or alias.", valueName: "old"))
    var old: String

    @Argument(help: ArgumentHelp("The topic to keep, as it will be written.", valueName: "new"))
    var new: String

    @Flag(help: "Say what would change, and change nothing.")
    var dryRun = false

    @Option(help: ArgumentHelp("The taxonomy of stet.yaml.", valueName: "name"))
    var taxonomy = "topics"

    @OptionGroup var options: SiteOptions

    private struct ReportObject: Encodable {
      let changed: [String]
      let diagnostics: [FindingObject]
      let dryRun: Bool
    }

    /// Refuses values that make no sense before anything is done.
    func validate() throws {
      if new.allSatisfy(\.isWhitespace) { throw ValidationError("The new topic needs a name.") }
      if old == new { throw ValidationError("The two topics are the same.") }
    }

    /// Reads the site, changes the files and says which.
    func run() async throws {
      let workplace = try Workplace(options)
      let reading = try await workplace.read(isPreview: true)
      let merge = try merge(in: reading.value.site)
      let report: MergeReport
      do throws(FileError) {
        report = try carryOut(merge, in: reading.value, site: options.site, isDryRun: dryRun)
      } catch {
        throw workplace.failure(error)
      }
      workplace.complainOfInvalidFiles(reading)
      try show(report, to: workplace.terminal)
      if !report.diagnostics.isEmpty { throw ExitCode(1) }
    }

    private func merge(in site: Site) throws -> TopicMerge {
      do throws(TopicMerge.Refusal) {
        return try TopicMerge(site, from: old, into: new, taxonomy: taxonomy)
      } catch {
        throw ValidationError(error.message + ".")
      }
    }

    private func show(_ report: MergeReport, to terminal: Terminal) throws {
      let source = { sourceBytes(at: $0, site: options.site) }
      switch options.format {
      case .json:
        try terminal.sayJSON(
          ReportObject(
            changed: report.changed,
            diagnostics: report.diagnostics.map { FindingObject($0, source: source($0.path)) },
            dryRun: dryRun))
      case .text:
        terminal.complain(of: report.diagnostics, source: source)
        for path in report.changed { terminal.say("\(path)\n") }
        let count = report.changed.count
        let files = count == 1 ? "1 file" : "\(count) files"
        terminal.say(dryRun ? "\(files) would change\n" : "\(files) changed\n")
      }
    }
  }
}
