internal import StetCore

/// Reads the YAML that nearly every front matter is: lines of `key: value` at the left edge, values
/// in one line or lists of such. Whatever else YAML knows is left to the library.
///
/// What it reads, the library reads alike; a test holds the two side by side.
struct PlainYAML {
  private let bytes: [UInt8]
  private let end: Int
  private var index: Int
  private var entries: [LocatedNode.Entry] = []

  /// Longer texts are the library's.
  private static let sizeMax = 16_384
  private static let keySizeMax = 64
  private static let countMax = 64

  /// The map in `bytes[range]`; nil where it is not as plain as that.
  static func node(_ range: Range<Int>, of bytes: [UInt8]) -> LocatedNode? {
    guard range.count <= sizeMax, range.upperBound <= bytes.count else { return nil }
    var reader = PlainYAML(bytes, range)
    guard reader.readAll(), let first = reader.entries.first, let last = reader.entries.last else {
      return nil
    }
    return .map(
      reader.entries, SourceRange(first.key.range.lower, last.value.range.upper))
  }

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    index = range.lowerBound
    end = range.upperBound
    entries.reserveCapacity(8)
  }

  private mutating func readAll() -> Bool {
    while index < end {
      if bytes[index] == 0x0A {
        index += 1
      } else if !readEntry() {
        return false
      }
    }
    return true
  }

  private mutating func readEntry() -> Bool {
    let start = index
    guard isLetter(bytes[start]) else { return false }
    while index < end,
      isLetter(bytes[index]) || isDigit(bytes[index]) || bytes[index] == 0x5F
        || bytes[index] == 0x2D
    { index += 1 }
    guard index - start <= PlainYAML.keySizeMax, entries.count < PlainYAML.countMax, index < end,
      bytes[index] == 0x3A
    else {
      return false
    }
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    guard !entries.contains(where: { $0.key.value == name }) else { return false }
    let key = Located(name, at: SourceRange(start, index))
    index += 1
    guard let value = readValue() else { return false }
    entries.append(.init(key: key, value: value))
    return true
  }

  /// What stands after a key's colon, and the break that ends it.
  private mutating func readValue() -> LocatedNode? {
    let spaces = index
    skipSpaces()
    if index < end, bytes[index] == 0x0A { return readList() }
    guard index > spaces, index < end else { return nil }
    if bytes[index] == 0x5B { return readFlowList() }
    return readScalar()
  }

  /// Lines of `- item`, all as deep as the first.
  private mutating func readList() -> LocatedNode? {
    index += 1
    var items: [LocatedNode] = []
    var depth = 0
    while true {
      let line = index
      skipSpaces()
      if items.isEmpty { depth = index - line }
      guard index + 1 < end, bytes[index] == 0x2D, bytes[index + 1] == 0x20, index - line == depth
      else {
        // An item that is not as deep, or anything else that is indented, is for the library.
        guard index == line, index >= end || bytes[index] != 0x2D, !items.isEmpty else {
          return nil
        }
        return list(items)
      }
      index += 2
      guard index < end, bytes[index] != 0x20, let item = readScalar() else { return nil }
      items.append(item)
    }
  }

  private func list(_ items: [LocatedNode]) -> LocatedNode? {
    guard let first = items.first, let last = items.last else { return nil }
    // A list begins with the mark of its first item.
    return .list(items, SourceRange(first.range.lower - 2, last.range.upper))
  }

  /// `[one, two]`, and the break after it.
  private mutating func readFlowList() -> LocatedNode? {
    let start = index
    index += 1
    var items: [LocatedNode] = []
    while true {
      guard let item = readFlowItem() else { return nil }
      items.append(item)
      guard index < end else { return nil }
      if bytes[index] == 0x5D { break }
      guard bytes[index] == 0x2C else { return nil }
      index += 1
      skipSpaces()
    }
    index += 1
    guard endLine(), let last = items.last else { return nil }
    return .list(items, SourceRange(start, last.range.upper))
  }

  private mutating func readFlowItem() -> LocatedNode? {
    guard index < end else { return nil }
    if bytes[index] == 0x22 || bytes[index] == 0x27 { return readQuoted() }
    guard isLetter(bytes[index]) || isDigit(bytes[index]) else { return nil }
    let start = index
    while index < end,
      isLetter(bytes[index]) || isDigit(bytes[index]) || bytes[index] == 0x20
        || bytes[index] == 0x2D || bytes[index] == 0x5F || bytes[index] == 0x2E
    { index += 1 }
    var last = index
    while bytes[last - 1] == 0x20 { last -= 1 }
    return plainScalar(
      String(decoding: bytes[start..<last], as: UTF8.self), SourceRange(start, last))
  }

  /// A scalar in one line, and the break after it.
  private mutating func readScalar() -> LocatedNode? {
    if bytes[index] == 0x22 || bytes[index] == 0x27 {
      guard let quoted = readQuoted(), endLine() else { return nil }
      return quoted
    }
    let start = index
    guard isLetter(bytes[start]) || isDigit(bytes[start]) || bytes[start] >= 0x80 else {
      return nil
    }
    while index < end, bytes[index] != 0x0A {
      let byte = bytes[index]
      guard isPlain(byte, at: index) else { return nil }
      // A colon before a space would begin a value, a mark after one a comment.
      if byte == 0x3A, index + 1 >= end || bytes[index + 1] <= 0x20 { return nil }
      if byte == 0x23, bytes[index - 1] == 0x20 { return nil }
      index += 1
    }
    var last = index
    while bytes[last - 1] == 0x20 { last -= 1 }
    guard endLine() else { return nil }
    return plainScalar(
      String(decoding: bytes[start..<last], as: UTF8.self), SourceRange(start, last))
  }

  /// Text in quotes without an escape.
  private mutating func readQuoted() -> LocatedNode? {
    let start = index
    let quote = bytes[index]
    index += 1
    while index < end, bytes[index] != quote {
      guard bytes[index] != 0x5C, isPlain(bytes[index], at: index) else { return nil }
      index += 1
    }
    guard index < end else { return nil }
    index += 1
    // A quote written twice stands for one.
    if index < end, bytes[index] == quote { return nil }
    return .string(
      String(decoding: bytes[start + 1..<index - 1], as: UTF8.self), SourceRange(start, index))
  }

  /// Steps over spaces and the break; false where something else stands there.
  private mutating func endLine() -> Bool {
    skipSpaces()
    guard index < end else { return true }
    guard bytes[index] == 0x0A else { return false }
    index += 1
    return true
  }

  private mutating func skipSpaces() {
    while index < end, bytes[index] == 0x20 { index += 1 }
  }

  /// Whether the byte stands for itself: no control character, and of no character that breaks lines
  /// or that YAML forbids.
  private func isPlain(_ byte: UInt8, at place: Int) -> Bool {
    if byte < 0x80 { return byte >= 0x20 && byte != 0x7F }
    if byte == 0xC2 || byte == 0xEF { return false }
    return byte != 0xE2 || place + 1 >= end || bytes[place + 1] != 0x80
      || place + 2 < end && bytes[place + 2] != 0xA8 && bytes[place + 2] != 0xA9
  }
}
