import StetContent
import StetCore
import StetSite

/// What a site's data files say.
struct Facts: Sendable {
  /// Their values by the names of folders and files.
  var tree = LocatedNode.map([], SourceRange(0, 0))
  /// The people among them.
  var authors: [Article] = []
}

extension Scanner {
  /// The folders of data files, from the site's root: `data`, and `_data` of Jekyll and Eleventy.
  func dataFolders(_ configuration: Configuration) -> [String] {
    var folders: [String] = []
    for folder in configuration.contentFolders {
      let name =
        switch folder.dialect {
        case .jekyll, .eleventy: "_data"
        case .hugo: "data"
        default: ""
        }
      if name.isEmpty { continue }
      folders += places(around: folder.path).reversed().map { joined($0, name) }
    }
    let content = Set(configuration.contentFolders.map(\.path))
    var seen: Set<String> = []
    return (["data"] + folders).filter { !content.contains($0) && seen.insert($0).inserted }
  }

  /// Whether `path` is a data file that can be read.
  static func isData(_ path: String) -> Bool {
    [".yaml", ".yml", ".toml", ".json"].contains { path.hasSuffix($0) }
  }

  /// Reads the data files of `scan`.
  func facts(_ scan: Scan, width: Int) async -> Diagnosed<Facts> {
    if scan.data.isEmpty { return Diagnosed(Facts()) }
    let read = await scan.data.parallelMap(width: width) { found in
      let file = readable(found)
      guard let source = file.value else {
        return Diagnosed<LocatedNode?>(nil, file.diagnostics)
      }
      let value = data(source)
      return Diagnosed(value.diagnostics.isEmpty ? value.value : nil, value.diagnostics)
    }
    var facts = Facts()
    let valid = zip(scan.data, read).compactMap { found, read in
      read.value.map { (localPath: found.localPath, value: $0) }
    }
    facts.tree = dataTree(valid)
    let place = scan.data.first { $0.localPath.hasPrefix("authors") }
    if let people = facts.tree["authors"], let place {
      facts.authors = dataAuthors(people, path: place.path)
    }
    return Diagnosed(facts, read.flatMap(\.diagnostics))
  }
}
