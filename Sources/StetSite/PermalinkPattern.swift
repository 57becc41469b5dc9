import StetContent
import StetCore

/// An address pattern such as `/:section/:year/:slug/`.
struct PermalinkPattern {
  static let known = ParseContext.permalinkParts

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

  /// The text with each known part put in, empty where it has no value.
  func filled(_ values: [String: String]) -> String {
    let pieces = text.split(separator: ":", omittingEmptySubsequences: false)
    return pieces.dropFirst().reduce(into: String(pieces.first ?? "")) { made, piece in
      let name = String(piece.prefix { $0.isLetter })
      if PermalinkPattern.known.contains(name) {
        made += (values[name] ?? "") + piece.dropFirst(name.count)
      } else {
        made += ":" + piece
      }
    }
  }

  /// The address that the text makes; parts without a value vanish with their slash.
  func address(_ values: [String: String]) -> String {
    let made = filled(values)
    let parts = made.split(separator: "/").joined(separator: "/")
    if parts.isEmpty { return "/" }
    return "/" + parts + (made.hasSuffix("/") ? "/" : "")
  }
}
