import StetCore
import StetRender
import StetSite
import StetValidation

extension LiveSite {
  /// Prints the pages and feeds that show one of `changed`, and the pages of `others`, whose lists of
  /// related stories are others; nil where something is to be told of them.
  mutating func reprint(
    _ changed: Set<ArticleID>, _ others: Set<ArticleID>, _ base: BuildReport
  ) async throws(FileError) -> BuildReport? {
    edition.renderer = edition.renderer.revised(
      edition.reading.site, related: edition.related, texts: Array(changed))
    let renderer = edition.renderer
    let candidates = renderer.pages(pages, withTextOf: changed, orArticles: others)
    let stale = try await stale(candidates)
    guard let stale else { return nil }
    var report = base
    report.work.parsed += await readTexts(stale)
    report.work.laidOut = candidates.count
    report.work.printed = stale.count
    guard let written = try await print(stale) else { return nil }
    report.changes.written = written.sorted()
    report.pages.written = written.count
    report.pages.unchanged = records.count - written.count
    memory.report.pages = BuildReport.PageCounts(unchanged: records.count)
    return report
  }

  /// Those of `candidates` that are made of something else than before; nil where it is not known
  /// what one of them was made of.
  private func stale(_ candidates: [Int]) async throws(FileError) -> [Int]? {
    let tree = tree
    let (pieces, renderer) = (pieces, edition.renderer)
    guard candidates.allSatisfy({ records[pieces[$0].path]?.input != nil }) else { return nil }
    let isStale = try await candidates.parallelMap(width: ground.order.width) {
      index throws(FileError) in
      try !tree.isCurrent(
        pieces[index].path, madeFrom: renderer.input(for: pieces[index].page).fingerprint)
    }
    return zip(candidates, isStale).filter(\.1).map(\.0)
  }

  /// Sees to it that the texts which the pieces of `stale` show are at hand; how many files that took.
  private mutating func readTexts(_ stale: [Int]) async -> Int {
    let textsMax = 2_000
    if texts.count > textsMax { texts = [:] }
    let desk = edition.reading.desk
    var wanted: Set<ArticleID> = []
    for index in stale {
      for id in edition.renderer.texts(on: pages[index]) where texts[id.index] == nil {
        wanted.insert(id)
      }
    }
    wanted = wanted.filter { id in desk.files[id.index].map { desk.copies[$0].body == nil } ?? false
    }
    let read = await ground.scanner.bodies(
      edition.reading, wanted: wanted, width: ground.order.width)
    for id in wanted { texts[id.index] = read.body(id) }
    return read.countParsed
  }

  /// Prints the pieces of `stale`, feeds judged first, and notes what became of them; the paths of
  /// those with new bytes, or nil where something is to be told.
  private mutating func print(_ stale: [Int]) async throws(FileError) -> [String]? {
    if stale.isEmpty { return [] }
    let press = Press(
      renderer: edition.renderer, bodies: BodyStore(edition.reading.desk, parsed: texts),
      tree: tree, scanner: ground.scanner, order: ground.order,
      known: ground.knownEntries)
    let pieces = pieces
    let feeds = stale.filter { pieces[$0].isJudged }
    let proofs = try await feeds.parallelMap(
      width: ground.order.width, tool: { Judge(known: press.known) }
    ) {
      (index, judge) throws(FileError) in
      try press.stage(pieces[index], judge, number: index)
    }
    guard proofs.allSatisfy({ $0.diagnostics.isEmpty }) else {
      try press.tree.clearStage()
      return nil
    }
    try press.tree.note(stale.map { pieces[$0].path })
    let sheets = stale.filter { !pieces[$0].isJudged }
    var prints = try await sheets.parallelMap(width: ground.order.width) {
      index throws(FileError) in
      try press.printed(pieces[index])
    }
    for var proof in proofs {
      if let staged = proof.staged { proof.outcome = try press.tree.commit(staged) }
      prints.append(proof)
    }
    if !feeds.isEmpty { try press.tree.clearStage() }
    return try noted(zip(sheets + feeds, prints).map { (pieces[$0].path, $1) }, press.tree)
  }

  /// Notes what became of the files at the paths; those with new bytes, or nil where one is not as it
  /// should be.
  private mutating func noted(
    _ prints: [(path: String, print: Press.Print)], _ tree: OutputTree
  ) throws(FileError) -> [String]? {
    var written: [String] = []
    for (path, print) in prints {
      switch print.outcome {
      case .written(let record) where print.diagnostics.isEmpty:
        records[path] = record
        written.append(path)
      case .unchanged(let record) where print.diagnostics.isEmpty: records[path] = record
      default:
        // A whole build finds the file by its time and tells of it.
        try tree.endJournal()
        return nil
      }
      unlisted.insert(path)
    }
    return written
  }
}
