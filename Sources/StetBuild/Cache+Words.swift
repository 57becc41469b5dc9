import StetCore
import StetSite

extension Cache {
  /// The words of the index of related stories.
  private var wordsPath: String { "\(folder)/\(name).words" }

  /// The words of an index that an earlier process kept; nil where none are whole.
  func words() -> IndexedWords? {
    do throws(FileError) {
      let file = try Disk.OpenFile(reading: wordsPath)
      let header = try Cache.header(of: file)
      guard let parts = parts(header) else { return nil }
      var reader = WordsReader(file: file, parts: parts[...], place: header.count + 8)
      if let words = IndexedWords(&reader) { return words }
      // Its header is whole, so that it would be taken for what is kept.
      try Disk.remove(wordsPath)
      return nil
    } catch {
      return nil
    }
  }

  /// Keeps `words` for the next process, where it has not kept the same. A disk that does not take them
  /// does no harm.
  func keep(_ words: IndexedWords) {
    var parts: [StoredCopies.Part] = []
    words.forEachPart { bytes in
      parts.append(StoredCopies.Part(size: bytes.byteCount, seal: Fingerprint(of: bytes)))
    }
    var writer = PackedWriter()
    writer.write(heading)
    writer.write(parts) { writer, part in
      writer.write(part.size)
      writer.write(part.seal)
    }
    let header = writer.sealed()
    do throws(FileError) {
      try makeFolder()
      if isKept(header) { return }
      let temporary = OutputTree.temporaryPath(wordsPath)
      let file = try Disk.OpenFile(writing: temporary)
      try [UInt64(header.count)].withMemory { (bytes) throws(FileError) in try file.write(bytes) }
      try file.write(header)
      try words.forEachPart { (bytes) throws(FileError) in try file.write(bytes) }
      file.close()
      try Disk.rename(temporary, to: wordsPath)
    } catch {
      // The next process makes them anew.
    }
  }

  private func isKept(_ header: [UInt8]) -> Bool {
    do throws(FileError) {
      return try Cache.header(of: Disk.OpenFile(reading: wordsPath)) == header
    } catch {
      return false
    }
  }

  /// What stands before the parts: what they are and how large, sealed. Empty where that makes no sense.
  private static func header(of file: borrowing Disk.OpenFile) throws(FileError) -> [UInt8] {
    let size: [UInt64] = try file.read(1, at: 0)
    return size[0] < 1 << 16 ? try file.read(Int(size[0]), at: 8) : []
  }

  private func parts(_ header: [UInt8]) -> [StoredCopies.Part]? {
    guard var reader = PackedReader(sealed: header), reader.text() == heading else { return nil }
    let parts = reader.list { StoredCopies.Part(size: $0.number(), seal: $0.fingerprint()) }
    return reader.isDamaged || !reader.isAtEnd || parts.contains { $0.size < 0 } ? nil : parts
  }
}

/// Reads the words of an index, part by part.
private struct WordsReader: ~Copyable, PartReader {
  let file: Disk.OpenFile
  var parts: ArraySlice<StoredCopies.Part>
  /// Where the next part begins.
  var place: Int

  mutating func next<Element: BitwiseCopyable & Sendable>(_ element: Element.Type) -> [Element]? {
    guard let part = parts.popFirst(), part.size.isMultiple(of: MemoryLayout<Element>.stride) else {
      return nil
    }
    do throws(FileError) {
      let elements: [Element] = try file.read(part.size / MemoryLayout<Element>.stride, at: place)
      place += part.size
      var isWhole = false
      elements.withMemory { isWhole = Fingerprint(of: $0) == part.seal }
      return isWhole ? elements : nil
    } catch {
      return nil
    }
  }
}
