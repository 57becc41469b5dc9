import StetXML

/// The namespaces that the judge has rules for; the raw value is the place in `addresses`.
enum Namespace: Int, CaseIterable {
  case none = -1
  case unknown = -2
  case atom = 0
  case xml
  case xhtml
  case rdf
  case rss10
  case rss090
  case content
  case dc
  case dcterms
  case media
  case mediaMisspelt
  case itunes
  case history
  case thread
  case tombstone
  case syndication
  case sitemap
  case news
  case sitemapImage
  case atom03
  case atomMisspelt
  case podcast
  case slash
  case wellFormedWeb
  case sitemapMisspelt

  static let addresses = [
    "http://www.w3.org/2005/Atom", "http://www.w3.org/XML/1998/namespace",
    "http://www.w3.org/1999/xhtml", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/",
    "http://purl.org/rss/1.0/modules/content/", "http://purl.org/dc/elements/1.1/",
    "http://purl.org/dc/terms/", "http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss",
    "http://www.itunes.com/dtds/podcast-1.0.dtd", "http://purl.org/syndication/history/1.0",
    "http://purl.org/syndication/thread/1.0", "http://purl.org/atompub/tombstones/1.0",
    "http://purl.org/rss/1.0/modules/syndication/", "http://www.sitemaps.org/schemas/sitemap/0.9",
    "http://www.google.com/schemas/sitemap-news/0.9",
    "http://www.google.com/schemas/sitemap-image/1.1", "http://purl.org/atom/ns#",
    "https://www.w3.org/2005/Atom", "https://podcastindex.org/namespace/1.0",
    "http://purl.org/rss/1.0/modules/slash/", "http://wellformedweb.org/CommentAPI/",
    "https://www.sitemaps.org/schemas/sitemap/0.9",
  ]
}

extension XMLTree {
  /// The namespace of an element.
  func namespace(of node: Int) -> Namespace {
    Namespace(rawValue: nodes[node].namespace) ?? .unknown
  }

  /// The name as it was written, with its prefix.
  func writtenName(of node: Int) -> String {
    nodes[node].prefix.isEmpty ? nodes[node].name : nodes[node].prefix + ":" + nodes[node].name
  }

  /// The first child element called `name` in `namespace`.
  func first(_ name: String, _ namespace: Namespace, in node: Int) -> Int? {
    for child in children(of: node)
    where nodes[child].kind == .element && nodes[child].name == name
      && nodes[child].namespace == namespace.rawValue
    {
      return child
    }
    return nil
  }

  /// The text directly inside, without white space at its ends.
  func trimmedText(of node: Int) -> String {
    let bytes = textBytes(of: node)
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard let first = bytes.firstIndex(where: { !isSpace($0) }),
      let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }
}
