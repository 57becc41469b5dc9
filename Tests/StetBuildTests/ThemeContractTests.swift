import Foundation
import StetCore
import StetSite
import StetTemplate
import Testing

@testable import StetBuild
@testable import StetRender

/// docs/THEMES.md lists every value that templates see, with its type, as the pages of the sample paper,
/// and of a small site with what the paper lacks, have them.
struct ThemeContractTests {
  private static let path = "docs/THEMES.md"
  private static let start = "<!-- values: made by ThemeContractTests -->\n"
  private static let end = "<!-- end of values -->\n"

  @Test
  func theListOfValuesIsUpToDate() async throws {
    let document = try #require(
      FileManager.default.contents(atPath: Workplace.repository + "/" + Self.path).map {
        String(decoding: $0, as: UTF8.self)
      })
    let from = try #require(document.range(of: Self.start)).upperBound
    let to = try #require(document.range(of: Self.end)).lowerBound
    let known = Self.descriptions(document[from..<to])
    var contract = Contract()
    try await add(Workplace.repository, to: &contract)
    let rest = try Workplace(Self.rest)
    try rest.linkRepositoryTheme("broadsheet")
    try await add(rest.path, to: &contract)
    let table = contract.table(known)
    let undescribed = contract.names.filter { known[$0]?.isEmpty ?? true }
    if ProcessInfo.processInfo.environment["STET_BLESS"] == "1" {
      let text = document[..<from] + table + document[to...]
      try Data(text.utf8).write(to: URL(filePath: Workplace.repository + "/" + Self.path))
    }
    // Not the texts themselves, whose difference takes a minute to print.
    let isUpToDate = document[from..<to] == table[...]
    #expect(isUpToDate, "STET_BLESS=1 writes it anew")
    #expect(undescribed == [], "say in \(Self.path) what these are")
  }

  /// What stands behind each name of the list.
  private static func descriptions(_ text: Substring) -> [String: String] {
    var known: [String: String] = [:]
    var record = ""
    for line in text.split(separator: "\n") {
      if line.hasPrefix("### ") { record = line.dropFirst(4).filter { $0 != "`" } }
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard line.hasPrefix("| `"), cells.count >= 2 else { continue }
      known[record + "." + cells[0].filter { $0 != "`" }] = cells.count > 2 ? cells[2] : ""
    }
    return known
  }

  /// What the sample paper lacks.
  private static let rest = """
    -- stet.yaml --
    title: The Rest
    base_url: https://rest.example
    identity: rest.example,2026
    theme: broadsheet
    paginate: 1
    -- content/news/opera.md --
    ---
    title: Opera
    date: 2026-01-01
    authors: [{ name: Jane Doe, role: Photographs }, max]
    topics: [music]
    image: { source: a.jpg, alt: A, focus: 10% 20% }
    ---
    Text.

    ## One

    ### Two
    -- content/news/opera.de.md --
    ---
    title: Oper
    date: 2026-01-01
    ---
    Text.
    -- content/news/abroad/letter.md --
    ---
    title: Letter
    date: 2026-01-02
    ---
    Text.
    -- content/news/_index.md --
    ---
    title: News
    description: What is new.
    ---
    -- content/authors/max.md --
    ---
    title: Max
    standfirst: Writes.
    image: { source: a.jpg, alt: Max }
    links: [{ title: Elsewhere, url: "https://max.example/" }]
    ---
    -- content/topics/music.md --
    ---
    title: Music
    description: Sounds.
    image: { source: a.jpg, alt: A score }
    ---
    """

  /// Adds the values of every page of the site in the folder `path`, its pictures known, in Broadsheet.
  private func add(_ path: String, to contract: inout Contract) async throws {
    let now = try #require(Timestamp(rfc3339: "2026-11-23T12:00:00Z"))
    let order = BuildOrder(
      site: path, flags: Configuration.Flags(), now: now, width: 2,
      generator: "tests", startNanoseconds: 0)
    let reading = try await read(order).value
    let site = reading.site
    let theme = try await Scanner(root: order.site).theme(
      reading.scan, site.configuration, width: 2
    ).value.theme
    let file = PictureSheet.File(
      address: SitePath("/a.avif"), type: "image/avif", width: 1, height: 1, sizeBytes: 1)
    let sheet = PictureSheet(color: "#ffffff", responsive: [file], fallback: file, crops: [])
    let facts = FileFacts(sizeBytes: 1, type: "image/png", width: 1, height: 1, sheet: sheet)
    let renderer = Renderer(
      site: site,
      related: await reading.related.allStories(limit: 6, width: 2), theme: theme, staticFiles: [],
      files: Dictionary(site.picturesShown.map { ($0.filePath, facts) }) { first, _ in first },
      search: SearchIndex.wanted(by: theme, site, words: reading.desk.words))
    for page in renderer.pages {
      guard let shown = renderer.input(for: page).values else { continue }
      let kind = PageView(values: renderer.values, page: page).kindName
      for (name, value) in zip(shown.shape.fields, shown.values) {
        contract.add(name, value, on: kind)
      }
      let names = renderer.values.templateNames(for: page)
      let known = contract.templates[kind, default: []]
      contract.templates[kind] = known + names.filter { !known.contains($0) }
    }
  }
}

/// The names that templates see, and what each may be.
private struct Contract {
  /// The templates of each kind of page.
  var templates: [String: [String]] = [:]
  private var kinds: [String: Set<String>] = [:]
  private var types: [String: Set<String>] = [:]
  private var fields: [String: [String]] = [:]

  /// What the records are called, by their first fields.
  private static let records: [(first: String, name: String)] = [
    ("title kicker standfirst body", "article"), ("title kicker standfirst address", "card"),
    ("kind title description", "page"), ("title tagline", "site"), ("src absolute_src", "image"),
    ("items number", "pager"), ("number address current", "page number"),
    ("title name address description path", "section"),
    ("title name address description count", "section with its count"),
    ("id name title address description taxonomy", "topic"),
    ("id name title address bio", "author"),
    ("title name address count", "series"), ("title name address", "link"),
    ("title address absolute_address", "feed"), ("language title", "translation"),
    ("date text kind", "correction"), ("article date text kind", "correction of an article"),
    ("title url", "source"), ("years months", "age"), ("level id title", "heading"),
    ("section cards", "section's cards"), ("index", "search"), ("date reason", "gone"),
    ("address absolute_address", "redirect"), ("topics authors archive", "places"),
  ]

  mutating func add(_ name: String, _ value: Value, on kind: String) {
    // The theme's own.
    if name == "strings" || name == "collections" { return }
    kinds[name, default: []].insert(kind)
    types["." + name, default: []].insert(type(of: value, called: name))
  }

  private mutating func type(of value: Value, called name: String) -> String {
    switch value {
    case .none: return "none"
    case .bool: return "truth"
    case .int, .double: return "number"
    case .string: return "text"
    case .markup: return "HTML"
    case .timestamp: return "instant"
    case .map: return "map"
    case .list(let values):
      var all = Set(values.map { type(of: $0, called: name) })
      if all.contains(where: { $0.hasPrefix("list of") }) { all.remove("list") }
      let inner = all.sorted()
      return inner.isEmpty ? "list" : "list of " + inner.joined(separator: " or ")
    case .record(let record): return add(record, called: name)
    default: return "function"
    }
  }

  private mutating func add(_ record: Record, called key: String) -> String {
    let names = record.shape.fields.map { "\($0)" }
    let all = names.joined(separator: " ")
    var name = Self.records.first { all.hasPrefix($0.first) }?.name ?? key
    if name == "topic", names.contains("broader") { name = "topic with its relations" }
    if name == "author", names.contains("body") { name = "author with their page" }
    if name == "series", !names.contains("parts") { name = key }
    fields[name] = names
    for (field, value) in zip(names, record.values) {
      types[name + "." + field, default: []].insert(type(of: value, called: field))
    }
    return "`\(name)`"
  }

  /// Every field that is to be described.
  var names: [String] {
    kinds.keys.sorted().map { "Names." + $0 }
      + fields.keys.sorted().flatMap { record in (fields[record] ?? []).map { record + "." + $0 } }
  }

  /// The list, with what `known` says of each name.
  func table(_ known: [String: String]) -> String {
    var text =
      "\n### Templates\n\n| kind of page | templates, the first that the theme has |\n|---|---|\n"
    for (kind, names) in templates.sorted(by: { $0.key < $1.key }) {
      text += "| \(kind) | \(names.map { "`\($0)`" }.joined(separator: ", ")) |\n"
    }
    text += "\n### Names\n\n| name | type | what it is | on |\n|---|---|---|---|\n"
    for (name, on) in kinds.sorted(by: { $0.key < $1.key }) {
      let pages = on.count == templates.count ? "every page" : on.sorted().joined(separator: ", ")
      text += "| `\(name)` | \(type("." + name)) | \(known["Names." + name] ?? "") | \(pages) |\n"
    }
    for (record, names) in fields.sorted(by: { $0.key < $1.key }) {
      text += "\n### `\(record)`\n\n| field | type | what it is |\n|---|---|---|\n"
      for name in names {
        let key = record + "." + name
        text += "| `\(name)` | \(type(key)) | \(known[key] ?? "") |\n"
      }
    }
    return text + "\n"
  }

  private func type(_ key: String) -> String {
    // The text comes in last, when the page is printed.
    if key.hasSuffix(".body") { return "HTML, or none" }
    var found = types[key] ?? []
    // A list that is empty here is filled there.
    if found.contains(where: { $0.hasPrefix("list of") }) { found.remove("list") }
    let isOptional = found.count > 1 && found.remove("none") != nil
    return found.sorted().joined(separator: " or ") + (isOptional ? ", or none" : "")
  }
}
