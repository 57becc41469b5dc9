/// The documents in the order of time, and in how many public ones each word stands: all that their
/// words are weighed by.
package struct RankedDocuments: Sendable {
  /// The documents as they were given.
  let documents: [RelatedDocument]
  let lexicon: Lexicon
  /// The document of each rank; ranks are in the order of time.
  let documentAtRank: [Int]
  /// Whether the document of each rank is public.
  let isPublic: [Bool]
  /// In how many public documents each word stands.
  let documentCounts: [Int32]
  let scale: WordScale
  /// What each word weighs in a public document, and in one that is not.
  private let publicRarities: [Float]
  private let rarities: [Float]

  /// `documents`, whose words `lexicon` numbers in their order.
  package init(_ documents: [RelatedDocument], _ lexicon: Lexicon) {
    self.documents = documents
    self.lexicon = lexicon
    documentAtRank = documents.indices.sorted {
      (documents[$0].secondsSinceEpoch, $0) < (documents[$1].secondsSinceEpoch, $1)
    }
    isPublic = documentAtRank.map { documents[$0].isPublic }
    scale = WordScale(publicCount: isPublic.count { $0 })
    var counts = Array(repeating: Int32(0), count: lexicon.table.hashes.count)
    RankedDocuments.count(lexicon, documents.map(\.isPublic), into: &counts)
    documentCounts = counts
    let scale = scale
    rarities = counts.map { scale.rarity($0) }
    publicRarities = counts.map { scale.publicRarity($0) }
  }

  /// Counts for each word the documents that have it, among those that are `isCounted`.
  private static func count(_ lexicon: Lexicon, _ isCounted: [Bool], into counts: inout [Int32]) {
    let numbers = lexicon.numbers.span
    var counts = counts.mutableSpan
    for document in isCounted.indices where isCounted[document] {
      for place in lexicon.places(of: document) { counts[Int(numbers[place])] += 1 }
    }
  }

  /// How many there are.
  package var count: Int { documents.count }

  /// The best words of the documents of `ranks`, with their weights: (1 + log count) times the log of
  /// rarity, not yet over the story's length.
  package func vectors(of ranks: Range<Int>) -> SparseVectors {
    var vectors = SparseVectors()
    var best = BestWords()
    let numbers = lexicon.numbers.span
    let hashes = lexicon.table.hashes.span
    let emphases = scale.emphases.span
    for rank in ranks {
      let document = documentAtRank[rank]
      let own = isPublic[rank] ? publicRarities : rarities
      let rarities = own.span
      let first = lexicon.places(of: document).lowerBound
      var place = 0
      documents[document].words.forEachCount { count in
        let number = Int(numbers[first + place])
        best.add(
          place: place, hash: hashes[number], weight: rarities[number] * emphases[Int(count)])
        place += 1
      }
      best.take { place, weight in
        vectors.append(Int(lexicon.numbers[first + place]), weight)
      }
      vectors.endVector()
    }
    return vectors
  }
}
