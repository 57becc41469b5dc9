import ArgumentParser
import StetBuild
import StetCore
import StetSite

/// What the commands take that make a site, whatever they do with it then, under the names that people
/// know from Hugo, Zola and Jekyll too.
struct MakingOptions: ParsableArguments {
  @Option(
    name: [.long, .customLong("source"), .customShort("s")],
    help: ArgumentHelp("The site's folder.", valueName: "folder"),
    completion: .directory)
  var site = "."

  @Option(
    name: [
      .customLong("output"), .customLong("destination"), .customLong("output-dir"),
      .customShort("o"), .customShort("d"),
    ],
    help: ArgumentHelp("Where the output goes.", valueName: "folder"), completion: .directory)
  var output: String?

  @Option(
    name: [
      .customLong("base-url"), .customLong("baseURL"), .customLong("baseurl"), .customShort("b"),
    ],
    help: ArgumentHelp("Where the site will live, such as https://example.org.", valueName: "url"))
  var baseURL: String?

  @Flag(
    name: [.long, .customLong("buildDrafts"), .customShort("D")], help: "Show drafts.")
  var drafts = false

  @Flag(
    name: [.long, .customLong("buildFuture"), .customShort("F")],
    help: "Show what is scheduled for later.")
  var future = false

  @Flag(
    name: [.long, .customLong("buildExpired"), .customShort("E")], help: "Show what has expired.")
  var expired = false

  @Option(
    help: ArgumentHelp(
      "The instant to build for, such as 2026-01-31T09:00:00Z; else SOURCE_DATE_EPOCH, else now.",
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
    if let baseURL, !baseURL.hasPrefix("https://"), !baseURL.hasPrefix("http://") {
      throw ValidationError("--base-url must begin with https:// or http://.")
    }
    guard isFolder(site) else {
      throw ValidationError("There is no folder \(site).")
    }
  }

  /// Whether something is shown that is not public.
  var isPreview: Bool { drafts || future || expired }

  /// What the flags decide over stet.yaml.
  var flags: Configuration.Flags {
    var flags = Configuration.Flags()
    flags.output = output.map { Surroundings.absolute($0) }
    flags.baseURL = baseURL
    flags.isDraftsShown = drafts
    flags.isFutureShown = future
    flags.isExpiredShown = expired
    return flags
  }

  /// The build that the flags ask for.
  func order(_ surroundings: Surroundings) -> BuildOrder {
    BuildOrder(
      site: site, flags: flags, now: now.flatMap { Timestamp(rfc3339: $0) } ?? surroundings.now,
      width: jobs ?? surroundings.cores, generator: surroundings.program,
      startNanoseconds: surroundings.startNanoseconds)
  }
}

/// The flags of `stet build`, and of what builds as it does.
struct PublishOptions: ParsableArguments {
  @OptionGroup var making: MakingOptions

  @Flag(name: [.long, .customShort("q")], help: "Print nothing but diagnostics.")
  var quiet = false

  @Option(help: ArgumentHelp("How to report: text or json.", valueName: "format"))
  var format = ReportFormat.text

  /// The site's folder.
  var site: String { making.site }
  /// Where the output goes, where a flag says so.
  var output: String? { making.output }
  /// The instant that a flag names.
  var now: String? { making.now }
  /// How many files to work on at once, where a flag says so.
  var jobs: Int? { making.jobs }
  /// Whether something is shown that is not public.
  var isPreview: Bool { making.isPreview }

  /// The build that the flags ask for.
  func order(_ surroundings: Surroundings) -> BuildOrder { making.order(surroundings) }
}
