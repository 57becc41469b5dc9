/// `text` as plain text: tags of HTML and marks of code taken out, character references decoded,
/// white space collapsed.
///
/// Headlines and standfirsts are plain text everywhere: in a feed's title, in a `<title>`, on a card.
/// Archives have them with markup. A `<` that begins no tag stays.
func plainText(_ text: String) -> String {
  // Most are plain already: no mark, and a space only between words.
  if isPlain(text.utf8) { return text }
  let bytes = Array(text.utf8)
  var kept: [UInt8] = []
  var index = 0
  while index < bytes.count {
    switch bytes[index] {
    case 0x3C:
      if let end = endOfTag(bytes, from: index) {
        index = end
        continue
      }
      kept.append(bytes[index])
    case 0x26:
      if let (scalar, end) = reference(bytes, at: index) {
        kept.append(contentsOf: String(scalar).utf8)
        index = end
        continue
      }
      kept.append(bytes[index])
    case 0x60: break
    case 0x2A where index + 1 < bytes.count && bytes[index + 1] == 0x2A: index += 1
    default: kept.append(bytes[index])
    }
    index += 1
  }
  return String(decoding: kept, as: UTF8.self).split { $0.isWhitespace }.joined(separator: " ")
}

/// Whether `text` has no mark, and single spaces between its words alone.
private func isPlain(_ text: String.UTF8View) -> Bool {
  var last: UInt8 = 0x20
  for byte in text {
    switch byte {
    case 0x00..<0x20, 0x3C, 0x26, 0x60, 0x2A: return false
    case 0x20 where last == 0x20: return false
    default: last = byte
    }
  }
  return last != 0x20
}

/// The offset after the tag or comment that begins at `start`; nil when none does.
private func endOfTag(_ bytes: [UInt8], from start: Int) -> Int? {
  var next = start + 1
  if next < bytes.count, bytes[next] == 0x2F { next += 1 }
  guard next < bytes.count, (0x61...0x7A).contains(bytes[next] | 0x20) || bytes[next] == 0x21,
    let end = bytes[next...].firstIndex(of: 0x3E)
  else { return nil }
  return end + 1
}

/// The character that the reference at `start` stands for, and the offset after it.
private func reference(_ bytes: [UInt8], at start: Int) -> (Unicode.Scalar, Int)? {
  guard let end = bytes[start...].prefix(12).firstIndex(of: 0x3B) else { return nil }
  let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
  if name.hasPrefix("#x") || name.hasPrefix("#X") {
    return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init).map { ($0, end + 1) }
  }
  if name.hasPrefix("#") {
    return UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init).map { ($0, end + 1) }
  }
  return namedReferences[name].map { ($0, end + 1) }
}

/// The references that headlines are written with (HTML §13.5).
private let namedReferences: [String: Unicode.Scalar] = [
  "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "mdash": "—",
  "ndash": "–", "hellip": "…", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
  "shy": "\u{AD}", "copy": "©", "reg": "®", "trade": "™", "eacute": "é", "egrave": "è",
  "agrave": "à", "ccedil": "ç", "uuml": "ü", "ouml": "ö", "auml": "ä", "szlig": "ß", "ntilde": "ñ",
  "times": "×", "middot": "·", "bull": "•", "euro": "€", "pound": "£", "deg": "°",
  "thinsp": "\u{2009}",
]
