import StetContent
import StetCore
import StetRender
import StetSite

/// Builds the site that `order` names; `progress` is told how far it is, never twice at once.
///
/// Nothing is written before every feed and sitemap that changed is found valid.
package func build(
  _ order: BuildOrder, progress: (BuildProgress) -> Void = { _ in }
) async throws(FileError) -> BuildReport {
  try await lastBuild(order, progress: progress).report
}

/// The same, for a process that ends with it.
package func lastBuild(
  _ order: BuildOrder, progress: (BuildProgress) -> Void
) async throws(FileError) -> LastBuild {
  LastBuild(try await build(order, from: nil, isLast: true, progress))
}

/// A build and all that it knew.
///
/// To take that apart costs a twentieth of a build. A process that keeps it until it ends leaves that to
/// the system, which does it at once.
package struct LastBuild: Sendable {
  /// What the build told.
  package var report: BuildReport { built.report }

  private let built: Built

  fileprivate init(_ built: Built) { self.built = built }
}

/// What a build told, and what the next one may begin with.
struct Built: Sendable {
  let report: BuildReport
  /// Nil where the next build must begin from the start.
  var memory: Memory?
  /// Nil where the site was not assembled, or could not be published.
  var live: LiveSite?
}

/// The same, with what an earlier build of this process knows, else with what the cache does; with
/// `isLast` it leaves no site for the next.
func build(
  _ order: BuildOrder, from known: Memory?, isLast: Bool = false,
  _ progress: (BuildProgress) -> Void
) async throws(FileError) -> Built {
  let scanner = Scanner(root: order.site)
  let configuration = try scanner.configuration(flags: order.flags)
  var report = BuildReport()
  report.diagnostics = configuration.diagnostics + (try scanner.overlaps(configuration.value))
  report.output = configuration.value.output
  if report.isFailed(isStrict: false) { return Built(report: report.stopped(), memory: known) }

  let root = scanner.diskPath(configuration.value.output)
  let lock = try OutputTree.lock(root, shownAs: report.output)
  let shown = report.output
  let cache = Cache(scanner, output: root, generator: order.generator)
  // What the last build left is read while the files are looked through.
  let ((tree, remembered), scan) = try await together(
    width: order.width,
    { () throws(FileError) -> (Diagnosed<OutputTree>, Memory?) in
      let tree = try OutputTree.open(root, shownAs: shown, generator: order.generator)
      return (tree, known ?? cache.memory())
    },
    { () throws(FileError) -> Diagnosed<Scanner.Scan> in
      try await scanner.scan(configuration.value, width: order.width)
    })
  report.diagnostics += scan.diagnostics
  let ground = try Ground(
    order, scanner, configuration.value, scan.value, tree, found: report.diagnostics)
  var memory = remembered
  if let same = try await ground.sameAgain(&memory) {
    if same.isNews { await cache.keep(same.memory, width: order.width) }
    lock.close()
    return Built(report: same.memory.report, memory: same.memory)
  }
  if let built = try await ground.textsAlone(memory) {
    lock.close()
    return built
  }

  guard
    var edition = try await ground.edition(
      from: memory, isLast: isLast, into: &report, progress)
  else { return Built(report: report.stopped(), memory: memory) }
  // Nobody will ask it again, and no page holds so much memory.
  if isLast {
    edition.reading.related = RelatedStories()
    edition.reading.desk.forgetWords()
  }
  guard
    var live = try await ground.published(
      edition, told: report.diagnostics, into: &report, progress)
  else { return Built(report: report.stopped(), memory: memory) }
  await live.store()
  lock.close()
  // Said once: the next build finds the folder as it should be.
  report.diagnostics += tree.diagnostics
  return Built(report: report.settled(), memory: live.memory, live: live)
}

/// The bytes of the file at `path` of the site in the folder `site`, to be shown beside what is said
/// of it; nil when it cannot be read any more.
package func sourceBytes(at path: String, site: String) -> [UInt8]? {
  do throws(FileError) {
    return try Scanner(root: site).file(path)?.bytes
  } catch {
    return nil
  }
}

/// Whether `path` is a folder.
package func isFolder(_ path: String) -> Bool {
  do throws(FileError) {
    return try Disk.status(path, isFollowing: true)?.kind == .folder
  } catch {
    return false
  }
}

/// Names the state of the file at `path` by its size and time; nil when there is none.
package func stamp(of path: String) -> String? {
  do throws(FileError) {
    return try Disk.status(path, isFollowing: true).map {
      "\($0.sizeBytes) \($0.modifiedNanoseconds)"
    }
  } catch {
    return nil
  }
}
