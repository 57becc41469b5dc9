import Foundation

/// The files of this repository, as text.
struct Repository {
  /// A text file, by its path from the root.
  struct File: Sendable {
    let path: String
    let text: String

    /// The lines without line ends.
    var lines: [Substring] {
      text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The lines of code: comments and what stands in quotation marks taken out.
    var code: [String] {
      var isInText = false
      return lines.map { line -> String in
        if line.contains("\"\"\"") { isInText.toggle() }
        if isInText || line.contains("\"\"\"") { return "" }
        return String(line).replacing(#/"(\\.|[^"\\])*"/#, with: "\"\"")
          .replacing(#/(^|\s)\/\/.*/#, with: "")
      }
    }

    /// The room that the file belongs to: `StetCore` of `Sources/StetCore/Slug.swift`.
    var room: String {
      let parts = path.split(separator: "/")
      return parts.count > 2 ? String(parts[1]) : ""
    }
  }

  private let root: URL

  /// The repository that this file was compiled in.
  init(_ file: String = #filePath) {
    root = URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// The file at `path`; an empty one where there is none.
  func file(_ path: String) -> File {
    let bytes = FileManager.default.contents(atPath: root.appending(path: path).path) ?? Data()
    return File(path: path, text: String(decoding: bytes, as: UTF8.self))
  }

  /// Every file below `folder` whose name ends with one of `endings`, ordered by path; hidden ones
  /// and what a build made left out.
  func files(below folder: String = "", endings: [String]) -> [File] {
    let place = folder.isEmpty ? root : root.appending(path: folder)
    let skipped = [".build", "output"]
    guard
      let found = FileManager.default.enumerator(
        at: place, includingPropertiesForKeys: [.isRegularFileKey],
        options: [.skipsHiddenFiles])
    else { return [] }
    var files: [File] = []
    for case let url as URL in found {
      let path = String(url.path.dropFirst(root.path.count + 1))
      if skipped.contains(path) {
        found.skipDescendants()
      } else if endings.contains(where: path.hasSuffix) {
        files.append(file(path))
      }
    }
    return files.sorted { $0.path < $1.path }
  }

  /// Replaces the file at `path`.
  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: root.appending(path: path))
  }
}
