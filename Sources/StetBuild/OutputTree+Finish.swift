import StetCore

extension OutputTree {
  /// What became of the output as a whole.
  struct Ending: Sendable {
    var removed: [String] = []
    /// Whether the same build again would find everything in its place.
    var isRepeatable = true
    /// Of the manifest as it stands on the disk now.
    var manifest: Fingerprint?
    /// What is known of every file that is ours now.
    var records: [String: Manifest.Record] = [:]
  }

  /// Removes what is no longer made and keeps `records` for the next build; `paths` are theirs in order,
  /// where the caller knows that.
  func finish(
    _ records: [String: Manifest.Record], inOrder paths: [String]? = nil
  ) throws(FileError) -> Diagnosed<Ending> {
    var diagnostics: [Diagnostic] = []
    var ending = Ending(manifest: knownBytes, records: records)
    let gone = Set(known.records.keys).union(claimed).subtracting(records.keys)
    for path in gone.sorted() {
      switch try remove(path) {
      case .removed: ending.removed.append(path)
      case .absent: break
      case .changed:
        diagnostics.append(
          Diagnostic(
            .warning, .outputChanged, path: shown + "/" + path,
            "this is no longer made, but somebody changed it after stet made it",
            note: "it stays and is no longer minded; remove it if it is not wanted"))
      }
    }
    let manifest = Manifest(generator: generator, records: records)
    let place = root + "/" + OutputTree.manifestName
    let isStored = try Disk.status(place, isFollowing: true) != nil
    if !isStored || !known.says(asMuchAs: manifest) {
      let bytes = manifest.bytes(inOrder: paths ?? records.keys.sorted())
      try Disk.replace(place, with: bytes)
      ending.manifest = Fingerprint(of: bytes)
    }
    try endJournal()
    return Diagnosed(ending, diagnostics)
  }

  /// Whether every file of the manifest stands as it was left.
  func isWhole(width: Int) async throws(FileError) -> Bool {
    let records = Array(known.records)
    let stretch = 256
    let isWhole = try await stride(from: 0, to: records.count, by: stretch).map { $0 }.parallelMap(
      width: width
    ) { start throws(FileError) in
      for (path, record) in records[start..<min(start + stretch, records.count)]
      where !record.matches(try Disk.status(root + "/" + path, isFollowing: false)) {
        return false
      }
      return true
    }
    return isWhole.allSatisfy { $0 }
  }

  /// Removes our files that stand where one of `paths` needs a folder, or below one of them.
  func clearObstacles(to paths: [String], keeping kept: Set<String>) throws(FileError) {
    let owned = Set(known.records.keys).union(claimed)
    var folders: Set<String> = []
    for path in paths {
      for parent in OutputTree.parents(of: path) where folders.insert(parent).inserted {
        if owned.contains(parent), !kept.contains(parent) { _ = try remove(parent) }
      }
    }
    let wanted = Set(paths)
    for path in owned.subtracting(kept).sorted()
    where OutputTree.parents(of: path).contains(where: wanted.contains) {
      _ = try remove(path)
    }
  }

  private enum Removal {
    case removed, absent, changed
  }

  /// Removes the file at `path`, unless somebody else wrote it since, and folders it leaves empty.
  private func remove(_ path: String) throws(FileError) -> Removal {
    let place = root + "/" + path
    guard let status = try Disk.status(place, isFollowing: false), status.kind != .folder else {
      return .absent
    }
    if !claimed.contains(path), let record = known.records[path], !record.matches(status) {
      guard status.kind == .file, status.sizeBytes == record.sizeBytes,
        Fingerprint(of: try Disk.read(place)) == record.bytes
      else { return .changed }
    }
    try Disk.remove(place)
    for parent in OutputTree.parents(of: path)
    where !Disk.removeFolderIfEmpty(root + "/" + parent) { break }
    return .removed
  }

  /// Whether `path` could be a folder of another file's path, or one of its own folders another file:
  /// folders are called without a dot and files with one, nearly always.
  static func mayClash(_ path: String) -> Bool {
    var isDotted = false
    for byte in path.utf8 {
      switch byte {
      case 0x2F where isDotted: return true
      case 0x2E: isDotted = true
      default: break
      }
    }
    return !isDotted
  }

  /// The folders above `path`, innermost first: `a/b`, `a`.
  static func parents(of path: String) -> [String] {
    var parents: [String] = []
    var rest = path[...]
    while let slash = rest.utf8.lastIndex(of: 0x2F) {
      rest = rest[..<slash]
      parents.append(String(rest))
    }
    return parents
  }
}
