/// What is sent for a request.
struct Reply: Sendable {
  var status: Status
  /// Fields in the order in which they are sent; those of the connection are added by it.
  var fields: [(name: String, value: String)] = []
  var body = Body.none

  /// What follows the head.
  enum Body: Sendable {
    case none
    case bytes([UInt8])
    /// A part of a file too large to be held.
    case file(OpenedFile, Range<Int>)
    /// The news of the preview, for as long as the client listens.
    /// The first of it is sent at once.
    case news(Listener, first: [UInt8])
  }

  /// How many bytes the body has; nil where it has no end.
  var length: Int? {
    switch body {
    case .none: 0
    case .bytes(let bytes): bytes.count
    case .file(_, let part): part.count
    case .news: nil
    }
  }

  /// A reply of `status` with a sentence for a person.
  static func plain(_ status: Status, _ sentence: String) -> Reply {
    Reply(
      status: status,
      fields: [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")],
      body: .bytes(Array((sentence + "\n").utf8)))
  }

  /// A reply that leads to `location`, which no query or host of the client's can change.
  static func moved(to location: String) -> Reply {
    Reply(
      status: .movedPermanently,
      // A browser would keep a redirect without this, and a preview's come and go.
      fields: [("Location", location), ("Cache-Control", "no-cache")])
  }

  /// Whether it is a page of HTML, held whole.
  var isPage: Bool {
    guard case .bytes = body else { return false }
    return fields.contains { $0.name == "Content-Type" && $0.value.hasPrefix("text/html") }
  }

  /// The same, which no client is to keep.
  var unconditional: Reply {
    var reply = self
    reply.fields.removeAll { ["ETag", "Last-Modified", "Cache-Control"].contains($0.name) }
    reply.fields.append(("Cache-Control", "no-store"))
    return reply
  }

  /// The bytes of the head. A reply to HEAD has the fields of the one to GET (RFC 9110 §9.3.2).
  func head(secondsSinceEpoch seconds: Int64, isLast: Bool) -> [UInt8] {
    var text = "HTTP/1.1 \(status.rawValue) \(status.phrase)\r\n"
    text += "Date: \(HTTPDate.text(secondsSinceEpoch: seconds))\r\n"
    for field in fields { text += "\(field.name): \(field.value)\r\n" }
    // RFC 9110 §8.6: not with 304, where it would speak of what is not sent.
    if let length, status != .notModified { text += "Content-Length: \(length)\r\n" }
    text += "X-Content-Type-Options: nosniff\r\n"
    text += isLast || length == nil ? "Connection: close\r\n\r\n" : "Connection: keep-alive\r\n\r\n"
    return Array(text.utf8)
  }
}

/// Who listens to the news of the preview: the page that is open and the state that it shows.
struct Listener: Sendable, Hashable {
  /// The page's path and query, as the browser names it.
  let page: String
  /// The tag of the file that the page was made of; empty where there was none.
  let tag: String
}
