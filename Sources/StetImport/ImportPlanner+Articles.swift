import StetContent
import StetCore

extension ImportPlanner {
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
    for shortcode in entry.unknownShortcodes {
      let count = shortcode.count
      report.warning(
        .importShortcodeUnknown, lines.range(of: shortcode.line, after: entry.bodyOffset),
        "the shortcode [\(shortcode.name)] is not understood and stays visible"
          + (count > 1 ? " (\(count) times in this entry)" : ""),
        note: "a plugin of WordPress made something of it; take its place in the article")
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
