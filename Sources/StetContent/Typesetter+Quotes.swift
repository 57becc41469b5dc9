extension Typesetter {
  /// How a byte is treated.
  enum Kind: UInt8 {
    case plain, space, punctuation, opener, digit, wide, control
    case ampersand, less, greater, quote, apostrophe, hyphen, dot
  }

  /// The kind of each byte.
  static let kinds: [Kind] = (0...255).map { (byte: Int) -> Kind in
    switch UInt8(byte) {
    case 0x20, 0x09, 0x0A, 0x0D: .space
    case 0..<0x20, 0x7F: .control
    case UInt8(ascii: "&"): .ampersand
    case UInt8(ascii: "<"): .less
    case UInt8(ascii: ">"): .greater
    case UInt8(ascii: "\""): .quote
    case UInt8(ascii: "'"): .apostrophe
    case UInt8(ascii: "-"): .hyphen
    case UInt8(ascii: "."): .dot
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): .opener
    case 0x30...0x39: .digit
    case 0x41...0x5A, 0x61...0x7A: .plain
    case 0x80...0xFF: .wide
    default: .punctuation
    }
  }

  /// What the character at `index` is to a quotation mark before it.
  static func neighbour(_ text: [UInt8], _ index: Int, _ end: Int) -> Neighbour {
    switch kinds[Int(text[index])] {
    case .space: return .space
    case .digit: return .digit
    case .plain: return .word
    case .opener: return .opener
    case .wide:
      let isNoBreakSpace = text[index] == 0xC2 && index + 1 < end && text[index + 1] == 0xA0
      if isNoBreakSpace { return .space }
      let isGeneralMark = text[index] == 0xE2 && index + 1 < end && text[index + 1] == 0x80
      return isGeneralMark ? .other : .word
    default: return .other
    }
  }

  /// The mark that stands for a typed `"` or `'` between `before` and `next`.
  static func mark(
    _ kind: Kind, _ quotes: Quotes, before: Neighbour, next: Neighbour, isNextKnown: Bool
  ) -> (text: StaticString, isOpening: Bool) {
    let isFree = before == .space || before == .opener
    // After punctuation a quotation begins only where a word stands right behind the mark.
    let isBeforeWord = isNextKnown && (next == .word || next == .digit)
    let isOpening = (isFree && next != .space) || (before == .other && isBeforeWord)
    if kind == .quote {
      return isOpening ? (quotes.open, true) : (quotes.close, false)
    }
    // '90s, and the apostrophe in a word, are the same mark in every language.
    if isFree, next == .digit { return ("’", false) }
    if before == .word || before == .digit, next == .word || next == .digit { return ("’", false) }
    if isOpening { return (quotes.innerOpen, true) }
    // After a word it may end a quotation or stand for a letter; in languages whose closing mark is
    // another, the apostrophe is rarer.
    return (quotes.innerClose, false)
  }

  /// The marks of `language` (a BCP 47 tag), those of English where it is not known.
  static func quotes(for language: String) -> Quotes {
    let tag = language.lowercased()
    switch tag {
    case "de-ch", "de-li", "fr-ch", "it-ch", "rm":
      return Quotes(open: "«", close: "»", innerOpen: "‹", innerClose: "›")
    case "fr-ca":
      return Quotes(open: "«\u{A0}", close: "\u{A0}»", innerOpen: "“", innerClose: "”")
    case "pt-pt":
      return Quotes(open: "«", close: "»", innerOpen: "“", innerClose: "”")
    default: break
    }
    switch tag.prefix(while: { $0 != "-" && $0 != "_" }) {
    case "de", "cs", "sk", "sl", "bg", "is", "lt", "et", "ka":
      return Quotes(open: "„", close: "“", innerOpen: "‚", innerClose: "‘")
    case "fr":
      return Quotes(
        open: "«\u{202F}", close: "\u{202F}»", innerOpen: "‹\u{202F}", innerClose: "\u{202F}›")
    case "es", "it", "ca", "el", "nn", "nb", "no", "ru", "uk", "be",
      "pt" where tag != "pt-br":
      return spaceless(tag)
    case "pl", "ro", "hu", "hr", "sr", "bs",
      "nl" where tag.hasPrefix("nl-be") == false:
      return low(tag)
    case "sv", "fi":
      return Quotes(open: "”", close: "”", innerOpen: "’", innerClose: "’")
    case "da":
      return Quotes(open: "»", close: "«", innerOpen: "›", innerClose: "‹")
    case "ja",
      "zh" where tag.contains("tw") || tag.contains("hk") || tag.hasPrefix("ja"):
      return Quotes(open: "「", close: "」", innerOpen: "『", innerClose: "』")
    default:
      return Quotes(open: "“", close: "”", innerOpen: "‘", innerClose: "’")
    }
  }

  private static func spaceless(_ tag: String) -> Quotes {
    switch tag.prefix(2) {
    case "ru", "uk", "be":
      Quotes(open: "«", close: "»", innerOpen: "„", innerClose: "“")
    case "nn", "nb", "no":
      Quotes(open: "«", close: "»", innerOpen: "‘", innerClose: "’")
    case "pt":
      tag.hasPrefix("pt-br") || tag == "pt"
        ? Quotes(open: "“", close: "”", innerOpen: "‘", innerClose: "’")
        : Quotes(open: "«", close: "»", innerOpen: "“", innerClose: "”")
    default:
      Quotes(open: "«", close: "»", innerOpen: "“", innerClose: "”")
    }
  }

  private static func low(_ tag: String) -> Quotes {
    switch tag.prefix(2) {
    case "nl": Quotes(open: "“", close: "”", innerOpen: "‘", innerClose: "’")
    case "pl", "ro": Quotes(open: "„", close: "”", innerOpen: "«", innerClose: "»")
    case "hu": Quotes(open: "„", close: "”", innerOpen: "»", innerClose: "«")
    default: Quotes(open: "„", close: "“", innerOpen: "‚", innerClose: "‘")
    }
  }
}
