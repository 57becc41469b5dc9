import StetCore

/// How bytes are written into XML.
enum TextStyle {
  /// Text that keeps its lines.
  case text
  /// Text of one line: white space runs are one space, none at the ends.
  case line
  /// A quoted attribute of one line.
  case attribute
  /// Text of one line in RSS, whose `&` and `<` are hexadecimal references (RSS Best Practices,
  /// "Character Data").
  case rssLine
}

extension [UInt8] {
  /// Appends `text` as XML character data.
  ///
  /// What XML 1.0 §2.2 forbids or discourages is left out: controls other than TAB and LF, U+FFFE,
  /// U+FFFF, U+FFFD, U+FEFF and bytes that are not UTF-8. U+0080 to U+009F become what
  /// windows-1252 means by them; CR and CRLF become LF.
  mutating func appendXML(_ text: String, _ style: TextStyle) {
    // Most texts stand for themselves.
    if isPlainLine(text.utf8), !text.utf8.contains(where: isXMLMark) {
      append(utf8Of: text)
    } else {
      appendXML(Array(text.utf8), style)
    }
  }

  /// Appends the UTF-8 `source` as XML character data, cleaned as for a text. O(n).
  mutating func appendXML(_ source: [UInt8], _ style: TextStyle) {
    let clean = style == .text ? source : plainLine(source)
    let start = count
    reserveCapacity(count + clean.count + clean.count / 8)
    let marks = style == .attribute ? attributeMarks : textMarks
    var run = 0
    var index = marks.firstPlace(in: clean, from: 0)
    while index < clean.count {
      let byte = clean[index]
      let length = plainLength(clean, at: index)
      if length > 0, byte >= 0x80 || byte == 0x09 {
        index += length
        // What is not ASCII seldom stands alone.
        if index < clean.count, clean[index] >= 0x80 { continue }
      } else {
        append(contentsOf: clean[run..<index])
        index += appendSpecial(clean, at: index, style, from: start)
        run = index
      }
      index = marks.firstPlace(in: clean, from: index)
    }
    append(contentsOf: clean[run...])
  }

  /// Appends what stands for the character at `index`; returns how many bytes of `source` it took.
  private mutating func appendSpecial(
    _ source: [UInt8], at index: Int, _ style: TextStyle, from start: Int
  ) -> Int {
    switch source[index] {
    case 0x26: append(contentsOf: style == .rssLine ? "&#x26;".utf8 : "&amp;".utf8)
    case 0x3C: append(contentsOf: style == .rssLine ? "&#x3C;".utf8 : "&lt;".utf8)
    case 0x3E:
      // Only `]]>` may not stand in text (XML 1.0 §2.4).
      let follows = count > start && last == 0x5D
      append(contentsOf: follows || style == .attribute ? "&gt;".utf8 : ">".utf8)
    case 0x22: append(contentsOf: style == .attribute ? "&quot;".utf8 : "\"".utf8)
    case 0x0D:
      append(0x0A)
      return index + 1 < source.count && source[index + 1] == 0x0A ? 2 : 1
    case 0xC2 where index + 1 < source.count && (0x80...0x9F).contains(source[index + 1]):
      append(contentsOf: windows1252(source[index + 1]))
      return 2
    case 0xEF where index + 2 < source.count && isDropped(source, at: index): return 3
    default: break
    }
    return 1
  }
}

/// What may not stand for itself in XML text, and in attributes.
private let textMarks = ByteMarks(from: 0x7F, (0x26, 0x3C, 0x3E, 0x26))
private let attributeMarks = ByteMarks(from: 0x7F, (0x26, 0x3C, 0x3E, 0x22))

/// Whether the byte means something in XML text or attributes.
private func isXMLMark(_ byte: UInt8) -> Bool {
  byte == 0x22 || byte == 0x26 || byte == 0x3C || byte == 0x3E
}

/// Whether `text` is printable ASCII on one line, with single spaces and none at its ends; such a text
/// is `plainLine` of itself.
func isPlainLine(_ text: some Sequence<UInt8>) -> Bool {
  var last: UInt8 = 0x20
  for byte in text {
    guard byte > 0x20 && byte < 0x7F || byte == 0x20 && last != 0x20 else { return false }
    last = byte
  }
  return last != 0x20
}

/// `text` on one line, as `plainLine` has it.
func plainLine(_ text: String) -> String {
  isPlainLine(text.utf8) ? text : String(decoding: plainLine(Array(text.utf8)), as: UTF8.self)
}

/// The text on one line: cleaned, its white space runs one space, none at the ends.
func plainLine(_ source: [UInt8]) -> [UInt8] {
  var line: [UInt8] = []
  line.reserveCapacity(source.count)
  var needsSpace = false
  var index = 0
  while index < source.count {
    let byte = source[index]
    if byte > 0x20, byte < 0x7F {
      if needsSpace, !line.isEmpty { line.append(0x20) }
      needsSpace = false
      line.append(byte)
      index += 1
      continue
    }
    if byte == 0x20 || (0x09...0x0D).contains(byte) {
      needsSpace = true
      index += 1
      continue
    }
    if let length = spaceLength(source, at: index) {
      needsSpace = true
      index += length
      continue
    }
    let length = plainLength(source, at: index)
    let replacement =
      length == 0 ? mapped(source, at: index) : (source[index..<(index + length)], length)
    if !replacement.0.isEmpty {
      if needsSpace, !line.isEmpty { line.append(0x20) }
      needsSpace = false
      line.append(contentsOf: replacement.0)
    }
    index += replacement.1
  }
  return line
}

/// What stands for the unfit character at `index`, and how many bytes it took.
func mapped(_ source: [UInt8], at index: Int) -> (ArraySlice<UInt8>, Int) {
  if source[index] == 0xC2, index + 1 < source.count, (0x80...0x9F).contains(source[index + 1]) {
    return (windows1252(source[index + 1])[...], 2)
  }
  if source[index] == 0xEF, index + 2 < source.count, isDropped(source, at: index) {
    return ([], 3)
  }
  return ([], 1)
}

/// The length of the line or paragraph separator at `index`; nil when there is none.
private func spaceLength(_ source: [UInt8], at index: Int) -> Int? {
  guard source[index] == 0xE2, index + 2 < source.count, source[index + 1] == 0x80,
    source[index + 2] == 0xA8 || source[index + 2] == 0xA9
  else { return nil }
  return 3
}

/// The length of the UTF-8 sequence at `index`; 0 when it is not one, or XML is better without it.
func plainLength(_ source: [UInt8], at index: Int) -> Int {
  let first = source[index]
  if first < 0x80 {
    return first >= 0x20 && first != 0x7F || first == 0x09 || first == 0x0A ? 1 : 0
  }
  let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
  guard first >= 0xC2, first <= 0xF4, index + length <= source.count else { return 0 }
  let second = source[index + 1]
  guard second & 0xC0 == 0x80 else { return 0 }
  switch first {
  case 0xC2: if second < 0xA0 { return 0 }
  case 0xE0: if second < 0xA0 { return 0 }
  case 0xED: if second >= 0xA0 { return 0 }
  case 0xF0: if second < 0x90 { return 0 }
  case 0xF4: if second >= 0x90 { return 0 }
  default: break
  }
  for offset in 2..<max(length, 2) where source[index + offset] & 0xC0 != 0x80 { return 0 }
  return first == 0xEF && isDropped(source, at: index) ? 0 : length
}

/// Whether U+FEFF, U+FFFD, U+FFFE or U+FFFF stands at `index`, whose byte is 0xEF.
private func isDropped(_ source: [UInt8], at index: Int) -> Bool {
  let (second, third) = (source[index + 1], source[index + 2])
  return second == 0xBB && third == 0xBF || second == 0xBF && (0xBD...0xBF).contains(third)
}

/// The UTF-8 of what windows-1252 means by a byte from 0x80 to 0x9F; empty for its five gaps.
private func windows1252(_ byte: UInt8) -> [UInt8] {
  let table: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
  let value = table[Int(byte) - 0x80]
  guard value != 0, let scalar = Unicode.Scalar(value) else { return [] }
  return Array(String(Character(scalar)).utf8)
}
