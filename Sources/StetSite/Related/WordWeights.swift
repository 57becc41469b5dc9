import StetContent
import StetCore

/// In how many public documents each word stands, and what it weighs by that.
package struct WordWeights: Sendable {
  let lexicon: Lexicon
  /// By document: whether it is public.
  let isPublic: [Bool]
  /// In how many public documents each word stands.
  let documentCounts: [Int32]
  let scale: WordScale
  /// What each word weighs in a public document, and in one that is not.
  private let publicRarities: [Float]
  private let rarities: [Float]

  /// The weights of the words that `lexicon` numbers, among documents of which some are public.
  package init(_ lexicon: Lexicon, isPublic: [Bool]) {
    self.lexicon = lexicon
    self.isPublic = isPublic
    let scale = WordScale(publicCount: isPublic.count { $0 })
    self.scale = scale
    var counts = Array(repeating: Int32(0), count: lexicon.table.hashes.count)
    WordWeights.count(lexicon, isPublic, into: &counts)
    documentCounts = counts
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

  /// The best words of `documents`, whose words `words` gives by document, with their weights:
  /// (1 + log count) times the log of rarity, not yet over the story's length.
  package func vectors(
    of documents: some Sequence<Int>, _ words: (Int) -> WordCounts
  ) -> SparseVectors {
    var vectors = SparseVectors()
    var best = BestWords()
    let numbers = lexicon.numbers.span
    let emphases = scale.emphases.span
    for document in documents {
      let own = isPublic[document] ? publicRarities : rarities
      let rarities = own.span
      let first = lexicon.places(of: document).lowerBound
      best.gather(words(document)) { place, count in
        rarities[Int(numbers[first + place])] * emphases[Int(count)]
      }
      best.take { place, weight in vectors.append(Int(lexicon.numbers[first + place]), weight) }
      vectors.endVector()
    }
    return vectors
  }
}

extension WordWeights {
  /// The weights if those of `articles` are public that will be `now`, should nothing be wrong with them;
  /// `lexicon` has their words in their order.
  package static func guessed(
    for articles: [Article], _ lexicon: Lexicon, _ configuration: Configuration, now: Timestamp
  ) -> WordWeights {
    let standings = Desk(articles, configuration: configuration).standings(now: now)
    return WordWeights(
      lexicon,
      isPublic: zip(standings, articles).map { standing, article in
        let metadata = article.metadata
        return standing == .published && metadata.date != nil && metadata.outputs.isInLists
      })
  }
}

/// The words of all documents weighed before it was known who is public: by a guess.
///
/// Where the guess holds, and on most sites it does, the work was done while the site was assembled.
package struct GuessedWeights: Sendable {
  let weights: WordWeights
  /// By document.
  let vectors: SparseVectors

  /// The words of all documents, as `parts` say, one after the other, by `weights`.
  package init(_ weights: WordWeights, _ parts: [SparseVectors]) {
    self.weights = weights
    vectors = SparseVectors(joining: parts)
  }
}
