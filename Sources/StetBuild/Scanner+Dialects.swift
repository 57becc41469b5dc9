import StetContent
import StetCore
import StetSite

extension Scanner {
  /// `configuration` with what the files of other generators say of its content folders: the dialect
  /// where stet.yaml names none, and front matter for files that give none. What stet.yaml says
  /// itself goes before it.
  func withDialects(
    _ configuration: Configuration
  ) throws(FileError) -> Diagnosed<Configuration> {
    var configuration = configuration
    var diagnostics: [Diagnostic] = []
    for index in configuration.contentFolders.indices {
      let folder = configuration.contentFolders[index]
      if !folder.isDialectNamed, let found = try dialect(of: folder.path) {
        configuration.contentFolders[index].dialect = found.dialect
        diagnostics.append(
          Diagnostic(
            .info, .dialectDetected, path: configuration.path,
            "\(folder.path) is read as \(found.dialect.rawValue), because of \(found.evidence)",
            note: "“dialect” in stet.yaml says otherwise"))
      }
      let context = configuration.parseContext(for: configuration.contentFolders[index])
      let found: Diagnosed<FolderSettings>
      switch context.dialect {
      case .jekyll: found = try jekyllSettings(of: folder.path, context)
      case .hugo: found = try cascades(of: folder.path, context)
      case .eleventy: found = try directoryData(of: folder.path, context)
      default: continue
      }
      let own = configuration.contentFolders[index].settings
      configuration.contentFolders[index].settings = FolderSettings(
        values: found.value.values, defaults: found.value.defaults + own.defaults)
      diagnostics += found.diagnostics
    }
    return Diagnosed(configuration, diagnostics)
  }

  // MARK: Which generator

  /// The generator that the files of the content folder at `path` were written for, and the file or
  /// folder that tells; nil where nothing does.
  private func dialect(
    of path: String
  ) throws(FileError) -> (dialect: ParseContext.Dialect, evidence: String)? {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if name == "_posts" || name == "_drafts" { return (.jekyll, "its name") }
    for place in places(around: path) {
      for (file, dialect) in Scanner.marks {
        let mark = joined(place, file)
        if try Disk.status(diskPath(mark), isFollowing: true) != nil { return (dialect, mark) }
      }
      for file in ["config.toml", "config.yaml", "config.yml", "config.json"] {
        let mark = joined(place, file)
        guard let text = try self.file(mark) else { continue }
        let keys = data(text).value.entries.map(\.key.value)
        if keys.contains("base_url") { return (.zola, mark) }
        if keys.contains(where: { $0.lowercased() == "baseurl" }) { return (.hugo, mark) }
      }
    }
    return nil
  }

  /// The files by which a generator is known.
  private static let marks: [(file: String, dialect: ParseContext.Dialect)] = [
    ("_config.yml", .jekyll), ("_config.yaml", .jekyll), ("_config.toml", .jekyll),
    ("_posts", .jekyll), ("hugo.toml", .hugo), ("hugo.yaml", .hugo), ("hugo.yml", .hugo),
    ("hugo.json", .hugo), ("config/_default", .hugo), ("zola.toml", .zola),
    (".eleventy.js", .eleventy), ("eleventy.config.js", .eleventy),
    ("eleventy.config.mjs", .eleventy), ("eleventy.config.cjs", .eleventy),
    ("pelicanconf.py", .pelican),
  ]

  /// The folder at `path` and those around it, up to the site's root or two of them.
  func places(around path: String) -> [String] {
    var places = [path]
    while places.count < 3, let last = places.last, last != ".", last != "/" {
      places.append(last.contains("/") ? String(last.prefix(upTo: lastSlash(of: last))) : ".")
    }
    return places.filter { !$0.isEmpty }
  }

  private func lastSlash(of path: String) -> String.Index {
    path.lastIndex(of: "/") ?? path.startIndex
  }

  func joined(_ folder: String, _ name: String) -> String {
    folder == "." ? name : folder + "/" + name
  }

  // MARK: Jekyll

  /// What Jekyll's configuration beside the content folder at `path` says: values that texts name, and
  /// `defaults`.
  private func jekyllSettings(
    of path: String, _ context: ParseContext
  ) throws(FileError) -> Diagnosed<FolderSettings> {
    for place in places(around: path) {
      for name in ["_config.yml", "_config.yaml", "_config.toml"] {
        guard let file = try file(joined(place, name)) else { continue }
        return settings(ofJekyll: file, in: place, context)
      }
    }
    return Diagnosed(FolderSettings())
  }

  private func settings(
    ofJekyll file: SourceFile, in root: String, _ context: ParseContext
  ) -> Diagnosed<FolderSettings> {
    let read = data(file)
    var diagnostics = read.diagnostics
    var scopes: [(length: Int, isTyped: Bool, defaults: FrontMatterDefaults)] = []
    if case .list(let rules, _)? = read.value["defaults"] {
      for rule in rules {
        guard let values = rule["values"], !values.entries.isEmpty else { continue }
        let written = rule["scope"]?["path"]?.spelled(in: file.bytes) ?? ""
        let kind: FrontMatterDefaults.Kind? =
          switch rule["scope"]?["type"]?.spelled(in: file.bytes) {
          case nil: .all
          case "posts", "post": .inFolder("_posts")
          case "drafts", "draft": .inFolder("_drafts")
          case "pages", "page": .pages
          case .some(let collection): .inFolder("_" + collection)
          }
        guard let kind else { continue }
        let scope = root == "." ? written : root + "/" + written
        diagnostics += FrontMatterDefaults.diagnostics(of: values, in: file, for: context)
        scopes.append(
          (
            written.utf8.count, kind != .all,
            FrontMatterDefaults(values, in: file, scope: scope, kind: kind)
          ))
      }
    }
    // The longer path is the more particular, then one with a type; of equals the later.
    let ordered = scopes.enumerated().sorted { first, second in
      let (one, two) = (first.element, second.element)
      if one.length != two.length { return one.length < two.length }
      if one.isTyped != two.isTyped { return !one.isTyped }
      return first.offset < second.offset
    }
    let values = read.value.flattened(spelledIn: file.bytes, under: "site.")
    return Diagnosed(
      FolderSettings(values: values, defaults: ordered.map(\.element.defaults)), diagnostics)
  }
}
