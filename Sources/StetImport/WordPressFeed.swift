import Foundation
import StetContent
import StetCore
import StetXML

/// What the WordPress export of `channel` and its items say.
func readWordPress(
  _ channel: FeedElement, _ items: [FeedElement], _ report: inout Report
) -> Export {
  var export = Export(format: .wordpress)
  export.title = channel.text("title") ?? ""
  export.site =
    channel.text("base_blog_url", .wordpress) ?? channel.text("link")
    ?? channel.text("base_site_url", .wordpress)
  export.language = channel.text("language")
  export.authors = channel.all("author", .wordpress).compactMap(author)
  export.terms = terms(of: channel)
  let items = items.filter { $0.tree.nodes[0].name == "item" }
  for item in items where item.text("post_type", .wordpress) == "attachment" {
    if let attachment = attachment(item) { export.attachments.append(attachment) }
  }
  let attachments = Dictionary(
    export.attachments.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
  for item in items {
    export.commentCount += item.all("comment", .wordpress).count
    let kind = item.text("post_type", .wordpress) ?? "post"
    if kind == "attachment" { continue }
    guard kind == "post" || kind == "page" else {
      export.otherCounts[kind, default: 0] += 1
      continue
    }
    if let read = entry(item, isPage: kind == "page", export, attachments, &report) {
      export.entries.append(read)
    }
  }
  return export
}

private func author(_ element: FeedElement) -> ExportAuthor? {
  guard let login = element.text("author_login", .wordpress) else { return nil }
  let first = element.text("author_first_name", .wordpress)
  let last = element.text("author_last_name", .wordpress)
  let whole = [first, last].compactMap(\.self).joined(separator: " ")
  let name = element.text("author_display_name", .wordpress) ?? (whole.isEmpty ? login : whole)
  return ExportAuthor(login: login, name: plainText(ofHTML: name))
}

private func terms(of channel: FeedElement) -> [ExportTerm] {
  var terms: [ExportTerm] = []
  var names: [String: String] = [:]
  for category in channel.all("category", .wordpress) {
    guard let slug = category.text("category_nicename", .wordpress) else { continue }
    let name = plainText(ofHTML: category.text("cat_name", .wordpress) ?? slug)
    names[slug] = name
    terms.append(
      ExportTerm(
        name: name, slug: decoded(slug), parent: category.text("category_parent", .wordpress),
        description: category.text("category_description", .wordpress)))
  }
  for tag in channel.all("tag", .wordpress) {
    guard let slug = tag.text("tag_slug", .wordpress) else { continue }
    terms.append(
      ExportTerm(
        name: plainText(ofHTML: tag.text("tag_name", .wordpress) ?? slug), slug: decoded(slug),
        description: tag.text("tag_description", .wordpress)))
  }
  // Parents are named by their name in addresses; topics by what they are called.
  for index in terms.indices { terms[index].parent = terms[index].parent.flatMap { names[$0] } }
  return terms
}

private func decoded(_ slug: String) -> String { slug.removingPercentEncoding ?? slug }

private func attachment(_ item: FeedElement) -> ExportAttachment? {
  guard let address = item.text("attachment_url", .wordpress),
    let number = item.text("post_id", .wordpress).flatMap({ Int($0) })
  else { return nil }
  return ExportAttachment(
    number: number, address: address, alt: meta("_wp_attachment_image_alt", of: item),
    caption: item.text("encoded", .excerpt).map { plainText(ofHTML: $0) })
}

/// The value that the plugin or WordPress itself keeps under `key`.
private func meta(_ key: String, of item: FeedElement) -> String? {
  item.all("postmeta", .wordpress).first { $0.text("meta_key", .wordpress) == key }?
    .text("meta_value", .wordpress)
}

private func entry(
  _ item: FeedElement, isPage: Bool, _ export: Export, _ attachments: [Int: ExportAttachment],
  _ report: inout Report
) -> ExportEntry? {
  let range = SourceRange(item.offset, item.offset + 1)
  var entry = ExportEntry(range: range)
  let status = item.text("status", .wordpress) ?? "publish"
  switch status {
  case "publish", "future": break
  case "draft", "pending", "private": entry.state = .draft
  default:
    report.info(.importEntryLeftOut, range, "an entry with the status `\(status)` is left out")
    return nil
  }
  entry.isPage = isPage
  entry.title = plainText(ofHTML: item.text("title") ?? "")
  if item.text("post_password", .wordpress) != nil {
    entry.state = .draft
    report.warning(
      .importEntryLeftOut, range, "“\(entry.title)” had a password; it becomes a draft",
      note: "a static site shows everything to everybody")
  }
  entry.id = item.text("guid")
  entry.slug = item.text("post_name", .wordpress).map(decoded)
  // A draft has no address yet, only a query.
  entry.address = item.text("link").flatMap { $0.contains("?") ? nil : $0 }
  entry.base = entry.address ?? export.site
  if let body = item.first("encoded", .content) {
    entry.bodyOffset = body.offset
    let text = wordPressText(body.wholeText, attachments: attachments)
    entry.body = text.html
    entry.unknownShortcodes = text.unknown
    entry.isAutoParagraph = !body.wholeText.contains("<!-- wp:")
  }
  entry.standfirst = item.text("encoded", .excerpt).map { plainText(ofHTML: $0) }
  noteDates(of: item, isPage: isPage, &entry, &report)
  let login = item.text("creator", .dc)
  entry.authors =
    login.map { login in
      [export.authors.first { $0.login == login }?.name ?? login]
    } ?? []
  entry.topics = topics(of: item)
  if let number = meta("_thumbnail_id", of: item).flatMap({ Int($0) }),
    let attachment = attachments[number]
  {
    entry.image = ExportImage(
      address: attachment.address, alt: attachment.alt, caption: attachment.caption)
  }
  return entry
}

private func topics(of item: FeedElement) -> [String] {
  var topics: [String] = []
  for category in item.all("category") {
    guard let domain = category.value("domain"), ["category", "post_tag"].contains(domain),
      category.value("nicename") != "uncategorized", let text = category.text
    else { continue }
    let name = plainText(ofHTML: text)
    if !name.isEmpty, !topics.contains(name) { topics.append(name) }
  }
  return topics
}

/// The dates of a post with the zone that their author saw: the difference between its time there and
/// that of UTC.
private func noteDates(
  of item: FeedElement, isPage: Bool, _ entry: inout ExportEntry, _ report: inout Report
) {
  func instant(_ name: String) -> Timestamp? {
    let local = real(item.text("\(name)", .wordpress))
    let utc = real(item.text("\(name)_gmt", .wordpress))
    guard let written = local ?? utc, let date = date(written, at: entry.range, &report) else {
      return nil
    }
    guard let utc, let universal = StetImport.date(utc, at: entry.range, &report) else {
      return date
    }
    let minutes = (date.secondsSinceEpoch - universal.secondsSinceEpoch) / 60
    let offset = abs(minutes) < 1000 ? Int(minutes) : 0
    return Timestamp(secondsSinceEpoch: universal.secondsSinceEpoch, offsetMinutes: offset)
  }
  entry.published = instant("post_date")
  if entry.published == nil {
    entry.published = date(item.text("pubDate"), at: entry.range, &report)
  }
  entry.updated = instant("post_modified")
}

/// `text` unless it is the date that WordPress writes where there is none.
private func real(_ text: String?) -> String? {
  text.flatMap { $0.hasPrefix("0000") || $0.hasPrefix("-0001") ? nil : $0 }
}
