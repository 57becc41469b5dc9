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

  /// Looks through the folders that `configuration` names.
  func scan(_ configuration: Configuration) throws(FileError) -> Diagnosed<Scan> {
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
      let found = walk(
        folder.path, own, avoiding: reserved.subtracting([own]), isHiddenKept: false)
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
      let found = walk(path, own, avoiding: [], isHiddenKept: path == "static")
      diagnostics += found.diagnostics
      scan[keyPath: list] = found.value
    }
    for path in dataFolders(configuration) {
      guard let own = try identity(of: path) else { continue }
      let found = walk(path, own, avoiding: [], isHiddenKept: false)
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
  private struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64

    init(_ status: Disk.Status) {
      device = status.device
      inode = status.inode
    }
  }

  /// A folder that is still to be looked into.
  private struct Visit {
    let path: String
    let localPath: String
    /// The folders that lead to it and itself, outermost first.
    let chain: [Identity]
  }

  /// Something in a folder, with the bytes by which it is ordered.
  private struct Entry {
    let name: String
    let key: [UInt8]
    let status: Disk.Status
  }

  /// Every file below `folder`, links followed, folders of `reserved` left out.
  private func walk(
    _ folder: String, _ own: Identity, avoiding reserved: Set<Identity>, isHiddenKept: Bool
  ) -> Diagnosed<[Found]> {
    var found: [Found] = []
    var diagnostics: [Diagnostic] = []
    // Entries wait in reverse order, so that a folder's files come before whatever follows it.
    var waiting: [(visit: Visit?, file: Found?)] = [
      (Visit(path: folder, localPath: "", chain: [own]), nil)
    ]
    while let next = waiting.popLast() {
      if let file = next.file { found.append(file) }
      guard let visit = next.visit else { continue }
      let listing = entries(of: visit, isHiddenKept: isHiddenKept)
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
  private func entries(of visit: Visit, isHiddenKept: Bool) -> Diagnosed<[Entry]> {
    var entries: [Entry] = []
    var diagnostics: [Diagnostic] = []
    let folder = diskPath(visit.path)
    do throws(FileError) {
      for bytes in try Disk.names(in: folder) where !isPassedOver(bytes, isHiddenKept) {
        let shown = visit.path + "/" + String(decoding: bytes, as: UTF8.self)
        guard let name = String(validating: bytes, as: UTF8.self),
          !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F })
        else {
          diagnostics.append(badName(printable(shown)))
          continue
        }
        do throws(FileError) {
          guard let status = try Disk.status(folder + "/" + name, isFollowing: true) else {
            diagnostics.append(deadLink(shown))
            continue
          }
          let key = status.kind == .folder ? bytes + [0x2F] : bytes
          entries.append(Entry(name: name, key: key, status: status))
        } catch {
          diagnostics.append(error.isLoop ? loop(shown) : unreadable(shown, error))
        }
      }
    } catch {
      diagnostics.append(unreadable(visit.path, error))
    }
    entries.sort { $0.key.lexicographicallyPrecedes($1.key) }
    return Diagnosed(entries, diagnostics)
  }

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

extension Scanner {
  /// What to say of the file at `path` that cannot be read.
  func unreadable(_ path: String, _ error: FileError) -> Diagnostic {
    Diagnostic(
      .error, .fileUnreadable, path: path, "this cannot be read: \(error.reason)",
      note: "it is left out; give yourself the right to read it, or take it away")
  }

  private func loop(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, .linkLoop, path: path, "this symbolic link leads back to a folder it stands in",
      note: "it is not followed; remove the link")
  }

  private func deadLink(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, .fileUnreadable, path: path, "this symbolic link leads to nothing",
      note: "it is left out; mend or remove the link")
  }

  /// `path` with every control character as a question mark, fit for a terminal.
  private func printable(_ path: String) -> String {
    String(
      String.UnicodeScalarView(
        path.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "?" : $0 }))
  }

  private func special(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, .fileSpecial, path: path, "this is neither a file nor a folder",
      note: "it is left out")
  }

  private func badName(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, .fileNameInvalid, path: path,
      "this name has control characters or is not UTF-8, so that no address can hold it",
      note: "it is left out; give it another name")
  }

  private func missing(
    _ folder: Configuration.ContentFolder, _ configuration: Configuration
  ) -> Diagnostic {
    Diagnostic(
      .error, .contentFolderMissing, path: configuration.path,
      "there is no content folder \(folder.path)",
      note: "make the folder, or let “content” in stet.yaml name the one that is there")
  }

  private func empty(_ configuration: Configuration) -> Diagnostic {
    let folders = configuration.contentFolders.map(\.path).joined(separator: ", ")
    return Diagnostic(
      .warning, .siteEmpty, path: configuration.path,
      "no article was found in \(folders.isEmpty ? "any folder" : folders)",
      note: "articles are files that end in .md or .markdown")
  }
}
