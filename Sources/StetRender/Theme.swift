import StetContent
import StetCore
import StetTemplate

/// A theme: templates, assets, words and the collections it wants; everything from themes/NAME.
///
/// A class that never changes: as a structure each page would copy it.
package final class Theme: Sendable {
  /// The folder's name.
  package let name: String
  let templates: TemplateSet
  /// The same templates with everything worked out that does not differ from page to page, by the
  /// language of the page.
  private let standing: [String: TemplateSet]
  private let templateNames: Set<String>
  /// Files of assets/, by path.
  let assets: [Asset]
  let collections: [Collection]
  /// The theme's own values for `params`, which stet.yaml may replace one by one.
  let params: [LocatedNode.Entry]
  /// Words by language: `["de": ["more_about": "Mehr zu"]]`, as records that templates read.
  let strings: [String: Record]
  /// Whether its search page reads an index.
  package let isSearching: Bool
  /// What pictures of headlines are printed in; nil for none.
  package let shareColors: ShareColors?
  /// How wide pictures in a text are shown, as the attribute `sizes` says it.
  let pictureSizes: String
  /// The fingerprint of every file of the theme.
  let fingerprint: Fingerprint

  private init(
    name: String, templates: TemplateSet, assets: [Asset], collections: [Collection],
    params: [LocatedNode.Entry], strings: [String: Record], isSearching: Bool,
    shareColors: ShareColors?, pictureSizes: String, fingerprint: Fingerprint
  ) {
    self.name = name
    self.templates = templates
    standing = [:]
    templateNames = Set(templates.names)
    self.assets = assets
    self.collections = collections
    self.params = params
    self.strings = strings
    self.isSearching = isSearching
    self.shareColors = shareColors
    self.pictureSizes = pictureSizes
    self.fingerprint = fingerprint
  }

  /// The same as `theme` with templates for pages that all show `site`, each in the language of one of
  /// `contexts`.
  init(_ theme: Theme, standingFor site: Value, in contexts: [RenderContext]) {
    name = theme.name
    templates = theme.templates
    templateNames = theme.templateNames
    assets = theme.assets
    collections = theme.collections
    params = theme.params
    strings = theme.strings
    isSearching = theme.isSearching
    shareColors = theme.shareColors
    pictureSizes = theme.pictureSizes
    fingerprint = theme.fingerprint
    var standing: [String: TemplateSet] = [:]
    for context in contexts {
      let constants = Record(Theme.standingShape, [site, theme.strings(for: context.language)])
      standing[context.language] = theme.templates.withConstants(constants, in: context)
    }
    self.standing = standing
  }

  /// A file that pages load, published under a name that changes with its bytes.
  struct Asset: Sendable {
    /// Below assets/: `style.css`.
    let name: String
    let file: SourceFile
    /// `/assets/style.1a2b3c4d.css`.
    let address: SitePath
  }

  /// A list of stories that a theme asks for in theme.yaml; it becomes part of each page that shows
  /// the theme, so its price is visible.
  struct Collection: Sendable, Hashable {
    let name: String
    /// One list for each section, in place of one list.
    var isForEachSection = false
    var section: String?
    var topic: String?
    var isLeadOnly = false
    var limit = 5
    /// The kinds of page that show it; empty for all.
    var kinds: [String] = []
  }

  /// The theme `name` made of `files`, whose paths begin with `root` and a slash.
  package static func read(
    _ files: [SourceFile], name: String, root: String
  ) -> Diagnosed<Theme> {
    var diagnostics: [Diagnostic] = []
    var sources: [SourceFile] = []
    var assets: [Asset] = []
    var strings: [String: Record] = [:]
    var collections: [Collection] = []
    var params: [LocatedNode.Entry] = []
    var pictureSizes = "100vw"
    var isSearching = false
    var shareColors: ShareColors?
    for file in files {
      let local = String(file.path.dropFirst(root.count + 1))
      if local == "theme.yaml" {
        let node = data(file)
        var reader = ThemeReader(path: file.path)
        collections = reader.collections(node.value)
        if case .map(let entries, _)? = node.value["params"] { params = entries }
        shareColors = ShareColors(node.value["share"])
        if case .bool(true, _)? = node.value["search"] { isSearching = true }
        if case .string(let sizes, _)? = node.value["picture_sizes"] { pictureSizes = sizes }
        diagnostics += node.diagnostics + reader.diagnostics
      } else if local.hasPrefix("templates/") {
        sources.append(file)
      } else if local.hasPrefix("assets/") {
        assets.append(Asset(file, name: String(local.dropFirst(7))))
      } else if local.hasPrefix("i18n/") {
        let node = data(file)
        diagnostics += node.diagnostics
        let language = local.dropFirst(5).prefix { $0 != "." }
        strings[String(language)] = record(of: node.value)
      }
    }
    var options = TemplateOptions()
    options.folders = [root + "/templates/"]
    options.isPlannedAtOnce = false
    let compiled = TemplateSet.compile(sources, options: options)
    let theme = Theme(
      name: name, templates: compiled.value, assets: assets, collections: collections,
      params: params, strings: strings,
      isSearching: isSearching && compiled.value.names.contains("search.html"),
      shareColors: shareColors, pictureSizes: pictureSizes,
      fingerprint: Fingerprint(
        of: files.flatMap {
          [Fingerprint(of: $0.path), $0.fingerprint]
        }))
    return Diagnosed(theme, diagnostics + compiled.diagnostics)
  }

  /// Whether the theme has a template called `template`.
  func has(_ template: String) -> Bool { templateNames.contains(template) }

  private static let standingShape = Shape(["site", "strings"])
  private static let noStrings = Record(Shape([]), [])

  /// What `template` makes of `values`; nothing, and the reason, where it cannot.
  func text(
    of template: String, _ values: Record, in context: RenderContext
  ) -> Diagnosed<[UInt8]> {
    let templates = standing[context.language] ?? templates
    switch templates.render(template, values: values, context: context) {
    case .bytes(let bytes): return Diagnosed(bytes)
    case .failed(let diagnostic): return Diagnosed([], [diagnostic])
    }
  }

  /// The word or phrase that the theme has under `name` in `language`.
  func word(_ name: String, for language: String) -> String? {
    guard case .record(let strings) = strings(for: language),
      case .string(let text)? = strings[name]
    else { return nil }
    return text.string
  }

  /// The words for `language`, else for its main part, else English.
  func strings(for language: String) -> Value {
    let main = language.prefix { $0 != "-" }
    let record = strings[language] ?? strings[String(main)] ?? strings["en"]
    return .record(record ?? Theme.noStrings)
  }

  private static func record(of node: LocatedNode) -> Record {
    guard case .map(let entries, _) = node else { return Record(Shape([]), []) }
    return Record(
      Shape(entries.map(\.key.value)), entries.map { Value($0.value) })
  }
}

extension ShareColors {
  /// `{paper: "#fbf8f1", ink: …, rule: …}`; nil where one is missing.
  fileprivate init?(_ node: LocatedNode?) {
    guard case .string(let paper, _)? = node?["paper"], case .string(let ink, _)? = node?["ink"],
      case .string(let rule, _)? = node?["rule"]
    else { return nil }
    self.init(paper: paper, ink: ink, rule: rule)
  }
}

extension Theme.Asset {
  init(_ file: SourceFile, name: String) {
    self.name = name
    self.file = file
    let mark = file.fingerprint.hexadecimal.prefix(8)
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    address =
      SitePath(written: "/assets/\(name[..<dot]).\(mark)\(name[dot...])")
      ?? SitePath("/assets/\(mark)")
  }
}

/// Reads theme.yaml.
private struct ThemeReader {
  let path: String
  var diagnostics: [Diagnostic] = []

  init(path: String) {
    self.path = path
  }

  mutating func collections(_ root: LocatedNode) -> [Theme.Collection] {
    guard let node = root["collections"] else { return [] }
    guard case .map(let entries, _) = node else {
      report(node, "“collections” must be a map of names and rules")
      return []
    }
    return entries.map { entry in
      var collection = Theme.Collection(name: entry.key.value)
      guard case .map(let rules, _) = entry.value else {
        report(entry.value, "a collection must be a map of rules")
        return collection
      }
      for rule in rules { apply(rule, to: &collection) }
      return collection
    }
  }

  private mutating func apply(_ rule: LocatedNode.Entry, to collection: inout Theme.Collection) {
    switch (rule.key.value, rule.value) {
    case ("from", .string("articles", _)): break
    case ("each", .string("section", _)): collection.isForEachSection = true
    case ("section", .string(let section, _)): collection.section = section
    case ("topic", .string(let topic, _)): collection.topic = topic
    case ("lead", .bool(let flag, _)): collection.isLeadOnly = flag
    case ("limit", .int(let limit, _)) where (1...1000).contains(limit): collection.limit = limit
    case ("on", .list(let kinds, _)):
      collection.kinds = kinds.compactMap {
        if case .string(let kind, _) = $0 { kind } else { nil }
      }
    default:
      report(
        rule.value, "a collection has no rule “\(rule.key.value)” with this value",
        note: "rules: from (articles), each (section), section, topic, lead (true or false), "
          + "limit (1 to 1000), on (a list of kinds of page)")
    }
  }

  private mutating func report(_ node: LocatedNode, _ message: String, note: String? = nil) {
    diagnostics.append(
      Diagnostic(.error, .themeInvalid, path: path, range: node.range, message, note: note))
  }
}

extension Value {
  /// The value that `node` writes, its keys in the order written.
  init(_ node: LocatedNode) {
    switch node {
    case .null: self = .none
    case .bool(let flag, _): self = .bool(flag)
    case .int(let number, _): self = .int(number)
    case .double(let number, _): self = .double(number)
    case .string(let text, _): self = .string(Text(text))
    case .list(let nodes, _): self = .list(nodes.map { Value($0) })
    case .map(let entries, _):
      self = .map(
        ValueMap(entries.map { ($0.key.value, Value($0.value)) }))
    }
  }

  /// The text, or none.
  init(_ text: String?) {
    self = text.map { .string(Text($0)) } ?? .none
  }

  /// The timestamp, or none.
  init(_ timestamp: Timestamp?) {
    self = timestamp.map { .timestamp($0) } ?? .none
  }
}
