import StetCore

/// Writes Atom (RFC 4287): the Atom namespace is the default one and metadata stands before entries,
/// because readers ask for both.
struct AtomWriter {
  let feed: Feed
  private var markup = Markup()

  init(feed: Feed) {
    self.feed = feed
  }

  /// The whole document.
  consuming func document() -> WrittenDocument {
    markup.reserve(for: feed)
    writeStart()
    writeMetadata()
    for tombstone in feed.tombstones { write(tombstone) }
    // An entry that is taken out of the list is a copy of all that it holds.
    for index in feed.entries.indices {
      let start = markup.bytes.count
      if let atom = feed.entries[index].atom {
        markup.bytes += atom
      } else {
        write(feed.entries[index])
      }
      markup.mark(feed.entries[index].origin, since: start)
    }
    markup.end("feed")
    return markup.document()
  }

  private mutating func writeStart() {
    markup.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
    if let stylesheet = feed.stylesheet { markup.stylesheet(stylesheet) }
    let hasMedia = feed.entries.indices.contains { feed.entries[$0].leadMedia != nil }
    let hasReplies = feed.entries.indices.contains { feed.entries[$0].replies != nil }
    markup.start(
      "feed",
      [
        Attribute("xmlns", "http://www.w3.org/2005/Atom"),
        Attribute("xmlns:media", hasMedia ? "http://search.yahoo.com/mrss/" : nil),
        Attribute("xmlns:thr", hasReplies ? "http://purl.org/syndication/thread/1.0" : nil),
        Attribute(
          "xmlns:fh", feed.kind == .current ? nil : "http://purl.org/syndication/history/1.0"),
        Attribute(
          "xmlns:at",
          feed.tombstones.isEmpty ? nil : "http://purl.org/atompub/tombstones/1.0"),
        Attribute("xml:lang", writtenLanguage(feed.language)),
      ])
    markup.raw("\n")
  }

  /// RFC 4287 §4.1.1, in the order that shows best in a browser.
  private mutating func writeMetadata() {
    markup.element("id", address: feed.id)
    let title = shown(feed.title) == nil ? feed.site : feed.title
    markup.element("title", [Attribute("type", "text")], title)
    markup.element("subtitle", [Attribute("type", "text")], shown(feed.subtitle))
    writeLinks()
    markup.element("updated", writableTime(feed.updated).rfc3339)
    for person in writtenPeople(feed.authors) { write(person, as: "author") }
    markup.element("icon", address: feed.icon)
    markup.element("logo", address: feed.logo)
    markup.element("rights", [Attribute("type", "text")], shown(feed.rights))
    if let generator = feed.generator {
      let attributes = [
        Attribute("uri", address: generator.uri), Attribute("version", generator.version),
      ]
      markup.element("generator", attributes, generator.name)
    }
    switch feed.kind {
    case .current: break
    // The newest archive fills up still, and to be marked means not to change any more.
    case .archive:
      if feed.addresses.atom?.nextArchive != nil { markup.raw("<fh:archive/>\n") }
    case .complete: markup.raw("<fh:complete/>\n")
    }
  }

  /// The first alternate is the page (readers open that), the other formats come after it.
  private mutating func writeLinks() {
    let type = "application/atom+xml"
    link("alternate", feed.site, type: "text/html")
    link("self", feed.addresses.atom?.own, type: type)
    link("alternate", feed.addresses.rss?.own, type: "application/rss+xml")
    link("alternate", feed.addresses.json?.own, type: "application/feed+json")
    for hub in feed.hubs { link("hub", hub) }
    if feed.kind == .complete { return }
    link("current", feed.addresses.atom?.current, type: type)
    link("prev-archive", feed.addresses.atom?.previousArchive, type: type)
    link("next-archive", feed.addresses.atom?.nextArchive, type: type)
  }

  private mutating func link(
    _ relation: String, _ address: String?, type: String? = nil, length: Int? = nil
  ) {
    guard let address else { return }
    markup.empty(
      "link",
      [
        Attribute("rel", relation), Attribute("type", type), Attribute("length", length),
        Attribute("href", address: address),
      ])
  }

  /// RFC 4287 §4.1.2. Every entry names its authors: several readers do not inherit the feed's.
  private mutating func write(_ entry: Entry) {
    markup.start("entry", [Attribute("xml:lang", entryLanguage(entry))])
    markup.raw("\n")
    markup.element("id", address: entry.id)
    markup.element("title", [Attribute("type", "text")], writtenTitle(entry))
    link("alternate", entry.address, type: "text/html")
    writeLinks(of: entry)
    markup.element("published", writableTime(entry.published).rfc3339)
    markup.element("updated", writtenUpdate(entry).rfc3339)
    for person in writtenPeople(entry.authors, or: feed.authors) { write(person, as: "author") }
    for person in writtenPeople(entry.contributors) { write(person, as: "contributor") }
    for category in entry.categories { write(category) }
    markup.element("rights", [Attribute("type", "text")], shown(entry.rights))
    let content = entry.content ?? []
    let summary = shown(entry.summary) ?? (content.isEmpty ? writtenTitle(entry) : nil)
    markup.element("summary", [Attribute("type", "text")], summary)
    if !content.isEmpty {
      markup.element("content", [Attribute("type", "html")], bytes: content)
    }
    if let media = entry.leadMedia { markup.write(media) }
    markup.end("entry")
  }

  private mutating func writeLinks(of entry: Entry) {
    for file in entry.enclosures {
      link("enclosure", file.url, type: file.type, length: file.length)
    }
    for address in entry.related { link("related", address) }
    for address in entry.via { link("via", address) }
    guard let replies = entry.replies else { return }
    markup.empty(
      "link",
      [
        Attribute("rel", "replies"), Attribute("type", "text/html"),
        Attribute("href", address: replies.url), Attribute("thr:count", replies.count),
        Attribute("thr:updated", replies.updated.map { writableTime($0).rfc3339 }),
      ])
  }

  private func entryLanguage(_ entry: Entry) -> String? {
    let language = writtenLanguage(entry.language)
    return language == feed.language ? nil : language
  }

  private mutating func write(_ person: Person, as name: String) {
    markup.start(name)
    markup.element("name", person.name)
    markup.element("uri", address: person.uri)
    markup.bytes.removeTrailingNewline()
    markup.end(name)
  }

  private mutating func write(_ category: Category) {
    guard let term = shown(category.term) else { return }
    markup.empty(
      "category",
      [
        Attribute("term", term), Attribute("scheme", address: category.scheme),
        Attribute("label", shown(category.label)),
      ])
  }

  private mutating func write(_ tombstone: Tombstone) {
    markup.start(
      "at:deleted-entry",
      [
        Attribute("ref", address: tombstone.id),
        Attribute("when", writableTime(tombstone.when).rfc3339),
      ])
    markup.element("at:comment", shown(tombstone.comment))
    markup.end("at:deleted-entry")
  }
}

/// The text, or nil when nothing of it can be shown.
func shown(_ text: String?) -> String? {
  guard let text else { return nil }
  // A text that begins with a letter need not be read to its end.
  if let first = text.utf8.first, first > 0x20, first < 0x7F { return text }
  return plainLine(Array(text.utf8)).isEmpty ? nil : text
}

extension [UInt8] {
  /// Takes a line break off the end.
  mutating func removeTrailingNewline() {
    if last == 0x0A { removeLast() }
  }
}

extension Markup {
  /// One `media:content` for one picture (Media RSS; a group would mean alternatives of one thing).
  mutating func write(_ media: LeadMedia) {
    start(
      "media:content",
      [
        Attribute("url", address: media.url), Attribute("type", media.type),
        Attribute("medium", medium(of: media.type)), Attribute("fileSize", media.length),
        Attribute("width", media.width), Attribute("height", media.height),
      ])
    element("media:description", [Attribute("type", "plain")], shown(media.alt))
    element("media:credit", shown(media.credit))
    if let thumbnail = media.thumbnail {
      empty(
        "media:thumbnail",
        [
          Attribute("url", address: thumbnail.url), Attribute("width", thumbnail.width),
          Attribute("height", thumbnail.height),
        ])
    }
    end("media:content")
  }

  private func medium(of type: String) -> String? {
    let kind = type.prefix { $0 != "/" }
    return ["image", "audio", "video"].contains(String(kind)) ? String(kind) : nil
  }
}
