import StetCore

/// The words of one story and how often each stands in it: all that the index keeps of its text.
///
/// A word of the headline counts as three of the body, one of the standfirst as two. About 2 KB for
/// 450 words of text; made once when the file is parsed, and cached with it.
package struct WordCounts: Sendable, Hashable {
  /// For each word in the order of its first appearance: its count (1 to 255), its length in bytes,
  /// and its bytes.
  package let bytes: [UInt8]

  /// The words of a story.
  package init(title: String, standfirst: String, text: [UInt8]) {
    var tally = WordTally(textSize: text.count)
    tally.add(Array(title.utf8), times: 3)
    tally.add(Array(standfirst.utf8), times: 2)
    tally.add(text, times: 1)
    bytes = tally.bytes
  }

  /// The words of a story whose text is `html`; a tag separates words.
  init(title: String, standfirst: String, html: [UInt8]) {
    var tally = WordTally(textSize: html.count)
    tally.add(Array(title.utf8), times: 3)
    tally.add(Array(standfirst.utf8), times: 2)
    tally.add(html: html)
    bytes = tally.bytes
  }

  /// The words of a name, each once.
  package init(name: String) {
    var tally = WordTally(textSize: name.utf8.count)
    tally.add(Array(name.utf8), times: 1)
    bytes = tally.bytes
  }

  /// The words stored earlier; nil when the bytes are not such a list.
  package init?(bytes: [UInt8]) {
    var index = 0
    while index < bytes.count {
      guard index + 2 <= bytes.count, bytes[index] > 0, bytes[index + 1] > 0 else { return nil }
      index += 2 + Int(bytes[index + 1])
    }
    guard index == bytes.count else { return nil }
    self.bytes = bytes
  }

  /// Calls `visit` with the hash, the count and the offset of each word, in order.
  @inline(__always)
  func forEach(_ visit: (_ hash: UInt64, _ count: UInt8, _ offset: Int) -> Void) {
    let bytes = bytes.span
    var index = 0
    while index < bytes.count {
      let end = index + 2 + Int(bytes[index + 1])
      visit(WordHash.of(bytes, (index + 2)..<end), bytes[index], index)
      index = end
    }
  }

  /// The word at an offset that `forEach` gave.
  func word(at offset: Int) -> String {
    String(decoding: bytes[(offset + 2)..<(offset + 2 + Int(bytes[offset + 1]))], as: UTF8.self)
  }
}

/// The hash by which a word is known in the index, made of its bytes by eights, the same on every machine.
/// No two words of up to eight bytes have the same.
enum WordHash {
  /// The hash of no bytes.
  static let start: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The hash with up to eight bytes more, the first the lowest, the others zero.
  @inline(__always)
  static func next(_ hash: UInt64, _ eight: UInt64) -> UInt64 {
    let product = (hash ^ eight) &* 0xD6E8_FEB8_6659_FD93
    return product ^ product >> 32
  }

  /// The hash of the bytes of `text` in `range`.
  @inline(__always)
  static func of(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash = start
    var place = range.lowerBound
    while place < range.upperBound {
      hash = next(hash, EightBytes(of: text, from: place, to: range.upperBound).number)
      place &+= 8
    }
    return hash
  }

  /// The slot of a table of 2^`bits` slots where `hash` is looked for first.
  @inline(__always)
  static func slot(_ hash: UInt64, bits: Int) -> Int {
    Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits))
  }
}
