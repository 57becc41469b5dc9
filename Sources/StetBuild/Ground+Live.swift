import StetContent
import StetCore
import StetRender
import StetSite

extension Ground {
  /// More files than this are for a whole build.
  private static let textsMax = 64

  /// Whether nothing is packed for servers, which only a whole build does.
  var isUnpacked: Bool { configuration.hosting.packings.isEmpty }

  /// What comes of a change to a few texts since the build that left `memory`; nil where there was
  /// another change, or one that takes a whole build.
  func textsAlone(_ memory: Memory?) async throws(FileError) -> Built? {
    guard isUnpacked, var memory, isAsLeft(by: memory), let doubtful = memory.doubtful(in: scan),
      doubtful.count <= Ground.textsMax,
      let copies = await memory.copies.read(width: order.width)
    else { return nil }
    memory.copies = copies
    for index in doubtful {
      let item = scan.content[index]
      guard let old = copies.copy(at: index) else { return nil }
      let new = scanner.copy(
        of: item.file, in: contexts[item.folder], frame.contexts[item.folder], insteadOf: old)
      if new.isParsed, !LiveSite.isOfTextOnly(old, new, told: memory.report.diagnostics) {
        return nil
      }
    }
    guard var live = try await live(from: memory) else { return nil }
    let paths = doubtful.map { scan.content[$0].file.path }
    guard let report = try await live.revise(order, changed: paths) else { return nil }
    live.memory.scan = scan
    live.memory.freshFrom = freshFrom
    let settled = try await live.settle()
    guard settled.isDone else { return nil }
    return Built(report: settled.report ?? report, memory: live.memory, live: live)
  }

  /// The site as the build that left `memory` had it, whose output stands as it was left; nil where it
  /// does not, or is not known well enough.
  func live(from memory: Memory) async throws(FileError) -> LiveSite? {
    guard isAsLeft(by: memory), case .some(let kept) = await memory.copies.read(width: order.width),
      let copies = await kept.all(memory.scan.content.count, width: order.width)
    else { return nil }
    let facts = await scanner.facts(scan, width: order.width)
    var desk = Copydesk(copies, authors: facts.value.authors)
    desk.shelf = memory.laid
    var known = memory
    known.copies = .open(copies)
    known.shelf = desk.shelf
    let parsed = desk
    // Words are read, or weighed, while the site is assembled.
    let reading = await Begun(width: order.width) { () throws(FileError) in
      try await words(of: parsed)
    }
    let assembled: Diagnosed<Reading>
    do throws(FileError) {
      assembled = try await scanner.assembled(
        parsed, facts.value.tree, memory.scan, contexts, configuration, order)
    } catch {
      // Nothing of a build goes on once it has failed.
      await reading.end()
      throw error
    }
    let found = assembled.value
    // Pages need the answers that are known, and not the index.
    let (index, laidOut) = try await together(
      width: order.width,
      { () throws(FileError) -> (related: RelatedStories, revised: RevisedIndex)? in
        guard let known = try await reading.value else { return nil }
        return await self.index(of: found.site, parsed.words, known)
      },
      { () throws(FileError) -> LaidOut in try await layOut(found, related: memory.related) })
    guard let index else { return nil }
    var edition = laidOut.edition.value
    edition.reading.related = index.related
    let told = frame.found + facts.diagnostics + desk.diagnostics + assembled.diagnostics
    var live = try LiveSite(
      self, edition, laidOut.pieces, tree.known.records, known,
      told: told + index.related.diagnostics + laidOut.edition.diagnostics)
    live.index = index.revised
    return live
  }

  /// An edition, and every file of its output.
  private struct LaidOut: Sendable {
    let edition: Diagnosed<Edition>
    let pieces: [Press.Piece]
  }

  private func layOut(
    _ reading: Reading, related: [[ArticleID]]
  ) async throws(FileError) -> LaidOut {
    let edition = try await edition(reading, related: related)
    let press = Press(
      renderer: edition.value.renderer, bodies: BodyStore(reading.desk), tree: tree,
      scanner: scanner, order: order, known: knownEntries)
    let pieces = press.pieces(
      copying: scan.statics + scan.beside, insteadOf: edition.value.pictures.originals)
    return LaidOut(edition: edition, pieces: pieces.value)
  }
}

extension KeptCopies {
  /// Every copy, of which there are `count`; nil where one is damaged.
  fileprivate func all(_ count: Int, width: Int) async -> [Copy]? {
    if case .open(let copies) = self { return copies }
    let copies = await (0..<count).parallelMap(width: width) { copy(at: $0) }
    let whole = copies.compactMap(\.self)
    return whole.count == count ? whole : nil
  }
}
