import StetCore
import StetSite

extension Cache {
  /// The words of the index of related stories.
  private var wordsPath: String { "\(folder)/\(name).words" }

  /// The words of an index that an earlier process kept; nil where none are whole.
  func words() -> IndexedWords? {
    do throws(FileError) {
      let file = try Disk.OpenFile(reading: wordsPath)
      guard let header = Cache.header(of: file), let parts = parts(header) else { return nil }
      var rest = parts[...]
      var place = header.count + 8
      return IndexedWords {
        guard let part = rest.popFirst() else { return nil }
        let bytes = Cache.bytes(of: file, part.size, at: place)
        place += part.size
        return bytes.map(Fingerprint.init(of:)) == part.seal ? bytes : nil
      }
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
      if try Disk.status(wordsPath, isFollowing: true) != nil,
        Cache.header(of: try Disk.OpenFile(reading: wordsPath)) == header
      {
        return
      }
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

  /// What stands before the parts: what and how large they are, sealed.
  private static func header(of file: borrowing Disk.OpenFile) -> [UInt8]? {
    guard let size = bytes(of: file, 8, at: 0).flatMap([UInt64].init(memory:))?.first, size < 1 << 16
    else { return nil }
    return bytes(of: file, Int(size), at: 8)
  }

  private func parts(_ header: [UInt8]) -> [StoredCopies.Part]? {
    guard var reader = PackedReader(sealed: header), reader.text() == heading else { return nil }
    let parts = reader.list { StoredCopies.Part(size: $0.number(), seal: $0.fingerprint()) }
    return reader.isDamaged || !reader.isAtEnd || parts.contains { $0.size < 0 } ? nil : parts
  }

  private static func bytes(
    of file: borrowing Disk.OpenFile, _ count: Int, at place: Int
  ) -> [UInt8]? {
    do throws(FileError) {
      return try file.read(count, at: place)
    } catch {
      return nil
    }
  }
}
