import StetContent
import StetCore
import StetXML

/// What the RSS `channel` and its items say; `namespace` is that of RSS 1.0.
func readRSS(
  _ channel: FeedElement, _ items: [FeedElement], _ namespace: FeedNamespace?,
  _ format: Export.Format, address: String?, _ report: inout Report
) -> Export {
  var export = Export(format: format)
  export.title = plainText(ofHTML: channel.text("title", namespace) ?? "")
  export.site = channel.text("link", namespace) ?? address
  export.language = channel.text("language") ?? channel.text("language", .dc)
  for item in items where item.tree.nodes[0].name == "item" {
    export.entries.append(
      entry(of: item, namespace, base: export.site ?? address, &report))
  }
  return export
}

private func entry(
  of item: FeedElement, _ namespace: FeedNamespace?, base: String?, _ report: inout Report
) -> ExportEntry {
  let range = SourceRange(item.offset, item.offset + 1)
  var entry = ExportEntry(range: range)
  entry.title = plainText(ofHTML: item.text("title", namespace) ?? item.text("title", .dc) ?? "")
  let guid = item.first("guid")
  entry.id = guid?.text ?? item.value("about", .rdf)
  let isPermalink = guid?.value("isPermaLink")?.lowercased() != "false"
  let link = item.text("link", namespace) ?? item.first("link", .atom)?.value("href")
  entry.address = link.map { resolved($0, against: base) }
  if entry.address == nil, isPermalink, let id = entry.id, hasScheme(id), id.hasPrefix("http") {
    entry.address = id
  }
  // Readers know an item without a guid by its link.
  if entry.id == nil { entry.id = entry.address }
  entry.base = entry.address ?? base
  let encoded = item.first("encoded", .content)
  let description = item.first("description", namespace)
  if let body = encoded ?? description {
    entry.body = body.wholeText
    entry.bodyOffset = body.offset
  }
  if encoded != nil, let text = description?.text {
    entry.standfirst = plainText(ofHTML: text)
  }
  entry.published = date(
    item.text("pubDate") ?? item.text("date", .dc) ?? item.text("published", .atom), at: range,
    &report)
  entry.updated = date(
    item.text("modified", .dcterms) ?? item.text("updated", .atom), at: range, &report)
  entry.authors = authors(of: item)
  entry.topics =
    (item.all("category") + item.all("subject", .dc)).compactMap(\.text)
    .map { plainText(ofHTML: $0) }
  entry.language = item.text("language", .dc)
  entry.enclosures = item.all("enclosure").compactMap { enclosure in
    enclosure.value("url").map {
      ExportEnclosure(
        address: resolved($0, against: entry.base), type: enclosure.value("type"),
        lengthBytes: enclosure.value("length").flatMap { Int($0) })
    }
  }
  entry.image = mediaImage(of: item, base: entry.base)
  if let source = item.first("source")?.value("url") { entry.sources.append(source) }
  return entry
}

/// Who wrote an item: `dc:creator`, else RSS' address with a name in brackets.
private func authors(of item: FeedElement) -> [String] {
  let names = item.all("creator", .dc).compactMap(\.text)
  if !names.isEmpty { return names.map { plainText(ofHTML: $0) } }
  let written =
    item.all("author").compactMap(\.text) + item.all("author", .itunes).compactMap(\.text)
  let plain = written.map { text -> String in
    guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close
    else { return text }
    return String(text[text.index(after: open)..<close])
  }
  let atom = item.all("author", .atom).compactMap { $0.text("name", .atom) }
  return (plain + atom).filter { !$0.contains("@") }
}

/// The image that Media RSS gives an entry.
func mediaImage(of entry: FeedElement, base: String?) -> ExportImage? {
  let groups = entry.all("group", .media)
  let contents = entry.all("content", .media) + groups.flatMap { $0.all("content", .media) }
  let image = contents.first { content in
    content.value("medium") == "image" || content.value("type")?.hasPrefix("image/") == true
  }
  let thumbnail = ([entry] + groups).lazy.compactMap { $0.first("thumbnail", .media) }.first
  guard let shown = image ?? thumbnail, let url = shown.value("url") else { return nil }
  let words = [image, entry].compactMap(\.self)
  return ExportImage(
    address: resolved(url, against: base),
    alt: image.flatMap { $0.text("description", .media) ?? $0.text("title", .media) },
    caption: nil, credit: words.lazy.compactMap { $0.text("credit", .media) }.first)
}

/// What the Atom `feed` and its entries say.
func readAtom(
  _ feed: FeedElement, _ entries: [FeedElement], address: String?, _ report: inout Report
) -> Export {
  var export = Export(format: .atom)
  let base = feed.value("base", .xml).map { resolved($0, against: address) } ?? address
  export.title = feed.first("title", .atom).map(plainText(of:)) ?? ""
  export.site = alternate(of: feed, base: base) ?? feed.text("id", .atom)
  export.language = feed.value("lang", .xml)
  let names = feed.all("author", .atom).compactMap { $0.text("name", .atom) }
  for entry in entries where entry.tree.nodes[0].name == "entry" {
    var read = atomEntry(entry, base: base ?? export.site, &report)
    if read.authors.isEmpty { read.authors = names }
    export.entries.append(read)
  }
  return export
}

private func atomEntry(
  _ element: FeedElement, base: String?, _ report: inout Report
) -> ExportEntry {
  let range = SourceRange(element.offset, element.offset + 1)
  var entry = ExportEntry(range: range)
  let base = element.value("base", .xml).map { resolved($0, against: base) } ?? base
  entry.title = element.first("title", .atom).map(plainText(of:)) ?? ""
  entry.id = element.text("id", .atom)
  entry.address = alternate(of: element, base: base)
  entry.base = entry.address ?? base
  entry.language = element.value("lang", .xml)
  let content = element.first("content", .atom)
  let summary = element.first("summary", .atom)
  if let body = content ?? summary, body.value("src") == nil {
    entry.bodyOffset = body.offset
    entry.base = body.value("base", .xml).map { resolved($0, against: base) } ?? entry.base
    entry.language = entry.language ?? body.value("lang", .xml)
    switch body.value("type") ?? "text" {
    case "xhtml", "application/xhtml+xml": entry.body = body.html
    case "html", "text/html": entry.body = body.wholeText
    default:
      entry.body = body.wholeText
      entry.isPlainText = true
    }
  }
  if content != nil { entry.standfirst = summary.map(plainText(of:)) }
  entry.updated = date(element.text("updated", .atom), at: range, &report)
  entry.published = date(element.text("published", .atom), at: range, &report) ?? entry.updated
  entry.authors = element.all("author", .atom).compactMap { $0.text("name", .atom) }
  entry.topics = element.all("category", .atom).compactMap { category in
    (category.value("label") ?? category.value("term")).flatMap { $0.isEmpty ? nil : $0 }
  }
  for link in element.all("link", .atom) {
    guard let href = link.value("href").map({ resolved($0, against: base) }) else { continue }
    switch link.value("rel") {
    case "enclosure":
      entry.enclosures.append(
        ExportEnclosure(
          address: href, type: link.value("type"),
          lengthBytes: link.value("length").flatMap { Int($0) }))
    case "related", "via": entry.sources.append(href)
    default: break
    }
  }
  entry.image = mediaImage(of: element, base: base)
  return entry
}

private func alternate(of element: FeedElement, base: String?) -> String? {
  let links = element.all("link", .atom)
    .filter { ["alternate", nil].contains($0.value("rel")) }
  let html = links.first { $0.value("type")?.contains("html") ?? true } ?? links.first
  return html?.value("href").map { resolved($0, against: base) }
}

/// A text of Atom (RFC 4287 §3.1) without marks.
private func plainText(of element: FeedElement) -> String {
  switch element.value("type") ?? "text" {
  case "html", "text/html": plainText(ofHTML: element.wholeText)
  default: element.wholeText.split { $0.isWhitespace }.joined(separator: " ")
  }
}
