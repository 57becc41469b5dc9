import StetCore

extension OutputTree {
  /// Bytes from which on a file is copied piece by piece.
  static let pieceSizeBytes = 8 << 20

  /// A file that waits beside the output to take its place.
  struct Staged: Sendable {
    let path: String
    /// Where it waits, on the disk.
    let place: String
    let record: Manifest.Record
  }

  /// What is to be done with a staged file.
  enum Staging: Sendable {
    case settled(Outcome)
    case waiting(Staged)
  }

  /// Gives `path` the bytes `bytes`, which were made from `input`.
  func write(
    _ bytes: [UInt8], to path: String, madeFrom input: Fingerprint?
  ) throws(FileError) -> Outcome {
    if isNursery { return try layOut(bytes, at: path, madeFrom: input) }
    let digest = Fingerprint(of: bytes)
    let verdict = try verdict(on: path, digest: digest, sizeBytes: bytes.count, input: input) {
      place throws(FileError) in try Disk.read(place) == bytes
    }
    if let verdict { return verdict }
    let temporary = OutputTree.temporaryPath(root + "/" + path)
    let status = try inNewFolder(of: temporary) { () throws(FileError) in
      try Disk.write(bytes, to: temporary)
    }
    guard let status else { return .blocked }
    try Disk.rename(temporary, to: root + "/" + path)
    return .written(record(status, digest, input))
  }

  /// Puts `bytes` where they wait, as number `number`, to become the file at `path` by `commit`.
  func stage(
    _ bytes: [UInt8], to path: String, madeFrom input: Fingerprint?, number: Int
  ) throws(FileError) -> Staging {
    if isNursery { return .settled(try layOut(bytes, at: path, madeFrom: input)) }
    let digest = Fingerprint(of: bytes)
    let verdict = try verdict(on: path, digest: digest, sizeBytes: bytes.count, input: input) {
      place throws(FileError) in try Disk.read(place) == bytes
    }
    if let verdict { return .settled(verdict) }
    let place = stagePath(number)
    let status = try inNewFolder(of: place) { () throws(FileError) in
      try Disk.write(bytes, to: place)
    }
    guard let status else { return .settled(.blocked) }
    return .waiting(Staged(path: path, place: place, record: record(status, digest, input)))
  }

  /// Moves a staged file to its place.
  func commit(_ staged: Staged) throws(FileError) -> Outcome {
    let destination = root + "/" + staged.path
    let moved: Void? = try inNewFolder(of: destination) { () throws(FileError) in
      try Disk.rename(staged.place, to: destination)
    }
    return moved == nil ? .blocked : .written(staged.record)
  }

  /// Makes the file at `path` a copy of the one at `source` on the disk, which `input` tells from
  /// its earlier states; a large one passes through memory piece by piece.
  func copy(
    _ source: String, sizeBytes: Int, to path: String, madeFrom input: Fingerprint?
  ) throws(FileError) -> Outcome {
    if sizeBytes < OutputTree.pieceSizeBytes {
      return try write(try Disk.read(source), to: path, madeFrom: input)
    }
    let digest = try OutputTree.digest(of: source)
    let verdict = try verdict(on: path, digest: digest, sizeBytes: sizeBytes, input: input) {
      place throws(FileError) in try OutputTree.digest(of: place) == digest
    }
    if let verdict { return verdict }
    let temporary = OutputTree.temporaryPath(root + "/" + path)
    let status = try inNewFolder(of: temporary) { () throws(FileError) in
      try OutputTree.copyPieces(from: source, to: temporary)
    }
    guard let status else { return .blocked }
    try Disk.rename(temporary, to: root + "/" + path)
    return .written(record(status, digest, input))
  }

  /// What becomes of `path` without writing it; nil when it is to be written. `isSame` compares the
  /// file on the disk with what would be written.
  private func verdict(
    on path: String, digest: Fingerprint, sizeBytes: Int, input: Fingerprint?,
    isSame: (String) throws(FileError) -> Bool
  ) throws(FileError) -> Outcome? {
    if isTooLong(path) { return .nameTooLong }
    let place = root + "/" + path
    guard let status = try Disk.status(place, isFollowing: false) else { return nil }
    if status.kind == .file, status.sizeBytes == sizeBytes {
      let old = known.records[path]
      let isKnown = old?.bytes == digest && old?.matches(status) == true
      let isUnchanged = isKnown ? true : try isSame(place)
      if isUnchanged { return .unchanged(record(status, digest, input)) }
    }
    return isOurs(path) && status.kind != .folder ? nil : .blocked
  }

  /// The record of a file that has `status` and was made from `input`.
  func record(
    _ status: Disk.Status, _ digest: Fingerprint, _ input: Fingerprint?
  ) -> Manifest.Record {
    Manifest.Record(
      input: input, bytes: digest, sizeBytes: status.sizeBytes,
      modifiedNanoseconds: status.modifiedNanoseconds)
  }

  /// The result of `make`, which makes a file at `place`, its folder made first where it is missing;
  /// nil when a file that is not ours stands where the folder must be.
  func inNewFolder<Made>(
    of place: String, _ make: () throws(FileError) -> Made
  ) throws(FileError) -> Made? {
    do throws(FileError) {
      return try make()
    } catch {
      guard error.isMissing || error.isBlocked else { throw error }
    }
    do throws(FileError) {
      try Disk.makeFolders(folder(of: place))
    } catch {
      guard error.isBlocked else { throw error }
      return nil
    }
    return try make()
  }

  /// The fingerprint of the file at `path`, or of its pieces' fingerprints when it is large.
  private static func digest(of path: String) throws(FileError) -> Fingerprint {
    let file = try Disk.OpenFile(reading: path)
    var pieces: [Fingerprint] = []
    while true {
      let piece = try file.read(upTo: pieceSizeBytes)
      if piece.isEmpty { break }
      pieces.append(Fingerprint(of: piece))
    }
    return pieces.count == 1 ? pieces[0] : Fingerprint(of: pieces)
  }

  private static func copyPieces(
    from source: String, to destination: String
  ) throws(FileError) -> Disk.Status {
    let input = try Disk.OpenFile(reading: source)
    let output = try Disk.OpenFile(writing: destination)
    while true {
      let piece = try input.read(upTo: pieceSizeBytes)
      if piece.isEmpty { return try output.status() }
      try output.write(piece)
    }
  }
}
