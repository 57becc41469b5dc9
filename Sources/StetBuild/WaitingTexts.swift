import StetContent
import StetCore

/// Texts of a large archive that wait on the disk for their pages: memory grows with what is known of
/// articles, and not with what they say.
struct WaitingTexts: Sendable {
  /// Nil where nothing waits.
  private var file: TextFile?
  /// By file of content where its text stands; empty where nothing waits.
  private var places: [Range<Int>?] = []
  private var size = 0
  /// Bytes of HTML that are in memory.
  private var sizeHeld = 0
  private let folder: String
  private let count: Int
  /// Parses the file of content of this number again.
  private let again: @Sendable (Copy, Int) -> Body

  /// Bytes of HTML that may stay in memory.
  private let sizeHeldMax: Int
  /// Files that are parsed before their texts are put away.
  private static let partCount = 8_192

  /// Texts of `count` files, which wait in `folder` once memory holds `sizeHeldMax` bytes, those of
  /// some 15,000 articles; `again` finds one that the disk has lost.
  init(
    in folder: String, count: Int, sizeHeldMax: Int = 64 << 20,
    again: @escaping @Sendable (Copy, Int) -> Body
  ) {
    self.folder = folder
    self.sizeHeldMax = sizeHeldMax
    self.count = count
    self.again = again
  }

  /// The stretches in which `count` files are parsed.
  static func parts(of count: Int) -> [Range<Int>] {
    if count <= 2 * partCount { return [0..<count] }
    return stride(from: 0, to: count, by: partCount).map { $0..<min($0 + partCount, count) }
  }

  /// Puts the texts of `copies`, whose first is that of file `start`, away once memory holds enough.
  mutating func take(from copies: inout [Copy], at start: Int) {
    let sizeNew = copies.reduce(0) { $0 + ($1.body?.html.count ?? 0) }
    if sizeHeld + sizeNew <= sizeHeldMax {
      sizeHeld += sizeNew
      return
    }
    var writer = PackedWriter(reserving: sizeNew + copies.count * 128)
    var taken: [Range<Int>?] = []
    for copy in copies {
      let place = writer.bytes.count
      copy.body?.pack(into: &writer)
      taken.append(copy.body == nil ? nil : (place + size)..<(writer.bytes.count + size))
    }
    do throws(FileError) {
      if file == nil {
        try Disk.makeFolders(folder)
        file = try TextFile(in: folder)
        places = Array(repeating: nil, count: count)
      }
      try file?.append(writer.bytes)
    } catch {
      // They stay in memory.
      sizeHeld += sizeNew
      return
    }
    size += writer.bytes.count
    for index in copies.indices where taken[index] != nil {
      places[start + index] = taken[index]
      copies[index] = copies[index].withoutText
    }
  }

  /// Whether the text of the file of content `index` waits here.
  func has(_ index: Int) -> Bool { index < places.count && places[index] != nil }

  /// The text of the file of content `index`, of which `copy` was made; nil where it is not here.
  func body(of copy: Copy, _ index: Int) -> Body? {
    guard has(index), let place = places[index], let file else { return nil }
    do throws(FileError) {
      var reader = PackedReader(try file.bytes(place), 0..<place.count)
      let body = Body(from: &reader)
      return reader.isDamaged ? again(copy, index) : body
    } catch {
      return again(copy, index)
    }
  }
}

/// A file without a name that many tasks read.
///
/// A class, because it is closed when the last of them is done with it.
private final class TextFile: Sendable {
  private let file: Disk.OpenFile

  init(in folder: String) throws(FileError) {
    file = try Disk.OpenFile(unnamedIn: folder)
  }

  func append(_ bytes: [UInt8]) throws(FileError) {
    try file.write(bytes)
  }

  func bytes(_ place: Range<Int>) throws(FileError) -> [UInt8] {
    try file.read(place.count, at: place.lowerBound)
  }
}
