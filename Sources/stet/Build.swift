import ArgumentParser
import StetBuild

/// `stet build`: reads a site's folder and writes its output.
struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Builds the site.",
    discussion: """
      Only what changed is written; what is no longer made is removed. The exit code is 0 when all \
      is well, 1 when the content has errors, 64 for a command that makes no sense, 74 when the \
      disk failed.

      Examples:
        stet build
        stet build --site gazette --strict
        stet build -D -F -d preview
        stet build -b https://gazette.example --format json
      """)

  @OptionGroup var options: PublishOptions

  @Flag(help: "Let warnings fail the build.")
  var strict = false

  /// Builds, reports and ends with the exit code.
  func run() async throws {
    let surroundings = try Surroundings.read()
    let terminal = Terminal(surroundings)
    let reporter = Reporter(site: options.site, terminal: terminal)
    var gauge = Gauge(terminal, start: surroundings.start, isShown: !options.quiet)
    let last: LastBuild
    do throws(FileError) {
      last = try await lastBuild(options.order(surroundings)) { gauge.show($0) }
      gauge.clear()
    } catch {
      gauge.clear()
      switch options.format {
      case .text: terminal.complain("stet: \(error.message)\n")
      case .json: try reporter.printJSON(.failed(error))
      }
      throw ExitCode(74)
    }
    let report = last.report
    switch options.format {
    case .text:
      reporter.printText(
        report, isQuiet: options.quiet, took: surroundings.start.duration(to: .now))
    case .json: try reporter.printJSON(report)
    }
    let code: ExitCode = report.isFailed(isStrict: strict) ? .failure : .success
    withExtendedLifetime(last) { Self.exit(withError: code) }
  }
}
