/// The documents in the order of time.
package struct RankedDocuments: Sendable {
  /// The documents as they were given.
  let documents: [RelatedDocument]
  /// The document of each rank; ranks are in the order of time.
  let documentAtRank: [Int]
  /// Whether the document of each rank is public.
  let isPublic: [Bool]

  /// `documents` in the order of time.
  package init(_ documents: [RelatedDocument]) {
    self.documents = documents
    let order = documents.indices.sorted {
      (documents[$0].secondsSinceEpoch, $0) < (documents[$1].secondsSinceEpoch, $1)
    }
    documentAtRank = order
    isPublic = order.map { documents[$0].isPublic }
  }

  /// How many there are.
  package var count: Int { documents.count }

  /// What their words weigh, which `lexicon` numbers in the order of the documents.
  package func weights(_ lexicon: Lexicon) -> WordWeights {
    WordWeights(lexicon, isPublic: documents.map(\.isPublic))
  }

  /// The best words of the documents of `ranks`, with what they weigh by `weights`.
  package func vectors(of ranks: Range<Int>, _ weights: WordWeights) -> SparseVectors {
    weights.vectors(of: documentAtRank[ranks]) { documents[$0].words }
  }

  /// The words of all, where `guess` was right about who is public; nil where it was not.
  package func words(by guess: GuessedWeights) -> IndexedWords? {
    guard guess.weights.isPublic == documents.map(\.isPublic) else { return nil }
    return IndexedWords(self, guess.weights, [guess.vectors.ordered(by: documentAtRank)])
  }
}
