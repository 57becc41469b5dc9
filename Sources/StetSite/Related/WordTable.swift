import StetCore

/// Numbers for words, in the order in which they were added: an open table of hashes.
///
/// Two words of one hash count as one word; with a million words the odds of a single such pair
/// are one in thirty million.
struct WordTable: Sendable {
  /// The hash of each word by its number.
  private(set) var hashes: [UInt64] = []
  private var slots: [UInt32]
  private var bits: Int

  /// A table with room for 2^(`bits` - 1) words before it first grows.
  init(bits: Int) {
    self.bits = bits
    slots = Array(repeating: 0, count: 1 << bits)
    hashes.reserveCapacity(1 << (bits - 1))
  }

  /// The number of a word; nil when it was not added.
  func id(of hash: UInt64) -> Int? {
    var slot = WordHash.slot(hash, bits: bits)
    while slots[slot] != 0 {
      let id = Int(slots[slot]) - 1
      if hashes[id] == hash { return id }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Appends the numbers of `words`, in their order, to `numbers`; new ones are added.
  mutating func append(_ words: WordCounts, to numbers: inout [UInt32]) {
    let bytes = words.bytes
    var index = 0
    while true {
      index = appendKnown(bytes.span, from: index, to: &numbers)
      guard index < bytes.count else { return }
      let end = index + 2 + Int(bytes[index + 1])
      numbers.append(UInt32(id(adding: WordHash.of(bytes.span, (index + 2)..<end))))
      index = end
    }
  }

  /// The same up to the first word that is new; says where that stands, or the end. Most words are
  /// known, and this is the loop that all of an archive's pass.
  private func appendKnown(
    _ words: Span<UInt8>, from start: Int, to numbers: inout [UInt32]
  ) -> Int {
    let slots = slots.span
    let hashes = hashes.span
    let mask = slots.count - 1
    var index = start
    while index < words.count {
      let end = index + 2 + Int(words[index + 1])
      let hash = WordHash.of(words, (index + 2)..<end)
      var slot = WordHash.slot(hash, bits: bits)
      while slots[slot] != 0, hashes[Int(slots[slot]) - 1] != hash { slot = (slot + 1) & mask }
      if slots[slot] == 0 { return index }
      numbers.append(slots[slot] - 1)
      index = end
    }
    return index
  }

  /// The number of a word, new or known.
  mutating func id(adding hash: UInt64) -> Int {
    var slot = WordHash.slot(hash, bits: bits)
    while slots[slot] != 0 {
      let id = Int(slots[slot]) - 1
      if hashes[id] == hash { return id }
      slot = (slot + 1) & (slots.count - 1)
    }
    hashes.append(hash)
    slots[slot] = UInt32(hashes.count)
    if hashes.count * 2 > slots.count { grow() }
    return hashes.count - 1
  }

  /// Hands every part to `body`, as memory holds it.
  func forEachPart<Failure: Error>(_ body: (RawSpan) throws(Failure) -> Void) throws(Failure) {
    try hashes.withMemory(body)
    try slots.withMemory(body)
  }

  /// The table whose parts come in the order of `forEachPart`.
  init?(_ parts: inout some PartReader & ~Copyable) {
    guard let hashes = parts.next(UInt64.self),
      let slots = parts.next(UInt32.self), slots.count.nonzeroBitCount == 1
    else { return nil }
    self.hashes = hashes
    self.slots = slots
    bits = slots.count.trailingZeroBitCount
  }

  private mutating func grow() {
    bits += 1
    slots = Array(repeating: 0, count: 1 << bits)
    for (id, hash) in hashes.enumerated() {
      var slot = WordHash.slot(hash, bits: bits)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(id + 1)
    }
  }
}
