import StetCore
import StetSite

/// Where the files of a site are, so that changes to them can be noticed.
package struct WatchedPlaces: Sendable, Hashable {
  /// The site's folder on the disk; of what stands in it only files are watched.
  package let root: String
  /// Folders that are watched with everything below them, on the disk.
  package let folders: [String]
  /// The output folder, whose files no build reads.
  let output: String
  /// The folder whose hidden files are copied.
  let statics: String

  /// Every folder that is to be watched, each once.
  package var allFolders: [String] {
    [root] + folders.flatMap { self.folders(below: $0) }
  }

  /// `folder` and the folders below it, links followed, each once.
  package func folders(below folder: String) -> [String] {
    tree(below: folder).folders
  }

  /// The files below `folder` that are watched, as `watchedPath` names them.
  package func files(below folder: String) -> [String] {
    tree(below: folder).files.compactMap { watchedPath(of: $0) }
  }

  /// Whether changes below the folder at `path` matter.
  package func isFolderWatched(_ path: String) -> Bool {
    !isPassedOver(path) && !isOutput(path) && isBelowFolders(path)
  }

  /// The file at `path` of the disk as a build names it, from the site's root where it is below;
  /// nil where no build reads it.
  package func watchedPath(of path: String) -> String? {
    let isAtRoot = StetBuild.folder(of: path) == root
    guard !isPassedOver(path), isAtRoot || isBelowFolders(path) else { return nil }
    return path.hasPrefix(root + "/") ? String(path.dropFirst(root.utf8.count + 1)) : path
  }

  private func isBelowFolders(_ path: String) -> Bool {
    folders.contains { path == $0 || path.hasPrefix($0 == "/" ? $0 : $0 + "/") }
  }

  private func isOutput(_ path: String) -> Bool {
    path == output || path.hasPrefix(output + "/")
  }

  /// Whether a path's last name is hidden, or was left by an editor.
  private func isPassedOver(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    if name.hasPrefix(".") {
      let isKept = path.hasPrefix(statics + "/") && name != ".git"
      if !isKept || name.hasPrefix(".#") || name.hasSuffix(".swp") { return true }
    }
    return name.hasSuffix("~") || (name.hasPrefix("#") && name.hasSuffix("#"))
  }

  /// The folders and files below `folder`; what cannot be looked at is left out.
  private func tree(below folder: String) -> (folders: [String], files: [String]) {
    var folders: [String] = []
    var files: [String] = []
    var seen: Set<[UInt64]> = []
    var waiting = [folder]
    while let next = waiting.popLast() {
      do throws(FileError) {
        guard let status = try Disk.status(next, isFollowing: true) else { continue }
        switch status.kind {
        case .file: files.append(next)
        case .folder:
          guard next == folder || !isPassedOver(next), !isOutput(next),
            seen.insert([status.device, status.inode]).inserted
          else { continue }
          folders.append(next)
          waiting += try Disk.names(in: next).map {
            next + "/" + String(decoding: $0, as: UTF8.self)
          }
        default: break
        }
      } catch {
        continue
      }
    }
    return (folders, files)
  }
}

/// What tells one state of a file from another without reading it.
package struct FileState: Sendable, Hashable {
  private let status: Disk.Status

  fileprivate init(_ status: Disk.Status) {
    self.status = status
  }
}

/// The states of all files of `places`, by the names that a build gives them.
package func fileStates(of places: WatchedPlaces) -> [String: FileState] {
  var files = places.folders.flatMap { places.files(below: $0) }
  do throws(FileError) {
    files += try Disk.names(in: places.root).map { String(decoding: $0, as: UTF8.self) }
      .filter { places.watchedPath(of: places.root + "/" + $0) != nil }
  } catch {
    // A site that has gone away has no files.
  }
  var states: [String: FileState] = [:]
  for path in files {
    do throws(FileError) {
      let whole = path.hasPrefix("/") ? path : places.root + "/" + path
      guard let status = try Disk.status(whole, isFollowing: true), status.kind == .file else {
        continue
      }
      states[path] = FileState(status)
    } catch {
      continue
    }
  }
  return states
}

/// What a server must know of a site besides its output.
package struct ServedSite: Sendable, Hashable {
  /// The one file among those of the site that builds write too, from the site's root.
  package static let ledgerPath = FeedLedger.path

  /// Where the files are that a build reads.
  package let places: WatchedPlaces
  /// The output folder on the disk.
  package let output: String
  /// The path that the site lives under, such as `/blog`; empty where it has a host of its own.
  package let basePath: String
}

/// The site that `order` names, as its configuration stands now.
package func servedSite(of order: BuildOrder) throws(FileError) -> ServedSite {
  let root = Disk.realPath(order.site) ?? order.site
  let scanner = Scanner(root: root)
  let configuration = try scanner.configuration(flags: order.flags).value
  var folders = configuration.contentFolders.map(\.path)
  folders += [scanner.themeFolder(configuration), "static", "archetypes"]
  folders += scanner.dataFolders(configuration)
  var watched: [String] = []
  for folder in folders {
    let path = scanner.diskPath(folder)
    let real = Disk.realPath(path) ?? path
    if !watched.contains(where: { real == $0 || real.hasPrefix($0 + "/") }) { watched.append(real) }
  }
  let output = scanner.diskPath(configuration.output)
  let statics = scanner.diskPath("static")
  return ServedSite(
    places: WatchedPlaces(
      root: root, folders: watched, output: Disk.realPath(output) ?? output,
      statics: Disk.realPath(statics) ?? statics),
    output: output, basePath: configuration.basePath)
}

/// The file of content behind each page that has one, by path from the output folder.
package func pageSources(of order: BuildOrder) async throws(FileError) -> [String: String] {
  try await read(order).value.site.sources
}
