import StetCore

/// Word counts while they are made: `WordCounts.bytes`, and a table of where each word stands in them.
struct WordTally {
  /// The counts, and room for more.
  private var made: [UInt8] = []
  private var size = 0
  private var scanner = WordScanner()

  /// No words, with a table that fits a text of `textSize` bytes.
  init(textSize: Int) {
    let slotCount = 1 << (textSize < 1_200 ? WordTally.bitsFew : WordTally.bitsMany)
    hashes = Array(repeating: 0, count: slotCount)
    places = Array(repeating: 0, count: slotCount)
    // Nearly all texts fit, and their words need not be moved.
    made = Array(repeating: 0, count: textSize + 256)
  }

  /// Sizes of the table, as powers of two: for short texts, and for as many words as may be.
  private static let bitsFew = 9
  private static let bitsMany = 11

  /// A long story is known by its first thousand different words.
  private static let wordsMax = 1_000

  /// The words met so far by their hashes: an open table that is never more than half full.
  private var hashes: [UInt64]
  /// Where each of them stands in the counts, and one; 0 where there is none.
  private var places: [UInt32]
  private var count = 0

  /// The counts, in as much memory as they need.
  var bytes: [UInt8] { Array(made[..<size]) }

  /// Counts each word of `text` as `weight` words.
  mutating func add(_ text: [UInt8], times weight: UInt8) {
    add(text, 0..<text.count, times: weight)
  }

  /// Counts each word of `html` outside its tags; what follows a tag without an end is no text.
  mutating func add(html: [UInt8]) {
    var start = 0
    while start < html.count {
      let open = firstPlace(of: 0x3C, in: html, from: start)
      add(html, start..<open, times: 1)
      start = firstPlace(of: 0x3E, in: html, from: open) + 1
    }
  }

  private mutating func add(_ text: [UInt8], _ range: Range<Int>, times weight: UInt8) {
    makeRoom(for: range.count)
    var start = range.lowerBound
    while true {
      start = WordTally.add(
        text.span, start..<range.upperBound, times: weight, to: &made, &size, &hashes, &places,
        &count)
      if start == range.upperBound { return }
      // A run of bytes with others than ASCII's in it is the scanner's.
      var end = start
      while end < range.upperBound, text[end] >= 0x80 || asciiFold(text[end]) != 0 { end += 1 }
      scan(Array(text[start..<end]), times: weight)
      makeRoom(for: range.upperBound - end)
      start = end
    }
  }

  /// Makes room for the words of so many bytes of ASCII.
  private mutating func makeRoom(for count: Int) {
    // A word of two letters takes four bytes, and three in its text; one is written before it is known
    // whether it is new.
    let wanted = size + count * 4 / 3 + WordScanner.wordBytesMax + 16
    if made.count < wanted {
      made += repeatElement(0, count: max(wanted - made.count, made.count))
    }
    let isFew = places.count < 1 << WordTally.bitsMany
    if isFew, self.count + count / 3 > places.count / 2 { grow() }
  }

  /// Moves the words to a table that has room for all that a story may have.
  private mutating func grow() {
    let (oldHashes, oldPlaces) = (hashes, places)
    hashes = Array(repeating: 0, count: 1 << WordTally.bitsMany)
    places = Array(repeating: 0, count: 1 << WordTally.bitsMany)
    for old in oldPlaces.indices where oldPlaces[old] != 0 {
      var slot = WordHash.slot(oldHashes[old], bits: WordTally.bitsMany)
      while places[slot] != 0 { slot = (slot + 1) & (places.count - 1) }
      hashes[slot] = oldHashes[old]
      places[slot] = oldPlaces[old]
    }
  }

  /// Counts the words of `range`, which ends at the text's end or at a byte that parts words, up to the
  /// first that is not ASCII; says where that begins, or the end.
  ///
  /// The loop that every byte of an archive passes: it reads eight at a time, and holds what it works on
  /// as spans.
  private static func add(
    _ text: Span<UInt8>, _ range: Range<Int>, times weight: UInt8, to bytes: inout [UInt8],
    _ size: inout Int, _ knownHashes: inout [UInt64], _ knownPlaces: inout [UInt32],
    _ count: inout Int
  ) -> Int {
    var made = bytes.mutableSpan
    var hashes = knownHashes.mutableSpan
    var places = knownPlaces.mutableSpan
    var index = range.lowerBound
    while index < range.upperBound {
      var eight = EightBytes(of: text, from: index, to: text.count)
      var words = eight.letters | eight.digits
      if words & 0x80 == 0 {
        // Most often a single byte parts two words, and is passed over with the first.
        let gap = EightBytes.count(of: ~(words | eight.wide))
        if gap == 0 { return index }
        index += gap
        continue
      }
      let start = index
      var hash = WordHash.start
      while words & 0x80 != 0 {
        let letters = EightBytes.count(of: words)
        let folded = eight.folded(letters)
        hash = WordHash.next(hash, folded)
        if index - start <= WordScanner.wordBytesMax {
          EightBytes.write(folded, to: &made, at: size + 2 + index - start)
        }
        index += letters
        if letters < 8 { break }
        eight = EightBytes(of: text, from: index, to: text.count)
        words = eight.letters | eight.digits
      }
      if index < range.upperBound, text[index] >= 0x80 { return start }
      note(hash, index - start, times: weight, &made, &size, &hashes, &places, &count)
      index += 1
    }
    return range.upperBound
  }

  private mutating func scan(_ text: [UInt8], times weight: UInt8) {
    var scanner = scanner
    scanner.scan(text) { word in
      // Folding may make a word longer, so there is room only for what is known of it here.
      makeRoom(for: word.count * 3)
      made.replaceSubrange((size + 2)..<(size + 2 + word.count), with: word)
      WordTally.note(
        WordHash.of(word.span, 0..<word.count), word.count, times: weight, to: &made, &size,
        &hashes,
        &places, &count)
    }
  }

  private static func note(
    _ hash: UInt64, _ length: Int, times weight: UInt8, to made: inout [UInt8], _ size: inout Int,
    _ hashes: inout [UInt64], _ places: inout [UInt32], _ count: inout Int
  ) {
    var counts = made.mutableSpan
    var known = hashes.mutableSpan
    var knownPlaces = places.mutableSpan
    note(hash, length, times: weight, &counts, &size, &known, &knownPlaces, &count)
  }

  /// Counts the word of `length` bytes that is written behind the counts, where it stays if it is new.
  @inline(__always)
  private static func note(
    _ hash: UInt64, _ length: Int, times weight: UInt8, _ made: inout MutableSpan<UInt8>,
    _ size: inout Int, _ hashes: inout MutableSpan<UInt64>, _ places: inout MutableSpan<UInt32>,
    _ count: inout Int
  ) {
    if length < 2 || length > WordScanner.wordBytesMax { return }
    var slot = WordHash.slot(hash, bits: places.count.trailingZeroBitCount)
    while places[slot] != 0, hashes[slot] != hash { slot = (slot + 1) & (places.count - 1) }
    if places[slot] != 0 {
      let place = Int(places[slot]) - 1
      made[place] = UInt8(min(255, Int(made[place]) + Int(weight)))
    } else if count < wordsMax {
      hashes[slot] = hash
      places[slot] = UInt32(size + 1)
      count += 1
      made[size] = weight
      made[size + 1] = UInt8(length)
      size += 2 + length
    }
  }
}
