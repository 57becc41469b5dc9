import StetCore
import StetSite

/// What a cleaning took away, or would.
package struct CleanReport: Sendable {
  /// The output folder, as messages name it.
  package var output = ""
  /// Files of the output that stet made, by path from its folder, in order.
  package var removed: [String] = []
  /// Folders of notes and previews, from the site's root.
  package var folders: [String] = []
  package var diagnostics: [Diagnostic] = []
}

/// Takes away what builds of the site that `order` names have made: the files of the output that stet
/// owns, and what it keeps in `.stet`. Files that others made or changed stay. A dry run only says.
package func clean(_ order: BuildOrder, isDryRun: Bool) throws(FileError) -> CleanReport {
  let scanner = Scanner(root: order.site)
  let configuration = try scanner.configuration(flags: order.flags).value
  var report = CleanReport()
  report.output = configuration.output
  let root = scanner.diskPath(configuration.output)
  if try Disk.status(root, isFollowing: true) != nil {
    let lock = try OutputTree.lock(root, shownAs: configuration.output)
    let tree = try OutputTree.open(
      root, shownAs: configuration.output, generator: order.generator)
    report.diagnostics += tree.diagnostics
    if isDryRun {
      report.removed = tree.value.known.records.keys.sorted()
    } else {
      let finished = try tree.value.finish([:])
      report.removed = finished.value.removed
      report.diagnostics += finished.diagnostics
      try Disk.remove(root + "/" + OutputTree.manifestName)
      try Disk.remove(root + "/" + OutputTree.lockName)
    }
    lock.close()
  }
  for folder in [".stet/preview", ".stet/cache", PictureAlbum.folder] {
    guard try Disk.status(scanner.diskPath(folder), isFollowing: false)?.kind == .folder else {
      continue
    }
    report.folders.append(folder)
    if !isDryRun { try removeAll(below: scanner.diskPath(folder)) }
  }
  if !isDryRun { try removeNotes(scanner.diskPath(".stet")) }
  return report
}

/// Removes the folder of notes where nothing is left in it but what hides it from git.
private func removeNotes(_ folder: String) throws(FileError) {
  guard try Disk.status(folder, isFollowing: false)?.kind == .folder else { return }
  let names = try Disk.names(in: folder).map { String(decoding: $0, as: UTF8.self) }
  if names == [".gitignore"] { try Disk.remove(folder + "/.gitignore") }
  _ = Disk.removeFolderIfEmpty(folder)
}

/// Removes `folder` with everything in it; of links only themselves.
private func removeAll(below folder: String) throws(FileError) {
  var folders = [folder]
  var index = 0
  while index < folders.count {
    for name in try Disk.names(in: folders[index]) {
      let path = folders[index] + "/" + String(decoding: name, as: UTF8.self)
      if try Disk.status(path, isFollowing: false)?.kind == .folder {
        folders.append(path)
      } else {
        try Disk.remove(path)
      }
    }
    index += 1
  }
  for path in folders.reversed() { _ = Disk.removeFolderIfEmpty(path) }
}
