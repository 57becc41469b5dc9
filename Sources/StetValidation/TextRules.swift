import StetCore

extension Examination {
  /// Judges text that is to be shown as it is, such as a headline.
  mutating func judgePlainText(_ text: String, at offset: Int, in place: String) {
    judgePlainText(Array(text.utf8), at: offset, in: place)
  }

  /// Judges the UTF-8 of text that is to be shown as it is.
  mutating func judgePlainText(_ bytes: [UInt8], at offset: Int, in place: String) {
    judgeCharacters(bytes, at: offset, in: place)
    if let name = knownTag(in: bytes) {
      find(
        .htmlInText, offset,
        "\(place) has <\(name)>, but is plain text: some readers show the tag, some drop it")
    }
    if let reference = visibleReference(in: bytes) {
      find(
        .htmlDoubleEscaped, offset,
        "\(place) shows \(reference) to its readers: it is escaped once too often")
    }
  }

  /// Notes controls, the replacement character and other remains of a wrong decoding.
  mutating func judgeCharacters(_ bytes: [UInt8], at offset: Int, in place: String) {
    guard let scalar = badCharacter(in: bytes) else { return }
    let digits = String(scalar, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    find(.xmlBadCharacter, offset, "\(place) has \(name), which is no character to show")
  }
}

/// The first control, C1, U+FEFF or U+FFFD in UTF-8 text; nil when there is none.
func badCharacter(in bytes: [UInt8]) -> UInt32? {
  var index = suspects.firstPlace(in: bytes, from: 0)
  while index < bytes.count {
    if let bad = badCharacter(in: bytes, at: index) { return bad }
    index = suspects.firstPlace(in: bytes, from: index + 1)
  }
  return nil
}

/// Bytes with which one of them could begin.
private let suspects = ByteMarks(from: 0xFF, (0x7F, 0xC2, 0xEF, 0xEF))

private func badCharacter(in bytes: [UInt8], at index: Int) -> UInt32? {
  let byte = bytes[index]
  switch byte {
  case 0x09, 0x0A, 0x0D: return nil
  case 0x00..<0x20, 0x7F: return UInt32(byte)
  case 0xC2 where index + 1 < bytes.count && bytes[index + 1] < 0xA0:
    return UInt32(bytes[index + 1])
  case 0xEF where index + 2 < bytes.count:
    if bytes[index + 1] == 0xBB, bytes[index + 2] == 0xBF { return 0xFEFF }
    if bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xBD {
      return 0xFFC0 + UInt32(bytes[index + 2] & 0x3F)
    }
    return nil
  default: return nil
  }
}

/// The name of the first tag of a known element in the text; nil when there is none.
private func knownTag(in bytes: [UInt8]) -> String? {
  guard bytes.contains(0x3C) else { return nil }
  var tokenizer = HTMLTokenizer(bytes)
  while let tag = tokenizer.next() {
    if HTMLNames.traits[tag.name]?.contains(.known) == true, !tokenizer.isCutOff {
      return (tag.isEnd ? "/" : "") + tokenizer.name(tag.nameRange)
    }
  }
  return nil
}

/// The first character reference that the text shows, such as `&amp;`; nil when there is none.
private func visibleReference(in bytes: [UInt8]) -> String? {
  var index = 0
  while let start = bytes[index...].firstIndex(of: 0x26) {
    index = start + 1
    guard let end = bytes[index...].prefix(12).firstIndex(of: 0x3B) else { continue }
    let name = String(decoding: bytes[index..<end], as: UTF8.self)
    let isNumber = name.hasPrefix("#") && referencedScalar(name) != nil
    if isNumber || namedCharacters[name] != nil { return "&\(name);" }
  }
  return nil
}

/// The character that the inside of `&…;` stands for, of the numeric kind and the common names.
func referencedScalar(_ name: String) -> Unicode.Scalar? {
  guard name.hasPrefix("#") else { return namedCharacters[name] }
  let digits = name.dropFirst()
  let isHex = digits.first == "x" || digits.first == "X"
  let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
  return value.flatMap(Unicode.Scalar.init)
}

/// `text` with its character references resolved, as far as their names are common.
package func decodedReferences(_ text: String) -> String {
  guard text.utf8.contains(0x26) else { return text }
  var decoded = String.UnicodeScalarView()
  var rest = text.unicodeScalars[...]
  while let start = rest.firstIndex(of: "&") {
    decoded.append(contentsOf: rest[..<start])
    rest = rest[start...]
    let end = rest.prefix(12).firstIndex(of: ";")
    let name = end.map { String(String.UnicodeScalarView(rest[rest.index(after: start)..<$0])) }
    if let end, let name, let scalar = referencedScalar(name) {
      decoded.append(scalar)
      rest = rest[rest.index(after: end)...]
    } else {
      decoded.append("&")
      rest = rest.dropFirst()
    }
  }
  decoded.append(contentsOf: rest)
  return String(decoded)
}

/// Character references whose names are met in the wild (HTML Standard §13.5).
private let namedCharacters: [String: Unicode.Scalar] = [
  "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "copy": "©",
  "reg": "®", "trade": "™", "hellip": "…", "mdash": "—", "ndash": "–", "lsquo": "‘",
  "rsquo": "’", "ldquo": "“", "rdquo": "”", "laquo": "«", "raquo": "»", "bull": "•",
  "middot": "·", "euro": "€", "pound": "£", "cent": "¢", "yen": "¥", "sect": "§", "para": "¶",
  "deg": "°", "times": "×", "eacute": "é", "egrave": "è", "agrave": "à", "ccedil": "ç",
  "auml": "ä", "ouml": "ö", "uuml": "ü", "szlig": "ß", "ntilde": "ñ", "iexcl": "¡",
  "iquest": "¿", "shy": "\u{AD}", "zwj": "\u{200D}", "zwnj": "\u{200C}",
]

/// The text without white space at its ends.
func trimmed(_ text: String) -> String {
  if let first = text.utf8.first, let last = text.utf8.last, first > 0x20, last > 0x20 {
    return text
  }
  let isSpace: (Unicode.Scalar) -> Bool = { $0 == " " || (0x09...0x0D).contains($0.value) }
  let scalars = text.unicodeScalars
  guard let first = scalars.firstIndex(where: { !isSpace($0) }),
    let last = scalars.lastIndex(where: { !isSpace($0) })
  else { return "" }
  return String(scalars[first...last])
}

/// The text cut to 60 characters, for messages.
func shortened(_ text: String) -> String {
  // Bytes are counted at once, characters are not.
  text.utf8.count > 60 && text.count > 60 ? String(text.prefix(59)) + "…" : text
}
