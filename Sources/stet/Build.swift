import ArgumentParser
import StetBuild
import StetCore
import StetSite

/// `stet build`: reads a site's folder and writes its output.
struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Builds the site.",
    discussion: """
      Only what changed is written; what is no longer made is removed. The exit code is 0 when all \
      is well, 1 when the content has errors, 64 for a command that makes no sense, 74 when the \
      disk failed.
      """)

  @Option(help: ArgumentHelp("The site's folder.", valueName: "folder"))
  var site = "."

  @Option(
    name: [.customLong("output"), .customLong("destination"), .customShort("o")],
    help: ArgumentHelp("Where the output goes.", valueName: "folder"))
  var output: String?

  @Option(
    name: .customLong("base-url"),
    help: ArgumentHelp("Where the site will live, such as https://example.org.", valueName: "url"))
  var baseURL: String?

  @Flag(help: "Show drafts.")
  var drafts = false

  @Flag(help: "Show what is scheduled for later.")
  var future = false

  @Flag(help: "Show what has expired.")
  var expired = false

  @Option(
    help: ArgumentHelp(
      "The instant to build for, such as 2026-01-31T09:00:00Z; else SOURCE_DATE_EPOCH, else now.",
      valueName: "instant"))
  var now: String?

  @Flag(help: "Let warnings fail the build.")
  var strict = false

  @Flag(help: "Print nothing but diagnostics.")
  var quiet = false

  @Option(help: ArgumentHelp("How to report: text or json.", valueName: "format"))
  var format = ReportFormat.text

  @Option(
    help: ArgumentHelp("How many files to work on at once; else one a core.", valueName: "number"))
  var jobs: Int?

  /// Refuses values that make no sense before anything is done.
  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    if let now, Timestamp(rfc3339: now) == nil {
      throw ValidationError("--now must be an instant such as 2026-01-31T09:00:00Z.")
    }
    if let baseURL, !baseURL.hasPrefix("https://"), !baseURL.hasPrefix("http://") {
      throw ValidationError("--base-url must begin with https:// or http://.")
    }
  }

  /// Builds, reports and ends with the exit code.
  func run() async throws {
    let surroundings = try Surroundings.read()
    guard isFolder(site) else {
      throw ValidationError("There is no folder \(site) to build.")
    }
    let terminal = Terminal(surroundings)
    let reporter = Reporter(site: site, terminal: terminal)
    var gauge = Gauge(terminal, start: surroundings.start, isShown: !quiet)
    let report: BuildReport
    do throws(FileError) {
      report = try await build(order(surroundings)) { gauge.show($0) }
      gauge.clear()
    } catch {
      gauge.clear()
      switch format {
      case .text: terminal.complain("stet: \(error.message)\n")
      case .json: try reporter.printJSON(.failed(error))
      }
      throw ExitCode(74)
    }
    switch format {
    case .text:
      reporter.printText(report, isQuiet: quiet, took: surroundings.start.duration(to: .now))
    case .json: try reporter.printJSON(report)
    }
    if report.isFailed(isStrict: strict) { throw ExitCode(1) }
  }

  private func order(_ surroundings: Surroundings) -> BuildOrder {
    var flags = Configuration.Flags()
    flags.output = output.map { Surroundings.absolute($0) }
    flags.baseURL = baseURL
    flags.isDraftsShown = drafts
    flags.isFutureShown = future
    flags.isExpiredShown = expired
    return BuildOrder(
      site: site, flags: flags, now: now.flatMap { Timestamp(rfc3339: $0) } ?? surroundings.now,
      width: jobs ?? surroundings.cores, generator: surroundings.program,
      startNanoseconds: surroundings.startNanoseconds)
  }
}
