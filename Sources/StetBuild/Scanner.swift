import StetCore
import StetSite

/// Finds the files of a site; reads none of them.
struct Scanner: Sendable {
  /// The site's folder, as it was given.
  let root: String

  /// A file that was found.
  struct Found: Sendable, Hashable {
    /// From the site's root: `content/arts/opera.md`.
    let path: String
    /// Below the folder that was scanned: `arts/opera.md`.
    let localPath: String
    let status: Disk.Status
  }

  /// Everything that a build reads, each list ordered by the bytes of its paths.
  struct Scan: Sendable {
    /// Files of content, with the content folder of each by index.
    var content: [(file: Found, folder: Int)] = []
    /// Every other file below the content folders.
    var beside: [Found] = []
    var theme: [Found] = []
    var statics: [Found] = []
    /// Data files.
    var data: [Found] = []
    /// How many files of content were found but cannot be used.
    var countLeftOut = 0
  }

  /// Where `path`, given from the site's root, is on the disk.
  func diskPath(_ path: String) -> String {
    path.hasPrefix("/") ? path : root + "/" + path
  }

  /// The file at `path` from the site's root; nil when there is none.
  func file(_ path: String) throws(FileError) -> SourceFile? {
    guard try Disk.status(diskPath(path), isFollowing: true) != nil else { return nil }
    return SourceFile(path: path, bytes: try Disk.read(diskPath(path)))
  }

  /// Looks through the folders that `configuration` names, at `width` files of a folder at once.
  func scan(
    _ configuration: Configuration, width: Int
  ) async throws(FileError) -> Diagnosed<Scan> {
    var scan = Scan()
    var diagnostics: [Diagnostic] = []
    let theme = themeFolder(configuration)
    let folders = configuration.contentFolders
    var fixed: [String] = [configuration.output, "themes", "static"]
    fixed += folders.map(\.path)
    let reserved = try identities(of: fixed)
    for (index, folder) in folders.enumerated() {
      guard let own = try identity(of: folder.path) else {
        diagnostics.append(missing(folder, configuration))
        continue
      }
      let found = await walk(
        folder.path, own, avoiding: reserved.subtracting([own]), isHiddenKept: false, width)
      diagnostics += found.diagnostics
      scan.countLeftOut += found.diagnostics.count { Scanner.isContent($0.path) }
      for file in found.value {
        if Scanner.isContent(file.path) {
          scan.content.append((file, index))
        } else {
          scan.beside.append(file)
        }
      }
    }
    if scan.content.isEmpty, diagnostics.isEmpty { diagnostics.append(empty(configuration)) }
    for (path, list) in [(theme, \Scan.theme), ("static", \Scan.statics)] {
      guard let own = try identity(of: path) else { continue }
      let found = await walk(path, own, avoiding: [], isHiddenKept: path == "static", width)
      diagnostics += found.diagnostics
      scan[keyPath: list] = found.value
    }
    for path in dataFolders(configuration) {
      guard let own = try identity(of: path) else { continue }
      let found = await walk(path, own, avoiding: [], isHiddenKept: false, width)
      diagnostics += found.diagnostics
      scan.data += found.value.filter { Scanner.isData($0.path) }
    }
    return Diagnosed(scan, diagnostics)
  }

  /// Reads those of `files` that can be read, in their order.
  func read(_ files: [Found], width: Int) async -> Diagnosed<[SourceFile]> {
    let results = await files.parallelMap(width: width) { file in readable(file) }
    return Diagnosed(results.compactMap(\.value), results.flatMap(\.diagnostics))
  }

  /// `file` with its bytes; nil, with the reason, when it cannot be read.
  func readable(_ file: Found) -> Diagnosed<SourceFile?> {
    do throws(FileError) {
      return Diagnosed(
        SourceFile(path: file.path, bytes: try Disk.read(diskPath(file.path))))
    } catch {
      return Diagnosed(nil, [unreadable(file.path, error)])
    }
  }

  /// Whether the file called `path` is written in Markdown.
  static func isContent(_ path: String) -> Bool {
    let name = path.lowercased()
    return name.hasSuffix(".md") || name.hasSuffix(".markdown")
  }
}

extension Scanner {
  /// Tells one folder from another, whatever path leads to it.
  private struct Identity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64

    init(_ status: Disk.Status) {
      device = status.device
      inode = status.inode
    }
  }

  /// A folder that is still to be looked into.
  private struct Visit: Sendable {
    let path: String
    let localPath: String
    /// The folders that lead to it and itself, outermost first.
    let chain: [Identity]
  }

  /// Something in a folder, with the bytes by which it is ordered.
  private struct Entry: Sendable {
    let name: String
    let key: [UInt8]
    let status: Disk.Status
  }

  /// Every file below `folder`, links followed, folders of `reserved` left out.
  private func walk(
    _ folder: String, _ own: Identity, avoiding reserved: Set<Identity>, isHiddenKept: Bool,
    _ width: Int
  ) async -> Diagnosed<[Found]> {
    var found: [Found] = []
    var diagnostics: [Diagnostic] = []
    // Entries wait in reverse order, so that a folder's files come before whatever follows it.
    var waiting: [(visit: Visit?, file: Found?)] = [
      (Visit(path: folder, localPath: "", chain: [own]), nil)
    ]
    while let next = waiting.popLast() {
      if let file = next.file { found.append(file) }
      guard let visit = next.visit else { continue }
      let listing = await entries(of: visit, isHiddenKept: isHiddenKept, width)
      diagnostics += listing.diagnostics
      for entry in listing.value.reversed() {
        let path = visit.path == "." ? entry.name : visit.path + "/" + entry.name
        let localPath = visit.localPath.isEmpty ? entry.name : visit.localPath + "/" + entry.name
        let identity = Identity(entry.status)
        switch entry.status.kind {
        case .file, .link:
          waiting.append((nil, Found(path: path, localPath: localPath, status: entry.status)))
        case .folder where reserved.contains(identity): break
        case .folder where visit.chain.contains(identity):
          diagnostics.append(loop(path))
        case .folder:
          let chain = visit.chain + [identity]
          waiting.append((Visit(path: path, localPath: localPath, chain: chain), nil))
        case .special: diagnostics.append(special(path))
        }
      }
    }
    return Diagnosed(found, diagnostics)
  }

  /// What is in a folder, ordered by the bytes of the paths that it leads to.
  private func entries(
    of visit: Visit, isHiddenKept: Bool, _ width: Int
  ) async -> Diagnosed<[Entry]> {
    let names: [[UInt8]]
    let folder = diskPath(visit.path)
    do throws(FileError) {
      names = try Disk.names(in: folder).filter { !isPassedOver($0, isHiddenKept) }
    } catch {
      return Diagnosed([], [unreadable(visit.path, error)])
    }
    let stretch = 512
    let parts = await stride(from: 0, to: names.count, by: stretch).map { $0 }.parallelMap(
      width: width
    ) { start in
      names[start..<min(start + stretch, names.count)].map { entry(named: $0, in: visit, folder) }
    }
    var entries: [Entry] = []
    entries.reserveCapacity(names.count)
    var diagnostics: [Diagnostic] = []
    for found in parts.joined() {
      if let entry = found.value { entries.append(entry) }
      diagnostics += found.diagnostics
    }
    entries.sort { $0.key.lexicographicallyPrecedes($1.key) }
    return Diagnosed(entries, diagnostics)
  }

  private func entry(
    named bytes: [UInt8], in visit: Visit, _ folder: String
  ) -> Diagnosed<Entry?> {
    guard let name = String(validating: bytes, as: UTF8.self),
      !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F })
    else {
      let shown = shown(String(decoding: bytes, as: UTF8.self), in: visit)
      return Diagnosed(nil, [badName(printable(shown))])
    }
    do throws(FileError) {
      guard let status = try Disk.status(folder + "/" + name, isFollowing: true) else {
        return Diagnosed(nil, [deadLink(shown(name, in: visit))])
      }
      let key = status.kind == .folder ? bytes + [0x2F] : bytes
      return Diagnosed(Entry(name: name, key: key, status: status))
    } catch {
      let shown = shown(name, in: visit)
      return Diagnosed(nil, [error.isLoop ? loop(shown) : unreadable(shown, error)])
    }
  }

  private func shown(_ name: String, in visit: Visit) -> String { visit.path + "/" + name }

  /// Whether a name is hidden or was left by an editor or a file manager.
  private func isPassedOver(_ name: [UInt8], _ isHiddenKept: Bool) -> Bool {
    let isDotted = name.first == 0x2E
    if isDotted, !isHiddenKept { return true }
    if name.last == 0x7E || name.starts(with: ".#".utf8) { return true }
    if name.first == 0x23, name.last == 0x23 { return true }
    if !isDotted, name.first != UInt8(ascii: "T") { return false }
    let text = String(decoding: name, as: UTF8.self)
    if isDotted, [".swp", ".swo", ".swx"].contains(where: text.hasSuffix) { return true }
    return text == ".DS_Store" || text == "Thumbs.db" || text == ".git"
  }

  private func identity(of path: String) throws(FileError) -> Identity? {
    guard let status = try Disk.status(diskPath(path), isFollowing: true),
      status.kind == .folder
    else { return nil }
    return Identity(status)
  }

  private func identities(of paths: [String]) throws(FileError) -> Set<Identity> {
    var identities: Set<Identity> = []
    for path in paths {
      if let identity = try identity(of: path) { identities.insert(identity) }
    }
    return identities
  }
}
