import StetContent
import StetCore

/// An address pattern such as `/:section/:year/:slug/`.
struct PermalinkPattern {
  static let known = ParseContext.permalinkParts

  private let start: String
  /// The parts, each with the text that follows it; of an unknown one the name is text.
  private let parts: [(name: String?, rest: String)]

  init(_ text: String) {
    let pieces = text.split(separator: ":", omittingEmptySubsequences: false)
    start = String(pieces.first ?? "")
    parts = pieces.dropFirst().map { piece in
      let name = String(piece.prefix { $0.isLetter })
      return PermalinkPattern.known.contains(name)
        ? (name, String(piece.dropFirst(name.count))) : (nil, ":" + piece)
    }
  }

  /// The names after each colon of `text`.
  static func tokens(of text: String) -> [String] {
    text.split(separator: ":", omittingEmptySubsequences: false).dropFirst().map {
      String($0.prefix { $0.isLetter })
    }
  }

  /// The text with each known part put in, as `value` gives it.
  @inline(__always)
  func filled(_ value: (String) -> String) -> String {
    var made = start
    for part in parts {
      if let name = part.name { made += value(name) }
      made += part.rest
    }
    return made
  }

  /// The address that the text makes; parts without a value vanish with their slash.
  @inline(__always)
  func address(_ value: (String) -> String) -> String {
    let made = filled(value)
    if PermalinkPattern.isWhole(made.utf8) { return made }
    let parts = made.split(separator: "/").joined(separator: "/")
    if parts.isEmpty { return "/" }
    return "/" + parts + (made.hasSuffix("/") ? "/" : "")
  }

  /// Whether the address begins with a slash and no part of it is empty.
  private static func isWhole(_ address: String.UTF8View) -> Bool {
    var last: UInt8 = 0
    for byte in address {
      if byte == 0x2F ? last == 0x2F : last == 0 { return false }
      last = byte
    }
    return last != 0
  }
}
