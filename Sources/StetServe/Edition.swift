import StetBuild
import StetCore

/// What is shown between one build and the next.
struct Edition: Sendable {
  /// Counts editions from 0, which is before the first build has ended.
  var number = 0
  private(set) var host: StaticHost
  /// What is wrong, errors first.
  private(set) var problems: [Problem] = []
  /// Whether there is an error, so that what is missing may be missing because of it.
  private(set) var isFailed = false
  /// Addresses of the files that changed since the edition before, pages not among them.
  private(set) var assets: [String] = []
  /// Whether files may stand elsewhere than in the edition before.
  var isGroundNew = false

  /// When the clock alone makes this edition an old one; nil where it never does.
  private(set) var changesAt: Timestamp?

  /// Whether the build could not begin because another one was at work.
  private(set) var isToBeTriedAgain = false

  /// The edition before the first build of the site that `order` names, which has nothing to show.
  static func empty(_ order: ServeOrder) -> Edition {
    Edition(
      host: StaticHost(
        root: "", base: [], rules: HostRules(),
        preview: Preview(sources: [:], editor: order.editor)))
  }

  /// Takes what a build made of `site`.
  mutating func take(_ report: BuildReport, _ site: ServedSite, _ order: ServeOrder) {
    isToBeTriedAgain = false
    changesAt = report.changesAt
    let base = site.basePath.split(separator: "/").map(String.init)
    // A build that did not need to know what stands where leaves what an earlier one knew.
    let sources = report.sources ?? host.preview?.sources ?? [:]
    host = StaticHost(
      root: site.output, base: base, rules: HostRules(),
      preview: Preview(sources: sources, editor: order.editor))
    if let list = host.bytes(at: ["redirects.json"]) { host.rules = HostRules(list) }
    let changed = report.changes.written + report.changes.removed
    assets = changed.filter { !MediaType(ofFile: $0).isPage }
      .map { site.basePath + "/" + $0 }
    take(report.diagnostics, order)
  }

  /// Takes which file each page was written in, where nothing else has changed.
  mutating func take(_ sources: [String: String], _ order: ServeOrder) {
    assets = []
    host.preview = Preview(sources: sources, editor: order.editor)
  }

  /// Takes that the disk made a build impossible.
  mutating func take(_ error: FileError, _ order: ServeOrder) {
    assets = []
    isToBeTriedAgain = error.isBusy
    take(BuildReport.failed(error).diagnostics, order)
  }

  private mutating func take(_ diagnostics: [Diagnostic], _ order: ServeOrder) {
    isFailed = diagnostics.contains { $0.severity == .error }
    let shown = diagnostics.filter { $0.severity != .info }
    let ordered =
      shown.filter { $0.severity == .error } + shown.filter { $0.severity == .warning }
    // The browser needs no more than a person reads.
    problems = ordered.prefix(50).map { diagnostic in
      let source =
        diagnostic.range == nil
        ? nil : sourceBytes(at: diagnostic.path, site: order.build.site)
      return Problem(diagnostic, source: source, editor: order.editor)
    }
  }
}

/// Which of the site's files changed.
package struct Changes: Sendable, Hashable {
  /// From the site's root, or from the disk's where they lie elsewhere.
  package private(set) var paths: Set<String> = []
  /// Whether more may have changed than the paths say.
  package private(set) var isEverything = false
  /// Whether an instant has come at which the site changes by itself.
  package private(set) var isByClock = false

  /// No change.
  package init() {}

  /// Every file may be another.
  package static var everything: Changes {
    var changes = Changes()
    changes.isEverything = true
    return changes
  }

  /// The clock alone.
  static var clock: Changes {
    var changes = Changes()
    changes.isByClock = true
    return changes
  }

  /// Whether nothing changed.
  package var isEmpty: Bool { paths.isEmpty && !isEverything && !isByClock }

  /// The paths in order.
  package var sorted: [String] { paths.sorted() }

  /// Adds the file at `path`.
  mutating func insert(_ path: String) {
    paths.insert(path)
  }

  /// Adds all of `other`.
  mutating func formUnion(_ other: Changes) {
    paths.formUnion(other.paths)
    isEverything = isEverything || other.isEverything
    isByClock = isByClock || other.isByClock
  }

  /// Whether nothing changed but the file that builds themselves write.
  var isOnlyLedger: Bool {
    !isEverything && !isByClock && paths == [ServedSite.ledgerPath]
  }
}
