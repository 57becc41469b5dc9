/// The scores of one question while they are gathered; made once and used for many questions.
struct RankScores {
  private var values: [Float]
  private var touchedRanks: [UInt32]
  private var touchedCount = 0

  /// No scores for `count` documents.
  init(count: Int) {
    values = Array(repeating: 0, count: count)
    touchedRanks = Array(repeating: 0, count: count)
  }

  /// The ranks whose score is not zero, in the order in which they were met.
  var touched: some RandomAccessCollection<Int> {
    touchedRanks[..<touchedCount].lazy.map { Int($0) }
  }

  /// The score of a rank.
  subscript(rank: Int) -> Float { values[rank] }

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

  /// Sets all scores back to zero.
  mutating func clear() {
    for rank in touchedRanks[..<touchedCount] { values[Int(rank)] = 0 }
    touchedCount = 0
  }
}
