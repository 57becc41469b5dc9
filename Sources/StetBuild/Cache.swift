import StetCore

/// What builds remember on the disk: `.stet/cache` in the site's folder, three files for each output.
///
/// It is never trusted: a file that is not exactly what this program wrote is passed over, and the
/// build is then a whole one. It may be removed at any time.
struct Cache: Sendable {
  /// The folder on the disk.
  let folder: String
  /// What the files of this output are called, without their endings.
  let name: String
  private let generator: String

  /// Raised with every change to what is packed.
  private static let version = 4
  /// Outputs of one site that are remembered; those not built for the longest are forgotten.
  private static let outputsMax = 4
  /// How often copies are written behind others before all are written anew.
  static let partsMax = 64

  /// The cache of the output in the folder `output` of the site of `scanner`, for `generator`.
  init(_ scanner: Scanner, output: String, generator: String) {
    folder = scanner.diskPath(".stet/cache")
    name = String(Fingerprint(of: Disk.realPath(output) ?? output).hexadecimal.prefix(16))
    self.generator = generator
  }

  private var sheetPath: String { "\(folder)/\(name).sheet" }
  var copyPath: String { "\(folder)/\(name).copy" }

  /// What the last build of this output left; nil where nothing can be used.
  func memory() -> Memory? {
    guard let bytes = read(sheetPath), var reader = PackedReader(sealed: bytes),
      reader.text() == heading
    else { return nil }
    let sheet = Sheet(from: &reader)
    guard !reader.isDamaged, reader.isAtEnd, sheet.places.count == sheet.scan.content.count else {
      return nil
    }
    return sheet.memory(
      copies: .stored(StoredCopies(path: copyPath, parts: sheet.parts, places: sheet.places)))
  }

  /// Keeps `memory` for the next build; where its copies stand then. A disk that does not take it does
  /// no harm.
  @discardableResult
  func keep(_ memory: Memory, width: Int) async -> Shelf? {
    do throws(FileError) {
      try makeFolder()
      let stored: StoredCopies
      switch memory.copies {
      case .none: return nil
      case .stored(let known), .packed(_, let known): stored = known
      case .open(let copies):
        if let more = try await adding(copies, to: memory.shelf, width: width) {
          stored = more
        } else {
          stored = try await written(copies, width: width)
        }
      }
      try write(Sheet(memory, places: stored.places, parts: stored.parts))
      return Shelf(stored: stored, places: stored.places.map { $0 })
    } catch {
      // The next build does more work; what it makes is the same.
      return nil
    }
  }

  /// Writes those of `copies` that are not on `shelf` behind the others; nil where all are better
  /// written anew.
  private func adding(
    _ copies: [Copy], to shelf: Shelf?, width: Int
  ) async throws(FileError) -> StoredCopies? {
    guard let shelf, shelf.places.count == copies.count, shelf.stored.path == copyPath else {
      return nil
    }
    let size = shelf.stored.size
    let used = shelf.places.reduce(0) { $0 + ($1?.count ?? 0) }
    let missing = copies.indices.filter { shelf.places[$0] == nil }
    guard missing.count <= copies.count / 4, size <= used / 2 * 3 + (1 << 20),
      shelf.stored.parts.count < Cache.partsMax
    else { return nil }
    if missing.isEmpty {
      let places = shelf.places.compactMap(\.self)
      return StoredCopies(path: copyPath, parts: shelf.stored.parts, places: places)
    }
    let packed = await Cache.packed(missing.map { copies[$0] }, width: width)
    try Disk.write(packed.bytes, into: copyPath, at: size)
    var places = shelf.places
    for (file, place) in zip(missing, packed.places) {
      places[file] = (place.lowerBound + size)..<(place.upperBound + size)
    }
    return StoredCopies(
      path: copyPath, parts: shelf.stored.parts + [StoredCopies.Part(packed.bytes)],
      places: places.compactMap(\.self))
  }

  private func write(_ sheet: Sheet) throws(FileError) {
    var writer = PackedWriter(reserving: 1 << 20)
    writer.write(heading)
    sheet.pack(into: &writer)
    try Disk.replace(sheetPath, with: writer.sealed())
  }

  var heading: String { "stet cache \(Cache.version) \(generator)" }

  private func read(_ path: String) -> [UInt8]? {
    do throws(FileError) {
      return try Disk.read(path)
    } catch {
      return nil
    }
  }

  /// Makes the folder, which version control is told to pass over, and forgets outputs of long ago.
  func makeFolder() throws(FileError) {
    try Disk.makeFolders(folder)
    let ignored = String(folder.dropLast("cache".count)) + ".gitignore"
    if try Disk.status(ignored, isFollowing: false) == nil {
      try Disk.create(Array("*\n".utf8), at: ignored)
    }
    var sheets: [(name: String, modified: Int64)] = []
    for bytes in try Disk.names(in: folder) {
      let file = String(decoding: bytes, as: UTF8.self)
      guard file.hasSuffix(".sheet"), file != name + ".sheet",
        let status = try Disk.status(folder + "/" + file, isFollowing: false)
      else { continue }
      sheets.append((String(file.dropLast(6)), status.modifiedNanoseconds))
    }
    sheets.sort { ($0.modified, $0.name) > ($1.modified, $1.name) }
    for old in sheets.dropFirst(Cache.outputsMax - 1) {
      for ending in ["sheet", "copy", "words"] {
        try Disk.remove("\(folder)/\(old.name).\(ending)")
      }
    }
  }
}
