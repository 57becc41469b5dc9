import ArgumentParser
import StetBuild
import StetCheck
import StetCore
import StetSite

/// `stet check`: judges a built site and its sources.
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks the site: links, pages, feeds, articles, sizes.",
    discussion: """
      The site is built first, as stet build does it, and then its output is read as a reader's \
      program would read it. stet.yaml excepts files from rules, with a reason:

        check:
          except:
            - { rule: page-image-alt, path: "content/2009/*", reason: Archive }

      With --drafts, --future or --expired what is not public is checked too, in .stet/preview. The \
      exit code is 0 when all is well, 1 when there are errors, or warnings under --strict.

      Examples:
        stet check
        stet check --strict --format github
        stet check --links new
        stet check -D -F
      """)

  @OptionGroup var options: MakingOptions

  @Option(help: ArgumentHelp("How to report: text, json, sarif or github.", valueName: "format"))
  var format = CheckFormat.text

  @Flag(inversion: .prefixedNo, help: "Build before; else judge what stands in the output folder.")
  var build = true

  @Option(help: ArgumentHelp("Which links to other sites to follow.", valueName: "links"))
  var links = LinkChoice.none

  @Option(help: ArgumentHelp("Seconds between two requests to one host.", valueName: "seconds"))
  var pace = 1.0

  @Option(help: ArgumentHelp("How long a link is waited for.", valueName: "seconds"))
  var linkSeconds = 15

  @Flag(help: "Let warnings fail the check.")
  var strict = false

  @Flag(help: "Print every finding, where many are alike too.")
  var all = false

  /// Which addresses of other sites are asked for.
  enum LinkChoice: String, ExpressibleByArgument, CaseIterable {
    case none
    /// Those that links.lock does not know, or that were not well.
    case new
    case all
  }

  /// Refuses values that make no sense before anything is done.
  func validate() throws {
    if !(1...300).contains(linkSeconds) {
      throw ValidationError("--link-seconds must be from 1 to 300.")
    }
    if !(0...60).contains(pace) { throw ValidationError("--pace must be from 0 to 60.") }
  }

  /// Builds, checks and prints.
  func run() async throws {
    let surroundings = try Surroundings.read()
    let terminal = Terminal(surroundings)
    let printer = CheckPrinter(site: options.site, terminal: terminal, isWhole: all)
    var gauge = Gauge(terminal, start: surroundings.start, isShown: true)
    let order = order(surroundings)
    var diagnostics: [Diagnostic] = []
    var report: CheckReport?
    do throws(FileError) {
      var isStopped = false
      if build {
        let built = try await StetBuild.build(order) { gauge.show($0) }
        (diagnostics, isStopped) = (built.diagnostics, built.isStopped)
      }
      if !isStopped {
        report = try await checked(order, surroundings, terminal) { gauge.show($0) }
      }
      gauge.clear()
    } catch {
      gauge.clear()
      terminal.complain("stet: \(error.message)\n")
      throw ExitCode(74)
    }
    diagnostics += report?.diagnostics ?? []
    let told = withoutEchoes(diagnostics)
    try printer.show(told, as: format)
    if let report, format == .text {
      terminal.say(
        "\(report.pageCount) pages, \(report.feedCount) feeds and maps, in "
          + "\(length(surroundings.start.duration(to: .now)))\n")
    } else if report == nil {
      terminal.complain("stet: the site could not be built, so its pages were not checked\n")
    }
    let isFailed = told.contains { $0.severity == .error || strict && $0.severity == .warning }
    if isFailed { throw ExitCode(1) }
  }

  private func checked(
    _ order: BuildOrder, _ surroundings: Surroundings, _ terminal: Terminal,
    progress: (BuildProgress) -> Void
  ) async throws(FileError) -> CheckReport {
    var report = try await check(order, progress: progress)
    if links == .none { return report }
    var limits = LinkLimits()
    limits.seconds = linkSeconds
    let inquiry = LinkInquiry(
      isWhole: links == .all, paceSeconds: pace, day: order.now.civil.isoDate,
      agent: "stet/\(Surroundings.version)", limits: limits)
    report.diagnostics += try await inquire(
      inquiry, about: report, site: options.site, progress: progress)
    return report
  }

  /// The build that the flags ask for; what is not public stands apart from the output, as it does for
  /// `stet serve`.
  private func order(_ surroundings: Surroundings) -> BuildOrder {
    var order = options.order(surroundings)
    if options.isPreview, options.output == nil { order.flags.output = ".stet/preview" }
    return order
  }

  private func length(_ duration: Duration) -> String {
    let milliseconds = Int(duration / .milliseconds(1))
    return milliseconds < 1000
      ? "\(milliseconds) ms" : "\(milliseconds / 1000).\(milliseconds / 100 % 10) s"
  }
}
