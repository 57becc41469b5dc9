/// The place in the author's files that something written goes back to.
public struct SourceOrigin: Sendable, Hashable {
  /// The path of the file from the site's root.
  public let path: String
  /// The bytes of the file that said it; nil when it is the file as a whole.
  public let range: SourceRange?

  /// The bytes of `range` in the file at `path`.
  public init(path: String, range: SourceRange? = nil) {
    self.path = path
    self.range = range
  }
}

/// The bytes of a feed or sitemap, and which of them each article wrote.
public struct WrittenDocument: Sendable, Hashable {
  /// The stretch of the document that one article made.
  public struct Part: Sendable, Hashable {
    /// Its bytes in the document.
    public let range: Range<Int>
    /// The article.
    public let origin: SourceOrigin

    /// The bytes of `range`, made by the article of `origin`.
    public init(range: Range<Int>, origin: SourceOrigin) {
      self.range = range
      self.origin = origin
    }
  }

  /// The whole document.
  public var bytes: [UInt8]
  /// The parts that articles made, in the order of their bytes.
  public var parts: [Part]

  /// A document of `bytes`.
  public init(bytes: [UInt8], parts: [Part] = []) {
    self.bytes = bytes
    self.parts = parts
  }

  /// The article that wrote the byte at `offset`; nil between the parts. O(log parts).
  public func origin(at offset: Int) -> SourceOrigin? {
    var (low, high) = (0, parts.count)
    while low < high {
      let middle = (low + high) / 2
      if parts[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    guard low < parts.count, parts[low].range.contains(offset) else { return nil }
    return parts[low].origin
  }
}
