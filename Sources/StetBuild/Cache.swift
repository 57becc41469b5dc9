import StetCore

/// What builds remember on the disk: `.stet/cache` in the site's folder, two files for each output.
///
/// It is never trusted: a file that is not exactly what this program wrote is passed over, and the
/// build is then a whole one. It may be removed at any time.
struct Cache: Sendable {
  /// The folder on the disk.
  private let folder: String
  /// What the files of this output are called, without their endings.
  private let name: String
  private let generator: String

  /// Raised with every change to what is packed.
  private static let version = 3
  /// Outputs of one site that are remembered; those not built for the longest are forgotten.
  private static let outputsMax = 4

  /// The cache of the output in the folder `output` of the site of `scanner`, for `generator`.
  init(_ scanner: Scanner, output: String, generator: String) {
    folder = scanner.diskPath(".stet/cache")
    name = String(Fingerprint(of: Disk.realPath(output) ?? output).hexadecimal.prefix(16))
    self.generator = generator
  }

  private var sheetPath: String { "\(folder)/\(name).sheet" }
  private var copyPath: String { "\(folder)/\(name).copy" }

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
      copies: .stored(StoredCopies(path: copyPath, seal: sheet.seal, places: sheet.places)))
  }

  /// Keeps `memory` for the next build. A disk that does not take it does no harm.
  func keep(_ memory: Memory, width: Int) async {
    do throws(FileError) {
      try makeFolder()
      switch memory.copies {
      case .stored(let stored), .packed(_, let stored):
        try write(Sheet(memory, places: stored.places, seal: stored.seal))
      case .open(let copies):
        let packed = await Cache.packed(copies, width: width)
        try Disk.replace(copyPath, with: packed.bytes)
        try write(
          Sheet(memory, places: packed.places, seal: Fingerprint(of: packed.bytes)))
      }
    } catch {
      // The next build does more work; what it makes is the same.
    }
  }

  /// `copies` one after the other, and where each stands.
  private static func packed(
    _ copies: [Copy], width: Int
  ) async -> (bytes: [UInt8], places: [Range<Int>]) {
    let stretch = 128
    let parts = await stride(from: 0, to: copies.count, by: stretch).map { $0 }.parallelMap(
      width: width
    ) { start in
      var writer = PackedWriter(reserving: stretch * 4096)
      var ends: [Int] = []
      for copy in copies[start..<min(start + stretch, copies.count)] {
        copy.pack(into: &writer)
        ends.append(writer.bytes.count)
      }
      return (bytes: writer.bytes, ends: ends)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(parts.reduce(0) { $0 + $1.bytes.count })
    var places: [Range<Int>] = []
    places.reserveCapacity(copies.count)
    for part in parts {
      let base = bytes.count
      for end in part.ends { places.append((places.last?.upperBound ?? 0)..<(base + end)) }
      bytes += part.bytes
    }
    return (bytes, places)
  }

  private func write(_ sheet: Sheet) throws(FileError) {
    var writer = PackedWriter(reserving: 1 << 20)
    writer.write(heading)
    sheet.pack(into: &writer)
    try Disk.replace(sheetPath, with: writer.sealed())
  }

  private var heading: String { "stet cache \(Cache.version) \(generator)" }

  private func read(_ path: String) -> [UInt8]? {
    do throws(FileError) {
      return try Disk.read(path)
    } catch {
      return nil
    }
  }

  /// Makes the folder, which version control is told to pass over, and forgets outputs of long ago.
  private func makeFolder() throws(FileError) {
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
      try Disk.remove("\(folder)/\(old.name).sheet")
      try Disk.remove("\(folder)/\(old.name).copy")
    }
  }
}

/// Where packed copies are on the disk.
struct StoredCopies: Sendable {
  let path: String
  let seal: Fingerprint
  let places: [Range<Int>]

  /// The copies, read; nil where they are damaged.
  var read: KeptCopies? {
    do throws(FileError) {
      let bytes = try Disk.read(path)
      guard Fingerprint(of: bytes) == seal else { return nil }
      return .packed(bytes, self)
    } catch {
      return nil
    }
  }
}
