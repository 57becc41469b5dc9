import StetContent
import StetCore

/// One value of the configuration in force, and who decided it.
package struct Setting: Sendable, Hashable {
  /// Where the value comes from.
  package enum Origin: Sendable, Hashable {
    /// Nobody said anything.
    case standard
    /// A line of a file, from 1.
    case file(String, line: Int)
    /// A flag of the command.
    case flag(String)
    /// A variable of the environment.
    case environment(String)
    /// What was found in the site's folder.
    case found

    /// The origin as it is printed: `stet.yaml:3`.
    package var text: String {
      switch self {
      case .standard: "default"
      case .file(let path, let line): "\(path):\(line)"
      case .flag(let name): name
      case .environment(let name): name
      case .found: "found"
      }
    }
  }

  /// What a value can be.
  package enum Value: Sendable, Hashable {
    case nothing
    case truth(Bool)
    case number(Int)
    case text(String)
    case list([String])
  }

  /// The keys that lead to it in stet.yaml: `feeds.limit`.
  package let key: String
  package let value: Value
  package let origin: Origin

  package init(_ key: String, _ value: Value, _ origin: Origin) {
    self.key = key
    self.value = value
    self.origin = origin
  }
}

extension Configuration {
  /// Every value in force, in the order of the reference; `file` is the configuration file.
  package func settings(writtenIn file: SourceFile?) -> [Setting] {
    let ledger = SettingLedger(file)
    let settings =
      identitySettings(ledger) + contentSettings(ledger) + listSettings(ledger)
      + feedSettings(ledger) + publicationSettings(ledger)
    return settings + ledger.others(than: settings) + flagSettings
  }

  private func identitySettings(_ ledger: SettingLedger) -> [Setting] {
    [
      ledger.text("title", title), ledger.text("tagline", tagline),
      ledger.text("description", description),
      ledger.text("base_url", baseURL, flag: flags.baseURL == nil ? nil : "--base-url"),
      ledger.text("language", language),
      ledger.text("timezone", zone.identifier),
      ledger.text("theme", theme.value),
      ledger.text("output", output, flag: flags.output == nil ? nil : "--output"),
      ledger.text("identity", identity), ledger.text("copyright", copyright),
    ]
  }

  private func contentSettings(_ ledger: SettingLedger) -> [Setting] {
    var settings: [Setting] = []
    for (index, folder) in contentFolders.enumerated() {
      let key = contentFolders.count == 1 ? "content" : "content[\(index)]"
      let origin = ledger.origin(of: ["content"])
      settings.append(Setting("\(key).path", .text(folder.path), origin))
      // Whose habits a folder follows is found out by its files, where nobody says.
      settings.append(
        Setting(
          "\(key).dialect", .text(folder.dialect.rawValue),
          folder.isDialectNamed ? origin : folder.dialect == .stet ? .standard : .found))
      if let section = folder.section {
        settings.append(Setting("\(key).section", .text(section), origin))
      }
    }
    for taxonomy in taxonomies {
      settings.append(
        Setting(
          "taxonomies.\(taxonomy.name)", .list(taxonomy.keys),
          ledger.origin(of: ["taxonomies", taxonomy.name])))
    }
    for (path, pattern) in permalinks.sorted(by: { $0.key < $1.key }) {
      let name = path.isEmpty ? "default" : path
      settings.append(
        Setting(
          "permalinks.\(name)", .text(pattern), ledger.origin(of: ["permalinks", name])))
    }
    return settings
  }

  private func listSettings(_ ledger: SettingLedger) -> [Setting] {
    [
      ledger.number("paginate", countPerPage), ledger.number("related", relatedCount),
      ledger.truth("raw_html", isRawHTMLAllowed),
      ledger.list("leads", leads.map(\.value)),
      ledger.list("menu", menu.map { "\($0.title) \($0.address)" }),
      ledger.number("age.days", age.days),
      ledger.list("age.exempt", age.exemptTopics.map(\.value)),
    ]
  }

  private func feedSettings(_ ledger: SettingLedger) -> [Setting] {
    [
      ledger.number("feeds.limit", feeds.limit), ledger.truth("feeds.full_text", feeds.isFullText),
      ledger.list("feeds.formats", feeds.formats ?? []),
      ledger.truth("feeds.sections", feeds.isForSections),
      ledger.truth("feeds.topics", feeds.isForTopics),
      ledger.truth("feeds.authors", feeds.isForAuthors),
      ledger.truth("feeds.series", feeds.isForSeries),
      ledger.truth("feeds.corrections", feeds.isForCorrections),
      ledger.text("feeds.id", feeds.idPattern), ledger.list("feeds.hubs", feeds.hubs),
      ledger.number("feeds.archive", feeds.countPerArchive),
      ledger.truth("feeds.tombstones", feeds.isWithTombstones),
      ledger.truth("feeds.retractions", feeds.isWithRetractions),
      ledger.truth("feeds.news", feeds.isForNews), ledger.text("feeds.icon", feeds.icon),
      ledger.text("feeds.logo", feeds.logo),
      Setting(
        "feeds.podcast", .number(feeds.podcasts.count), ledger.origin(of: ["feeds", "podcast"])),
    ]
  }

  private var flagSettings: [Setting] {
    [
      ("drafts", flags.isDraftsShown), ("future", flags.isFutureShown),
      ("expired", flags.isExpiredShown),
    ].map { name, isShown in
      Setting(name, .truth(isShown), isShown ? .flag("--\(name)") : .standard)
    }
  }
}

/// Says of each key on which line it is written.
struct SettingLedger {
  private let file: SourceFile?
  private let root: LocatedNode

  init(_ file: SourceFile?) {
    self.file = file
    root = file.map { data($0).value } ?? .null(SourceRange(0, 0))
  }

  /// Where the value at `keys` is written; the nearest one above it that is, else the default.
  func origin(of keys: [String], flag: String? = nil) -> Setting.Origin {
    if let flag { return .flag(flag) }
    var node = root
    var place: SourceRange?
    for key in keys {
      guard let entry = node.entries.first(where: { $0.key.value == key }) else { break }
      place = entry.key.range
      node = entry.value
      if case .map = node { continue }
      break
    }
    // A map that lacks the key says nothing of it.
    if case .map = node, keys.count > 1 { place = nil }
    guard let file, let place else { return .standard }
    return .file(file.path, line: SourcePlace(of: place, in: file.bytes).line)
  }

  private func origin(of key: String, flag: String? = nil) -> Setting.Origin {
    origin(of: key.split(separator: ".").map(String.init), flag: flag)
  }

  func text(_ key: String, _ value: String?, flag: String? = nil) -> Setting {
    Setting(key, value.map { .text($0) } ?? .nothing, origin(of: key, flag: flag))
  }

  func number(_ key: String, _ value: Int) -> Setting {
    Setting(key, .number(value), origin(of: key))
  }

  func truth(_ key: String, _ value: Bool) -> Setting {
    Setting(key, .truth(value), origin(of: key))
  }

  func list(_ key: String, _ value: [String]) -> Setting {
    Setting(key, .list(value), origin(of: key))
  }

  /// What is written under keys that none of `settings` is about, as it is written.
  func others(than settings: [Setting]) -> [Setting] {
    let known = Set(settings.map { $0.key.prefix { $0 != "." && $0 != "[" } })
    return root.entries.filter { !known.contains($0.key.value[...]) }
      .flatMap { written($0.value, $0.key.value) }
  }

  /// The values that stand below `keys`, as they are written.
  func asWritten(_ keys: [String]) -> [Setting] {
    written(keys.reduce(Optional(root)) { $0?[$1] }, keys.joined(separator: "."))
  }

  /// The values that stand below `node`, as they are written; of places to deploy to without what is
  /// secret.
  private func written(_ node: LocatedNode?, _ key: String) -> [Setting] {
    guard let node, let file else { return [] }
    if case .map(let entries, _) = node {
      return entries.flatMap { written($0.value, "\(key).\($0.key.value)") }
    }
    if case .list(let nodes, _) = node, nodes.contains(where: { !$0.entries.isEmpty }) {
      return nodes.enumerated().flatMap { written($1, "\(key)[\($0)]") }
    }
    let line = SourcePlace(of: node.range, in: file.bytes).line
    var value = SettingLedger.value(of: node)
    if case .text(let text) = value, key.hasPrefix("deploy.") {
      value = .text(DeployPlace(key: key, text: text).withoutSecret ?? text)
    }
    return [Setting(key, value, .file(file.path, line: line))]
  }

  private static func value(of node: LocatedNode) -> Setting.Value {
    switch node {
    case .null, .map: .nothing
    case .bool(let truth, _): .truth(truth)
    case .int(let number, _): .number(number)
    case .double(let number, _): .text(String(number))
    case .string(let text, _): .text(text)
    case .list(let nodes, _):
      .list(
        nodes.map { item in
          switch value(of: item) {
          case .text(let text): text
          case .number(let number): String(number)
          case .truth(let truth): String(truth)
          default: "…"
          }
        })
    }
  }
}
