import StetContent
import StetCore

/// What an import must know of the site that it fills.
package struct ImportGround: Sendable {
  /// The content folder, from the site's root: `content`.
  package var contentFolder = "content"
  /// Where articles go, from the site's root: `content/articles`.
  package var articleFolder = "content/articles"
  /// The front matter key that lists topics.
  package var topicKey = "topics"
  /// The site's language.
  package var language = "en"
  /// The paths of all files of content, from the site's root.
  package var paths: Set<String> = []
  /// Every permanent id that is taken.
  package var ids: Set<String> = []
  /// Earlier addresses of what is there, as paths.
  package var aliases: Set<String> = []
  /// Headline and instant of what is there, as `entryKey` writes them.
  package var headlines: Set<String> = []
  /// The names, ids and aliases of topics and authors that have files, as slugs.
  package var topics: Set<String> = []
  package var authors: Set<String> = []

  package init() {}

  /// A headline and an instant as they are compared.
  package static func entryKey(title: String, date: Timestamp?) -> String {
    "\(title)\u{1F}\(date?.secondsSinceEpoch ?? 0)"
  }
}

/// What is asked of an import.
package struct ImportWishes: Sendable {
  /// Whether typed quotation marks, hyphens and dots stay what they are.
  package var isExact = false
  /// Whether images are named where they are to be put.
  package var hasLocalImages = false

  package init() {}
}

/// The files that an import makes.
package struct ImportPlan: Sendable {
  /// An image that an article uses.
  package struct Image: Sendable, Hashable {
    package let address: String
    /// Where it is to be put, from the site's root.
    package let place: String
    /// The path of the file that uses it.
    package let file: String
  }

  /// The files, from the site's root, in the order of the export; authors and topics last.
  package var files: [SourceFile] = []
  package var articleCount = 0
  package var pageCount = 0
  package var authorCount = 0
  package var topicCount = 0
  /// Entries that the site has already.
  package var knownCount = 0
  package var images: [Image] = []
}

/// The files of content that `export`, read from the file at `path` with `bytes`, becomes in the site
/// of `ground`.
///
/// An entry that the site has already, by id, by address or by headline and date, makes none.
package func plan(
  _ export: Export, from file: SourceFile, in ground: ImportGround, _ wishes: ImportWishes
) -> Diagnosed<ImportPlan> {
  var planner = ImportPlanner(export, file, ground, wishes)
  planner.choose()
  planner.write()
  return Diagnosed(planner.plan, planner.report.diagnostics)
}

/// Decides which entry becomes which file, then writes them.
struct ImportPlanner {
  let export: Export
  let ground: ImportGround
  let wishes: ImportWishes
  var plan = ImportPlan()
  var report: ImportReport
  /// Entries that become files, with their paths.
  private(set) var chosen: [(entry: ExportEntry, path: String)] = []
  private var taken: Set<String>
  private var links: [String: String] = [:]
  private let lines: ExportLines

  init(
    _ export: Export, _ file: SourceFile, _ ground: ImportGround, _ wishes: ImportWishes
  ) {
    self.export = export
    self.ground = ground
    self.wishes = wishes
    report = ImportReport(path: file.path)
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
      let isKnown =
        id.map { ids.contains($0) } ?? false
        || alias.map { ground.aliases.contains($0.text) } ?? false
        || id == nil && alias == nil && ground.headlines.contains(key)
      if isKnown {
        plan.knownCount += 1
        continue
      }
      if let id {
        ids.insert(id)
        own.insert(id)
      }
      let path = freePath(for: entry)
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

  /// A path that nothing has yet.
  private mutating func freePath(for entry: ExportEntry) -> String {
    let last = entry.address.flatMap { sitePath(of: $0) }?.text.split(separator: "/").last
      .map { String($0.prefix { $0 != "." }) }
    let names = [entry.slug, last, title(of: entry), entry.published?.civil.isoDate]
    var stem = names.lazy.compactMap(\.self).map { slug($0) }.first { !$0.isEmpty } ?? "entry"
    stem = shortened(stem)
    if ["index", "-index"].contains(stem) { stem = "index-page" }
    let folder = entry.isPage ? pageFolder : ground.articleFolder
    var path = "\(folder)/\(stem).md"
    var number = 2
    while !taken.insert(path.lowercased()).inserted {
      path = "\(folder)/\(stem)-\(number).md"
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

  // MARK: Writing

  /// Writes every file.
  mutating func write() {
    var topics: Set<String> = []
    var authors: Set<String> = []
    for (entry, path) in chosen {
      plan.files.append(article(entry, path))
      if entry.isPage { plan.pageCount += 1 } else { plan.articleCount += 1 }
      topics.formUnion(entry.topics)
      authors.formUnion(entry.authors)
    }
    addAuthors(authors)
    addTopics(topics)
  }

  private mutating func article(_ entry: ExportEntry, _ path: String) -> SourceFile {
    let text = text(of: entry)
    note(text, of: entry, path)
    var front = FrontMatterText()
    var body = text.markdown
    let image = leadImage(of: entry, &body)
    let title = title(of: entry)
    if entry.title.isEmpty {
      report.info(
        .importTitleMissing, entry.range, "this entry has no title; it is called “\(title)”")
    }
    front.add("title", headline: title)
    let isRepeated = entry.standfirst.map { isExcerpt($0, of: entry) } ?? true
    if !isRepeated { front.add("standfirst", headline: entry.standfirst) }
    front.add("authors", list: entry.authors.map { authorName($0) })
    if !entry.isPage { front.add("date", entry.published) }
    if let updated = entry.updated, let published = entry.published, published.isBefore(updated) {
      front.add("updated", updated)
    }
    front.add(ground.topicKey, list: unique(entry.topics))
    if let language = entry.language ?? export.language, !isSame(language, ground.language) {
      front.add("language", language)
    }
    if let image {
      front.add("image", image.address)
      front.add("image_alt", image.alt)
      front.add("image_caption", image.caption)
      front.add("image_credit", image.credit)
    }
    addOrigin(of: entry, to: &front)
    if entry.state == .draft { front.addTrue("draft") }
    return SourceFile(path: path, bytes: front.file(body: body))
  }

  private mutating func addOrigin(of entry: ExportEntry, to front: inout FrontMatterText) {
    var sources = entry.sources
    let alias = alias(of: entry)
    if let address = entry.address, alias == nil {
      let isElsewhere = export.site.flatMap { host(of: $0) } != host(of: address)
      if isElsewhere { sources.insert(address, at: 0) } else { noteLostAddress(entry, address) }
    }
    front.add("sources", list: unique(sources.filter { hasScheme($0) }))
    front.add(
      "enclosures",
      maps: entry.enclosures.filter { $0.address != entry.image?.address }.map { file in
        var map = [(key: "url", value: file.address)]
        if let type = file.type { map.append(("type", type)) }
        if let length = file.lengthBytes { map.append(("length", String(length))) }
        return map
      })
    if let id = permanentID(of: entry), !entry.isPage {
      front.add("id", id)
    } else if let id = entry.id, !entry.isPage {
      report.info(
        .importIDNotPermanent, entry.range,
        "“\(id.prefix(80))” is no address, so no feed may carry it as an id",
        note: "the article gets a new one; readers of the old feed will see it once more")
    }
    if let alias { front.add("aliases", list: [alias.text]) }
  }

  private mutating func noteLostAddress(_ entry: ExportEntry, _ address: String) {
    guard sitePath(of: address) == nil, address.contains("?") else { return }
    report.info(
      .importAddressLost, entry.range,
      "the address \(address.prefix(120)) cannot lead to the article",
      note: "a static site has no addresses with a query")
  }

  private func unique(_ list: [String]) -> [String] {
    var seen: Set<String> = []
    return list.filter { seen.insert($0).inserted }
  }

  private func isSame(_ one: String, _ two: String) -> Bool {
    let (one, two) = (one.lowercased(), two.lowercased())
    return one == two || one == two.prefix { $0 != "-" } || two == one.prefix { $0 != "-" }
  }

  /// Whether the standfirst is only the beginning of the text.
  private func isExcerpt(_ standfirst: String, of entry: ExportEntry) -> Bool {
    let text = plainText(ofHTML: "<p>" + String(entry.body.prefix(8000)) + "</p>")
    var short = standfirst.split { $0.isWhitespace }.joined(separator: " ")
    for ending in ["[…]", "[...]", "[&hellip;]", "…", "..."] where short.hasSuffix(ending) {
      short = String(short.dropLast(ending.count))
      break
    }
    while short.hasSuffix(" ") { short.removeLast() }
    return short.isEmpty || text.hasPrefix(short)
  }

  private mutating func text(of entry: ExportEntry) -> MarkdownText {
    var rules = MarkdownRules()
    rules.isAutoParagraph = entry.isAutoParagraph || entry.isPlainText
    rules.isExact = wishes.isExact
    rules.hasLocalImages = wishes.hasLocalImages
    rules.base = entry.base ?? export.site
    rules.links = links
    var html = entry.body
    if entry.isPlainText {
      var bytes: [UInt8] = []
      bytes.appendEscaped(html)
      html = String(decoding: bytes, as: UTF8.self)
    }
    return StetImport.markdown(of: html, rules)
  }

  /// Says what became of what Markdown cannot say, and lists the images.
  private mutating func note(_ text: MarkdownText, of entry: ExportEntry, _ path: String) {
    if text.markdown.isEmpty {
      report.info(.importTextMissing, entry.range, "this entry has no text")
    }
    var seen: Set<String> = []
    for remark in text.remarks where seen.insert("\(remark.kind)\(remark.name)").inserted {
      let count = text.remarks.count { $0.kind == remark.kind && $0.name == remark.name }
      let times = count > 1 ? " (\(count) times in this entry)" : ""
      let place = lines.range(of: remark.line, after: entry.bodyOffset)
      switch remark.kind {
      case .kept: report.info(.importHTMLKept, place, "`<\(remark.name)>` stays HTML\(times)")
      case .leftOut:
        report.warning(.importHTMLLeftOut, place, "`<\(remark.name)>` is left out\(times)")
      case .approximated:
        report.info(
          .importHTMLApproximated, place, "`<\(remark.name)>` leaves only its text\(times)")
      }
    }
    var images = text.images
    if let lead = entry.image?.address, !images.contains(lead) { images.insert(lead, at: 0) }
    plan.images += images.map {
      ImportPlan.Image(address: $0, place: place(ofImage: $0), file: path)
    }
  }
}
