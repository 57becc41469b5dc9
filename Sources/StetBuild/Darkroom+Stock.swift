import StetCore
import StetMedia
import StetRender
import StetSite

extension PictureAlbum.Page {
  /// The names of the files that were made, below the folder of pictures.
  func fileNames(_ key: Fingerprint) -> [String] {
    switch self {
    case .left(let left): left.cleanBytes == nil ? [] : ["\(key.hexadecimal)-clean"]
    case .drawing(let drawn):
      drawn.cleanBytes == nil ? [] : ["\(key.hexadecimal)-clean.svg"]
    case .developed(let made):
      made.files.map { $0.fileName(key) }
        + (made.cleanBytes == nil ? [] : ["\(key.hexadecimal)-clean"])
    }
  }
}

extension Darkroom.Result {
  /// Whether it waits for a library.
  fileprivate var isLibraryMissing: Bool {
    if case .left(let left) = page { return left.reason == "library" }
    return false
  }
}

extension Darkroom {
  /// Keeps the files of a developed picture.
  func keep(
    _ made: DevelopedPicture, _ key: Fingerprint, of source: String
  ) throws(FileError) -> PictureAlbum.Page {
    var files: [PictureAlbum.File] = []
    for rendition in made.renditions {
      let file = PictureAlbum.File(
        role: rendition.role, format: rendition.format, size: rendition.size,
        sizeBytes: rendition.bytes.count)
      try write(rendition.bytes, file.fileName(key), of: source)
      files.append(file)
    }
    if let clean = made.clean { try write(clean, "\(key.hexadecimal)-clean", of: source) }
    return .developed(
      .init(size: made.size, color: made.color, cleanBytes: made.clean?.count, files: files))
  }

  /// Keeps a file of `bytes`, in a folder made first where it is missing.
  ///
  /// It is written beside its place under a name that `source` makes its own, since two pictures may be
  /// the same.
  func write(_ bytes: [UInt8], _ name: String, of source: String) throws(FileError) {
    let folder = scanner.diskPath(PictureAlbum.folder)
    let place = folder + "/." + Fingerprint(of: source + "\n" + name).hexadecimal
    do throws(FileError) {
      _ = try Disk.write(bytes, to: place)
    } catch {
      guard error.isMissing else { throw error }
      try Disk.makeFolders(folder)
      _ = try Disk.write(bytes, to: place)
    }
    try Disk.rename(place, to: folder + "/" + name)
  }

  /// What pages and the output need to know of what was developed.
  func stock(_ results: [Result]) -> Diagnosed<PictureStock> {
    var stock = PictureStock()
    var diagnostics: [Diagnostic] = []
    var taken: Set<String> = []
    for result in results {
      if let problem = problem(of: result) { diagnostics.append(problem) }
      switch result.page {
      case .left(let left):
        guard let count = left.cleanBytes else { break }
        stock.facts[result.job.use.filePath] = FileFacts(
          sizeBytes: count, type: mediaType(of: result.job.use.filePath), width: left.size?.width,
          height: left.size?.height)
        replace(result, "\(result.key.hexadecimal)-clean", count, in: &stock)
      case .drawing(let drawn):
        stock.facts[result.job.use.filePath] = FileFacts(
          sizeBytes: drawn.cleanBytes ?? result.job.file.status.sizeBytes, type: "image/svg+xml",
          width: drawn.size?.width, height: drawn.size?.height)
        if let count = drawn.cleanBytes {
          replace(result, "\(result.key.hexadecimal)-clean.svg", count, in: &stock)
        }
      case .developed(let made):
        let files = made.files.map { (kept: $0, shown: shown($0, of: result)) }
        stock.facts[result.job.use.filePath] = facts(made, files.map(\.shown), of: result)
        if let count = made.cleanBytes {
          replace(result, "\(result.key.hexadecimal)-clean", count, in: &stock)
        }
        for file in files where taken.insert(file.shown.address.text).inserted {
          let path = PictureAlbum.folder + "/" + file.kept.fileName(result.key)
          stock.originals[path] = found(path, sizeBytes: file.kept.sizeBytes)
          stock.renditions.append(PublishedFile(path: path, address: file.shown.address))
        }
      }
    }
    // Said once, not at every picture: there is nothing to be done about any of them.
    if results.contains(where: \.isLibraryMissing) { diagnostics.append(Self.libraryMissing) }
    return Diagnosed(stock, diagnostics)
  }

  private func facts(
    _ made: PictureAlbum.Developed, _ files: [PictureSheet.File], of result: Result
  ) -> FileFacts {
    let roles = zip(made.files.map(\.role), files)
    let sheet = PictureSheet(
      color: made.color, responsive: roles.filter { $0.0 == .responsive }.map(\.1),
      fallback: roles.first { $0.0 == .fallback }?.1,
      crops: roles.filter { ![.responsive, .fallback].contains($0.0) }.map(\.1))
    return FileFacts(
      sizeBytes: made.cleanBytes ?? result.job.file.status.sizeBytes,
      type: mediaType(of: result.job.use.filePath), width: made.size.width,
      height: made.size.height, sheet: sheet)
  }

  /// `/assets/pictures/opera-480.1a2b3c4d.avif`: the name changes with the content, so that it may be kept
  /// for ever.
  private func shown(_ file: PictureAlbum.File, of result: Result) -> PictureSheet.File {
    let name = result.job.use.filePath.split(separator: "/").last.map(String.init) ?? "picture"
    let stem = slug(name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name)
    let what = file.role == .responsive ? String(file.size.width) : file.role.rawValue
    let mark = result.key.hexadecimal.prefix(8)
    let text =
      "/assets/pictures/\(stem.isEmpty ? "picture" : stem)-\(what).\(mark).\(file.format.ending)"
    return PictureSheet.File(
      address: SitePath(text), type: file.format.mediaType, width: file.size.width,
      height: file.size.height, sizeBytes: file.sizeBytes)
  }

  private func replace(
    _ result: Result, _ name: String, _ count: Int, in stock: inout PictureStock
  ) {
    stock.originals[result.job.file.path] = found(
      PictureAlbum.folder + "/" + name, sizeBytes: count)
  }

  /// A file of the cache.
  func found(_ path: String, sizeBytes: Int) -> Scanner.Found {
    Scanner.Found(
      path: path, localPath: path,
      status: Disk.Status(
        kind: .file, sizeBytes: sizeBytes, modifiedNanoseconds: 0, changedNanoseconds: 0,
        device: 0, inode: 0))
  }

  private func problem(of result: Result) -> Diagnostic? {
    let use = result.job.use
    let name = result.job.file.path
    switch result.page {
    case .left(let left) where left.reason == "broken":
      return Diagnostic(
        .warning, .pictureBroken, path: use.path, range: use.range,
        "\(name) is not a whole picture",
        note: "it is published without smaller copies; save it anew")
    case .left(let left) where left.reason == "large":
      return Diagnostic(
        .warning, .pictureTooLarge, path: use.path, range: use.range,
        "\(name) has more than 100 million pixels, or more than 256 MB",
        note: "it is not decoded and is published without smaller copies; make it smaller")
    case .drawing(let drawn) where !drawn.removed.isEmpty:
      return Diagnostic(
        .warning, .drawingUnclean, path: use.path, range: use.range,
        "\(name) holds what a drawing must not: \(drawn.removed.joined(separator: ", "))",
        note: "that is taken out of what is published")
    default: return nil
    }
  }
}
