import StetCore

/// Writes RSS 2.0 as the RSS Best Practices Profile advises.
struct RSSWriter {
  let feed: Feed
  private var markup = Markup()

  init(feed: Feed) {
    self.feed = feed
  }

  /// The whole document.
  consuming func document() -> WrittenDocument {
    markup.reserve(for: feed)
    writeStart()
    writeChannel()
    for entry in feed.entries {
      let start = markup.bytes.count
      write(entry)
      markup.mark(entry.origin, since: start)
    }
    markup.end("channel")
    markup.end("rss")
    return markup.document()
  }

  private mutating func writeStart() {
    markup.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
    if let stylesheet = feed.stylesheet { markup.stylesheet(stylesheet) }
    let hasContent = feed.entries.contains { !($0.content ?? []).isEmpty }
    let hasMedia = feed.entries.contains { $0.leadMedia != nil }
    let hasChange = feed.entries.contains { isChanged($0) }
    markup.start(
      "rss",
      [
        Attribute("version", "2.0"),
        Attribute("xmlns:atom", "http://www.w3.org/2005/Atom"),
        Attribute("xmlns:content", hasContent ? "http://purl.org/rss/1.0/modules/content/" : nil),
        Attribute("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        Attribute("xmlns:dcterms", hasChange ? "http://purl.org/dc/terms/" : nil),
        Attribute("xmlns:media", hasMedia ? "http://search.yahoo.com/mrss/" : nil),
        Attribute(
          "xmlns:itunes", feed.podcast == nil ? nil : "http://www.itunes.com/dtds/podcast-1.0.dtd"),
        Attribute(
          "xmlns:fh", feed.kind == .current ? nil : "http://purl.org/syndication/history/1.0"),
      ])
    markup.raw("\n")
    markup.start("channel")
    markup.raw("\n")
  }

  private var title: String { shown(feed.title) ?? feed.site }

  private mutating func writeChannel() {
    markup.element("title", title, .rssLine)
    markup.element("link", address: feed.site)
    markup.element("description", shown(feed.subtitle) ?? title, .rssLine)
    markup.element("language", writtenLanguage(feed.language))
    markup.element("copyright", shown(feed.rights), .rssLine)
    markup.element("lastBuildDate", writableTime(feed.updated).rfc822)
    if let generator = feed.generator {
      let name = [generator.name, generator.version].compactMap { $0 }.joined(separator: " ")
      markup.element("generator", name, .rssLine)
    }
    markup.element("docs", "https://www.rssboard.org/rss-specification")
    if let image = feed.logo ?? feed.icon { writeImage(image) }
    writeLinks()
    switch feed.kind {
    case .current: break
    // The newest archive fills up still, and to be marked means not to change any more.
    case .archive:
      if feed.addresses.rss?.nextArchive != nil { markup.raw("<fh:archive/>\n") }
    case .complete: markup.raw("<fh:complete/>\n")
    }
    if let podcast = feed.podcast { markup.write(podcast) }
  }

  /// The image's title and link are the channel's (RSS Best Practices, "image").
  private mutating func writeImage(_ image: String) {
    markup.start("image")
    markup.element("url", address: image)
    markup.element("title", title, .rssLine)
    markup.element("link", address: feed.site)
    markup.end("image")
  }

  private mutating func writeLinks() {
    let type = "application/rss+xml"
    link("self", feed.addresses.rss?.own, type)
    for hub in feed.hubs { link("hub", hub, nil) }
    if feed.kind == .complete { return }
    link("current", feed.addresses.rss?.current, type)
    link("prev-archive", feed.addresses.rss?.previousArchive, type)
    link("next-archive", feed.addresses.rss?.nextArchive, type)
  }

  private mutating func link(_ relation: String, _ address: String?, _ type: String?) {
    guard let address else { return }
    markup.empty(
      "atom:link",
      [
        Attribute("rel", relation), Attribute("type", type), Attribute("href", address: address),
      ])
  }

  private func isChanged(_ entry: Entry) -> Bool {
    entry.published.isBefore(entry.updated)
  }

  /// The standfirst comes before the body: several readers show whichever is first.
  private mutating func write(_ entry: Entry) {
    markup.raw("<item>\n")
    markup.element("title", writtenTitle(entry), .rssLine)
    markup.element("link", address: entry.address)
    markup.element("guid", [Attribute("isPermaLink", "false")], address: entry.id)
    markup.element("pubDate", writableTime(entry.published).rfc822)
    // `author` would have to be an e-mail address, and readers keep only one name.
    let names = writtenPeople(entry.authors, or: feed.authors).map(\.name)
    markup.element("dc:creator", names.isEmpty ? nil : names.joined(separator: ", "), .rssLine)
    for category in entry.categories {
      let name = shown(category.label) ?? shown(category.term)
      markup.element("category", [Attribute("domain", address: category.scheme)], name, .rssLine)
    }
    markup.element("description", shown(entry.summary).map(asHTML), .rssLine)
    if let content = entry.content, !content.isEmpty {
      markup.element("content:encoded", bytes: content)
    }
    if let file = entry.enclosures.first {
      markup.empty(
        "enclosure",
        [
          Attribute("url", address: file.url), Attribute("length", file.length),
          Attribute("type", file.type),
        ])
    }
    if let replies = entry.replies { markup.element("comments", address: replies.url) }
    if let media = entry.leadMedia { markup.write(media) }
    if isChanged(entry) {
      markup.element("dcterms:modified", writableTime(entry.updated).rfc3339)
    }
    if feed.podcast != nil { writeEpisode(entry) }
    markup.end("item")
  }

  private mutating func writeEpisode(_ entry: Entry) {
    let duration = entry.enclosures.first?.durationSeconds
    markup.element("itunes:duration", duration.map(String.init))
    let episode = entry.episode ?? Episode()
    markup.element("itunes:episode", episode.number.map(String.init))
    markup.element("itunes:season", episode.season.map(String.init))
    markup.element("itunes:explicit", episode.isExplicit.map(String.init))
    if let image = episode.image {
      markup.empty("itunes:image", [Attribute("href", address: image)])
    }
  }
}

/// Plain text as HTML, which the description of an item is.
private func asHTML(_ text: String) -> String {
  guard text.utf8.contains(0x26) || text.utf8.contains(0x3C) else { return text }
  var html: [UInt8] = []
  for byte in text.utf8 {
    switch byte {
    case 0x26: html.append(contentsOf: "&amp;".utf8)
    case 0x3C: html.append(contentsOf: "&lt;".utf8)
    default: html.append(byte)
    }
  }
  return String(decoding: html, as: UTF8.self)
}

extension Markup {
  /// What podcast directories ask of a channel.
  mutating func write(_ podcast: Podcast) {
    element("itunes:author", podcast.author)
    empty("itunes:image", [Attribute("href", address: podcast.image)])
    if let email = shown(podcast.ownerEmail) {
      start("itunes:owner")
      element("itunes:name", shown(podcast.ownerName))
      element("itunes:email", email)
      end("itunes:owner")
    }
    for category in podcast.categories {
      guard let narrower = category.narrower else {
        empty("itunes:category", [Attribute("text", category.name)])
        continue
      }
      start("itunes:category", [Attribute("text", category.name)])
      empty("itunes:category", [Attribute("text", narrower)])
      end("itunes:category")
    }
    element("itunes:explicit", String(podcast.isExplicit))
    element("itunes:type", podcast.isSerial ? "serial" : "episodic")
  }

  /// The instruction that names a CSS stylesheet for people who open the feed in a browser.
  mutating func stylesheet(_ address: String) {
    raw("<?xml-stylesheet type=\"text/css\"")
    raw(" href=\"")
    bytes.appendXML(writtenAddress(address), .attribute)
    raw("\"?>\n")
  }
}
