import StetCore
import StetSite

// A whole new output is laid out beside the place where it will stand, and moved there at once.

extension OutputTree {
  /// Where a whole new output of `paths` is laid out, in the folder of what is staged; nil where
  /// something of an earlier build, or of somebody else, stands where one of them would.
  ///
  /// Nobody sees what is laid out, so its files are written without being compared, noted down or
  /// renamed one by one.
  func nursery(for paths: [String]) throws(FileError) -> OutputTree? {
    guard !isNursery, known.records.isEmpty, claimed.isEmpty else { return nil }
    let standing = Set(try Disk.names(in: root).map { String(decoding: $0, as: UTF8.self) })
    guard standing.isDisjoint(with: OutputTree.tops(of: paths)) else { return nil }
    let place = stagePlace
    try Disk.makeFolders(place)
    return OutputTree(
      root: place, shown: shown, known: known, claimed: [], generator: generator, isNursery: true)
  }

  /// Makes folders for the articles of `site` where a whole new output will be laid out, if nothing of an
  /// earlier build stands here: half of what it costs to lay out a page. Those that are not wanted after
  /// all go with what is staged.
  func furnish(_ site: Site) throws(FileError) {
    guard !isNursery, known.records.isEmpty, claimed.isEmpty else { return }
    for story in site.stories {
      guard let text = story?.address.text, text.utf8.last == 0x2F,
        !isTooLong(text)
      else { continue }
      do throws(FileError) {
        try Disk.makeFolders(stagePlace + text.dropLast())
      } catch {
        // Whoever lays out the page will say what is wrong.
        if error.isBlocked { continue }
        throw error
      }
    }
  }

  /// Moves what was laid out in the nursery to its place; `paths` are noted down first, so that a
  /// build which is interrupted meanwhile can be told from another's work.
  func moveIn(_ paths: [String]) throws(FileError) {
    try note(paths)
    for name in try Disk.names(in: stagePlace).map({ String(decoding: $0, as: UTF8.self) }) {
      let place = root + "/" + name
      guard try Disk.status(place, isFollowing: false) == nil else { throw .exists(place) }
      try Disk.rename(stagePlace + "/" + name, to: place)
    }
  }

  /// Gives `path` of the nursery the bytes `bytes`, which were made from `input`.
  func layOut(
    _ bytes: [UInt8], at path: String, madeFrom input: Fingerprint?
  ) throws(FileError) -> Outcome {
    if isTooLong(path) { return .nameTooLong }
    let place = root + "/" + path
    let status = try inNewFolder(of: place) { () throws(FileError) in
      try Disk.write(bytes, to: place)
    }
    guard let status else { return .blocked }
    return .written(record(status, Fingerprint(of: bytes), input))
  }

  /// The first part of each of `paths`.
  private static func tops(of paths: [String]) -> Set<String> {
    var tops: Set<String> = []
    var last = ""
    for path in paths {
      let top = path.prefix { $0 != "/" }
      if top == last { continue }
      last = String(top)
      tops.insert(last)
    }
    return tops
  }
}
