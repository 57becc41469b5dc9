/// What a file is, by the end of its name.
struct MediaType: Sendable, Hashable {
  /// The value of Content-Type.
  let text: String
  /// Whether it is text that gets much smaller when packed.
  let isCompressible: Bool

  /// Whether it is a page of HTML.
  var isPage: Bool { text.hasPrefix("text/html") }

  /// The type of the file called `name`; bytes of no known kind where the end says nothing.
  init(ofFile name: String) {
    let name = name.lowercased()
    // Feeds have names of their own before their endings do.
    if name == "feed.json" {
      self.init("application/feed+json", isText: true)
      return
    }
    if name == "atom.xml" || (name.hasSuffix(".xml") && name.hasPrefix("atom")) {
      self.init("application/atom+xml", isText: true)
      return
    }
    if name == "rss.xml" || name.hasPrefix("podcast") && name.hasSuffix(".xml") {
      self.init("application/rss+xml", isText: true)
      return
    }
    let end = name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? ""
    if let text = MediaType.texts[end] {
      self.init(text, isText: true)
    } else {
      self.init(MediaType.others[end] ?? "application/octet-stream", isText: false)
    }
  }

  private init(_ name: String, isText: Bool) {
    // JSON knows no other encoding and has no parameter for it (RFC 8259 §8.1, §11).
    let isJSON = name.hasSuffix("json")
    text = isText && !isJSON ? name + "; charset=utf-8" : name
    isCompressible = isText
  }

  private static let texts = [
    "html": "text/html", "htm": "text/html", "css": "text/css", "js": "text/javascript",
    "mjs": "text/javascript", "json": "application/json", "map": "application/json",
    "jsonld": "application/ld+json", "geojson": "application/geo+json",
    "webmanifest": "application/manifest+json", "xml": "application/xml",
    "atom": "application/atom+xml", "rss": "application/rss+xml", "rdf": "application/rdf+xml",
    "opml": "text/x-opml", "xsl": "application/xslt+xml", "xslt": "application/xslt+xml",
    "svg": "image/svg+xml", "txt": "text/plain", "md": "text/markdown", "csv": "text/csv",
    "ttl": "text/turtle", "ics": "text/calendar", "vtt": "text/vtt", "vcf": "text/vcard",
    "yaml": "application/yaml", "yml": "application/yaml", "bib": "text/x-bibtex",
  ]

  private static let others = [
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "webp": "image/webp", "avif": "image/avif", "jxl": "image/jxl", "ico": "image/x-icon",
    "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff", "heic": "image/heic",
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "oga": "audio/ogg",
    "opus": "audio/ogg", "wav": "audio/wav", "flac": "audio/flac", "aac": "audio/aac",
    "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm", "ogv": "video/ogg",
    "mov": "video/quicktime", "woff": "font/woff", "woff2": "font/woff2", "ttf": "font/ttf",
    "otf": "font/otf", "pdf": "application/pdf", "epub": "application/epub+zip",
    "zip": "application/zip", "gz": "application/gzip", "br": "application/octet-stream",
    "wasm": "application/wasm", "mobi": "application/x-mobipocket-ebook",
    "doc": "application/msword", "xls": "application/vnd.ms-excel",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ]
}
