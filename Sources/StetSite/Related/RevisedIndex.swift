/// An index of related stories in which the words of a few have changed since it was made.
///
/// It answers as an index would that is made anew, bit for bit, and knows which answers may be others
/// than before: a change of text reaches the stories that read of its words in the lists, not all.
/// Topics, links, dates and who is public are those of the index.
package struct RevisedIndex: Sendable {
  let base: RelatedIndex
  private let scale: WordScale
  private let meanStep: Double?
  private var table: WordTable
  private var documentCounts: [Int32]
  private var lengths: [Double]
  /// The words of each document as it was, by their numbers.
  private let lexicon: Lexicon
  /// The numbers of the words of the ranks whose texts have changed.
  private var idsNow: [Int: [UInt32]] = [:]
  /// The words of those ranks.
  private var words: [Int: WordCounts] = [:]
  /// The vectors and the lists that are others than those of the index.
  private var vectors: [Int: WordVector] = [:]
  private var lists: [UInt32: WordList] = [:]

  /// Where more stories than this have other weights, an index is better made anew.
  private static let remadeMax = 600

  /// The index `base`, in which nothing has changed yet.
  package init(_ base: RelatedIndex) {
    self.base = base
    let publicCount = base.isPublic.count { $0 }
    scale = WordScale(publicCount: publicCount)
    table = base.words.table
    documentCounts = base.words.documentCounts
    lengths = base.words.lengths
    meanStep = scale.meanStep(of: lengths, isPublic: base.isPublic)
    lexicon = base.words.lexicon
  }

  /// Gives documents other words; the documents whose answers may be others now, or nil where an index
  /// must be made anew, this one being of no more use.
  package mutating func revise(_ changes: [(document: Int, words: WordCounts)]) -> [Int]? {
    var remade: Set<Int> = []
    var differences: [UInt32: Int32] = [:]
    for change in changes where base.documents[change.document].isPublic {
      let rank = base.rankOfDocument[change.document]
      remade.insert(rank)
      for id in ids(at: rank) { differences[id, default: 0] -= 1 }
      take(change.words, rank)
      for id in ids(at: rank) { differences[id, default: 0] += 1 }
    }
    let flipped = count(differences)
    if flipped.contains(true) { remade.formUnion(ranks(with: flipped)) }
    if remade.count > Self.remadeMax { return nil }

    var made: [Int: WordVector] = [:]
    var best = BestWords()
    for rank in remade { made[rank] = vector(&best, rank) }
    guard scale.meanStep(of: lengths, isPublic: base.isPublic) == meanStep else { return nil }
    var affected: Set<Int> = []
    var edits: [UInt32: [Posting]] = [:]
    for (rank, unscaled) in made {
      let new = unscaled.scaled(by: scale.factor(length: lengths[rank], meanStep: meanStep))
      let old = vector(at: rank)
      if old == new { continue }
      affected.insert(rank)
      // A weight of zero takes the document out of a list.
      for (id, weight) in old.weights(unlike: new) {
        edits[id, default: []].append(Posting(rank: UInt32(rank), weight: weight))
      }
      vectors[rank] = new
    }
    for (id, postings) in edits { affected.formUnion(edit(id, postings)) }
    return affected.map { base.documentAtRank[$0] }.sorted()
  }

  /// For each question its stories, the nearest first, at most `limit`.
  package func related(for queries: [RelatedQuery], limit: Int) -> [[RelatedStory]] {
    var scores = RankScores(count: base.documents.count)
    var votes = RankScores(count: base.documents.count)
    return queries.map { query in
      let rank = base.rankOfDocument[query.document]
      let vector = vector(at: rank)
      for (id, weight) in zip(vector.ids, vector.weights) {
        list(id).add(near: UInt32(rank), times: weight, to: &scores)
      }
      base.gatherLabels(rank, into: &scores)
      return base.related(for: query, limit: limit, scores: &scores, votes: &votes)
    }
  }

  // MARK: Words

  private func ids(at rank: Int) -> ArraySlice<UInt32> {
    idsNow[rank].map { $0[...] }
      ?? lexicon.numbers[lexicon.places(of: base.documentAtRank[rank])]
  }

  private mutating func take(_ new: WordCounts, _ rank: Int) {
    words[rank] = new
    var own: [UInt32] = []
    table.append(new, to: &own)
    while documentCounts.count < table.hashes.count { documentCounts.append(0) }
    idsNow[rank] = own
  }

  /// Adds to the counts of words; by word whether it weighs other than before.
  private mutating func count(_ differences: [UInt32: Int32]) -> [Bool] {
    var flipped = Array(repeating: false, count: documentCounts.count)
    for (id, difference) in differences where difference != 0 {
      let before = scale.publicRarity(documentCounts[Int(id)])
      documentCounts[Int(id)] += difference
      flipped[Int(id)] = before != scale.publicRarity(documentCounts[Int(id)])
    }
    return flipped
  }

  /// The ranks in whose texts one of the words stands that `isWanted` says.
  private func ranks(with isWanted: [Bool]) -> [Int] {
    var ranks: [Int] = []
    let isWanted = isWanted.span
    let numbers = lexicon.numbers.span
    for rank in base.isPublic.indices where base.isPublic[rank] && idsNow[rank] == nil {
      for place in lexicon.places(of: base.documentAtRank[rank])
      where isWanted[Int(numbers[place])] {
        ranks.append(rank)
        break
      }
    }
    for (rank, own) in idsNow {
      for id in own where isWanted[Int(id)] {
        ranks.append(rank)
        break
      }
    }
    return ranks
  }

  // MARK: Vectors and lists

  /// The best words of the document at `rank`, not yet scaled; its length is noted.
  private mutating func vector(_ best: inout BestWords, _ rank: Int) -> WordVector {
    let own = ids(at: rank)
    best.gather(words[rank] ?? base.words(at: rank)) { place, count in
      scale.publicRarity(documentCounts[Int(own[own.startIndex + place])])
        * scale.emphases[Int(count)]
    }
    var vector = WordVector()
    best.take { place, weight in
      vector.ids.append(own[own.startIndex + place])
      vector.weights.append(weight)
    }
    lengths[rank] = SparseVectors.length(vector.weights[...])
    return vector
  }

  private func vector(at rank: Int) -> WordVector {
    if let own = vectors[rank] { return own }
    let vectors = base.words.vectors
    let places = vectors.places(of: rank)
    return WordVector(
      ids: Array(vectors.coordinates[places]), weights: Array(vectors.weights[places]))
  }

  private func list(_ id: UInt32) -> WordList {
    if let own = lists[id] { return own }
    let lists = base.words.lists
    guard Int(id) < lists.listCount else { return WordList(postings: [], heaviest: []) }
    return WordList(postings: lists.list(Int(id)), heaviest: lists.heaviest(of: Int(id)))
  }

  /// Puts `postings` into the list of a word in place of those of the same ranks; the ranks that read
  /// other things there than before.
  private mutating func edit(_ id: UInt32, _ postings: [Posting]) -> [Int] {
    let old = list(id)
    let new = old.replacing(postings.sorted { $0.rank < $1.rank })
    lists[id] = new
    return new.postings.filter { !new.reads(near: $0.rank, as: old) }.map { Int($0.rank) }
  }
}
