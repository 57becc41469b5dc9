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
  let configuration = try scanner.configuration(flags: order.flags)
  var report = BuildReport()
  report.diagnostics += configuration.diagnostics
  report.output = configuration.value.output
  let root = scanner.diskPath(configuration.value.output)
  report.diagnostics += try scanner.overlaps(configuration.value)
  if report.isFailed(isStrict: false) { return report.stopped() }

  let lock = try OutputTree.lock(root, shownAs: report.output)

  let reading = try await scanner.read(configuration.value, order, progress)
  report.ledger = reading.value.ledger
  report.diagnostics += reading.diagnostics
  let site = reading.value.site
  if reading.diagnostics.contains(where: \.isAboutIdentity) { return report.stopped() }
  if !site.isEmpty, let problem = site.configuration.addressProblem {
    report.diagnostics.append(problem)
    return report.stopped()
  }
  let related = await reading.value.related.allStories(
    limit: site.configuration.relatedCount, width: order.width)
  let theme = try await scanner.theme(reading.value.scan, site.configuration, width: order.width)
  let pictures = try await Darkroom(scanner: scanner, order: order)
    .illustrate(site, theme.value.theme, among: reading.value.outputFiles, progress)
  let renderer = Renderer(
    site: site, related: related, theme: theme.value.theme,
    staticFiles: reading.value.scan.statics.map(\.path), files: pictures.value.facts,
    renditions: pictures.value.renditions,
    search: SearchIndex.wanted(by: theme.value.theme, site, words: reading.value.words),
    cards: pictures.value.cards)
  report.diagnostics += pictures.diagnostics
  report.diagnostics += theme.diagnostics
  report.diagnostics += theme.value.consequences(of: renderer.diagnostics)

  let tree = try OutputTree.open(root, shownAs: report.output, generator: order.generator)
  report.diagnostics += tree.diagnostics
  let press = Press(
    renderer: renderer, bodies: reading.value.bodies, tree: tree.value, scanner: scanner,
    order: order)
  let plan = try await press.plan(
    copying: reading.value.scan.statics + reading.value.scan.beside,
    insteadOf: pictures.value.originals, progress)
  report.diagnostics += plan.diagnostics
  let proofs = try await press.judge(plan.value)
  report.diagnostics += proofs.diagnostics
  if proofs.value.isRefused { return report.stopped() }
  try scanner.keep(site.ledger, insteadOf: reading.value.ledgerFile, site.configuration)
  try await press.publish(
    plan.value, proofs.value, isOldKept: !theme.value.isKnown, into: &report, progress)
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
