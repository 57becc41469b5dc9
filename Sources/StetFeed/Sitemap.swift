import StetCore

/// A page that search engines should know.
public struct SitemapPage: Sendable, Hashable {
  /// Its absolute address.
  public var address: String
  /// When it last changed in a way that readers should know.
  public var modified: Timestamp?
  /// The file that made it, for diagnostics.
  public var origin: SourceOrigin?

  /// The page at `address`.
  public init(address: String, modified: Timestamp? = nil, origin: SourceOrigin? = nil) {
    self.address = address
    self.modified = modified
    self.origin = origin
  }
}

/// One file of a sitemap.
public struct SitemapFile: Sendable, Hashable {
  /// Its name in the folder: `sitemap.xml`.
  public let name: String
  /// Its content.
  public let document: WrittenDocument
}

/// What a sitemap file may hold (sitemaps.org, "Using Sitemap index files").
public struct SitemapLimits: Sendable, Hashable {
  /// How many pages.
  public var pageCountMax: Int
  /// How many bytes.
  public var byteCountMax: Int

  /// The limits of the protocol, with the bytes a little lower.
  public init(pageCountMax: Int = 50_000, byteCountMax: Int = 50_000_000) {
    self.pageCountMax = pageCountMax
    self.byteCountMax = byteCountMax
  }
}

/// Which pages each part of a sitemap holds, of pages whose addresses have these lengths in bytes;
/// one part, maybe empty, where all fit in one.
public func sitemapParts(
  addressLengths: [Int], limits: SitemapLimits = SitemapLimits()
) -> [Range<Int>] {
  var parts: [Range<Int>] = []
  var start = 0
  var size = 0
  for (index, length) in addressLengths.enumerated() {
    // An address grows at most five times when it is escaped; its tags and date are below 128 bytes.
    let more = length * 5 + 128
    if index > start, index - start >= limits.pageCountMax || size + more > limits.byteCountMax {
      parts.append(start..<index)
      start = index
      size = 0
    }
    size += more
  }
  return parts + [start..<addressLengths.count]
}

/// The name of part `number` of a sitemap, from 1, in the folder of `sitemap.xml`.
public func sitemapPartName(_ number: Int) -> String { "sitemap-\(number).xml" }

/// The sitemap of `pages` in their order: `sitemap.xml`, and where it would be too large, an index
/// of that name and the parts `sitemap-1.xml` and so on, all in the folder at the address `folder`.
public func sitemapFiles(
  _ pages: [SitemapPage], folder: String, limits: SitemapLimits = SitemapLimits()
) -> [SitemapFile] {
  let parts = sitemapParts(addressLengths: pages.map(\.address.utf8.count), limits: limits)
  guard parts.count > 1 else {
    return [SitemapFile(name: "sitemap.xml", document: sitemapDocument(pages))]
  }
  var entries: [SitemapPage] = []
  var files: [SitemapFile] = []
  for (index, part) in parts.enumerated() {
    let name = sitemapPartName(index + 1)
    files.append(SitemapFile(name: name, document: sitemapDocument(Array(pages[part]))))
    entries.append(
      SitemapPage(
        address: folder + (folder.hasSuffix("/") ? "" : "/") + name,
        modified: pages[part].compactMap(\.modified).max { $0.isBefore($1) }))
  }
  return [SitemapFile(name: "sitemap.xml", document: sitemapIndexDocument(entries))] + files
}

/// One file of a sitemap: `pages` in their order.
public func sitemapDocument(_ pages: [SitemapPage]) -> WrittenDocument {
  listDocument(of: pages, in: "urlset", each: "url")
}

/// The index of a sitemap's `parts`, each with the newest change of its pages.
public func sitemapIndexDocument(_ parts: [SitemapPage]) -> WrittenDocument {
  listDocument(of: parts, in: "sitemapindex", each: "sitemap")
}

private func listDocument(
  of pages: [SitemapPage], in root: String, each name: String
) -> WrittenDocument {
  var markup = Markup()
  markup.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
  markup.raw("<\(root) xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
  for page in pages {
    let start = markup.bytes.count
    markup.start(name)
    markup.element("loc", address: page.address)
    markup.element("lastmod", page.modified.map { writableTime($0).rfc3339 })
    markup.bytes.removeTrailingNewline()
    markup.end(name)
    markup.mark(page.origin, since: start)
  }
  markup.end(root)
  return markup.document()
}

/// The Google News sitemap of a publication: the entries of the two days before `now`, at most
/// 1,000, newest first; it may be empty.
///
/// The language is the one of each entry, or `language`: two or three letters, but `zh-cn` and
/// `zh-tw`.
public func newsSitemapDocument(
  publication: String, language: String, _ entries: [Entry], now: Timestamp
) -> WrittenDocument {
  let earliest = now.secondsSinceEpoch - 2 * 86_400
  let recent = entries.filter {
    $0.published.secondsSinceEpoch > earliest
      && $0.published.secondsSinceEpoch <= now.secondsSinceEpoch
  }
  let order = recent.sorted {
    ($1.published.secondsSinceEpoch, $0.id) < ($0.published.secondsSinceEpoch, $1.id)
  }
  var markup = Markup()
  markup.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
  markup.raw("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"")
  markup.raw(" xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">\n")
  for entry in order.prefix(1000) {
    let start = markup.bytes.count
    markup.raw("<url>\n")
    markup.element("loc", address: entry.address)
    markup.raw("<news:news>\n<news:publication>\n")
    markup.element("news:name", publication)
    markup.element("news:language", newsLanguage(entry.language ?? language))
    markup.raw("</news:publication>\n")
    markup.element("news:publication_date", writableTime(entry.published).rfc3339)
    markup.element("news:title", writtenTitle(entry))
    markup.raw("</news:news>\n</url>\n")
    markup.mark(entry.origin, since: start)
  }
  markup.end("urlset")
  return markup.document()
}

/// Google News knows languages by ISO 639, and two kinds of Chinese.
private func newsLanguage(_ language: String) -> String {
  let lower = language.lowercased()
  if lower == "zh-cn" || lower == "zh-tw" { return lower }
  return String(lower.prefix { $0 != "-" })
}
