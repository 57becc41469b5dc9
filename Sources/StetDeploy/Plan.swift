import StetBuild
import StetCore

/// What a deploy will do: what is sent, in which order, and what is deleted at the end.
///
/// The order keeps a reader from following a link to what is not there yet: pictures and styles before
/// the pages that show them, new pages before all that links to them, of the search index the results
/// before the words that lead to them and those before the list of both, feeds and sitemaps after all
/// pages, deletions last.
package struct Plan: Sendable, Equatable {
  /// A part of a deploy; each is whole before the next begins.
  package enum Stage: String, Sendable, CaseIterable {
    case assets
    case newPages = "new pages"
    case searchResults = "search results"
    case searchWords = "search words"
    case searchIndex = "search index"
    case pages = "changed pages"
    case feeds = "feeds and sitemaps"
  }

  /// What a stage sends.
  package struct Batch: Sendable, Equatable {
    package let stage: Stage
    /// From the output folder, ordered.
    package let paths: [String]
  }

  /// The stages that have something to send, in order.
  package let batches: [Batch]
  /// Paths at the host that the site no longer has.
  package let deletions: [String]
  /// Files that the host has already.
  package let unchangedCount: Int
  /// Bytes to send.
  package let sizeBytes: Int
  /// What stands at the host when all is done.
  let outcome: HostManifest
  private let countBefore: Int
  /// What may stand there while it is being done.
  let claims: HostManifest

  /// How to make `files` of what `there` says is at the host; nil is a host that stet does not know.
  init(sending files: [FinishedFile], to there: HostManifest?) {
    let known = there?.files ?? [:]
    var sent: [Stage: [String]] = [:]
    var after: [String: HostManifest.State] = [:]
    after.reserveCapacity(files.count)
    var during = known
    var size = 0
    for file in files {
      after[file.path] = .sent(file.digest)
      let state = known[file.path]
      if state == .sent(file.digest) { continue }
      sent[Plan.stage(of: file.path, isNew: state == nil), default: []].append(file.path)
      during[file.path] = .uncertain
      size += file.sizeBytes
    }
    var gone: [String] = []
    for (path, state) in known where after[path] == nil {
      if case .sent = state, Plan.isOutlastingItsPages(path) {
        after[path] = .retired
      } else {
        gone.append(path)
        during[path] = .uncertain
      }
    }
    batches = Stage.allCases.compactMap { stage in
      sent[stage].map { Batch(stage: stage, paths: $0) }
    }
    deletions = gone.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    unchangedCount = files.count - sent.values.reduce(0) { $0 + $1.count }
    countBefore = known.count
    sizeBytes = size
    outcome = HostManifest(files: after)
    claims = HostManifest(files: during)
  }

  /// Files to send.
  package var sendCount: Int { batches.reduce(0) { $0 + $1.paths.count } }

  /// Folders that the deletions leave without a file of ours, the deepest first.
  var emptiedFolders: [String] {
    if deletions.isEmpty { return [] }
    let kept = Set(outcome.files.keys.flatMap(Plan.folders(above:)))
    let emptied = Set(deletions.flatMap(Plan.folders(above:))).subtracting(kept)
    return emptied.sorted { $0.utf8.count > $1.utf8.count }.map(String.init)
  }

  /// The folders that the file at `path` lies in.
  private static func folders(above path: String) -> [Substring] {
    path.indices.filter { path[$0] == "/" }.map { path[..<$0] }
  }

  /// Whether the host has all of it already.
  package var isEmpty: Bool { batches.isEmpty && deletions.isEmpty }

  /// Whether more than `percent` of a hundred files at the host would be deleted.
  func deletesMore(than percent: Int) -> Bool {
    deletions.count * 100 > percent * countBefore
  }

  /// Whether the file at `path` is a style, script or font whose name changes with its bytes: somebody
  /// who has fetched a page of the site as it was will ask for it a moment later.
  private static func isOutlastingItsPages(_ path: String) -> Bool {
    path.contains(#/[.-][0-9a-f]{8,}\.(?:css|js|mjs|woff2?)(?:\.gz|\.br)?$/#)
  }

  /// The stage that sends the file at `path`; one that was packed beforehand goes with the file it was
  /// packed of.
  static func stage(of path: String, isNew: Bool) -> Stage {
    let plain = [".gz", ".br"].contains(ending(of: path[...])) ? path.dropLast(3) : path[...]
    if plain.hasPrefix(searchFolder) {
      if plain.hasPrefix(searchFolder + "d/") { return .searchResults }
      return plain.contains("/index.json") ? .searchIndex : .searchWords
    }
    let kind = ending(of: plain)
    if kind == ".html" { return isNew ? .newPages : .pages }
    let name = plain.split(separator: "/").last ?? plain
    return lists.contains(name) || lists.contains(kind) ? .feeds : .assets
  }

  /// Where the search index lies in the output.
  private static let searchFolder = "search/index/"

  /// Names and endings of files that name pages, or lead to them.
  private static let lists: Set<Substring> = [
    ".xml", ".opml", ".atom", ".rss", ".ttl", "feed.json", "redirects.json", "schedule.json",
    "robots.txt", "_headers", "_redirects", ".htaccess", "nginx.conf", "Caddyfile",
    "lighttpd.conf",
  ]

  private static func ending(of path: Substring) -> Substring {
    path.utf8.lastIndex(of: 0x2E).map { path[$0...] } ?? ""
  }
}
