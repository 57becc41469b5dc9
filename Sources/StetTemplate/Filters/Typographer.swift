/// Turns typewriter quotes, dashes and dots into a printer's, in the manner of a language.
struct Typographer {
  private let doubleOpen: String
  private let doubleClose: String
  private let singleOpen: String
  private let singleClose: String

  init(language: String) {
    switch language.prefix(while: { $0 != "-" && $0 != "_" }).lowercased() {
    case "de" where language.hasSuffix("CH"):
      (doubleOpen, doubleClose, singleOpen, singleClose) = ("«", "»", "‹", "›")
    case "de", "cs", "sk", "sl", "is", "bg", "lt":
      (doubleOpen, doubleClose, singleOpen, singleClose) = ("„", "“", "‚", "‘")
    case "fr":
      (doubleOpen, doubleClose, singleOpen, singleClose) = ("«\u{202F}", "\u{202F}»", "“", "”")
    case "es", "it", "pt", "ca", "el", "ru", "uk", "nb", "no", "nn":
      (doubleOpen, doubleClose, singleOpen, singleClose) = ("«", "»", "“", "”")
    case "pl", "hu", "ro":
      (doubleOpen, doubleClose, singleOpen, singleClose) = ("„", "”", "«", "»")
    case "sv", "fi":
      (doubleOpen, doubleClose, singleOpen, singleClose) = ("”", "”", "’", "’")
    default:
      (doubleOpen, doubleClose, singleOpen, singleClose) = ("“", "”", "‘", "’")
    }
  }

  /// `text` in good typography; the tags of markup, and code within it, are left alone.
  func set(_ text: Text, isMarkup: Bool) -> Text {
    let source = Array((isMarkup ? spelt(text.string) : text.string).unicodeScalars)
    var made = ""
    made.reserveCapacity(source.count)
    var index = 0
    var before: Unicode.Scalar = " "
    var codeDepth = 0
    while index < source.count {
      let scalar = source[index]
      if isMarkup, scalar == "<", let end = source[index...].firstIndex(of: ">") {
        let tag = String(String.UnicodeScalarView(source[index...end]))
        codeDepth = max(0, codeDepth + codeChange(tag))
        made += tag
        index = end + 1
        continue
      }
      let (piece, length) = codeDepth > 0 ? (String(scalar), 1) : piece(source, index, before)
      made += piece
      before = source[index + length - 1]
      index += length
    }
    return Text(made)
  }

  private func spelt(_ markup: String) -> String {
    markup.replacing("&#39;", with: "'").replacing("&#34;", with: "\"").replacing(
      "&quot;", with: "\"")
  }

  private func codeChange(_ tag: String) -> Int {
    for name in ["pre", "code", "kbd", "samp", "script", "style", "textarea"] {
      if tag.hasPrefix("<\(name)>") || tag.hasPrefix("<\(name) ") { return 1 }
      if tag.hasPrefix("</\(name)") { return -1 }
    }
    return 0
  }

  /// What the scalar at `index` becomes, and how many scalars that covers.
  private func piece(
    _ source: [Unicode.Scalar], _ index: Int, _ before: Unicode.Scalar
  ) -> (String, Int) {
    let next: (Int) -> Unicode.Scalar = { index + $0 < source.count ? source[index + $0] : " " }
    let opens = before.isPythonSpace || "([{-–—/«„“‘‚".unicodeScalars.contains(before)
    switch source[index] {
    case "\"": return (opens && !next(1).isPythonSpace ? doubleOpen : doubleClose, 1)
    case "'":
      // An apostrophe stands for left-out digits and inside words; else it is a quote.
      if opens, next(1).properties.numericType == nil, !next(1).isPythonSpace {
        return (singleOpen, 1)
      }
      return (before.isWord && next(1).isWord || opens ? "’" : singleClose, 1)
    case "-" where next(1) == "-" && next(2) == "-": return ("—", 3)
    case "-" where next(1) == "-": return ("–", 2)
    case "." where next(1) == "." && next(2) == ".": return ("…", 3)
    default: return (String(source[index]), 1)
    }
  }
}
