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
  let scanner = Scanner(root: order.site)
  let configuration = Configuration.read(
    try scanner.file("stet.yaml"), flags: order.flags)
  var report = BuildReport()
  report.diagnostics += configuration.diagnostics
  report.output = configuration.value.output
  let root = scanner.diskPath(configuration.value.output)
  report.diagnostics += try scanner.overlaps(configuration.value)
  if report.isFailed(isStrict: false) { return report.stopped() }

  let lock = try OutputTree.lock(root, shownAs: report.output)
  let scan = try scanner.scan(configuration.value)
  let copy = await scanner.parse(scan.value, configuration.value, order.width, progress)
  let ledger = try scanner.ledger()
  let site = assemble(
    copy.value.articles, files: scan.value.beside.map(\.path), ledger: ledger.value,
    configuration: configuration.value, now: order.now)
  let related = await relatedStories(site.value, words: copy.value.words, width: order.width)
  let theme = try await scanner.theme(scan.value, configuration.value, width: order.width)
  let renderer = Renderer(
    site: site.value, related: related.value, theme: theme.value.theme,
    staticFiles: scan.value.statics.map(\.path))
  report.ledger = BuildReport.Ledger(site.value, scan.value)
  report.diagnostics += scan.diagnostics + copy.diagnostics + ledger.diagnostics
  report.diagnostics += site.diagnostics + related.diagnostics + theme.diagnostics
  report.diagnostics += theme.value.consequences(of: renderer.diagnostics)
  if report.isIdentityAtStake { return report.stopped() }

  let tree = try OutputTree.open(root, shownAs: report.output, generator: order.generator)
  report.diagnostics += tree.diagnostics
  let press = Press(
    renderer: renderer, bodies: copy.value.bodies, tree: tree.value, scanner: scanner,
    order: order)
  let plan = try await press.plan(copying: scan.value.statics + scan.value.beside, progress)
  report.diagnostics += plan.diagnostics
  let proofs = try await press.judge(plan.value)
  report.diagnostics += proofs.diagnostics
  if proofs.value.isRefused { return report.stopped() }
  try await press.publish(
    plan.value, proofs.value, isOldKept: !theme.value.isKnown, into: &report, progress)
  try scanner.keep(site.value.ledger, in: ledger.value, flags: order.flags)
  lock.close()
  return report.settled()
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
