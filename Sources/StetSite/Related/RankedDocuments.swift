/// The documents in the order of time, and what their words are weighed by.
package struct RankedDocuments: Sendable {
  /// The documents as they were given.
  let documents: [RelatedDocument]
  /// The document of each rank; ranks are in the order of time.
  let documentAtRank: [Int]
  /// Whether the document of each rank is public.
  let isPublic: [Bool]
  let weights: WordWeights
  /// The words of the documents.
  private let words: [WordCounts]
  /// The vectors of all, by rank, where they are known already.
  package let known: SparseVectors?

  /// `documents`, whose words `lexicon` numbers in their order; `guess` may have weighed them.
  package init(
    _ documents: [RelatedDocument], _ lexicon: Lexicon, guess: GuessedWeights? = nil
  ) {
    self.documents = documents
    let order = documents.indices.sorted {
      (documents[$0].secondsSinceEpoch, $0) < (documents[$1].secondsSinceEpoch, $1)
    }
    documentAtRank = order
    isPublic = order.map { documents[$0].isPublic }
    words = documents.map(\.words)
    let publicity = documents.map(\.isPublic)
    if let guess, guess.weights.isPublic == publicity {
      weights = guess.weights
      known = guess.vectors.ordered(by: order)
    } else {
      weights = WordWeights(lexicon, isPublic: publicity)
      known = nil
    }
  }

  /// How many there are.
  package var count: Int { documents.count }

  /// The best words of the documents of `ranks`, with their weights.
  package func vectors(of ranks: Range<Int>) -> SparseVectors {
    weights.vectors(of: documentAtRank[ranks], words)
  }
}
