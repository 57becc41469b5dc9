internal import StetCore

/// Sets plain text as HTML or as text: escapes it and, for a language, puts typographic quotes,
/// dashes and ellipses for typed ones.
struct Typesetter {
  /// The four quotation marks of a language with their inner spaces.
  struct Quotes: Sendable {
    let open: StaticString
    let close: StaticString
    let innerOpen: StaticString
    let innerClose: StaticString
  }

  /// nil leaves the text as it was typed.
  let quotes: Quotes?
  /// Whether the text becomes HTML, and so `& < >` become references.
  let isHTML: Bool
  /// What stands before the next byte.
  var before: Neighbour = .space
  /// Words begun so far.
  private(set) var wordCount = 0
  private var isInWord = false

  /// What a quotation mark stands next to.
  enum Neighbour {
    case space, opener, word, digit, other
  }

  /// A setter for `quotes`.
  init(quotes: Quotes?, isHTML: Bool = true) {
    self.quotes = quotes
    self.isHTML = isHTML
  }

  /// Forgets what stood before, at the start of a block.
  mutating func startBlock() {
    before = .space
    isInWord = false
  }

  /// Counts a word that is not text: code, a formula.
  mutating func passWord() {
    if !isInWord { wordCount += 1 }
    isInWord = true
    before = .word
  }

  /// Counts the words of text that is written elsewhere.
  mutating func countWords(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes {
      if isSpace(byte) {
        isInWord = false
      } else if !isInWord {
        isInWord = true
        wordCount += 1
      }
    }
    before = isInWord ? .word : .space
  }

  /// Passes a break of the line.
  mutating func passSpace() {
    before = .space
    isInWord = false
  }

  /// Appends `text[range]`; `after` is what comes after it in the same block.
  mutating func set(
    _ text: [UInt8], _ range: Range<Int>, after: Neighbour, into out: inout [UInt8]
  ) {
    var start = range.lowerBound
    var index = start
    while true {
      index = passPlain(text.span, index..<range.upperBound)
      if index == range.upperBound { break }
      let kind = Typesetter.kinds[Int(text[index])]
      index += special(text, index, range.upperBound, kind, after, &start, &out)
    }
    out.append(contentsOf: text[start..<range.upperBound])
  }

  /// Passes words of plain letters and spaces; where the first other byte is, or the end.
  ///
  /// Eight bytes are looked at at once: a word begins at each letter before which none stands.
  private mutating func passPlain(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
    let table = Typesetter.kinds
    let kinds = table.span
    var index = range.lowerBound
    while index < range.upperBound {
      let eight = EightBytes(of: text, from: index, to: range.upperBound)
      let letters = eight.letters
      let passed = EightBytes.count(of: letters | eight.spaces)
      if passed > 0 {
        let first: UInt64 = isInWord ? 0x80 : 0
        let begun = letters & ~(letters << 8 | first)
        wordCount +=
          (passed == 8 ? begun : begun & ((1 << UInt64(passed * 8)) &- 1)).nonzeroBitCount
        isInWord = letters >> UInt64(passed * 8 - 1) & 1 == 1
        index += passed
      } else if kinds[Int(text[index])] == .space {
        isInWord = false
        index += 1
      } else {
        break
      }
    }
    if index > range.lowerBound { before = isInWord ? .word : .space }
    return index
  }

  /// Sets the special byte at `index`; returns how many bytes it was. What is replaced moves `start`
  /// behind it, after the text before it has been copied.
  private mutating func special(
    _ text: [UInt8], _ index: Int, _ end: Int, _ kind: Kind, _ after: Neighbour,
    _ start: inout Int, _ out: inout [UInt8]
  ) -> Int {
    func replace(_ count: Int, _ replacement: StaticString) -> Int {
      out.append(contentsOf: text[start..<index])
      out.append(replacement)
      start = index + count
      return count
    }
    switch kind {
    case .ampersand, .less, .greater:
      before = .other
      guard isHTML else { return 1 }
      return replace(1, kind == .ampersand ? "&amp;" : kind == .less ? "&lt;" : "&gt;")
    case .control:
      return replace(1, "")
    case .opener:
      before = .opener
    case .digit:
      if !isInWord {
        isInWord = true
        wordCount += 1
      }
      before = .digit
    case .wide:
      return wide(text, index, end)
    case .quote, .apostrophe:
      guard let quotes else {
        before = .other
        return 1
      }
      let next = index + 1 < end ? Typesetter.neighbour(text, index + 1, end) : after
      let isNextKnown = index + 1 < end
      let mark = Typesetter.mark(
        kind, quotes, before: before, next: next, isNextKnown: isNextKnown)
      before = mark.isOpening ? .opener : .other
      return replace(1, mark.text)
    case .hyphen, .dot:
      guard quotes != nil else {
        before = .other
        return 1
      }
      var count = 1
      while index + count < end, text[index + count] == text[index] { count += 1 }
      return setRun(text, index, count, kind, &start, &out)
    case .plain, .space, .punctuation:
      before = .other
    }
    return 1
  }

  /// Dashes for two and more hyphens, an ellipsis for three dots.
  private mutating func setRun(
    _ text: [UInt8], _ index: Int, _ count: Int, _ kind: Kind, _ start: inout Int,
    _ out: inout [UInt8]
  ) -> Int {
    before = kind == .hyphen && count > 1 ? .opener : .other
    guard count > 1, kind == .hyphen || count >= 3 else { return count }
    out.append(contentsOf: text[start..<index])
    start = index + count
    if kind == .dot {
      for _ in 0..<count / 3 { out.append("…") }
      for _ in 0..<count % 3 { out.append(0x2E) }
      return count
    }
    var (ems, ens) = (0, 0)
    if count % 3 == 0 {
      ems = count / 3
    } else if count % 2 == 0 {
      ens = count / 2
    } else if count % 3 == 2 {
      (ems, ens) = ((count - 2) / 3, 1)
    } else {
      (ems, ens) = ((count - 4) / 3, 2)
    }
    for _ in 0..<ems { out.append("—") }
    for _ in 0..<ens { out.append("–") }
    return count
  }

  /// Counts a character beyond ASCII; each of the Chinese and Japanese scripts is a word.
  private mutating func wide(_ text: [UInt8], _ index: Int, _ end: Int) -> Int {
    let byte = text[index]
    if byte >= 0xE3, byte <= 0xE9 {
      // Punctuation of U+3000 to U+303F is no word.
      let isMark = byte == 0xE3 && index + 1 < end && text[index + 1] == 0x80
      if !isMark { wordCount += 1 }
      isInWord = false
      before = .word
      return min(3, end - index)
    }
    if byte == 0xE2, index + 1 < end, text[index + 1] == 0x80 {
      // Spaces, dashes and quotation marks of U+2000 to U+203F.
      let isDash = index + 2 < end && (0x90...0x95).contains(text[index + 2])
      let isSpaceMark = index + 2 < end && text[index + 2] <= 0x8A
      before = isDash ? .opener : isSpaceMark ? .space : .other
      return min(3, end - index)
    }
    if byte == 0xC2, index + 1 < end, text[index + 1] == 0xA0 {
      before = .space
      isInWord = false
      return 2
    }
    if !isInWord {
      isInWord = true
      wordCount += 1
    }
    before = .word
    return 1
  }
}

extension [UInt8] {
  /// Appends the UTF-8 of `text`.
  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { unsafe append(contentsOf: $0) }
  }
}
