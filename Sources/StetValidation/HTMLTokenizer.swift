/// A tag in a piece of HTML.
struct HTMLTag {
  /// The name in lower case.
  let name: String
  /// Whether it is an end tag.
  let isEnd: Bool
  /// Whether it ends in `/>`.
  let isSelfClosing: Bool
  /// The attributes' names, in lower case, and values, undecoded, in their order.
  let attributes: [(name: String, value: ArraySlice<UInt8>?)]

  /// The value of the attribute `name`, undecoded; nil when it has none.
  func value(_ name: String) -> String? {
    guard let attribute = attributes.first(where: { $0.name == name }) else { return nil }
    return String(decoding: attribute.value ?? [], as: UTF8.self)
  }
}

/// Finds the tags in a piece of HTML as a browser would (HTML Standard §13.2.5), and notes whether
/// there is anything else to see. O(n); it needs no memory but a tag's.
struct HTMLTokenizer {
  private let bytes: [UInt8]
  private var index = 0
  /// Whether text other than white space was met.
  private(set) var hasText = false
  /// Where the text before the tag last returned begins and ends.
  private(set) var text = 0..<0
  /// Whether a tag or comment was still open at the end.
  private(set) var isCutOff = false

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next tag; nil at the end.
  mutating func next() -> HTMLTag? {
    let start = index
    while index < bytes.count {
      guard bytes[index] == 0x3C, index + 1 < bytes.count else {
        if !isSpace(bytes[index]) { hasText = true }
        index += 1
        continue
      }
      let following = bytes[index + 1]
      if following == 0x21 || following == 0x3F {
        skipComment()
      } else if isLetter(following)
        || following == 0x2F && index + 2 < bytes.count && isLetter(bytes[index + 2])
      {
        text = start..<index
        return tag()
      } else {
        hasText = true
        index += 1
      }
    }
    text = start..<index
    return nil
  }

  /// Skips to the end tag of an element whose content is no markup.
  mutating func skipRawText(of name: String) {
    let closing = Array("</\(name)".utf8)
    while index + closing.count <= bytes.count {
      if bytes[index] == 0x3C,
        zip(bytes[index..<(index + closing.count)], closing).allSatisfy({
          lowered($0) == $1
        })
      {
        return
      }
      index += 1
    }
    index = bytes.count
  }

  private mutating func skipComment() {
    let isComment = bytes[index...].starts(with: [0x3C, 0x21, 0x2D, 0x2D])
    index += isComment ? 4 : 2
    while index < bytes.count {
      if bytes[index] == 0x3E {
        let isEnd = !isComment || bytes[index - 1] == 0x2D && bytes[index - 2] == 0x2D
        if isEnd {
          index += 1
          return
        }
      }
      index += 1
    }
    isCutOff = true
  }

  private mutating func tag() -> HTMLTag {
    index += 1
    let isEnd = bytes[index] == 0x2F
    if isEnd { index += 1 }
    let name = loweredName { !isSpace($0) && $0 != 0x2F && $0 != 0x3E }
    var attributes: [(name: String, value: ArraySlice<UInt8>?)] = []
    var isSelfClosing = false
    while index < bytes.count, bytes[index] != 0x3E {
      let byte = bytes[index]
      if isSpace(byte) || byte == 0x2F {
        isSelfClosing = byte == 0x2F
        index += 1
        continue
      }
      isSelfClosing = false
      attributes.append(attribute())
    }
    if index < bytes.count { index += 1 } else { isCutOff = true }
    return HTMLTag(name: name, isEnd: isEnd, isSelfClosing: isSelfClosing, attributes: attributes)
  }

  private mutating func attribute() -> (name: String, value: ArraySlice<UInt8>?) {
    let start = index
    let name = loweredName { !isSpace($0) && $0 != 0x2F && $0 != 0x3E && $0 != 0x3D }
    if index == start { index += 1 }
    while index < bytes.count, isSpace(bytes[index]) { index += 1 }
    guard index < bytes.count, bytes[index] == 0x3D else { return (name, nil) }
    index += 1
    while index < bytes.count, isSpace(bytes[index]) { index += 1 }
    guard index < bytes.count else { return (name, nil) }
    let quote = bytes[index]
    if quote == 0x22 || quote == 0x27 {
      let lower = index + 1
      index = lower
      while index < bytes.count, bytes[index] != quote { index += 1 }
      let value = bytes[lower..<index]
      index = min(index + 1, bytes.count)
      return (name, value)
    }
    let lower = index
    while index < bytes.count, !isSpace(bytes[index]), bytes[index] != 0x3E { index += 1 }
    return (name, bytes[lower..<index])
  }

  private mutating func loweredName(while isPart: (UInt8) -> Bool) -> String {
    let start = index
    while index < bytes.count, isPart(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index].lazy.map(lowered), as: UTF8.self)
  }
}

func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
}

func isLetter(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte | 0x20)
}

func isDigit(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte)
}

func isHexDigit(_ byte: UInt8) -> Bool {
  isDigit(byte) || (0x61...0x66).contains(byte | 0x20)
}

func lowered(_ byte: UInt8) -> UInt8 {
  (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
}
