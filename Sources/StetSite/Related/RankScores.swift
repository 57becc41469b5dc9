/// The scores of one question while they are gathered; made once and used for many questions.
struct RankScores {
  private var values: [Float]
  private var touchedRanks: [UInt32]
  private var touchedCount = 0

  /// No scores for `count` documents.
  init(count: Int) {
    values = Array(repeating: 0, count: count)
    // One more, so that a rank may be noted before it is known whether it is new.
    touchedRanks = Array(repeating: 0, count: count + 1)
  }

  /// The ranks whose score is not zero, in the order in which they were met.
  var touched: some RandomAccessCollection<Int> {
    touchedRanks[..<touchedCount].lazy.map { Int($0) }
  }

  /// The score of a rank.
  subscript(rank: Int) -> Float { values[rank] }

  /// The first of the ranks met, from `place` of them on, whose score is at least `scoreMin`, and its place;
  /// nil where there is none.
  func next(from place: Int, atLeast scoreMin: Float) -> (place: Int, rank: Int, score: Float)? {
    let values = values.span
    let ranks = touchedRanks.span
    for place in place..<touchedCount {
      let rank = Int(ranks[place])
      let score = values[rank]
      if score >= scoreMin { return (place, rank, score) }
    }
    return nil
  }

  /// Adds to the score of a rank; `value` is above zero.
  @inline(__always)
  mutating func add(_ value: Float, to rank: Int) {
    let before = values[rank]
    values[rank] = before + value
    if before == 0 {
      touchedRanks[touchedCount] = UInt32(truncatingIfNeeded: rank)
      touchedCount += 1
    }
  }

  /// Adds `factor` times the weight of each of `postings` to the score of its rank, but for the ranks
  /// of `met`; weights and factor are above zero.
  @inline(__always)
  mutating func add(
    _ postings: Span<Posting>, times factor: Float, without met: ClosedRange<UInt32>? = nil
  ) {
    touchedCount = RankScores.add(
      postings, times: factor, without: met, to: &values, &touchedRanks, touchedCount)
  }

  @inline(__always)
  private static func add(
    _ postings: Span<Posting>, times factor: Float, without met: ClosedRange<UInt32>?,
    to scores: inout [Float], _ ranks: inout [UInt32], _ countBefore: Int
  ) -> Int {
    var count = countBefore
    var values = scores.mutableSpan
    var touched = ranks.mutableSpan
    for place in postings.indices {
      let posting = postings[place]
      if let met, met.contains(posting.rank) { continue }
      let rank = Int(posting.rank)
      let before = values[rank]
      values[rank] = before + factor * posting.weight
      touched[count] = posting.rank
      count += before == 0 ? 1 : 0
    }
    return count
  }

  /// Sets all scores back to zero.
  mutating func clear() {
    for rank in touchedRanks[..<touchedCount] { values[Int(rank)] = 0 }
    touchedCount = 0
  }
}
