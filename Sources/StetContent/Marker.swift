internal import StetCore

/// What is taken out of the Markdown before it is parsed; a marker stands for it in the text.
enum Marker: Sendable {
  /// The article's shortcode of this index.
  case shortcode(Int)
  /// Text that is not Markdown: an escaped quotation mark, an escaped shortcode.
  case literal(String)
  /// Classes, an anchor and attributes for the element before.
  case attributes(AttributeList)
  /// A formula in TeX; a block of its own or within text.
  case formula(String, isBlock: Bool)
  /// The table of contents.
  case contents
}

/// What `{.class #id key="value"}` says.
struct AttributeList: Sendable {
  var id: String?
  var classes: [String] = []
  var pairs: [(name: String, value: String)] = []

  /// The attributes between the braces of `text`: `.class`, `#id`, `key=value`; nil when they are
  /// something else.
  init?(_ text: ArraySlice<UInt8>) {
    var reader = ByteReader(Array(text), 0..<text.count)
    _ = reader.take(":")
    reader.skipSpace()
    guard !reader.isAtEnd else { return nil }
    while !reader.isAtEnd {
      let first = reader.next
      if first == UInt8(ascii: ".") || first == UInt8(ascii: "#") { reader.index += 1 }
      let name = reader.text { isAlphanumeric($0) || $0 == 0x2D || $0 == 0x5F || $0 == 0x3A }
      guard !name.isEmpty else { return nil }
      if first == UInt8(ascii: ".") {
        classes.append(name)
      } else if first == UInt8(ascii: "#") {
        id = name
      } else {
        guard reader.take("="), let value = AttributeList.value(&reader) else { return nil }
        add(name, value)
      }
      guard reader.isAtEnd || isSpace(reader.next) || reader.next == 0x2E || reader.next == 0x23
      else { return nil }
      reader.skipSpace()
    }
  }

  private mutating func add(_ name: String, _ value: String) {
    switch name.lowercased() {
    case "class": classes += value.split(separator: " ").map(String.init)
    case "id": id = value
    // Scripts do not come in by this door.
    case let name where name.hasPrefix("on") || name == "style": break
    default: pairs.append((name, value))
    }
  }

  private static func value(_ reader: inout ByteReader) -> String? {
    let quote = reader.next
    if quote == 0x22 || quote == 0x27 {
      reader.index += 1
      let text = reader.text { $0 != quote }
      guard reader.next == quote else { return nil }
      reader.index += 1
      return text
    }
    let text = reader.text { !isSpace($0) }
    return text.isEmpty ? nil : text
  }
}

/// How markers are written in the Markdown: a private use character that the text does not hold,
/// the marker's number, and the character again.
struct MarkerAlphabet: Sendable {
  /// The third byte of the character; the first two are EE 80.
  let byte: UInt8

  /// An alphabet for `text`; nil in the unheard-of case that it holds all 64 characters.
  init?(for text: ArraySlice<UInt8>) {
    var used: Set<UInt8> = []
    var index = text.startIndex
    while let found = text[index...].firstIndex(of: 0xEE) {
      if found + 2 < text.endIndex, text[found + 1] == 0x80 { used.insert(text[found + 2]) }
      index = found + 1
    }
    guard let free = (0x80...0xBF).first(where: { !used.contains($0) }) else { return nil }
    byte = free
  }

  /// Writes the marker `number`.
  func append(_ number: Int, to out: inout [UInt8]) {
    out.append(contentsOf: [0xEE, 0x80, byte])
    out.append(contentsOf: String(number).utf8)
    out.append(contentsOf: [0xEE, 0x80, byte])
  }

  /// The first marker in `text[range]`: its number and where it stands.
  func first(in text: [UInt8], _ range: Range<Int>) -> (number: Int, range: Range<Int>)? {
    var index = range.lowerBound
    while let start = text[index..<range.upperBound].firstIndex(of: 0xEE) {
      index = start + 1
      guard isMark(text, start, range.upperBound) else { continue }
      var number = 0
      var at = start + 3
      while at < range.upperBound, isDigit(text[at]), number < 1_000_000 {
        number = number * 10 + Int(text[at] - 0x30)
        at += 1
      }
      guard at > start + 3, isMark(text, at, range.upperBound) else { continue }
      return (number, start..<at + 3)
    }
    return nil
  }

  private func isMark(_ text: [UInt8], _ index: Int, _ end: Int) -> Bool {
    index + 2 < end && text[index] == 0xEE && text[index + 1] == 0x80 && text[index + 2] == byte
  }
}

/// Markdown ready for the parser, and what its markers stand for.
struct PreparedMarkdown {
  var source: MarkdownSource
  var markers: [Marker] = []
  /// The bytes of the file that each marker took the place of, and where they stand.
  var originals: [(text: [UInt8], range: SourceRange)] = []
  var alphabet: MarkerAlphabet?
  /// The article's shortcodes up to its end.
  var shortcodes: [Shortcode]
  /// The article's addresses before its own: those inside its shortcodes.
  var references: [Reference]
  /// Words inside its shortcodes.
  var wordCount = 0
  var abbreviations: [(name: [UInt8], meaning: String)] = []
  /// What was left as it stands, each kind once.
  var unread: [UnreadConstruct] = []

  init(
    source: MarkdownSource, alphabet: MarkerAlphabet? = nil,
    continuing manuscript: Manuscript? = nil
  ) {
    self.source = source
    self.alphabet = alphabet
    shortcodes = manuscript?.shortcodes ?? []
    references = manuscript?.references ?? []
  }
}
