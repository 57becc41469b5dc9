/// What must hold of a file for it to be sent (RFC 9110 §13).
struct Conditions: Sendable, Hashable {
  private let ifNoneMatch: String?
  private let ifModifiedSince: Int64?
  private let ifRange: String?

  /// The conditions that the fields of a request make.
  init(_ fields: [String: String]) {
    ifNoneMatch = fields["if-none-match"]
    ifModifiedSince = fields["if-modified-since"].flatMap(HTTPDate.secondsSinceEpoch)
    ifRange = fields["if-range"]
  }

  /// Whether the client has the file already, whose entity tag is `tag` and which changed last at
  /// `modified`. A tag decides before a date does (§13.2.2).
  func areMet(tag: String, modifiedSeconds modified: Int64) -> Bool {
    if let ifNoneMatch {
      return ifNoneMatch == "*" || Conditions.tags(of: ifNoneMatch).contains(tag)
    }
    return ifModifiedSince.map { modified <= $0 } ?? false
  }

  /// Whether a part of the file may be sent: not where the client has parts of another (§13.1.5).
  func allowPart(tag: String, modifiedSeconds modified: Int64) -> Bool {
    guard let ifRange else { return true }
    if ifRange.hasPrefix("\"") { return ifRange == tag }
    // Two changes within one second have the same date, which therefore proves nothing for long.
    return HTTPDate.secondsSinceEpoch(ifRange) == modified
  }

  /// The tags of a list, compared weakly as §13.1.2 asks: what marks one as weak is left out.
  private static func tags(of list: String) -> [String] {
    list.split(separator: ",").map { part in
      let tag = part.drop { $0 == " " || $0 == "\t" }
      let bare = tag.hasPrefix("W/") ? tag.dropFirst(2) : tag
      return String(bare.prefix { $0 != " " && $0 != "\t" })
    }
  }
}
