import StetCore

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

  /// How many postings nearest in time are read of a long list.
  static let nearestMax = 32
  /// How many of the heaviest are read besides.
  static let heaviestMax = 16
  /// Lists up to this length are read whole.
  static let wholeMax = nearestMax + heaviestMax

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

  /// Hands every part to `body`, as memory holds it.
  func forEachPart<Failure: Error>(_ body: (RawSpan) throws(Failure) -> Void) throws(Failure) {
    try starts.withMemory(body)
    try postings.withMemory(body)
    try heaviest.withMemory(body)
    try positions.withMemory(body)
  }

  /// The lists whose parts come in the order of `forEachPart`.
  init?(_ parts: inout some PartReader & ~Copyable) {
    guard let starts = parts.next(Start.self),
      let postings = parts.next(Posting.self),
      let heaviest = parts.next(Posting.self),
      let positions = parts.next(UInt32.self)
    else { return nil }
    self.starts = starts
    self.postings = postings
    self.heaviest = heaviest
    self.positions = positions
  }

  /// How many lists there are.
  var listCount: Int { starts.count - 1 }

  /// Adds, for each coordinate of the document at `rank`, `factor` times both weights to the scores
  /// of the documents that have it: those nearest in time and the heaviest.
  func add(_ vectors: SparseVectors, _ rank: Int, times factor: Float, to scores: inout RankScores)
  {
    let places = vectors.places(of: rank)
    // Lists lie far apart in memory. Some postings of each are looked at first, a few for each line of
    // the processor's cache, so that the waits for them overlap.
    var readings: [Reading] = []
    readings.reserveCapacity(places.count)
    for place in places {
      readings.append(
        reading(
          of: Int(vectors.coordinates[place]), times: factor * vectors.weights[place],
          near: Int(positions[place])))
    }
    for reading in readings { add(reading, to: &scores) }
  }

  /// What is read of one list for one question.
  private struct Reading {
    var places: Range<UInt32>
    /// Empty where the list is read whole.
    var heaviest: Range<UInt32>
    /// The ranks of the first and the last posting read.
    var rankMin: UInt32
    var rankMax: UInt32
    /// The highest weight of the heaviest.
    var weightMax: Float
    let factor: Float
  }

  /// How many postings stand in a line of the processor's cache.
  private static let lineCount = 8

  private func reading(of list: Int, times factor: Float, near position: Int) -> Reading {
    let start = Int(starts[list].posting)
    let end = Int(starts[list + 1].posting)
    var reading = Reading(
      places: UInt32(start)..<UInt32(end), heaviest: 0..<0, rankMin: 0, rankMax: 0, weightMax: 0,
      factor: factor)
    if start == end { return reading }
    if end - start > Self.wholeMax {
      let first = min(max(position - Self.nearestMax / 2, start), end - Self.nearestMax)
      reading.places = UInt32(first)..<UInt32(first + Self.nearestMax)
      reading.heaviest = starts[list].heaviest..<starts[list + 1].heaviest
      for place in stride(
        from: Int(reading.heaviest.lowerBound), to: Int(reading.heaviest.upperBound),
        by: Self.lineCount)
      {
        reading.weightMax = max(reading.weightMax, heaviest[place].weight)
      }
    }
    let last = Int(reading.places.upperBound) - 1
    reading.rankMin = postings[Int(reading.places.lowerBound)].rank
    reading.rankMax = postings[last].rank
    for place in stride(
      from: Int(reading.places.lowerBound) + Self.lineCount, to: last, by: Self.lineCount)
    {
      reading.rankMax = max(reading.rankMax, postings[place].rank)
    }
    return reading
  }

  private func add(_ reading: Reading, to scores: inout RankScores) {
    let places = Int(reading.places.lowerBound)..<Int(reading.places.upperBound)
    scores.add(postings.span.extracting(places), times: reading.factor)
    if reading.weightMax == 0 { return }
    let heavy = Int(reading.heaviest.lowerBound)..<Int(reading.heaviest.upperBound)
    scores.add(
      heaviest.span.extracting(heavy), times: reading.factor,
      without: reading.rankMin...reading.rankMax)
  }

  private mutating func gatherHeaviest(of list: Int) {
    heaviest.append(contentsOf: PostingLists.heaviest(of: self.list(list)))
  }

  /// The heaviest of a list that is not read whole, the later of equals first; none of others.
  static func heaviest(of postings: ArraySlice<Posting>) -> [Posting] {
    guard postings.count > wholeMax else { return [] }
    var best: [Posting] = []
    best.reserveCapacity(heaviestMax + 1)
    for place in postings.indices.reversed() {
      let posting = postings[place]
      if best.count == heaviestMax, posting.weight <= best[best.count - 1].weight { continue }
      var index = best.count
      while index > 0, best[index - 1].weight < posting.weight { index -= 1 }
      best.insert(posting, at: index)
      if best.count > heaviestMax { best.removeLast() }
    }
    return best
  }

  /// The documents of a list, in the order of time.
  func list(_ list: Int) -> ArraySlice<Posting> {
    postings[Int(starts[list].posting)..<Int(starts[list + 1].posting)]
  }

  /// The heaviest of a list that is not read whole.
  func heaviest(of list: Int) -> ArraySlice<Posting> {
    heaviest[Int(starts[list].heaviest)..<Int(starts[list + 1].heaviest)]
  }
}

/// A document that has a word, and how much it weighs there.
struct Posting: Sendable, Equatable {
  var rank: UInt32
  var weight: Float
}
