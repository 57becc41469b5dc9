import StetContent
import StetCore

/// What the JSON Feed `file` says; nil, with the reason, where it is none.
func readJSONFeed(_ file: SourceFile, _ report: inout Report) -> Export? {
  let read = data(SourceFile(path: "feed.json", bytes: file.bytes))
  if let problem = read.diagnostics.first(where: { $0.severity == .error }) {
    report.error(.importMalformed, problem.range, problem.message)
    return nil
  }
  let feed = read.value
  guard let version = feed.text("version"), version.contains("jsonfeed.org"),
    case .list(let items, _)? = feed["items"]
  else {
    report.error(
      .importMalformed, nil, "this is JSON but no JSON Feed",
      note: "a JSON Feed has `version` and `items`")
    return nil
  }
  var export = Export(format: .json)
  export.title = feed.text("title") ?? ""
  export.site = feed.text("home_page_url") ?? feed.text("feed_url")
  export.language = feed.text("language")
  let authors = names(of: feed)
  for item in items {
    guard case .map = item else {
      report.warning(.importEntryLeftOut, item.range, "this item is no object; it is left out")
      continue
    }
    var entry = entry(of: item, base: export.site, &report)
    if entry.authors.isEmpty { entry.authors = authors }
    export.entries.append(entry)
  }
  return export
}

private func entry(
  of item: LocatedNode, base: String?, _ report: inout Report
) -> ExportEntry {
  let range = SourceRange(item.range.lower, item.range.lower + 1)
  var entry = ExportEntry(range: range)
  entry.title = item.text("title") ?? ""
  entry.id = item.text("id")
  entry.address = item.text("url").map { resolved($0, against: base) }
  if entry.address == nil, let id = entry.id, id.hasPrefix("http://") || id.hasPrefix("https://") {
    entry.address = id
  }
  entry.base = entry.address ?? base
  if let html = item.text("content_html") {
    entry.body = html
    entry.bodyOffset = item["content_html"]?.range.lower ?? range.lower
  } else if let text = item.text("content_text") {
    entry.body = text
    entry.isPlainText = true
    entry.bodyOffset = item["content_text"]?.range.lower ?? range.lower
  }
  entry.standfirst = item.text("summary")
  entry.published = date(item.text("date_published"), at: range, &report)
  entry.updated = date(item.text("date_modified"), at: range, &report)
  entry.authors = names(of: item)
  entry.language = item.text("language")
  if case .list(let tags, _)? = item["tags"] { entry.topics = tags.compactMap(\.text) }
  if let image = item.text("image") ?? item.text("banner_image") {
    entry.image = ExportImage(address: resolved(image, against: entry.base))
  }
  if let elsewhere = item.text("external_url") { entry.sources.append(elsewhere) }
  if case .list(let attachments, _)? = item["attachments"] {
    entry.enclosures = attachments.compactMap { attachment in
      guard let url = attachment.text("url") else { return nil }
      var length: Int?
      if case .int(let bytes, _)? = attachment["size_in_bytes"] { length = bytes }
      return ExportEnclosure(
        address: resolved(url, against: entry.base), type: attachment.text("mime_type"),
        lengthBytes: length)
    }
  }
  return entry
}

/// The names under `authors`, or under `author` as version 1 has it.
private func names(of node: LocatedNode) -> [String] {
  if case .list(let authors, _)? = node["authors"] {
    let names = authors.compactMap { $0.text("name") }
    if !names.isEmpty { return names }
  }
  return node["author"]?.text("name").map { [$0] } ?? []
}

extension LocatedNode {
  /// The text or number that it is; nil for anything else and for empty text.
  fileprivate var text: String? {
    switch self {
    case .string(let text, _): text.isEmpty ? nil : text
    case .int(let number, _): String(number)
    default: nil
    }
  }

  /// The text of `key`.
  fileprivate func text(_ key: String) -> String? { self[key]?.text }
}
