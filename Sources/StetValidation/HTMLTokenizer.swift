import StetCore

/// A name of an element or attribute, in lower case, as a number: FNV-1a of its UTF-8.
package struct HTMLName: Hashable, Sendable {
  let hash: UInt64

  /// The name that `text` is.
  package init(_ text: String) {
    var name = HTMLName.Building()
    for byte in text.utf8 { name.add(byte) }
    self = name.value
  }

  private init(hash: UInt64) {
    self.hash = hash
  }

  /// Takes a name byte by byte.
  struct Building {
    private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ byte: UInt8) {
      hash = (hash ^ UInt64(lowered(byte))) &* 0x100_0000_01B3
    }

    var value: HTMLName { HTMLName(hash: hash) }
  }
}

/// A tag in a piece of HTML.
package struct HTMLTag: Sendable {
  package let name: HTMLName
  /// The bytes of its name.
  package let nameRange: Range<Int>
  /// Whether it is an end tag.
  package let isEnd: Bool
  /// Whether it ends in `/>`.
  package let isSelfClosing: Bool

  /// What is to be known of its element.
  package var traits: HTMLTraits { HTMLNames.traits[name] ?? [] }
}

/// An attribute of the tag read last.
package struct HTMLAttribute: Sendable {
  package let name: HTMLName
  package let nameRange: Range<Int>
  /// The bytes of its value, references undecoded; nil for an attribute without one.
  package let value: Range<Int>?
}

/// Finds the tags in a piece of HTML as a browser would (HTML Standard §13.2.5), and notes whether
/// there is anything else to see. O(n); it needs no memory but a tag's.
package struct HTMLTokenizer {
  package let bytes: [UInt8]
  /// Where the tag returned last ended.
  package private(set) var index = 0
  /// Whether text other than white space was met.
  private(set) var hasText = false
  /// Whether a tag or comment was still open at the end.
  package private(set) var isCutOff = false
  /// The attributes of the tag returned last.
  package private(set) var attributes: [HTMLAttribute] = []

  /// A tokenizer of `bytes`.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The bytes of `range` as text, in lower case.
  package func name(_ range: Range<Int>) -> String {
    String(decoding: bytes[range].map(lowered), as: UTF8.self)
  }

  /// The bytes of `range` as text.
  package func text(_ range: Range<Int>?) -> String {
    range.map { String(decoding: bytes[$0], as: UTF8.self) } ?? ""
  }

  /// The next tag; nil at the end.
  package mutating func next() -> HTMLTag? {
    while index < bytes.count {
      guard bytes[index] == 0x3C, index + 1 < bytes.count else {
        if hasText {
          index = firstPlace(of: 0x3C, in: bytes, from: index + 1)
          continue
        }
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
        return tag()
      } else {
        hasText = true
        index += 1
      }
    }
    return nil
  }

  /// Skips to the end tag of an element whose content is no markup.
  package mutating func skipRawText(of tag: HTMLTag) {
    let closing = Array("</\(name(tag.nameRange))".utf8)
    while index + closing.count <= bytes.count {
      if bytes[index] == 0x3C,
        zip(bytes[index..<(index + closing.count)], closing).allSatisfy({ lowered($0) == $1 })
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
    attributes.removeAll(keepingCapacity: true)
    let (name, range) = name(untilEqualsSign: false)
    var isSelfClosing = false
    while index < bytes.count, bytes[index] != 0x3E {
      let byte = bytes[index]
      if isSpace(byte) || byte == 0x2F {
        isSelfClosing = byte == 0x2F
        index += 1
        continue
      }
      isSelfClosing = false
      readAttribute()
    }
    if index < bytes.count { index += 1 } else { isCutOff = true }
    return HTMLTag(name: name, nameRange: range, isEnd: isEnd, isSelfClosing: isSelfClosing)
  }

  private mutating func readAttribute() {
    let start = index
    let (name, range) = name(untilEqualsSign: true)
    if index == start { index += 1 }
    attributes.append(HTMLAttribute(name: name, nameRange: range, value: readValue()))
  }

  private mutating func readValue() -> Range<Int>? {
    while index < bytes.count, isSpace(bytes[index]) { index += 1 }
    guard index < bytes.count, bytes[index] == 0x3D else { return nil }
    index += 1
    while index < bytes.count, isSpace(bytes[index]) { index += 1 }
    guard index < bytes.count else { return nil }
    let quote = bytes[index]
    guard quote == 0x22 || quote == 0x27 else {
      let lower = index
      while index < bytes.count, !isSpace(bytes[index]), bytes[index] != 0x3E { index += 1 }
      return lower..<index
    }
    let lower = index + 1
    index = lower
    while index < bytes.count, bytes[index] != quote { index += 1 }
    defer { index = min(index + 1, bytes.count) }
    return lower..<index
  }

  private mutating func name(untilEqualsSign: Bool) -> (HTMLName, Range<Int>) {
    let start = index
    var name = HTMLName.Building()
    while index < bytes.count {
      let byte = bytes[index]
      if isSpace(byte) || byte == 0x2F || byte == 0x3E || untilEqualsSign && byte == 0x3D { break }
      name.add(byte)
      index += 1
    }
    return (name.value, start..<index)
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
