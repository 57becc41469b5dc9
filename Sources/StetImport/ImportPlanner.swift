import StetContent
import StetCore

/// Decides which entry becomes which file, then writes them.
struct ImportPlanner {
  let export: Export
  let ground: ImportGround
  let wishes: ImportWishes
  var plan = ImportPlan()
  var report: Report
  /// Entries that become files, with their paths.
  private(set) var chosen: [(entry: ExportEntry, path: String)] = []
  private var taken: Set<String>
  private(set) var links: [String: String] = [:]
  let lines: ExportLines

  init(
    _ export: Export, _ file: SourceFile, _ ground: ImportGround, _ wishes: ImportWishes
  ) {
    self.export = export
    self.ground = ground
    self.wishes = wishes
    report = Report(path: file.path, countMax: .max)
    taken = Set(ground.paths.map { $0.lowercased() })
    lines = ExportLines(file.bytes)
  }

  // MARK: Choosing

  /// Leaves out what the site has, and gives every other entry its file.
  mutating func choose() {
    var ids = ground.ids
    var own = Set<String>()
    for entry in export.entries {
      let id = permanentID(of: entry)
      let alias = alias(of: entry)
      let key = ImportGround.entryKey(title: title(of: entry), date: entry.published)
      if let id, own.contains(id) {
        report.warning(
          .importEntryLeftOut, entry.range, "two entries have the id “\(id)”; this one is left out",
          note: "readers take the two for one")
        continue
      }
      let wanted = wantedPath(for: entry)
      let isKnown =
        ground.unread.contains(wanted) || id.map { ids.contains($0) } ?? false
        || alias.map { ground.aliases.contains(ImportGround.aliasKey($0)) } ?? false
        || id == nil && alias == nil && ground.headlines.contains(key)
      if isKnown {
        plan.knownCount += 1
        continue
      }
      if let id {
        ids.insert(id)
        own.insert(id)
      }
      let path = free(wanted)
      chosen.append((entry, path))
      if let address = entry.address {
        let local = path.dropFirst(
          ground.contentFolder == "." ? 0 : ground.contentFolder.utf8.count + 1)
        links[addressKey(address)] = "@/" + local
      }
    }
    noteOthers()
  }

  private mutating func noteOthers() {
    for (kind, count) in export.otherCounts.sorted(by: { $0.key < $1.key }) {
      report.info(
        .importEntryLeftOut, nil,
        "\(count) \(count == 1 ? "entry" : "entries") of the kind `\(kind)` left out")
    }
  }

  /// The id, where it is one that feeds may carry (RFC 4287 §4.2.6).
  func permanentID(of entry: ExportEntry) -> String? {
    guard let id = entry.id, id.utf8.count <= 1000, hasScheme(id),
      id.unicodeScalars.allSatisfy({
        $0.value > 0x20 && !$0.isForbidden && !"<>\"{}|\\^`".unicodeScalars.contains($0)
      })
    else { return nil }
    return id
  }

  /// The address that the entry had on its own site; nil for one elsewhere.
  func alias(of entry: ExportEntry) -> SitePath? {
    guard let address = entry.address, let own = export.site.flatMap({ host(of: $0) }),
      host(of: address) == own, let path = sitePath(of: address)
    else { return nil }
    return path.text.hasSuffix("/") || path.text.split(separator: "/").last?.contains(".") == true
      ? path : SitePath(written: path.text + "/")
  }

  /// The headline, or the first words of the text.
  func title(of entry: ExportEntry) -> String {
    if !entry.title.isEmpty { return entry.title }
    let text = plainText(ofHTML: "<p>" + String(entry.body.prefix(4000)) + "</p>")
    let words = text.split(separator: " ").prefix(9).joined(separator: " ")
    let short = String(words.prefix(70))
    if !short.isEmpty { return short.count < text.count ? short + "…" : short }
    return entry.published.map { "Entry of \($0.civil.isoDate)" } ?? "Untitled"
  }

  /// The path that an entry would have if it were alone.
  private func wantedPath(for entry: ExportEntry) -> String {
    let last = entry.address.flatMap { sitePath(of: $0) }?.text.split(separator: "/").last
      .map { String($0.prefix { $0 != "." }) }
    let names = [entry.slug, last, title(of: entry), entry.published?.civil.isoDate]
    var stem = names.lazy.compactMap(\.self).map { slug($0) }.first { !$0.isEmpty } ?? "entry"
    stem = shortened(stem)
    if ["index", "-index"].contains(stem) { stem = "index-page" }
    return "\(entry.isPage ? pageFolder : ground.articleFolder)/\(stem).md"
  }

  /// `path`, with a number where something has it already.
  private mutating func free(_ wanted: String) -> String {
    var path = wanted
    var number = 2
    while !taken.insert(path.lowercased()).inserted {
      path = "\(wanted.dropLast(3))-\(number).md"
      number += 1
    }
    return path
  }

  private var pageFolder: String {
    ground.contentFolder == "." ? "pages" : ground.contentFolder + "/pages"
  }

  /// `stem` at most 80 bytes long, cut at a hyphen.
  private func shortened(_ stem: String) -> String {
    guard stem.utf8.count > 80 else { return stem }
    var words: [Substring] = []
    var count = 0
    for word in stem.split(separator: "-") {
      count += word.utf8.count + 1
      if count > 80, !words.isEmpty { break }
      words.append(word)
    }
    let short = words.joined(separator: "-")
    return short.utf8.count <= 200 ? short : String(short.prefix(40))
  }
}
