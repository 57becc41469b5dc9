import StetCore

/// One thing that a document does wrong, or could do better.
public struct Finding: Sendable, Hashable {
  /// The rule's stable name.
  public let code: Diagnostic.Code
  /// Whether the document is invalid by it.
  public let severity: Diagnostic.Severity
  /// Where it is, in bytes of the document as UTF-8.
  public let offset: Int
  /// The line, from 1.
  public let line: Int
  /// The column, from 1, in Unicode scalars.
  public let column: Int
  /// What is wrong, in one sentence.
  public let message: String
  /// The address of the section that asks for it.
  public let specification: String
  /// What the W3C Feed Validation Service calls the same finding; nil when it has no such rule.
  public let w3c: String?
}

/// What the judge says about one document.
public struct Report: Sendable, Hashable {
  /// What the document is.
  public enum Format: String, Sendable, Hashable {
    case atom
    case rss2
    case rss1
    case json
    case sitemap
    case sitemapIndex = "sitemap-index"
    case opml
    case unknown
  }

  /// What the document is.
  public let format: Format
  /// The findings in the order of the document.
  public let findings: [Finding]
  /// What a subscriber sees of each entry, in the order of the document.
  public let entries: [SeenEntry]
  /// The pages and enclosures that the document names, up to 1,000.
  public let resources: [LinkedResource]
  /// What the entries are held against one another by, where the format is Atom.
  var claims: [EntryClaims] = []

  /// Whether no finding is an error.
  public var isValid: Bool { !findings.contains { $0.severity == .error } }
}

/// What a subscriber's reader keeps of an entry.
public struct SeenEntry: Sendable, Hashable {
  /// The id or guid; the link where there is none.
  public let id: String
  /// The page.
  public let address: String?
  /// The headline.
  public let title: String
  /// When it was published, or else updated; nil when it does not say.
  public let time: Timestamp?
  /// When it says that it changed; for formats with one date, that one.
  public let updated: String?
  /// The fingerprint of title, summary and content.
  public let content: Fingerprint
  /// Where it begins in the document.
  public let offset: Int
}

/// An address that a document names.
public struct LinkedResource: Sendable, Hashable {
  /// The address.
  public let url: String
  /// Whether it is an enclosure; else it is a page.
  public let isEnclosure: Bool
  /// The length that the document says it has.
  public let length: String?
  /// The type that the document says it has.
  public let type: String?
  /// Where the document names it.
  public let offset: Int
}
