import StetCore

/// The words of all documents, each with a number; made of their texts alone, whoever may read them.
package struct Lexicon: Sendable {
  /// The numbers of the words.
  private(set) var table = WordTable(bits: 12)
  /// The words of all documents, one document after the other.
  private(set) var numbers: [UInt32] = []
  private var starts: [Int] = [0]

  /// The lexicon of documents that have these words.
  package init(_ documents: [WordCounts]) {
    starts.reserveCapacity(documents.count + 1)
    numbers.reserveCapacity(documents.reduce(0) { $0 + $1.bytes.count / 10 })
    for words in documents {
      table.append(words, to: &numbers)
      starts.append(numbers.count)
    }
  }

  /// Hands every part to `body`, as memory holds it.
  func forEachPart<Failure: Error>(_ body: (RawSpan) throws(Failure) -> Void) throws(Failure) {
    try table.forEachPart(body)
    try numbers.withMemory(body)
    try starts.withMemory(body)
  }

  /// The lexicon whose parts come in the order of `forEachPart`.
  init?(_ parts: inout some PartReader & ~Copyable) {
    guard let table = WordTable(&parts), let numbers = parts.next(UInt32.self),
      let starts = parts.next(Int.self)
    else { return nil }
    self.table = table
    self.numbers = numbers
    self.starts = starts
  }

  /// Where the numbers of a document's words stand, in the order of `WordCounts.forEach`.
  func places(of document: Int) -> Range<Int> { starts[document]..<starts[document + 1] }
}
