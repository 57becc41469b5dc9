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

/// The sitemap of `pages` in their order: `sitemap.xml`, and where it would be too large, an index
/// of that name and the parts `sitemap-1.xml` and so on, all in the folder at the address `folder`.
public func sitemapFiles(
  _ pages: [SitemapPage], folder: String, limits: SitemapLimits = SitemapLimits()
) -> [SitemapFile] {
  var chunks: [Urlset] = [Urlset()]
  for page in pages {
    let isFull =
      chunks[chunks.count - 1].count >= limits.pageCountMax
      || chunks[chunks.count - 1].markup.bytes.count + 4096 + page.address.utf8.count * 5
        > limits.byteCountMax
    if isFull, chunks[chunks.count - 1].count > 0 { chunks.append(Urlset()) }
    chunks[chunks.count - 1].add(page)
  }
  if chunks.count == 1 {
    return [SitemapFile(name: "sitemap.xml", document: chunks[0].document())]
  }
  var index = Markup()
  index.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
  index.raw("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
  var files: [SitemapFile] = []
  for (number, chunk) in chunks.enumerated() {
    let name = "sitemap-\(number + 1).xml"
    files.append(SitemapFile(name: name, document: chunk.document()))
    index.start("sitemap")
    index.element("loc", address: folder + (folder.hasSuffix("/") ? "" : "/") + name)
    index.element("lastmod", chunk.newest.map { writableTime($0).rfc3339 })
    index.bytes.removeTrailingNewline()
    index.end("sitemap")
  }
  index.end("sitemapindex")
  return [SitemapFile(name: "sitemap.xml", document: WrittenDocument(bytes: index.bytes))] + files
}

/// One file of pages being written.
private struct Urlset {
  var markup = Markup()
  var count = 0
  var newest: Timestamp?
  private var parts: [WrittenDocument.Part] = []

  init() {
    markup.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
    markup.raw("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
  }

  mutating func add(_ page: SitemapPage) {
    let start = markup.bytes.count
    markup.start("url")
    markup.element("loc", address: page.address)
    markup.element("lastmod", page.modified.map { writableTime($0).rfc3339 })
    markup.bytes.removeTrailingNewline()
    markup.end("url")
    count += 1
    if let origin = page.origin {
      parts.append(.init(range: start..<markup.bytes.count, origin: origin))
    }
    guard let modified = page.modified else { return }
    if newest.map({ $0.isBefore(modified) }) ?? true { newest = modified }
  }

  consuming func document() -> WrittenDocument {
    markup.end("urlset")
    return WrittenDocument(bytes: markup.bytes, parts: parts)
  }
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
  var parts: [WrittenDocument.Part] = []
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
    if let origin = entry.origin {
      parts.append(.init(range: start..<markup.bytes.count, origin: origin))
    }
  }
  markup.end("urlset")
  return WrittenDocument(bytes: markup.bytes, parts: parts)
}

/// Google News knows languages by ISO 639, and two kinds of Chinese.
private func newsLanguage(_ language: String) -> String {
  let lower = language.lowercased()
  if lower == "zh-cn" || lower == "zh-tw" { return lower }
  return String(lower.prefix { $0 != "-" })
}
