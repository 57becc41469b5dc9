import StetCore
import StetMedia
import StetRender
import StetSite

/// What the pages' pictures became.
struct PictureStock: Sendable {
  /// By path from the output folder.
  var facts: [String: FileFacts] = [:]
  /// Files that are published beside the pictures.
  var renditions: [PublishedFile] = []
  /// What is published in place of files of the site, by their paths from its root, and files of the
  /// cache.
  var originals: [String: Scanner.Found] = [:]
}

/// Develops pictures: those that are not in the album are decoded, and their files kept beside it.
struct Darkroom: Sendable {
  let scanner: Scanner
  let order: BuildOrder

  /// Names what pictures are made with. The library is not woken for a site without pictures.
  var recipe: Fingerprint { Fingerprint(of: libraryVersion ?? "none") }

  /// A picture to be developed.
  struct Job: Sendable {
    let use: PictureUse
    let file: Scanner.Found
    let state: Fingerprint?
  }

  /// What a job came to.
  struct Result: Sendable {
    let job: Job
    let content: Fingerprint
    let key: Fingerprint
    let page: PictureAlbum.Page
    /// Whether the album did not have it.
    let isNew: Bool
  }

  /// What was made of the pictures that `uses` name, those of `found` that the site has.
  ///
  /// Work is noted in the album every now and then, so that a build which is ended goes on from there.
  func develop(
    _ uses: [PictureUse], among found: [(file: Scanner.Found, outputPath: String)],
    _ progress: (BuildProgress) -> Void
  ) async throws(FileError) -> Diagnosed<PictureStock> {
    if uses.isEmpty { return Diagnosed(PictureStock()) }
    let files = Dictionary(found.map { ($0.outputPath, $0.file) }) { first, _ in first }
    let jobs = uses.compactMap { use in
      files[use.filePath].map {
        Job(use: use, file: $0, state: $0.status.fingerprint(before: order.startNanoseconds))
      }
    }
    if jobs.isEmpty { return Diagnosed(PictureStock()) }
    let old = try scanner.file(PictureAlbum.path).map { PictureAlbum($0.bytes) } ?? PictureAlbum()
    let present = try present()
    var album = old
    var results: [Result?] = []
    let stretch = 64
    var kept = old.pages.count
    for start in stride(from: 0, to: jobs.count, by: stretch) {
      let part = Array(jobs[start..<min(start + stretch, jobs.count)])
      let known = album
      results += try await part.parallelMap(width: order.width) { job throws(FileError) in
        try result(of: job, known, present)
      }
      for result in results.suffix(part.count).compactMap(\.self) where result.isNew {
        album.pages[result.key] = result.page
        if let state = result.job.state { album.contents[state] = result.content }
      }
      progress(BuildProgress(stage: .developing, done: start + part.count, total: jobs.count))
      if album.pages.count >= kept + stretch {
        kept = album.pages.count
        note(album)
      }
    }
    let done = results.compactMap(\.self)
    var current = PictureAlbum()
    for result in done {
      current.pages[result.key] = result.page
      if let state = result.job.state { current.contents[state] = result.content }
    }
    try keep(current, insteadOf: old, album)
    return stock(done)
  }

  /// Notes what this build used, and for a while what it did not: another branch of an article, drafts.
  private func keep(
    _ current: PictureAlbum, insteadOf old: PictureAlbum, _ album: PictureAlbum
  ) throws(FileError) {
    var kept = album
    kept.contents.merge(current.contents) { _, new in new }
    if kept.contents.count > 2 * current.contents.count + 1_000 { kept.contents = current.contents }
    if kept.pages.count > 2 * current.pages.count + 1_000 {
      for (key, page) in kept.pages where current.pages[key] == nil {
        for name in page.fileNames(key) {
          try Disk.remove(scanner.diskPath(PictureAlbum.folder + "/" + name))
        }
      }
      kept.pages = current.pages
    }
    if kept.pages == old.pages, kept.contents == old.contents { return }
    note(kept)
  }

  /// The names of the files that are kept.
  func present() throws(FileError) -> Set<String> {
    let folder = scanner.diskPath(PictureAlbum.folder)
    guard try Disk.status(folder, isFollowing: true)?.kind == .folder else { return [] }
    return Set(try Disk.names(in: folder).map { String(decoding: $0, as: UTF8.self) })
  }

  /// Keeps `album`. Without one the next build works more, and nothing is wrong.
  private func note(_ album: PictureAlbum) {
    do throws(FileError) {
      try write(album.bytes, "album", of: "album")
    } catch {
      return
    }
  }

  /// What the album has of a picture, or what is made of it now; nil where it cannot be read, which is
  /// reported where it is copied.
  private func result(
    of job: Job, _ album: PictureAlbum, _ present: Set<String>
  ) throws(FileError) -> Result? {
    if let content = job.state.flatMap({ album.contents[$0] }) {
      let key = key(of: content, job.use)
      if let page = album.pages[key], page.fileNames(key).allSatisfy(present.contains) {
        return Result(job: job, content: content, key: key, page: page, isNew: false)
      }
    }
    guard job.file.status.sizeBytes <= Self.byteCountMax else {
      let none = Fingerprint(of: "too large")
      return Result(
        job: job, content: none, key: none, page: .left(.init(reason: "large")), isNew: false)
    }
    guard let source = scanner.readable(job.file).value else { return nil }
    let key = key(of: source.fingerprint, job.use)
    if let page = album.pages[key], page.fileNames(key).allSatisfy(present.contains) {
      return Result(
        job: job, content: source.fingerprint, key: key, page: page,
        isNew: job.state.map { album.contents[$0] == nil } ?? false)
    }
    let page = try page(of: source.bytes, key, job.use)
    return Result(job: job, content: source.fingerprint, key: key, page: page, isNew: true)
  }

  /// A file of more is left as it is.
  private static let byteCountMax = 256 << 20

  private func key(of content: Fingerprint, _ use: PictureUse) -> Fingerprint {
    Fingerprint(of: [content, recipe, Fingerprint(of: request(use).recipe)])
  }

  private func request(_ use: PictureUse) -> PictureRequest {
    PictureRequest(isCropped: use.isLead, focus: use.focus)
  }

  /// Develops the picture that `bytes` hold and keeps its files.
  private func page(
    of bytes: [UInt8], _ key: Fingerprint, _ use: PictureUse
  ) throws(FileError) -> PictureAlbum.Page {
    if use.filePath.lowercased().hasSuffix(".svg") {
      guard let drawing = Drawing(bytes) else { return .left(.init(reason: "broken")) }
      let page = PictureAlbum.Page.drawing(
        .init(size: drawing.size, cleanBytes: drawing.clean?.count, removed: drawing.removed))
      if let clean = drawing.clean {
        try write(clean, "\(key.hexadecimal)-clean.svg", of: use.filePath)
      }
      return page
    }
    let head = MediaHead(bytes)
    guard PictureFormat(bytes) != nil else {
      let isPicture = head.width != nil || !Self.isNamedForPicture(use.filePath)
      return .left(.init(reason: isPicture ? "other" : "broken"))
    }
    guard let width = head.width, let height = head.height else {
      return try left("broken", bytes, head, key, use)
    }
    let made: DevelopedPicture
    do throws(PictureProblem) {
      made = try StetMedia.develop(
        bytes, size: PixelSize(width: width, height: height), request(use))
    } catch {
      switch error {
      case .broken: return try left("broken", bytes, head, key, use)
      case .tooLarge: return try left("large", bytes, head, key, use)
      case .unfit: return try left("other", bytes, head, key, use)
      case .libraryMissing: return try left("library", bytes, head, key, use)
      }
    }
    return try keep(made, key, of: use.filePath)
  }

  /// A picture that cannot be developed; what its camera noted is kept from readers all the same.
  private func left(
    _ reason: String, _ bytes: [UInt8], _ head: MediaHead, _ key: Fingerprint, _ use: PictureUse
  ) throws(FileError) -> PictureAlbum.Page {
    let clean = StetMedia.withoutPrivateMetadata(bytes)
    if let clean { try write(clean, "\(key.hexadecimal)-clean", of: use.filePath) }
    var size: PixelSize?
    if let width = head.width, let height = head.height {
      size = PixelSize(width: width, height: height)
    }
    return .left(.init(reason: reason, size: size, cleanBytes: clean?.count))
  }

  /// Whether a file's name says that it is one of the pictures that are developed.
  private static func isNamedForPicture(_ path: String) -> Bool {
    let name = path.lowercased()
    return [".jpg", ".jpeg", ".png", ".webp"].contains { name.hasSuffix($0) }
  }
}
