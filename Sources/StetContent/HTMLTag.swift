/// One piece of raw HTML: a tag, a comment, or the text between.
struct HTMLTag {
  enum Kind {
    case open, close, comment, declaration, text
  }

  /// An attribute; its value without quotes, `value` empty and `hasValue` false where it has none.
  struct Attribute {
    let name: Range<Int>
    let value: Range<Int>
    let hasValue: Bool
    /// From the blank before the name to the end of the value and its quote.
    let whole: Range<Int>
  }

  private(set) var kind = Kind.text
  /// The piece as a whole.
  private(set) var range = 0..<0
  /// The element's name in lower case.
  var name = ""
  var attributes: [Attribute] = []
  var isSelfClosing = false

  /// The piece of `bytes` that begins at `start`; text reaches to the next tag.
  init(_ bytes: [UInt8], at start: Int, end: Int) {
    guard bytes[start] == UInt8(ascii: "<"), start + 1 < end else {
      self.init(textOf: bytes, from: start, end)
      return
    }
    let next = bytes[start + 1]
    if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
      self.init(markupOf: bytes, at: start, end)
    } else if isLetter(next) {
      self.init(openTagOf: bytes, at: start, end)
    } else if next == UInt8(ascii: "/"), start + 2 < end, isLetter(bytes[start + 2]) {
      self.init(closeTagOf: bytes, at: start, end)
    } else {
      self.init(textOf: bytes, from: start, end)
    }
  }

  private init(closeTagOf bytes: [UInt8], at start: Int, _ end: Int) {
    let nameEnd = HTMLTag.nameEnd(bytes, start + 2, end)
    let close = bytes[nameEnd..<end].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? end
    kind = .close
    range = start..<close
    name = HTMLTag.lowercased(bytes[start + 2..<nameEnd])
  }

  private init(textOf bytes: [UInt8], from start: Int, _ end: Int) {
    kind = .text
    range = start..<(bytes[(start + 1)..<end].firstIndex(of: UInt8(ascii: "<")) ?? end)
  }

  private init(markupOf bytes: [UInt8], at start: Int, _ end: Int) {
    let isComment =
      start + 4 <= end && bytes[start..<start + 4].elementsEqual([0x3C, 0x21, 0x2D, 0x2D])
    kind = isComment ? .comment : .declaration
    var index = start + (isComment ? 4 : 2)
    while index < end {
      if bytes[index] == UInt8(ascii: ">") {
        let closes =
          !isComment
          || (index >= start + 6 && bytes[index - 1] == 0x2D && bytes[index - 2] == 0x2D)
          || index == start + 4 || (index == start + 5 && bytes[index - 1] == 0x2D)
        if closes {
          range = start..<index + 1
          return
        }
      }
      index += 1
    }
    range = start..<end
  }

  private init(openTagOf bytes: [UInt8], at start: Int, _ end: Int) {
    kind = .open
    let nameEnd = HTMLTag.nameEnd(bytes, start + 1, end)
    name = HTMLTag.lowercased(bytes[start + 1..<nameEnd])
    var index = nameEnd
    while index < end {
      let blank = index
      while index < end, isSpace(bytes[index]) { index += 1 }
      guard index < end else { break }
      if bytes[index] == UInt8(ascii: ">") {
        range = start..<index + 1
        return
      }
      if bytes[index] == UInt8(ascii: "/") {
        index += 1
        isSelfClosing = index < end && bytes[index] == UInt8(ascii: ">")
        continue
      }
      attributes.append(HTMLTag.attribute(bytes, from: blank, index: &index, end))
    }
    range = start..<end
  }

  private static func attribute(
    _ bytes: [UInt8], from blank: Int, index: inout Int, _ end: Int
  ) -> Attribute {
    let nameStart = index
    index += 1
    while index < end, !isSpace(bytes[index]), bytes[index] != UInt8(ascii: "="),
      bytes[index] != UInt8(ascii: ">"), bytes[index] != UInt8(ascii: "/")
    {
      index += 1
    }
    let name = nameStart..<index
    var at = index
    while at < end, isSpace(bytes[at]) { at += 1 }
    guard at < end, bytes[at] == UInt8(ascii: "=") else {
      return Attribute(name: name, value: index..<index, hasValue: false, whole: blank..<index)
    }
    at += 1
    while at < end, isSpace(bytes[at]) { at += 1 }
    guard at < end else {
      index = end
      return Attribute(name: name, value: end..<end, hasValue: true, whole: blank..<end)
    }
    let quote = bytes[at]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let close = bytes[(at + 1)..<end].firstIndex(of: quote) ?? end
      index = min(close + 1, end)
      return Attribute(name: name, value: at + 1..<close, hasValue: true, whole: blank..<index)
    }
    let start = at
    while at < end, !isSpace(bytes[at]), bytes[at] != UInt8(ascii: ">") { at += 1 }
    index = at
    return Attribute(name: name, value: start..<at, hasValue: true, whole: blank..<at)
  }

  private static func nameEnd(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, !isSpace(bytes[index]), bytes[index] != UInt8(ascii: ">"),
      bytes[index] != UInt8(ascii: "/")
    {
      index += 1
    }
    return index
  }

  /// `bytes` as text in lower case.
  static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
    String(
      decoding: bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
