import StetCore

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
    // Most pages are the first file of a folder of their own.
    if path.utf8.suffix(11).elementsEqual("/index.html".utf8) {
      do throws(FileError) {
        try Disk.makeFolders(folder(of: place))
      } catch {
        guard error.isBlocked else { throw error }
        return .blocked
      }
    }
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
