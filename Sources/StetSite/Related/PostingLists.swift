/// For each word (or topic, or series) the documents that have it, in the order of time.
///
/// The work of one question is bounded: of a long list only the postings nearest in time to the
/// article are read, and the heaviest. So the work of all questions grows with the articles, not
/// with their square.
struct PostingLists: Sendable {
  /// Where each list begins; one more at the end.
  private var starts: [Start]
  private var postings: [Posting]
  private var heaviest: [Posting] = []
  /// For each place of the vectors where its document stands, or would stand, in its list.
  private var positions: [UInt32]

  private struct Start: Sendable {
    var posting: UInt32
    var heaviest: UInt32
  }

  /// A document that has the word, and how much it weighs there.
  private struct Posting: Sendable {
    var rank: UInt32
    var weight: Float
  }

  /// How many postings nearest in time are read of a long list.
  private static let nearestMax = 64
  /// How many of the heaviest are read besides.
  private static let heaviestMax = 16
  /// Lists up to this length are read whole.
  private static let wholeMax = nearestMax + heaviestMax

  /// The lists over `vectors`, one for each coordinate, of the documents that are `isListed`.
  init(of vectors: SparseVectors, listCount: Int, isListed: [Bool]) {
    var ends: [UInt32] = Array(repeating: 0, count: listCount + 1)
    for rank in 0..<vectors.count where isListed[rank] {
      for place in vectors.places(of: rank) { ends[Int(vectors.coordinates[place]) + 1] += 1 }
    }
    for list in 0..<listCount { ends[list + 1] += ends[list] }
    starts = ends.map { Start(posting: $0, heaviest: 0) }
    postings = Array(repeating: Posting(rank: 0, weight: 0), count: Int(ends[listCount]))
    positions = Array(repeating: 0, count: vectors.coordinates.count)
    for rank in 0..<vectors.count {
      for place in vectors.places(of: rank) {
        let list = Int(vectors.coordinates[place])
        positions[place] = ends[list]
        guard isListed[rank] else { continue }
        postings[Int(ends[list])] = Posting(rank: UInt32(rank), weight: vectors.weights[place])
        ends[list] += 1
      }
    }
    for list in 0..<listCount {
      gatherHeaviest(of: list)
      starts[list + 1].heaviest = UInt32(heaviest.count)
    }
  }

  /// How many lists there are.
  var listCount: Int { starts.count - 1 }

  /// Adds, for each coordinate of the document at `rank`, `factor` times both weights to the scores
  /// of the documents that have it: those nearest in time and the heaviest.
  func add(_ vectors: SparseVectors, _ rank: Int, times factor: Float, to scores: inout RankScores)
  {
    for place in vectors.places(of: rank) {
      add(
        list: Int(vectors.coordinates[place]), times: factor * vectors.weights[place],
        near: Int(positions[place]), to: &scores)
    }
  }

  private func add(
    list: Int, times factor: Float, near position: Int, to scores: inout RankScores
  ) {
    let start = Int(starts[list].posting)
    let end = Int(starts[list + 1].posting)
    guard end - start > Self.wholeMax else {
      for place in start..<end {
        scores.add(factor * postings[place].weight, to: Int(postings[place].rank))
      }
      return
    }
    let first = min(max(position - Self.nearestMax / 2, start), end - Self.nearestMax)
    for place in first..<(first + Self.nearestMax) {
      scores.add(factor * postings[place].weight, to: Int(postings[place].rank))
    }
    let rankMin = postings[first].rank
    let rankMax = postings[first + Self.nearestMax - 1].rank
    for place in Int(starts[list].heaviest)..<Int(starts[list + 1].heaviest) {
      let posting = heaviest[place]
      if posting.rank < rankMin || posting.rank > rankMax {
        scores.add(factor * posting.weight, to: Int(posting.rank))
      }
    }
  }

  private mutating func gatherHeaviest(of list: Int) {
    let all = Int(starts[list].posting)..<Int(starts[list + 1].posting)
    guard all.count > Self.wholeMax else { return }
    var best: [Posting] = []
    best.reserveCapacity(Self.heaviestMax + 1)
    for place in all.reversed() {
      let posting = postings[place]
      if best.count == Self.heaviestMax, posting.weight <= best[best.count - 1].weight { continue }
      var index = best.count
      while index > 0, best[index - 1].weight < posting.weight { index -= 1 }
      best.insert(posting, at: index)
      if best.count > Self.heaviestMax { best.removeLast() }
    }
    heaviest.append(contentsOf: best)
  }
}
