import StetCore

/// An address pattern such as `/:section/:year/:slug/`.
struct PermalinkPattern {
  static let known = [
    "year", "month", "day", "section", "sections", "slug", "title", "filename", "language",
    "categories",
  ]

  private let text: String

  init(_ text: String) {
    self.text = text
  }

  /// The names after each colon of `text`.
  static func tokens(of text: String) -> [String] {
    text.split(separator: ":", omittingEmptySubsequences: false).dropFirst().map {
      String($0.prefix { $0.isLetter })
    }
  }

  /// The address with each part put in; parts without a value vanish with their slash.
  func address(_ values: [String: String]) -> String {
    var made = ""
    let pieces = text.split(separator: ":", omittingEmptySubsequences: false)
    made += pieces.first ?? ""
    for piece in pieces.dropFirst() {
      let name = piece.prefix { $0.isLetter }
      made += (values[String(name)] ?? "") + piece.dropFirst(name.count)
    }
    let parts = made.split(separator: "/").joined(separator: "/")
    if parts.isEmpty { return "/" }
    return "/" + parts + (made.hasSuffix("/") ? "/" : "")
  }
}
