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
    var tally = WordTally()
    tally.add(Array(title.utf8), times: 3)
    tally.add(Array(standfirst.utf8), times: 2)
    tally.add(text, times: 1)
    bytes = tally.bytes
  }

  /// The words of a story whose text is `html`; a tag separates words.
  init(title: String, standfirst: String, html: [UInt8]) {
    var tally = WordTally()
    tally.add(Array(title.utf8), times: 3)
    tally.add(Array(standfirst.utf8), times: 2)
    tally.add(html: html)
    bytes = tally.bytes
  }

  /// The words of a name, each once.
  package init(name: String) {
    var tally = WordTally()
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
      var hash = WordHash.start
      for place in (index + 2)..<end { hash = WordHash.next(hash, bytes[place]) }
      visit(hash, bytes[index], index)
      index = end
    }
  }

  /// Calls `visit` with the count of each word, in order.
  @inline(__always)
  func forEachCount(_ visit: (UInt8) -> Void) {
    let bytes = bytes.span
    var index = 0
    while index < bytes.count {
      visit(bytes[index])
      index += 2 + Int(bytes[index + 1])
    }
  }

  /// The word at an offset that `forEach` gave.
  func word(at offset: Int) -> String {
    String(decoding: bytes[(offset + 2)..<(offset + 2 + Int(bytes[offset + 1]))], as: UTF8.self)
  }
}

/// The hash by which a word is known in the index: FNV-1a of 64 bits, the same on every machine.
enum WordHash {
  /// The hash of no bytes.
  static let start: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The hash with one more byte.
  @inline(__always)
  static func next(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  /// The slot of a table of 2^`bits` slots where `hash` is looked for first.
  @inline(__always)
  static func slot(_ hash: UInt64, bits: Int) -> Int {
    Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits))
  }
}

/// For each byte the letter or digit that it is folded to: itself beyond ASCII, 0 for what parts words.
private let asciiFolds: [UInt8] = (0...0xFF).map { $0 < 0x80 ? asciiFold($0) : $0 }

/// Word counts while they are made.
private struct WordTally {
  private var made: [UInt8] = []
  private var table = WordTable(bits: 10)
  private var offsets: [Int] = []
  private var scanner = WordScanner()
  private let folded = asciiFolds
  /// A long story is known by its first thousand different words.
  private let wordsMax = 1_000

  init() {
    made.reserveCapacity(4096)
    offsets.reserveCapacity(512)
  }

  /// The counts, in as much memory as they need.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(made.count)
    bytes.append(contentsOf: made)
    return bytes
  }

  /// Counts each word of `text` as `weight` words.
  mutating func add(_ text: [UInt8], times weight: Int) {
    add(text, 0..<text.count, times: weight)
  }

  /// Counts each word of `html` outside its tags; what follows a tag without an end is no text.
  mutating func add(html: [UInt8]) {
    let bytes = html.span
    var start = 0
    while start < bytes.count {
      var open = start
      while open < bytes.count, bytes[open] != 0x3C { open += 1 }
      add(html, start..<open, times: 1)
      while open < bytes.count, bytes[open] != 0x3E { open += 1 }
      start = open + 1
    }
  }

  /// Words of ASCII letters alone are found and folded here; a run of bytes with others in it is the
  /// scanner's.
  private mutating func add(_ text: [UInt8], _ range: Range<Int>, times weight: Int) {
    let bytes = text.span
    let folded = folded
    let folds = folded.span
    var index = range.lowerBound
    while index < range.upperBound {
      let start = index
      var hash = WordHash.start
      var isASCII = true
      while index < range.upperBound {
        let letter = folds[Int(bytes[index])]
        if letter == 0 { break }
        hash = WordHash.next(hash, letter)
        isASCII = isASCII && letter < 0x80
        index += 1
      }
      let length = index - start
      if !isASCII {
        scan(Array(text[start..<index]), times: weight)
      } else if length > 1, length <= WordScanner.wordBytesMax, isNew(hash, weight) {
        begin(length: length, times: weight)
        for place in start..<index { made.append(folds[Int(bytes[place])]) }
      }
      index += 1
    }
  }

  private mutating func scan(_ text: [UInt8], times weight: Int) {
    var scanner = scanner
    scanner.scan(text) { word in
      var hash = WordHash.start
      for byte in word { hash = WordHash.next(hash, byte) }
      if isNew(hash, weight) {
        begin(length: word.count, times: weight)
        made.append(contentsOf: word)
      }
    }
  }

  /// Whether the word of this hash is new, and there is room for it; a known one is counted.
  private mutating func isNew(_ hash: UInt64, _ weight: Int) -> Bool {
    let id = table.id(adding: hash)
    guard id < offsets.count else { return offsets.count < wordsMax }
    let offset = offsets[id]
    made[offset] = UInt8(min(255, Int(made[offset]) + weight))
    return false
  }

  /// Begins a new word, whose bytes follow.
  private mutating func begin(length: Int, times weight: Int) {
    offsets.append(made.count)
    made.append(UInt8(weight))
    made.append(UInt8(length))
  }
}
