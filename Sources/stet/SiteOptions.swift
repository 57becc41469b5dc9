import ArgumentParser
import StetBuild
import StetCore
import StetSite

/// How a command reports: to a person, or to a program.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// Which site a command looks at, and how it reports.
struct SiteOptions: ParsableArguments {
  @Option(
    name: [.long, .customLong("source"), .customShort("s")],
    help: ArgumentHelp("The site's folder.", valueName: "folder"),
    completion: .directory)
  var site = "."

  @Option(help: ArgumentHelp("How to report: text or json.", valueName: "format"))
  var format = ReportFormat.text

  @Option(
    help: ArgumentHelp(
      "The instant to look at, such as 2026-01-31T09:00:00Z; else SOURCE_DATE_EPOCH, else now.",
      valueName: "instant"))
  var now: String?

  @Option(
    name: [.long, .customShort("j")],
    help: ArgumentHelp("How many files to work on at once; else one a core.", valueName: "number"))
  var jobs: Int?

  /// Refuses values that make no sense before anything is done.
  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    if let now, Timestamp(rfc3339: now) == nil {
      throw ValidationError("--now must be an instant such as 2026-01-31T09:00:00Z.")
    }
    guard isFolder(site) else { throw ValidationError("There is no folder \(site).") }
  }
}

/// A command at work on a site: what it was told, and what the machine told it.
struct Workplace {
  let options: SiteOptions
  let surroundings: Surroundings
  let terminal: Terminal

  /// Reads the clock and the environment.
  init(_ options: SiteOptions) throws {
    self.options = options
    surroundings = try Surroundings.read()
    terminal = Terminal(surroundings)
  }

  /// How many files to work on at once.
  var width: Int { options.jobs ?? surroundings.cores }

  /// The instant that the command looks at.
  var now: Timestamp {
    options.now.flatMap { Timestamp(rfc3339: $0) } ?? surroundings.now
  }

  /// Reads the site as it is at `instant`, if any, else at the one that the command looks at;
  /// `isPreview` takes what is not public for public.
  func read(
    isPreview: Bool = false, asOf instant: Timestamp? = nil
  ) async throws -> Diagnosed<Reading> {
    var flags = Configuration.Flags()
    flags.isDraftsShown = isPreview
    flags.isFutureShown = isPreview
    flags.isExpiredShown = isPreview
    let order = BuildOrder(
      site: options.site, flags: flags, now: instant ?? now, width: width,
      generator: surroundings.program, startNanoseconds: surroundings.startNanoseconds)
    var gauge = Gauge(terminal, start: surroundings.start, isShown: true)
    do throws(FileError) {
      let reading = try await StetBuild.read(order) { gauge.show($0) }
      gauge.clear()
      return reading
    } catch {
      gauge.clear()
      throw failure(error)
    }
  }

  /// Says that files were left out, so that nobody takes what follows for the whole site.
  func complainOfInvalidFiles(_ reading: Diagnosed<Reading>) {
    let count = listing(of: reading).count { $0.state == .invalid }
    if count == 0 { return }
    let files = count == 1 ? "1 file has errors and is" : "\(count) files have errors and are"
    terminal.complain("stet: \(files) left out; stet list invalid shows them\n")
  }

  /// The articles that `names` name.
  func articles(_ names: [String], in reading: Diagnosed<Reading>) throws -> [ArticleID] {
    do throws(UnknownArticle) {
      return try reading.value.site.articles(named: names, root: options.site)
    } catch {
      let hint = error.nearest.map { " Did you mean \($0)?" } ?? ""
      throw ValidationError("There is no article \(error.name) in this site.\(hint)")
    }
  }

  /// Says what the disk refused, and gives the exit code.
  func failure(_ error: FileError) -> ExitCode {
    terminal.complain("stet: \(error.message)\n")
    return ExitCode(74)
  }
}
