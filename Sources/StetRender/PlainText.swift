/// `text` as plain text: tags of HTML and Markdown's marks of code, emphasis and links taken out,
/// character references decoded, white space collapsed.
///
/// Headlines and standfirsts are plain text everywhere: in a feed's title, in a `<title>`, on a card.
/// Archives have them with markup. A `<` that begins no tag stays.
func plainText(_ text: String) -> String {
  // Most are plain already: no mark, and a space only between words.
  if isPlain(text.utf8) { return text }
  let bytes = Array(text.utf8)
  let unmarked = placesOfMarks(in: bytes)
  var kept: [UInt8] = []
  var index = 0
  while index < bytes.count {
    if let end = unmarked[index] {
      index = end
      continue
    }
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
    if byte < 0x20 || byte == 0x20 && last == 0x20 || isMark(byte) { return false }
    last = byte
  }
  return last != 0x20
}

/// Whether the byte may begin something that is no plain text: `& * < [ _` and a grave accent.
private func isMark(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x26, 0x2A, 0x3C, 0x5B, 0x5F, 0x60: true
  default: false
  }
}

/// Where Markdown's `*a*`, `_a_` and `[a](b)` have marks to be passed over, with where each ends.
private func placesOfMarks(in bytes: [UInt8]) -> [Int: Int] {
  var places: [Int: Int] = [:]
  var open: [UInt8: Int] = [:]
  for index in bytes.indices {
    switch bytes[index] {
    case 0x2A, 0x5F:
      let mark = bytes[index]
      let isDouble =
        index > 0 && bytes[index - 1] == mark || bytes.dropFirst(index + 1).first == mark
      if isDouble { break }
      if let start = open[mark], isApart(bytes, after: index), bytes[index - 1] > 0x20 {
        places[start] = start + 1
        places[index] = index + 1
        open[mark] = nil
      } else if isApart(bytes, before: index), (bytes.dropFirst(index + 1).first ?? 0) > 0x20 {
        open[mark] = index
      }
    case 0x5B: open[0x5B] = index
    case 0x5D:
      guard let start = open[0x5B], bytes.dropFirst(index + 1).first == 0x28,
        let end = bytes[index...].prefix(2048).firstIndex(of: 0x29),
        !bytes[index..<end].contains(0x20)
      else { break }
      places[start] = start + 1
      places[index] = end + 1
      open[0x5B] = nil
    default: break
    }
  }
  return places
}

/// Whether a word may begin after the mark at `index`: what stands before it ends one.
private func isApart(_ bytes: [UInt8], before index: Int) -> Bool {
  guard index > 0 else { return true }
  let isPunctuation = index > 2 && bytes[index - 3] == 0xE2 && bytes[index - 2] == 0x80
  return isPunctuation || separates(bytes[index - 1])
}

/// Whether a word may end before the mark at `index`.
private func isApart(_ bytes: [UInt8], after index: Int) -> Bool {
  guard index + 1 < bytes.count else { return true }
  let isPunctuation = bytes[index + 1] == 0xE2 && bytes.dropFirst(index + 2).first == 0x80
  return isPunctuation || separates(bytes[index + 1])
}

private func separates(_ byte: UInt8) -> Bool {
  byte <= 0x20 || "\"'()[]{}.,:;!?-*_".utf8.contains(byte)
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
