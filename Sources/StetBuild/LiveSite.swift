import StetContent
import StetCore
import StetRender
import StetSite

/// A site as its last build left it, at hand in memory: a change to texts alone is then a small step.
///
/// What it cannot follow is left to a whole build: other front matter, other links, files that come or
/// go, mistakes that are to be told. What it follows comes out as from a whole build.
struct LiveSite: Sendable {
  var ground: Ground
  var edition: Edition
  /// Every file of the output, and the page of each.
  private(set) var pieces: [Press.Piece]
  private(set) var pages: [Page]
  /// What is known of each file of the output.
  var records: [String: Manifest.Record]
  /// The list of them on the disk, as this site left it.
  var manifestStatus: Disk.Status?
  /// What a build may know that begins from here.
  var memory: Memory
  /// What was told before anything was printed.
  let told: [Diagnostic]
  /// The index of related stories with the texts as they are now; that of `edition` where it is nil.
  var index: RevisedIndex?
  /// Texts that feeds carry beside those that changed, by article.
  var texts: [Int: Body] = [:]
  /// The files of the output that were written since their list was.
  var unlisted: Set<String> = []
  /// Whether the cache has what is known now.
  var isStored = true
  /// Whether the cache has the words of the index that `index` revises.
  var areWordsKept = true
  /// Whether every page is still to be compared: the index of a search may be another.
  var isComparisonDue = false

  /// By the path of a file of content its number.
  let fileOfPath: [String: Int]
  /// By file of content its article.
  let articleOfFile: [ArticleID?]
  /// By article the number of its question for related stories.
  let queryOfArticle: [Int: Int]

  /// The site that `edition` published as `pieces`, of which `records` are known, with what a later
  /// build may know; `told` is what was told before.
  init(
    _ ground: Ground, _ edition: Edition, _ pieces: [Press.Piece],
    _ records: [String: Manifest.Record], _ memory: Memory, told: [Diagnostic]
  ) throws(FileError) {
    self.ground = ground
    self.edition = edition
    self.pieces = pieces
    self.records = records
    self.memory = memory
    self.told = told
    pages = pieces.map(\.page)
    manifestStatus = try Disk.status(
      ground.tree.root + "/" + OutputTree.manifestName, isFollowing: true)
    let (desk, scan) = (edition.reading.desk, edition.reading.scan)
    fileOfPath = Dictionary(
      scan.content.enumerated().map { ($0.element.file.path, $0.offset) }
    ) { first, _ in first }
    var articles: [ArticleID?] = Array(repeating: nil, count: scan.content.count)
    for (article, file) in desk.files.enumerated() {
      if let file { articles[file] = ArticleID(article) }
    }
    articleOfFile = articles
    queryOfArticle = Dictionary(
      edition.reading.related.queries.enumerated().map { ($0.element.document, $0.offset) }
    ) { first, _ in first }
  }

  /// Follows a change of the files of content at `paths` and of nothing else; nil where that takes a
  /// whole build, this site being of no more use.
  ///
  /// The list of the output's files and the cache are left to `settle`. Whoever calls holds the lock.
  mutating func revise(
    _ order: BuildOrder, changed paths: [String]
  ) async throws(FileError) -> BuildReport? {
    if !unlisted.isEmpty { try list() }
    guard try isFit(for: order), let changes = try changes(of: paths, order) else { return nil }
    var report = memory.report
    report.sources = nil
    report.changes = BuildReport.Changes()
    report.work = BuildReport.Work(read: changes.count, parsed: changes.count { $0.new.isParsed })
    report.pages = BuildReport.PageCounts(unchanged: records.count)
    for change in changes { take(change) }
    let texts = changes.filter { $0.new.isParsed }
    if texts.isEmpty { return report }
    let others = await relate(texts, width: order.width)
    ground.order = order
    let isAlike = texts.allSatisfy { change in
      guard let old = change.old.article, let new = change.new.article else { return false }
      return Renderer.isAlikeElsewhere(old, new)
    }
    if !isAlike { return try await compare(report) }
    isComparisonDue = isComparisonDue || edition.renderer.isSearched
    return try await reprint(Set(texts.map(\.article)), others, report)
  }

  /// Whether what the site was built of is what `order` asks for, and its output as it was left.
  private func isFit(for order: BuildOrder) throws(FileError) -> Bool {
    let last = ground.order
    guard order.site == last.site, order.flags == last.flags, order.generator == last.generator,
      memory.isRepeatable, memory.period.contains(order.now), ground.isUnpacked
    else { return false }
    let root = ground.tree.root
    let manifest = try Disk.status(root + "/" + OutputTree.manifestName, isFollowing: true)
    let journal = try Disk.status(root + "/" + OutputTree.journalName, isFollowing: false)
    return manifest == manifestStatus && journal == nil
  }

  /// The output folder as it is known now.
  var tree: OutputTree {
    OutputTree(
      root: ground.tree.root, shown: ground.tree.shown,
      known: Manifest(generator: ground.order.generator, records: records),
      knownBytes: memory.manifest, claimed: [], generator: ground.order.generator)
  }

  /// Compares every page with what it would be, as a whole build does, and prints what differs.
  mutating func compare(_ base: BuildReport) async throws(FileError) -> BuildReport? {
    edition.renew()
    isComparisonDue = false
    ground.tree = tree
    var report = base
    report.diagnostics = told
    guard let next = try await ground.published(edition, told: told, into: &report, { _ in })
    else { return nil }
    pieces = next.pieces
    pages = next.pages
    records = next.records
    manifestStatus = next.manifestStatus
    var memory = memory
    memory.report = next.memory.report
    memory.manifest = next.memory.manifest
    self.memory = memory
    return next.memory.isRepeatable ? report.settled() : nil
  }
}
