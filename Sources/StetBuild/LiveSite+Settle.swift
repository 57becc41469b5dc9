import StetCore
import StetRender
import StetSite

extension LiveSite {
  /// Whether something waits that a change has left to be done.
  var isSettled: Bool { unlisted.isEmpty && !isComparisonDue && isStored }

  /// Does what waits: the index of a search, the list of the output's files, the cache. What it told,
  /// where it printed something; nil where nothing was printed. This site is of no more use where it
  /// could not be done.
  mutating func settle() async throws(FileError) -> (isDone: Bool, report: BuildReport?) {
    if !unlisted.isEmpty { try list() }
    var report: BuildReport?
    if isComparisonDue {
      report = try await compare(memory.report)
      if report == nil { return (false, nil) }
    }
    await store()
    return (true, report)
  }

  /// Writes the list of the output's files.
  mutating func list() throws(FileError) {
    let tree = tree
    let bytes = tree.known.bytes
    try Disk.replace(tree.root + "/" + OutputTree.manifestName, with: bytes)
    try tree.endJournal()
    memory.manifest = Fingerprint(of: bytes)
    manifestStatus = try Disk.status(
      tree.root + "/" + OutputTree.manifestName, isFollowing: true)
    unlisted = []
  }

  /// Keeps what the next process may know.
  mutating func store() async {
    let cache = Cache(
      ground.scanner, output: ground.tree.root, generator: ground.order.generator)
    memory.shelf = await cache.keep(memory, width: ground.order.width)
    if !areWordsKept { cache.keep(edition.reading.related.index.words) }
    areWordsKept = true
    isStored = true
  }
}
