import StetCore

extension Cache {
  /// Where `copies` stand once they are written anew; nil where the disk does not take them, which does
  /// no harm. What an earlier build kept is then of no more use.
  func shelf(of copies: [Copy], width: Int) async -> Shelf? {
    do throws(FileError) {
      try makeFolder()
      let stored = try await written(copies, width: width)
      return Shelf(stored: stored, places: stored.places.map { $0 })
    } catch {
      return nil
    }
  }

  /// Writes `copies` anew, part by part, so that memory holds one part at a time.
  func written(_ copies: [Copy], width: Int) async throws(FileError) -> StoredCopies {
    let temporary = OutputTree.temporaryPath(copyPath)
    let file = try Disk.OpenFile(writing: temporary)
    let partCount = max(2_048, copies.count / (Cache.partsMax / 2) + 1)
    var parts: [StoredCopies.Part] = []
    var places: [Range<Int>] = []
    places.reserveCapacity(copies.count)
    var size = 0
    for start in stride(from: 0, to: copies.count, by: partCount) {
      let packed = await Cache.packed(
        Array(copies[start..<min(start + partCount, copies.count)]), width: width)
      try file.write(packed.bytes)
      parts.append(StoredCopies.Part(packed.bytes))
      for place in packed.places {
        places.append((place.lowerBound + size)..<(place.upperBound + size))
      }
      size += packed.bytes.count
    }
    file.close()
    try Disk.rename(temporary, to: copyPath)
    return StoredCopies(path: copyPath, parts: parts, places: places)
  }

  /// `copies` one after the other, and where each stands.
  static func packed(
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
}
