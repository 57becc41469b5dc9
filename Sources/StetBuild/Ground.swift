import StetContent
import StetCore
import StetMedia
import StetRender
import StetSite
import StetValidation

/// A build under way: what it was asked for, and what it found before anything was parsed.
struct Ground: Sendable {
  var order: BuildOrder
  let scanner: Scanner
  let configuration: Configuration
  let scan: Scanner.Scan
  var tree: OutputTree
  /// How the files of each content folder are parsed.
  let contexts: [ParseContext]
  let frame: Memory.Frame
  /// Entries of feeds in which nothing was found.
  let knownEntries = KnownEntries()
  /// Whether the output folder is as a build that ended left it.
  private let isTreeSound: Bool

  /// A build by `order` that was told `found` so far.
  init(
    _ order: BuildOrder, _ scanner: Scanner, _ configuration: Configuration, _ scan: Scanner.Scan,
    _ tree: Diagnosed<OutputTree>, found: [Diagnostic]
  ) throws(FileError) {
    self.order = order
    self.scanner = scanner
    self.configuration = configuration
    self.scan = scan
    self.tree = tree.value
    isTreeSound = tree.diagnostics.isEmpty && tree.value.claimed.isEmpty
    contexts = scanner.contexts(scan, configuration)
    frame = Memory.Frame(
      generator: order.generator, flags: order.flags,
      configuration: try scanner.file("stet.yaml")?.fingerprint,
      ledger: try scanner.file(FeedLedger.path)?.fingerprint,
      contexts: contexts.map(\.fingerprint), found: found)
  }

  var cache: Cache { Cache(scanner, output: tree.root, generator: order.generator) }

  /// Nanoseconds since 1970 from which on a change of a file could have been followed by another with
  /// the same time.
  var freshFrom: Int64 { order.startNanoseconds - 2_000_000_000 }

  /// Whether nothing but files that are looked through may be other than in the build that left
  /// `memory`, and its output was left in order.
  func isAsLeft(by memory: Memory) -> Bool {
    isTreeSound && memory.isRepeatable && memory.frame == frame
      && tree.knownBytes == memory.manifest && memory.period.contains(order.now)
  }

  /// What `memory` tells of this build, where nothing at all has changed since; nil where something
  /// may have. `isNews` says that the disk's word on some file has changed, its bytes not. Copies that
  /// had to be read stay with `memory`.
  func sameAgain(
    _ known: inout Memory?
  ) async throws(FileError) -> (memory: Memory, isNews: Bool)? {
    guard let memory = known, isAsLeft(by: memory), let doubtful = memory.doubtful(in: scan) else {
      return nil
    }
    if !doubtful.isEmpty {
      guard let copies = await memory.copies.read(width: order.width) else { return nil }
      known?.copies = copies
      let isSame = await doubtful.parallelMap(width: order.width) { index in
        let item = scan.content[index]
        let source = scanner.readable(item.file).value
        let old = copies.copy(at: index)?.fingerprint
        return old != nil
          && old == source.map { Fingerprint(of: [$0.fingerprint, frame.contexts[item.folder]]) }
      }
      guard isSame.allSatisfy({ $0 }) else { return nil }
    }
    // Every file of the output is looked at, so this comes last.
    guard try await tree.isWhole(width: order.width) else { return nil }
    var same = memory
    same.report.pages = BuildReport.PageCounts(unchanged: tree.known.records.count)
    same.report.changes = BuildReport.Changes()
    same.report.work = BuildReport.Work(read: doubtful.count)
    same.report.changesAt = memory.period.until.map { Timestamp(secondsSinceEpoch: $0) }
    if doubtful.isEmpty { return (same, false) }
    same.scan = scan
    same.freshFrom = freshFrom
    return (same, true)
  }

  /// Everything but the output: read, parsed, assembled; nil where the site cannot be built.
  ///
  /// After the last build of a process nobody revises its site.
  func edition(
    from memory: Memory?, isLast: Bool, into report: inout BuildReport,
    _ progress: (BuildProgress) -> Void
  ) async throws(FileError) -> Edition? {
    var known = memory
    if let copies = await known?.copies.read(width: order.width) {
      known?.copies = copies
    } else {
      known = nil
    }
    if known?.frame.generator != order.generator { known = nil }
    let draft = try await scanner.draft(
      scan, contexts, configuration, order, from: known, to: cache, progress: progress)
    let site = draft.site
    // Folders for the articles are made until the first page is laid out.
    let furnishing = await Begun(width: order.width) { () throws(FileError) in
      try tree.furnish(site)
    }
    // The vectors of the words are put into lists, and not kept.
    let reading = scanner.finished(consume draft)
    report.ledger = reading.value.ledger
    report.diagnostics += reading.diagnostics
    report.work.read = reading.value.desk.copies.count { $0.isRead }
    report.work.parsed = reading.value.desk.copies.count { $0.isParsed }
    if !isLast { report.sources = site.sources }
    report.changesAt = Schedule(site).events.first?.at
    let problem = site.isEmpty ? nil : site.configuration.addressProblem
    if let problem { report.diagnostics.append(problem) }
    if problem != nil || reading.diagnostics.contains(where: \.isAboutIdentity) {
      await furnishing.end()
      try tree.clearStage()
      return nil
    }
    let edition: Diagnosed<Edition>
    do throws(FileError) {
      edition = try await answered(reading.value, progress)
    } catch {
      await furnishing.end()
      throw error
    }
    try await furnishing.value
    report.diagnostics += edition.diagnostics
    return edition.value
  }

  /// `reading` ready to be printed, with the stories at the foot of each, which are looked for while the
  /// theme and the pictures are made ready; the index's words are kept meanwhile.
  private func answered(
    _ reading: Reading, _ progress: (BuildProgress) -> Void
  ) async throws(FileError) -> Diagnosed<Edition> {
    let (stories, width) = (reading.related, order.width)
    let limit = reading.site.configuration.relatedCount
    let keeping = await Begun(width: width) { () throws(FileError) in
      if limit > 0 { cache.keep(stories.index.words) }
    }
    let answers = await Begun(width: width) { () throws(FileError) in
      await stories.allStories(limit: limit, width: width)
    }
    var edition: Diagnosed<Edition>
    do throws(FileError) {
      edition = try await self.edition(reading, related: [], progress)
    } catch {
      await answers.end()
      await keeping.end()
      throw error
    }
    let related = try await answers.value
    edition.value.answer(related)
    await keeping.end()
    return edition
  }

  /// `reading` with the site's theme and pictures, ready to be printed.
  func edition(
    _ reading: Reading, related: [[ArticleID]], _ progress: (BuildProgress) -> Void = { _ in }
  ) async throws(FileError) -> Diagnosed<Edition> {
    let site = reading.site
    let theme = try await scanner.theme(scan, site.configuration, width: order.width)
    let pictures = try await Darkroom(scanner: scanner, order: order)
      .illustrate(site, theme.value.theme, among: reading.outputFiles, progress)
    let edition = Edition(
      reading: reading, related: related, theme: theme.value, pictures: pictures.value,
      statics: scan.statics.map(\.path))
    return Diagnosed(
      edition,
      pictures.diagnostics + theme.diagnostics
        + theme.value.consequences(of: edition.renderer.diagnostics))
  }

  /// Brings `edition` into the output folder; what the next build may know, or nil where something is
  /// not fit to be published.
  func published(
    _ edition: Edition, told: [Diagnostic], into report: inout BuildReport,
    _ progress: (BuildProgress) -> Void
  ) async throws(FileError) -> LiveSite? {
    let reading = edition.reading
    var press = Press(
      renderer: edition.renderer, bodies: BodyStore(reading.desk), tree: tree, scanner: scanner,
      order: order, known: knownEntries, packings: configuration.hosting.packings)
    let plan = try await press.plan(
      copying: scan.statics + scan.beside, insteadOf: edition.pictures.originals, progress)
    report.diagnostics += plan.diagnostics
    report.work.laidOut = plan.value.countCompared
    press.bodies = await scanner.bodies(
      reading, wanted: press.texts(plan.value), width: order.width)
    report.work.parsed += press.bodies.countParsed
    // Laid out while pages are printed, and written once these are fit.
    let (scanner, configuration) = (scanner, configuration)
    let ledger = await Begun(width: order.width) { () throws(FileError) in
      scanner.bytes(of: reading.site.ledger, insteadOf: reading.ledgerFile, configuration)
    }
    let proofs = try await press.judge(plan.value, progress)
    report.diagnostics += proofs.diagnostics
    if proofs.value.isRefused { return nil }
    press.tidy(reading.site, plan.value, proofs.value)
    if let bytes = try await ledger.value {
      try Disk.replace(scanner.diskPath(FeedLedger.path), with: bytes)
    }
    let ending = try await press.publish(
      plan.value, proofs.value, isOldKept: !edition.theme.isKnown, into: &report, progress)
    report.work.printed = plan.value.isStale.count { $0 }
    guard let memory = try memory(edition, ending, report) else { return nil }
    return try LiveSite(self, edition, plan.value.pieces, ending.records, memory, told: told)
  }

  /// What the next build may know once `edition` is published.
  private func memory(
    _ edition: Edition, _ ending: OutputTree.Ending, _ report: BuildReport
  ) throws(FileError) -> Memory? {
    guard let manifest = ending.manifest else { return nil }
    var frame = frame
    frame.ledger = try scanner.file(FeedLedger.path)?.fingerprint
    // A library that is installed leaves no trace in the site.
    let isComplete = !report.diagnostics.contains { $0.code == .pictureLibraryMissing }
    let isTimeless = !report.diagnostics.contains { $0.code == .dateImplausible }
    return Memory(
      frame: frame, scan: scan, freshFrom: freshFrom, copies: edition.reading.desk.kept,
      shelf: edition.reading.desk.shelf, related: edition.related, report: report.settled(),
      isRepeatable: isTreeSound && ending.isRepeatable && edition.theme.isKnown && isComplete,
      manifest: manifest,
      period: Memory.Period(
        from: order.now.secondsSinceEpoch,
        until: isTimeless
          ? (report.changesAt ?? Schedule(edition.reading.site).events.first?.at)?.secondsSinceEpoch
          : order.now.secondsSinceEpoch + 1))
  }
}
