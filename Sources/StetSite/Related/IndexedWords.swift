import StetCore

/// Gives the parts of `IndexedWords` back, one after the other.
package protocol PartReader: ~Copyable {
  /// The next part, whose elements are `Element`; nil where there is none, or it is damaged.
  mutating func next<Element: BitwiseCopyable & Sendable>(_ element: Element.Type) -> [Element]?
}

/// The words of all documents, weighed and listed: the part of an index that takes longest to make.
///
/// It depends on the words, on who is public and on the order of time, on nothing else, so a cache may keep it.
package struct IndexedWords: Sendable {
  /// The document of each rank, and whether it is public.
  private let documentAtRank: [Int]
  private let isPublic: [Bool]
  /// What tells the words of each document from others, by document.
  private let marks: [UInt64]
  /// The words of the documents by their numbers.
  let lexicon: Lexicon
  /// In how many public documents each word stands.
  let documentCounts: [Int32]
  /// The weights of each document's best words, by rank.
  let vectors: SparseVectors
  /// How long each of these vectors was before its length was taken out of it.
  let lengths: [Double]
  let lists: PostingLists

  /// The words of `ranked`, which weigh what `parts` say, one after the other, by `weights`.
  package init(_ ranked: RankedDocuments, _ weights: WordWeights, _ parts: [SparseVectors]) {
    documentAtRank = ranked.documentAtRank
    isPublic = ranked.isPublic
    marks = ranked.documents.map { IndexedWords.mark($0.words) }
    lexicon = weights.lexicon
    documentCounts = weights.documentCounts
    var vectors = SparseVectors(joining: parts)
    lengths = vectors.lengths
    vectors.scale(by: weights.scale.factors(of: lengths, isPublic: isPublic))
    self.vectors = vectors
    lists = PostingLists(
      of: vectors, listCount: lexicon.table.hashes.count, isListed: isPublic)
  }

  /// The numbers of the words.
  var table: WordTable { lexicon.table }

  /// Whether these are the words of `ranked`, as far as that does not depend on texts.
  package func fits(_ ranked: RankedDocuments) -> Bool {
    documentAtRank == ranked.documentAtRank && isPublic == ranked.isPublic
  }

  /// The documents that have other words in `words`, by document; nil where they are not as many.
  package func changes(in words: [WordCounts]) -> [Int]? {
    guard words.count == marks.count else { return nil }
    return words.indices.filter { marks[$0] != IndexedWords.mark(words[$0]) }
  }

  private static func mark(_ words: WordCounts) -> UInt64 { Fingerprint(of: words.bytes).low }

  // MARK: - As bytes

  /// Hands every part to `body`, as memory holds it and always in the same order.
  package func forEachPart<Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Void
  ) throws(Failure) {
    try documentAtRank.withMemory(body)
    try isPublic.withMemory(body)
    try marks.withMemory(body)
    try lexicon.forEachPart(body)
    try documentCounts.withMemory(body)
    try vectors.forEachPart(body)
    try lengths.withMemory(body)
    try lists.forEachPart(body)
  }

  /// The words whose parts come in the order of `forEachPart`; nil where it gives others.
  package init?(_ parts: inout some PartReader & ~Copyable) {
    guard let documentAtRank = parts.next(Int.self),
      let isPublic = parts.next(Bool.self),
      let marks = parts.next(UInt64.self), let lexicon = Lexicon(&parts),
      let documentCounts = parts.next(Int32.self),
      let vectors = SparseVectors(&parts), let lengths = parts.next(Double.self),
      let lists = PostingLists(&parts)
    else { return nil }
    self.documentAtRank = documentAtRank
    self.isPublic = isPublic
    self.marks = marks
    self.lexicon = lexicon
    self.documentCounts = documentCounts
    self.vectors = vectors
    self.lengths = lengths
    self.lists = lists
  }
}
