import StetContent
import StetCore

extension Configuration {
  /// Takes the `defaults` of each content folder that `root`, the value of `file`, names; what is
  /// wrong with them is told where they stand.
  mutating func applyDefaults(_ root: LocatedNode, of file: SourceFile) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let nodes: [LocatedNode] =
      switch root["content"] {
      case .list(let nodes, _)?: nodes
      case .some(let node): [node]
      case nil: []
      }
    for node in nodes {
      guard let map = node["defaults"], let path = node["path"]?.spelled(in: file.bytes),
        let at = contentFolders.firstIndex(where: { $0.path == folderPath(path) })
      else { continue }
      guard case .map = map else {
        diagnostics.append(
          Diagnostic(
            .error, .configurationValueInvalid, path: file.path, range: map.range,
            "“defaults” must be a map of front matter"))
        continue
      }
      add(FrontMatterDefaults(map, in: file, scope: contentFolders[at].path), toFolderAt: at)
      diagnostics += FrontMatterDefaults.diagnostics(
        of: map, in: file, for: parseContext(for: contentFolders[at]))
    }
    return diagnostics
  }

  /// Adds front matter for files of the content folder at `index`, more particular than what it has.
  package mutating func add(_ defaults: FrontMatterDefaults, toFolderAt index: Int) {
    let settings = contentFolders[index].settings
    contentFolders[index].settings = FolderSettings(
      values: settings.values, defaults: settings.defaults + [defaults])
  }
}
