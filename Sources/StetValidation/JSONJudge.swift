import StetCore

/// Judges a JSON Feed document item by item.
func judgeJSON(_ bytes: [UInt8], _ examination: Examination) -> Report {
  var rules = JSONRules(examination)
  var reader = JSONReader(bytes)
  do throws(JSONProblem) {
    try rules.judgeDocument(&reader)
    try reader.finish()
  } catch {
    rules.examination.find(.jsonSyntax, error.offset, "The document is not JSON: \(error.message)")
  }
  return rules.examination.report(.json, on: bytes)
}

/// The rules of JSON Feed 1.1.
struct JSONRules {
  var examination: Examination
  private var ids: Set<String> = []
  private var itemCount = 0

  init(_ examination: Examination) {
    self.examination = examination
  }

  private static let topLevel: Set<String> = [
    "version", "title", "home_page_url", "feed_url", "description", "user_comment", "next_url",
    "icon", "favicon", "author", "authors", "language", "expired", "hubs", "items",
  ]
  private static let inItem: Set<String> = [
    "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image",
    "banner_image", "date_published", "date_modified", "author", "authors", "tags", "language",
    "attachments",
  ]

  /// Reads and judges the whole document.
  mutating func judgeDocument(_ reader: inout JSONReader) throws(JSONProblem) {
    guard reader.peek() == 0x7B else {
      let node = try reader.value()
      return examination.find(.jsonType, node.offset, "A JSON Feed is an object")
    }
    let start = reader.index
    try reader.open(0x7B)
    var seen: Set<String> = []
    while try reader.hasNext(isFirst: seen.isEmpty, before: 0x7D) {
      let (key, offset) = try reader.key()
      noteKey(key, offset, &seen, JSONRules.topLevel, "a feed")
      if key == "items", reader.peek() == 0x5B {
        try judgeItems(&reader)
      } else {
        judgeMember(key, try reader.value())
      }
    }
    if !seen.contains("version") {
      examination.find(.jsonVersion, start, "The feed does not say its version")
    }
    if !seen.contains("title") {
      examination.find(.jsonMissingTitle, start, "The feed has no title")
    }
    if !seen.contains("items") {
      examination.find(.jsonMissingItems, start, "The feed has no items")
    }
    for key in ["feed_url", "home_page_url"] where !seen.contains(key) {
      examination.find(
        .jsonMissingAddress, start, "The feed has no \(key), which readers on the web expect")
    }
  }

  private mutating func noteKey(
    _ key: String, _ offset: Int, _ seen: inout Set<String>, _ known: Set<String>, _ place: String
  ) {
    if !seen.insert(key).inserted {
      examination.find(.jsonDuplicateKey, offset, "\"\(shortened(key))\" stands twice in \(place)")
    }
    if !known.contains(key), !key.hasPrefix("_") {
      examination.find(
        .jsonUnknownKey, offset,
        "\"\(shortened(key))\" is unknown in \(place); names of extensions begin with _")
    }
  }

  private mutating func judgeItems(_ reader: inout JSONReader) throws(JSONProblem) {
    try reader.open(0x5B)
    while try reader.hasNext(isFirst: itemCount == 0, before: 0x5D) {
      itemCount += 1
      if itemCount > 500_000 { throw JSONProblem(offset: reader.index, message: "too many items") }
      judgeItem(try reader.value())
    }
  }

  private mutating func judgeMember(_ key: String, _ node: JSONNode) {
    switch key {
    case "version":
      let versions = ["https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"]
      if !versions.contains(node.text ?? "") {
        examination.find(
          .jsonVersion, node.offset, "The version is not https://jsonfeed.org/version/1.1")
      }
    case "title", "description", "user_comment": judgeText(key, node)
    case "home_page_url", "feed_url", "next_url", "icon", "favicon":
      judgeAddress(key, node)
      if key == "feed_url", let base = examination.options.base, let text = node.text, text != base
      {
        examination.find(
          .atomSelfMismatch, node.offset, "The feed says it is at \(text), not at \(base)")
      }
    case "language": judgeLanguage(node)
    case "expired":
      if case .bool = node.value { break }
      examination.find(.jsonType, node.offset, "\"expired\" must be true or false")
    case "items": examination.find(.jsonType, node.offset, "\"items\" must be a list")
    case "authors", "author": judgeAuthors(key, node)
    case "hubs": judgeHubs(node)
    default: break
    }
  }

  /// Judges one item.
  private mutating func judgeItem(_ node: JSONNode) {
    guard case .object(let members) = node.value else {
      return examination.find(.jsonType, node.offset, "An item must be an object")
    }
    var seen: Set<String> = []
    var texts: [String: String] = [:]
    for (key, member) in members {
      noteKey(key, member.offset, &seen, JSONRules.inItem, "an item")
      texts[key] = member.text
      judgeItemMember(key, member)
    }
    if let id = texts["id"] {
      if trimmed(id).isEmpty {
        examination.find(.jsonItemID, node.offset, "The item's id is blank")
      }
      if !ids.insert(id).inserted {
        examination.find(
          .jsonDuplicateID, node.offset, "The id \"\(shortened(id))\" is that of another item")
      }
    } else {
      let message = seen.contains("id") ? "The item's id is not a text" : "The item has no id"
      examination.find(.jsonItemID, node.offset, message)
    }
    if texts["content_html"] == nil, texts["content_text"] == nil {
      examination.find(
        .jsonItemEmpty, node.offset, "The item has neither content_html nor content_text")
    }
    judgeTimes(texts, node.offset)
    note(texts, node.offset)
  }

  private mutating func judgeTimes(_ texts: [String: String], _ offset: Int) {
    let published = texts["date_published"].flatMap { Timestamp(rfc3339: $0) }
    let modified = texts["date_modified"].flatMap { Timestamp(rfc3339: $0) }
    if let published, let modified, modified.isBefore(published) {
      examination.find(
        .dateUpdatedBeforePublished, offset, "The item was modified before it was published")
    }
  }

  private mutating func note(_ texts: [String: String], _ offset: Int) {
    let text = ["title", "summary", "content_html", "content_text"].map { texts[$0] ?? "" }
    examination.entries.append(
      SeenEntry(
        id: texts["id"] ?? texts["url"] ?? "", address: texts["url"], title: texts["title"] ?? "",
        time: (texts["date_published"] ?? texts["date_modified"])
          .flatMap { Timestamp(rfc3339: $0) },
        updated: texts["date_modified"] ?? texts["date_published"],
        content: Fingerprint(of: Array(text.joined(separator: "\u{0}").utf8)), offset: offset))
  }

  private mutating func judgeItemMember(_ key: String, _ node: JSONNode) {
    switch key {
    case "url", "external_url", "image", "banner_image":
      judgeAddress(key, node)
      if key == "url" { examination.note(node.text, isEnclosure: false, at: node.offset) }
    case "title", "summary", "content_text": judgeText(key, node)
    case "content_html":
      guard let html = node.text else { return wrongType(key, node) }
      examination.judgeCharacters(Array(html.utf8), at: node.offset, in: key)
      examination.judgeHTML(Array(html.utf8), at: node.offset, in: key)
    case "date_published", "date_modified":
      guard let text = node.text, let time = Timestamp(rfc3339: text) else {
        return examination.find(
          .jsonDate, node.offset, "\"\(key)\" is not a date such as 2026-01-02T03:04:05Z")
      }
      examination.judgePlausible(time, at: node.offset, in: "\"\(key)\"")
    case "language": judgeLanguage(node)
    case "authors", "author": judgeAuthors(key, node)
    case "tags":
      guard case .array(let tags) = node.value, tags.allSatisfy({ $0.text != nil }) else {
        return examination.find(.jsonType, node.offset, "\"tags\" must be a list of texts")
      }
    case "attachments": judgeAttachments(node)
    default: break
    }
  }
}
