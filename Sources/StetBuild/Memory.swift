import StetContent
import StetCore
import StetSite

/// What a build that ended leaves for the next one of the same site and output.
struct Memory: Sendable {
  /// What the build depended on besides the files that it looked through.
  let frame: Frame
  /// The files that it looked through.
  var scan: Scanner.Scan
  /// A file that changed from here on, in nanoseconds since 1970, could have changed again without
  /// another time.
  var freshFrom: Int64
  /// What the files of content said, by file.
  var copies: KeptCopies
  /// Where the cache has them already; nil where it has none.
  var shelf: Shelf?
  /// The stories at the foot of each story, in the order of `Site.latest`.
  var related: [[ArticleID]]
  /// What it told, but for what happens once.
  var report: BuildReport
  /// Whether a build of the same files would do and tell the same: nothing stood in the way of any
  /// file of the output.
  let isRepeatable: Bool
  /// The seal of the manifest that it left.
  var manifest: Fingerprint
  /// From when, and until before when, the output is the same by the clock.
  let period: Period

  /// Where the cache has the copies, as far as it has them.
  var laid: Shelf? {
    shelf ?? copies.stored.map { Shelf(stored: $0, places: $0.places.map { $0 }) }
  }

  /// What a build depends on besides the files that it looks through.
  struct Frame: Sendable, Hashable {
    let generator: String
    let flags: Configuration.Flags
    /// Of stet.yaml, and of feeds.lock as the build left it; nil where there is none.
    let configuration: Fingerprint?
    var ledger: Fingerprint?
    /// How the files of each content folder were parsed.
    let contexts: [Fingerprint]
    /// What was told before anything was parsed.
    let found: [Diagnostic]
  }

  /// A stretch of time.
  struct Period: Sendable, Hashable {
    let from: Int64
    /// Nil where nothing will change by itself.
    let until: Int64?

    /// Whether `instant` lies in it.
    func contains(_ instant: Timestamp) -> Bool {
      instant.secondsSinceEpoch >= from
        && until.map { instant.secondsSinceEpoch < $0 } ?? true
    }
  }

  /// Where a file of content stood in the earlier build.
  struct Place: Sendable {
    let index: Int
    /// Whether it is surely the same file with the same bytes, read in the same way.
    let isSame: Bool
  }

  /// For each file of content in `scan` its place in the earlier build; nil for new ones.
  func places(in scan: Scanner.Scan, contexts: [ParseContext]) -> [Place?] {
    let isAlike = contexts.indices.map { folder in
      frame.contexts.indices.contains(folder)
        && frame.contexts[folder] == contexts[folder].fingerprint
    }
    var places: [String: Int] = [:]
    return scan.content.indices.map { index in
      let item = scan.content[index]
      var at = index
      if !self.scan.content.indices.contains(index)
        || self.scan.content[index].file.path != item.file.path
      {
        // Files came or went: those after them have moved.
        if places.isEmpty {
          for (old, item) in self.scan.content.enumerated() { places[item.file.path] = old }
        }
        guard let found = places[item.file.path] else { return nil }
        at = found
      }
      let old = self.scan.content[at]
      guard old.file.localPath == item.file.localPath else { return nil }
      return Place(
        index: at,
        isSame: old.folder == item.folder && isAlike[item.folder] && isSure(old.file, item.file))
    }
  }

  /// Whether `new` is surely the file that `old` was.
  private func isSure(_ old: Scanner.Found, _ new: Scanner.Found) -> Bool {
    old.status == new.status && old.status.changedNanoseconds < freshFrom
  }

  /// The files of content of `scan` that may have other bytes than before; nil where anything else
  /// may differ too, or other files are there.
  func doubtful(in scan: Scanner.Scan) -> [Int]? {
    let old = self.scan
    guard scan.content.count == old.content.count, scan.countLeftOut == old.countLeftOut else {
      return nil
    }
    let others = [
      (old.beside, scan.beside), (old.theme, scan.theme), (old.statics, scan.statics),
      (old.data, scan.data),
    ]
    for (old, new) in others {
      guard old.count == new.count else { return nil }
      for index in old.indices
      where old[index].path != new[index].path || !isSure(old[index], new[index]) { return nil }
    }
    var doubtful: [Int] = []
    for index in old.content.indices {
      let (one, two) = (old.content[index], scan.content[index])
      guard one.folder == two.folder, one.file.path == two.file.path else { return nil }
      if !isSure(one.file, two.file) { doubtful.append(index) }
    }
    return doubtful
  }
}
