import StetCore

/// The output folder: compares, writes beside and renames, and removes what is no longer made.
///
/// It touches only files that it made, which are those of the manifest and those of the journal that
/// a build which did not end has left. Whoever has one holds the folder's lock.
struct OutputTree: Sendable {
  /// The folder on the disk.
  let root: String
  /// The folder as messages name it.
  let shown: String
  /// What the last build left.
  let known: Manifest
  /// The fingerprint of the manifest's bytes; nil where there is none that can be used.
  var knownBytes: Fingerprint?
  /// Paths that a build which did not end may have written.
  let claimed: Set<String>
  /// The program that builds; inputs that another one fingerprinted are not comparable.
  let generator: String
  /// Whether files are laid out here that nobody sees yet.
  var isNursery = false

  static let lockName = ".stet-lock"
  static let manifestName = ".stet-manifest"
  static let journalName = ".stet-journal"
  private static let stageName = ".stet-staged"

  /// What became of one file.
  enum Outcome: Sendable, Hashable {
    case written(Manifest.Record)
    /// The file on the disk has the same bytes; it was left alone.
    case unchanged(Manifest.Record)
    /// Something that stet did not make stands there; it was left alone.
    case blocked
    /// A part of the path is longer than disks allow.
    case nameTooLong
  }

  /// Takes the lock of the output folder at `root`, made where it is missing; fails when another
  /// process holds it. The lock is free again when its owner or its process ends.
  static func lock(_ root: String, shownAs shown: String) throws(FileError) -> Disk.OpenFile {
    try Disk.makeFolders(root)
    return try Disk.OpenFile(locking: root + "/" + lockName, shownAs: shown)
  }

  /// Opens the folder at `root`, made where it is missing, whose lock the caller holds; removes what
  /// a build that did not end has left behind.
  static func open(
    _ root: String, shownAs shown: String, generator: String
  ) throws(FileError) -> Diagnosed<OutputTree> {
    var diagnostics: [Diagnostic] = []
    var known = Manifest(generator: generator)
    var knownBytes: Fingerprint?
    let manifestPath = root + "/" + manifestName
    try Disk.remove(temporaryPath(manifestPath))
    if try Disk.status(manifestPath, isFollowing: true) != nil {
      let bytes = try Disk.read(manifestPath)
      if let manifest = Manifest(bytes) {
        known = manifest
        knownBytes = Fingerprint(of: bytes)
      } else {
        diagnostics.append(
          Diagnostic(
            .warning, .manifestDamaged, path: shown + "/" + manifestName,
            "the list of the files that stet made cannot be read",
            note: "every file is compared anew; what an earlier build made and this one does not"
              + " stays, so you may want to empty \(shown)"))
      }
    }
    let tree = OutputTree(
      root: root, shown: shown, known: known, knownBytes: knownBytes, claimed: try recover(root),
      generator: generator)
    return Diagnosed(tree, diagnostics)
  }

  /// The paths that a build which did not end may have written; its unfinished files are removed.
  private static func recover(_ root: String) throws(FileError) -> Set<String> {
    try removeStage(root)
    let journal = root + "/" + journalName
    try Disk.remove(temporaryPath(journal))
    guard try Disk.status(journal, isFollowing: true) != nil else { return [] }
    let text = String(decoding: try Disk.read(journal), as: UTF8.self)
    let paths = text.split(separator: "\n").map(Manifest.unescaped)
    for path in paths { try Disk.remove(temporaryPath(root + "/" + path)) }
    return Set(paths)
  }

  /// Whether the file at `path` is the one that was made from `input`.
  func isCurrent(_ path: String, madeFrom input: Fingerprint?) throws(FileError) -> Bool {
    guard let input, known.generator == generator, let record = known.records[path],
      record.input == input
    else { return false }
    return record.matches(try Disk.status(root + "/" + path, isFollowing: false))
  }

  /// Makes ready for writing the files of `paths`: notes them down, so that a build which is
  /// interrupted can be told from another's work, and clears files of ours that stand in the way.
  func begin(writing paths: [String], keeping kept: Set<String>) throws(FileError) {
    var claims: [String] = []
    for path in paths {
      let status = try Disk.status(root + "/" + path, isFollowing: false)
      if status == nil || isOurs(path) { claims.append(path) }
    }
    try note(claims + claimed.sorted())
    try clearObstacles(to: paths, keeping: kept)
  }

  /// Notes down that `paths` are about to be written.
  func note(_ paths: [String]) throws(FileError) {
    var journal: [UInt8] = []
    for path in paths {
      journal.append(contentsOf: Manifest.escaped(path).utf8)
      journal.append(0x0A)
    }
    try Disk.replace(root + "/" + OutputTree.journalName, with: journal)
  }

  /// Notes down that `paths` are about to be written too, where nobody else's files stand.
  func noteMore(_ paths: [String]) throws(FileError) {
    let place = root + "/" + OutputTree.journalName
    var noted: [String] = []
    if try Disk.status(place, isFollowing: true) != nil {
      let text = String(decoding: try Disk.read(place), as: UTF8.self)
      noted = text.split(separator: "\n").map(Manifest.unescaped)
    }
    for path in paths {
      let status = try Disk.status(root + "/" + path, isFollowing: false)
      if status == nil || isOurs(path) { noted.append(path) }
    }
    try note(noted)
  }

  /// Forgets the note of what was about to be written: all of it is.
  func endJournal() throws(FileError) {
    try Disk.remove(root + "/" + OutputTree.journalName)
  }

  /// The folder of what is staged.
  var stagePlace: String { "\(root)/\(OutputTree.stageName)" }

  /// Where the staged file of `number` waits.
  func stagePath(_ number: Int) -> String { "\(stagePlace)/\(number)" }

  /// Removes every staged file.
  func clearStage() throws(FileError) {
    try OutputTree.removeStage(root)
  }

  private static func removeStage(_ root: String) throws(FileError) {
    let stage = root + "/" + stageName
    guard try Disk.status(stage, isFollowing: false) != nil else { return }
    try Disk.removeAll(in: stage)
    _ = Disk.removeFolderIfEmpty(stage)
  }

  /// Whether the file at `path` was made by stet.
  func isOurs(_ path: String) -> Bool {
    known.records[path] != nil || claimed.contains(path)
  }

  /// Where the file at `path` is written before it takes its name: in the same folder.
  static func temporaryPath(_ path: String) -> String {
    folder(of: path) + "/.stet-" + Fingerprint(of: path).hexadecimal.prefix(16)
  }

  /// Whether `path`, or a part of it, has more bytes than names may have on today's disks.
  func isTooLong(_ path: String) -> Bool {
    guard path.utf8.count > 255 else { return false }
    return root.utf8.count + path.utf8.count > OutputTree.pathSizeMax
      || path.utf8.split(separator: 0x2F).contains { $0.count > 255 }
  }

  /// The longest path that systems take, without room for the temporary names beside a file and for
  /// the folder of what is staged.
  private static let pathSizeMax = 4_000
}

/// The path of the folder that holds `path`.
func folder(of path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: 0x2F) else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}
