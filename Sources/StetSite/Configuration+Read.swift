import StetContent
import StetCore

extension Configuration {
  static let knownKeys = [
    "title", "tagline", "description", "base_url", "language", "timezone", "theme", "output",
    "content", "taxonomies", "permalinks", "feeds", "identity", "paginate", "copyright", "raw_html",
    "related", "menu", "leads", "age", "params", "search", "pictures", "hosting", "deploy", "check",
  ]
  static let pictureKeys = ["copies", "share"]
  static let contentKeys = ["path", "dialect", "section", "defaults"]
  static let feedKeys = [
    "limit", "full_text", "formats", "sections", "topics", "authors", "series", "corrections", "id",
    "hubs", "archive", "tombstones", "retractions", "news", "icon", "logo", "podcast",
  ]
  static let feedFormats = ["atom", "rss", "json"]
  static let ageKeys = ["days", "exempt"]

  /// The configuration that `file` writes, `flags` laid over it; defaults where it is missing.
  package static func read(_ file: SourceFile?, flags: Flags) -> Diagnosed<Configuration> {
    var configuration = Configuration()
    configuration.flags = flags
    var diagnostics: [Diagnostic] = []
    if let file {
      configuration.path = file.path
      let root = data(file)
      var reader = NodeReader(path: file.path)
      configuration.apply(root.value, reading: &reader)
      diagnostics = root.diagnostics + reader.diagnostics
      diagnostics += configuration.applyDefaults(root.value, of: file)
    }
    diagnostics += DeployTarget.problems(
      configuration.deployTargets, output: configuration.output,
      sources: configuration.contentFolders.map(\.path) + ["data", "static", "themes"],
      path: configuration.path)
    if let output = flags.output { configuration.output = output }
    if let baseURL = flags.baseURL { configuration.baseURL = trimmed(baseURL) }
    configuration.isAddressKnown = configuration.isAddressKnown || flags.baseURL != nil
    return Diagnosed(configuration, diagnostics)
  }

  /// What is wrong when something is to be published and nobody says where; nil when somebody does.
  package var addressProblem: Diagnostic? {
    isAddressKnown
      ? nil
      : Diagnostic(
        .error, .baseURLMissing, path: path,
        "nobody says where the site will live, and feeds and sitemaps need whole addresses",
        note: "write “base_url: https://…” into \(path), or give --base-url: "
          + "http://localhost:4000 will do for a look")
  }

  private mutating func apply(_ root: LocatedNode, reading reader: inout NodeReader) {
    switch root {
    case .null: return
    case .map: break
    default:
      reader.wrongKind(root, reader.path, wanted: "a map of keys and values")
      return
    }
    reader.warnOfUnknownKeys(in: root, known: Configuration.knownKeys, of: reader.path)
    applyIdentity(root, reading: &reader)
    applyContent(root, reading: &reader)
    applyFeeds(root["feeds"], reading: &reader)
    applyAge(root["age"], reading: &reader)
    applyHosting(root["hosting"], reading: &reader)
    applyCheck(root["check"], reading: &reader)
    countPerPage = reader.int(root["paginate"], "paginate", in: 1...10_000) ?? countPerPage
    relatedCount = reader.int(root["related"], "related", in: 0...50) ?? relatedCount
    isRawHTMLAllowed = reader.bool(root["raw_html"], "raw_html") ?? isRawHTMLAllowed
    isSearched = reader.bool(root["search"], "search") ?? isSearched
    applyPictures(root["pictures"], reading: &reader)
    leads = reader.locatedStrings(root["leads"], "leads") ?? leads
    deployTargets = DeployTarget.targets(root["deploy"], reading: &reader)
    params = root["params"]
    if case .list(let nodes, _)? = root["menu"] {
      menu = nodes.compactMap { node in
        guard let title = reader.string(node["title"], "title"),
          let address = reader.string(node["address"] ?? node["url"], "address")
        else {
          reader.report(
            .configurationValueInvalid, at: node.range,
            "an entry of “menu” needs a title and an address")
          return nil
        }
        return MenuEntry(title: title, address: address)
      }
    }
  }

  private mutating func applyIdentity(_ root: LocatedNode, reading reader: inout NodeReader) {
    title = reader.string(root["title"], "title") ?? title
    tagline = reader.string(root["tagline"], "tagline")
    description = reader.string(root["description"], "description")
    copyright = reader.string(root["copyright"], "copyright")
    language = reader.string(root["language"], "language") ?? language
    output = reader.string(root["output"], "output") ?? output
    identity = reader.string(root["identity"], "identity")
    if let node = root["theme"], let name = reader.string(node, "theme") {
      theme = Located(name, at: node.range)
    }
    if let node = root["base_url"], let url = reader.string(node, "base_url") {
      if url.hasPrefix("https://") || url.hasPrefix("http://") {
        baseURL = Configuration.trimmed(url)
        isAddressKnown = true
      } else {
        reader.report(
          .configurationValueInvalid, at: node.range,
          "“base_url” must begin with https:// or http://", note: "such as https://example.org")
      }
    }
    if let node = root["timezone"], let name = reader.string(node, "timezone") {
      if let rules = TimeZoneRules(identifier: name) {
        zone = rules
      } else {
        reader.report(
          .configurationValueInvalid, at: node.range, "there is no time zone “\(name)”",
          note: "take a name of the IANA database, such as Europe/London or UTC")
      }
    }
  }

  private mutating func applyContent(_ root: LocatedNode, reading reader: inout NodeReader) {
    switch root["content"] {
    case nil, .null: break
    case .list(let nodes, _)?:
      contentFolders = nodes.compactMap { folder($0, reading: &reader) }
    case .some(let node):
      contentFolders = folder(node, reading: &reader).map { [$0] } ?? contentFolders
    }
    if let entries = reader.entries(root["taxonomies"], "taxonomies") {
      taxonomies = entries.map { entry in
        let keys = reader.strings(entry.value, entry.key.value) ?? [entry.key.value]
        return Taxonomy(name: entry.key.value, keys: keys)
      }
      if !taxonomies.contains(where: { $0.name == "topics" }) {
        taxonomies.insert(Taxonomy(name: "topics", keys: ["topics"]), at: 0)
      }
    }
    switch root["permalinks"] {
    case nil, .null: break
    case .map(let entries, _)?:
      for entry in entries {
        permalinks[entry.key.value == "default" ? "" : entry.key.value] =
          pattern(entry.value, reading: &reader)
      }
    case .some(let node): permalinks[""] = pattern(node, reading: &reader)
    }
  }

  private func pattern(_ node: LocatedNode, reading reader: inout NodeReader) -> String? {
    guard let text = reader.string(node, "permalinks") else { return nil }
    for token in PermalinkPattern.tokens(of: text) where !PermalinkPattern.known.contains(token) {
      reader.report(
        .configurationValueInvalid, at: node.range, "a permalink has no part “:\(token)”",
        note: "known parts: "
          + PermalinkPattern.known.map { ":\($0)" }.joined(separator: ", "))
      return nil
    }
    return text
  }

  private func folder(
    _ node: LocatedNode, reading reader: inout NodeReader
  ) -> ContentFolder? {
    if case .map = node {
      reader.warnOfUnknownKeys(
        in: node, known: Configuration.contentKeys, of: "an entry of “content”")
      guard let path = reader.string(node["path"], "path") else {
        reader.report(
          .configurationValueInvalid, at: node.range, "an entry of “content” needs a path")
        return nil
      }
      var folder = ContentFolder(path: folderPath(path), dialect: .stet)
      if let named = node["dialect"], let name = reader.string(named, "dialect") {
        let names = ParseContext.Dialect.allCases.map(\.rawValue)
        if let known = ParseContext.Dialect(rawValue: name) {
          folder.dialect = known
          folder.isDialectNamed = true
        } else {
          reader.report(
            .configurationValueInvalid, at: named.range, "there is no dialect “\(name)”",
            note: nearestName(to: name, among: names).map { "did you mean “\($0)”?" }
              ?? "known dialects: \(names.joined(separator: ", "))")
        }
      }
      folder.section = reader.string(node["section"], "section")
      return folder
    }
    return reader.string(node, "content").map {
      ContentFolder(path: folderPath($0), dialect: .stet)
    }
  }

  func folderPath(_ path: String) -> String {
    var path = Substring(path)
    while path.hasPrefix("./") { path = path.dropFirst(2) }
    while path.hasSuffix("/"), path.count > 1 { path = path.dropLast() }
    return String(path)
  }

  private mutating func applyFeeds(_ node: LocatedNode?, reading reader: inout NodeReader) {
    guard let node else { return }
    reader.warnOfUnknownKeys(in: node, known: Configuration.feedKeys, of: "“feeds”")
    feeds.limit = reader.int(node["limit"], "limit", in: 1...1000) ?? feeds.limit
    feeds.isFullText = reader.bool(node["full_text"], "full_text") ?? feeds.isFullText
    feeds.isForSections = reader.bool(node["sections"], "sections") ?? feeds.isForSections
    feeds.isForTopics = reader.bool(node["topics"], "topics") ?? feeds.isForTopics
    feeds.isForAuthors = reader.bool(node["authors"], "authors") ?? feeds.isForAuthors
    feeds.isForSeries = reader.bool(node["series"], "series") ?? feeds.isForSeries
    feeds.isForCorrections =
      reader.bool(node["corrections"], "corrections") ?? feeds.isForCorrections
    feeds.countPerArchive =
      reader.int(node["archive"], "archive", in: 0...10_000) ?? feeds.countPerArchive
    feeds.isWithTombstones =
      reader.bool(node["tombstones"], "tombstones") ?? feeds.isWithTombstones
    feeds.isWithRetractions =
      reader.bool(node["retractions"], "retractions") ?? feeds.isWithRetractions
    feeds.isForNews = reader.bool(node["news"], "news") ?? feeds.isForNews
    feeds.icon = reader.string(node["icon"], "icon")
    feeds.logo = reader.string(node["logo"], "logo")
    feeds.podcasts = Configuration.podcasts(node["podcast"], reading: &reader)
    feeds.formats = formats(node["formats"], reading: &reader)
    feeds.idPattern = reader.string(node["id"], "id")
    feeds.hubs = reader.strings(node["hubs"], "hubs") ?? feeds.hubs
  }

  private func formats(_ node: LocatedNode?, reading reader: inout NodeReader) -> [String]? {
    guard let node, let names = reader.strings(node, "formats") else { return nil }
    let known = Configuration.feedFormats
    if let unknown = names.first(where: { !known.contains($0) }) {
      reader.report(
        .configurationValueInvalid, at: node.range, "there is no feed format “\(unknown)”",
        note: "known formats: \(known.joined(separator: ", "))")
    }
    return known.filter(names.contains)
  }

  private mutating func applyPictures(_ node: LocatedNode?, reading reader: inout NodeReader) {
    guard let node else { return }
    reader.warnOfUnknownKeys(in: node, known: Configuration.pictureKeys, of: "“pictures”")
    pictures.isDeveloped = reader.bool(node["copies"], "copies") ?? pictures.isDeveloped
    pictures.sharedCount =
      reader.int(node["share"], "share", in: 0...1_000_000) ?? pictures.sharedCount
  }

  private mutating func applyAge(_ node: LocatedNode?, reading reader: inout NodeReader) {
    guard let node else { return }
    reader.warnOfUnknownKeys(in: node, known: Configuration.ageKeys, of: "“age”")
    age.days = reader.int(node["days"], "days", in: 0...36_500) ?? age.days
    age.exemptTopics = reader.locatedStrings(node["exempt"], "exempt") ?? age.exemptTopics
  }

  private static func trimmed(_ url: String) -> String {
    var url = Substring(url)
    while url.hasSuffix("/") { url = url.dropLast() }
    return String(url)
  }
}
