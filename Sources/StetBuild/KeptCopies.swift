import StetCore

/// What the files of content said: at hand, or packed as the cache holds it.
enum KeptCopies: Sendable {
  /// Nowhere.
  case none
  case open([Copy])
  /// Each part of the file on its own.
  case packed([[UInt8]], StoredCopies)
  /// Not read yet.
  case stored(StoredCopies)

  /// Where they stand on the disk; nil where they do not.
  var stored: StoredCopies? {
    switch self {
    case .packed(_, let stored), .stored(let stored): stored
    case .open, .none: nil
    }
  }

  /// The same, read from the disk if they are there; nil where they are damaged.
  func read(width: Int) async -> KeptCopies? {
    if case .stored(let stored) = self { await stored.read(width: width) } else { self }
  }

  /// The copy of the file of content `index`; nil where it is damaged or not read.
  func copy(at index: Int) -> Copy? {
    switch self {
    case .open(let copies): return copies[index]
    case .packed(let parts, let stored):
      guard let (part, place) = stored.place(of: index) else { return nil }
      var reader = PackedReader(parts[part], place)
      return Copy(from: &reader)
    case .stored, .none: return nil
    }
  }
}

/// Where packed copies are on the disk.
///
/// Copies that changed are written behind those of earlier builds, whose old ones stay unused until all
/// are written anew.
struct StoredCopies: Sendable {
  let path: String
  /// The parts that the file was written in.
  let parts: [Part]
  /// Where the copy of each file of content stands.
  let places: [Range<Int>]

  /// So many bytes that were written at once, and their fingerprint.
  struct Part: Sendable, Hashable {
    let size: Int
    let seal: Fingerprint

    init(size: Int, seal: Fingerprint) {
      self.size = size
      self.seal = seal
    }

    init(_ bytes: [UInt8]) {
      self.init(size: bytes.count, seal: Fingerprint(of: bytes))
    }
  }

  /// How many bytes of the file belong to the parts.
  var size: Int { parts.reduce(0) { $0 + $1.size } }

  /// The part that the copy of the file of content `index` stands in, and its place there.
  fileprivate func place(of index: Int) -> (part: Int, place: Range<Int>)? {
    let place = places[index]
    var start = 0
    for (number, part) in parts.enumerated() {
      if place.upperBound <= start + part.size {
        guard place.lowerBound >= start else { return nil }
        return (number, (place.lowerBound - start)..<(place.upperBound - start))
      }
      start += part.size
    }
    return nil
  }

  /// The copies, read; nil where they are damaged.
  fileprivate func read(width: Int) async -> KeptCopies? {
    var starts = [0]
    for part in parts { starts.append(starts[starts.count - 1] + part.size) }
    let read = await parts.indices.parallelMap(width: width) { [starts] number -> [UInt8]? in
      do throws(FileError) {
        let file = try Disk.OpenFile(reading: path)
        let bytes: [UInt8] = try file.read(parts[number].size, at: starts[number])
        return Fingerprint(of: bytes) == parts[number].seal ? bytes : nil
      } catch {
        return nil
      }
    }
    let whole = read.compactMap(\.self)
    return whole.count == parts.count ? .packed(whole, self) : nil
  }
}

/// Copies of which some stand on the disk already.
struct Shelf: Sendable {
  let stored: StoredCopies
  /// By file of content; nil where the disk has none, or an older one.
  var places: [Range<Int>?]
}
