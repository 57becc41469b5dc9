import Foundation

/// All documents, ready to be asked for the stories related to any of them.
///
/// Made once for a site, in time near-linear in the words of all documents; then each question is
/// answered alone, in bounded time, and the same at any width. Scores are cosines of words weighed
/// by rarity (TF-IDF), plus shared topics by rarity, all less with distance in time, plus the votes
/// of links: a story that links join to the nearest stories comes nearer itself.
package struct RelatedIndex: Sendable {
  /// The documents as they were given.
  let documents: [RelatedDocument]
  /// The document of each rank; ranks are in the order of time.
  let documentAtRank: [Int]
  /// The rank of each document.
  let rankOfDocument: [Int]
  /// When the document of each rank was published, in seconds since 1970.
  let secondsAtRank: [Int]
  /// Whether the document of each rank is public.
  let isPublic: [Bool]
  /// How fast stories grow stale.
  package let timeScale: TimeScale
  /// The words of the documents, weighed and listed.
  package let words: IndexedWords
  /// The weights of each document's topics.
  let topics: SparseVectors
  let topicLists: PostingLists
  let series: SparseVectors
  let seriesLists: PostingLists
  /// What each document links to.
  private(set) var cited: LinkLists
  /// What links to each document.
  private(set) var citing: LinkLists

  /// The index over `documents`. Links, pins and the like name documents by their place here.
  package init(_ documents: [RelatedDocument]) {
    let ranked = RankedDocuments(documents)
    let weights = ranked.weights(Lexicon(documents.map(\.words)))
    self.init(
      ranked, IndexedWords(ranked, weights, [ranked.vectors(of: 0..<ranked.count, weights)]))
  }

  /// The index over `ranked`, whose words are `words`.
  package init(_ ranked: RankedDocuments, _ words: IndexedWords) {
    let documents = ranked.documents
    self.documents = documents
    let ranks = ranked.documentAtRank
    var rankOfDocument = Array(repeating: 0, count: documents.count)
    for (rank, document) in ranks.enumerated() { rankOfDocument[document] = rank }
    documentAtRank = ranks
    self.rankOfDocument = rankOfDocument
    secondsAtRank = ranks.map { documents[$0].secondsSinceEpoch }
    let isPublic = ranked.isPublic
    self.isPublic = isPublic
    let publicCount = isPublic.count { $0 }

    self.words = words

    // Labels and all, or each array would be cast, item by item.
    let topics = ranks.map { documents[$0].topics.map { (id: $0.id, weight: $0.weight) } }
    self.topics = rarityVectors(topics, isPublic: isPublic, publicCount: publicCount)
    topicLists = PostingLists(
      of: self.topics, listCount: listCount(topics), isListed: isPublic)
    let series = ranks.map { documents[$0].series.map { [(id: $0, weight: Float(1))] } ?? [] }
    self.series = rarityVectors(series, isPublic: isPublic, publicCount: publicCount)
    seriesLists = PostingLists(
      of: self.series, listCount: listCount(series), isListed: isPublic)

    var links: [(from: Int, to: Int)] = []
    for (rank, document) in ranks.enumerated() where isPublic[rank] {
      for target in documents[document].links
      where documents.indices.contains(target) && target != document && documents[target].isPublic {
        links.append((rank, rankOfDocument[target]))
      }
    }
    cited = LinkLists(links, count: ranks.count)
    citing = LinkLists(links.map { ($0.to, $0.from) }, count: ranks.count)
    timeScale = TimeScale(
      linkSeconds: links.map {
        documents[ranks[$0.from]].secondsSinceEpoch - documents[ranks[$0.to]].secondsSinceEpoch
      })
  }

  /// The same index, in which links have no vote; to measure what they bring.
  package var withoutVotes: RelatedIndex {
    var index = self
    index.cited = LinkLists([], count: documents.count)
    index.citing = index.cited
    return index
  }

  /// The topics that the document at `rank` has of its own.
  func ownTopics(of rank: Int) -> [Int] {
    documents[documentAtRank[rank]].topics.filter { $0.distance == 0 }.map(\.id)
  }

  /// The words of the document at `rank`.
  func words(at rank: Int) -> WordCounts { documents[documentAtRank[rank]].words }

  /// What nearness in time leaves of a score between two ranks.
  func timeFactor(_ first: Int, _ second: Int) -> Float {
    timeScale.factor(seconds: secondsAtRank[first] - secondsAtRank[second])
  }
}

/// The number of lists that hold every id of `labels`.
private func listCount(_ labels: [[(id: Int, weight: Float)]]) -> Int {
  labels.reduce(0) { max($0, $1.reduce(0) { max($0, $1.id + 1) }) }
}

/// Labels weighed by how rare they are among public documents: 0 when all have it, 1 when one has.
///
/// The product of two such weights is the rarity squared; not a cosine, or one shared coarse topic
/// would count as a perfect match.
private func rarityVectors(
  _ labels: [[(id: Int, weight: Float)]], isPublic: [Bool], publicCount: Int
) -> SparseVectors {
  var counts = Array(repeating: 0, count: listCount(labels))
  for (rank, own) in labels.enumerated() where isPublic[rank] {
    for label in own { counts[label.id] += 1 }
  }
  let total = Double(max(publicCount, 2))
  var vectors = SparseVectors()
  for own in labels {
    for label in own.sorted(by: { $0.id < $1.id }) {
      let rarity = max(0, log(total / Double(max(counts[label.id], 1))) / log(total))
      if rarity > 0 { vectors.append(label.id, label.weight * Float(rarity)) }
    }
    vectors.endVector()
  }
  return vectors
}
