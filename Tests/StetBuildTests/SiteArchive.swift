import Foundation
import StetCore
import StetSite
import Testing

@testable import StetBuild

/// A whole site in one string: each file's text after a line `-- path --` (the txtar format).
struct SiteArchive {
  private(set) var files: [(path: String, text: String)] = []

  /// The files that `text` holds; text before the first is a comment.
  init(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let name = line.wholeMatch(of: #/-- (.+) --/#)?.1 {
        files.append((String(name), ""))
      } else if !files.isEmpty {
        files[files.count - 1].text += line + "\n"
      }
    }
    // What ends the string is not a line of its last file.
    if let last = files.last, last.text.hasSuffix("\n") {
      files[files.count - 1].text.removeLast()
    }
  }
}

/// A folder that a test may fill, emptied when the test is done with it.
final class Workplace {
  let path: String

  /// A new folder with the files of `archive`.
  init(_ archive: String = "") throws {
    let base = URL(filePath: NSTemporaryDirectory()).resolvingSymlinksInPath()
    let folder = base.appending(path: "stet-" + UUID().uuidString)
    path = folder.path
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in SiteArchive(archive).files { try write(file.path, file.text) }
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: path) } catch { Issue.record(error) }
  }

  func write(_ file: String, _ text: String) throws {
    try write(file, Array(text.utf8))
  }

  func write(_ file: String, _ bytes: [UInt8]) throws {
    let place = URL(filePath: path + "/" + file)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: place)
  }

  func remove(_ file: String) throws {
    try FileManager.default.removeItem(atPath: path + "/" + file)
  }

  func link(_ file: String, to destination: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path + "/" + file, withDestinationPath: destination)
  }

  /// The folder of this repository.
  static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// Gives the site a theme of this repository.
  func linkRepositoryTheme(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: path + "/themes", withIntermediateDirectories: true)
    try link("themes/" + name, to: Workplace.repository + "/themes/" + name)
  }

  func read(_ file: String) -> String? {
    FileManager.default.contents(atPath: path + "/" + file).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// Every file below `folder` with its bytes, those of stet's own keeping left out.
  func files(below folder: String = "output") throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for path in try listing(folder) where !path.hasPrefix(".stet-") {
      files[path] = try Disk.read(self.path + "/" + folder + "/" + path)
    }
    return files
  }

  /// Every file below `folder`, hidden ones too, with its status.
  func statuses(below folder: String = "output") throws -> [String: Disk.Status] {
    var statuses: [String: Disk.Status] = [:]
    for path in try listing(folder) {
      statuses[path] = try Disk.status(self.path + "/" + folder + "/" + path, isFollowing: false)
    }
    return statuses
  }

  /// The paths of every file below `folder`, in order.
  func listing(_ folder: String = "output") throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path + "/" + folder).filter { name in
      try Disk.status(path + "/" + folder + "/" + name, isFollowing: false)?.kind != .folder
    }.sorted()
  }
}
