import StetCore

/// What was seen when a document was fetched; whoever fetches fills it in.
public struct HTTPFacts: Sendable {
  /// What was seen of another address that the document names.
  public struct Resource: Sendable {
    /// What the document says of it.
    public var link: LinkedResource
    /// The status of a HEAD request.
    public var status: Int
    /// Its `Content-Length`.
    public var length: Int?
    /// Its `Content-Type`.
    public var type: String?

    /// `link`, answered with `status`.
    public init(_ link: LinkedResource, status: Int, length: Int? = nil, type: String? = nil) {
      self.link = link
      self.status = status
      self.length = length
      self.type = type
    }
  }

  /// The status of the last answer.
  public var status: Int
  /// The statuses of the redirects before it.
  public var redirects: [Int]
  /// The fields of the last answer.
  public var fields: [(name: String, value: String)]
  /// The status of a second request with `If-None-Match` and `If-Modified-Since`; nil for none.
  public var conditionalStatus: Int?
  /// How long the answer took.
  public var milliseconds: Int?
  /// What was seen of the enclosures and pages that the document names.
  public var resources: [Resource]

  /// An answer with `status` and `fields`.
  public init(status: Int, fields: [(name: String, value: String)]) {
    self.status = status
    self.fields = fields
    redirects = []
    resources = []
  }

  /// The value of the field `name`, in any case of letters; nil when it is not there.
  func field(_ name: String) -> String? {
    fields.first { $0.name.lowercased() == name }?.value
  }
}

extension Examination {
  /// Judges how a document of `byteCount` bytes was served.
  mutating func judgeHTTP(_ facts: HTTPFacts, format: Report.Format, byteCount: Int) {
    guard (200...299).contains(facts.status) else {
      return find(.httpStatus, 0, "The server answered with the status \(facts.status)")
    }
    judgeContentType(facts, format)
    judgeCaching(facts)
    let isCompressed = facts.field("content-encoding").map { $0 != "identity" } ?? false
    if !isCompressed, byteCount > 2048 {
      find(.httpUncompressed, 0, "The server sends \(byteCount) bytes without compression")
    }
    if facts.redirects.count > 1 || facts.redirects.contains(302) || facts.redirects.contains(307) {
      let list = facts.redirects.map(String.init).joined(separator: ", ")
      find(
        .httpRedirects, 0, "The address leads on by redirects (\(list)); one permanent one is fine")
    }
    if byteCount > 5_000_000 {
      find(.httpTooLarge, 0, "The document has \(byteCount) bytes; many readers stop at 5 MB")
    } else if byteCount > 1_000_000 {
      find(.httpLarge, 0, "The document has \(byteCount) bytes, fetched again and again")
    }
    if let time = facts.milliseconds, time > 5000 {
      find(.httpSlow, 0, "The answer took \(time) ms")
    }
    for resource in facts.resources { judge(resource) }
  }

  private mutating func judgeContentType(_ facts: HTTPFacts, _ format: Report.Format) {
    guard let type = facts.field("content-type") else {
      return find(.httpContentType, 0, "The server does not say the document's type")
    }
    let essence = trimmed(String(type.prefix { $0 != ";" })).lowercased()
    let fit: [Report.Format: String] = [
      .atom: "application/atom+xml", .rss2: "application/rss+xml", .rss1: "application/rdf+xml",
      .json: "application/feed+json", .opml: "text/x-opml",
    ]
    var allowed = ["application/xml", "text/xml"]
    if format == .json { allowed = ["application/json"] }
    if format == .rss1 { allowed.append("application/rss+xml") }
    if let best = fit[format] { allowed.append(best) }
    if !allowed.contains(essence) {
      find(
        .httpContentType, 0,
        "The server says the type is \(essence); \(allowed.last ?? "application/xml") is expected")
    }
    guard let mark = type.lowercased().firstRange(of: "charset=") else { return }
    let charset = type[mark.upperBound...].prefix { $0 != ";" && $0 != " " }
      .filter { $0 != "\"" }.lowercased()
    if charset != "utf-8", charset != "utf8" {
      find(
        .httpCharset, 0, "The server says the encoding is \(charset), which overrules the document")
    }
  }

  private mutating func judgeCaching(_ facts: HTTPFacts) {
    let modified = facts.field("last-modified")
    let hasValidator = facts.field("etag") != nil || modified != nil
    if !hasValidator {
      find(.httpNoValidator, 0, "The server sends neither ETag nor Last-Modified")
    }
    if let modified, let date = MailDate(modified), let now = options.now,
      now.secondsSinceEpoch + 300 < date.time.secondsSinceEpoch
    {
      find(.httpFutureLastModified, 0, "Last-Modified is in the future: readers will not ask again")
    }
    if hasValidator, let status = facts.conditionalStatus, status != 304 {
      find(
        .httpNotConditional, 0,
        "Asked for changes only, the server answered \(status) instead of 304")
    }
  }

  private mutating func judge(_ resource: HTTPFacts.Resource) {
    let link = resource.link
    let name = shortened(link.url)
    guard (200...299).contains(resource.status) else {
      let answer =
        resource.status == 0 ? "could not be reached" : "was answered with \(resource.status)"
      return find(.httpDeadLink, link.offset, "\(name) \(answer)")
    }
    guard link.isEnclosure else { return }
    if let length = resource.length, let declared = link.length, declared != String(length) {
      find(
        .httpEnclosure, link.offset, "\(name) has \(length) bytes, not \(declared) as the feed says"
      )
    }
    let type = resource.type.map { trimmed(String($0.prefix { $0 != ";" })).lowercased() }
    if let type, let declared = link.type, declared.lowercased() != type {
      find(.httpEnclosure, link.offset, "\(name) is \(type), not \(declared) as the feed says")
    }
  }
}
