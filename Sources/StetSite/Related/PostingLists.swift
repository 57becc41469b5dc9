/// For each word (or topic, or series) the documents that have it, in the order of time.
///
/// The work of one question is bounded: of a long list only the postings nearest in time to the
/// article are read, and the heaviest. So the work of all questions grows with the articles, not
/// with their square.
struct PostingLists: Sendable {
  private var starts: [Int]
  private var ranks: [UInt32]
  private var weights: [Float]
  private var heaviestStarts: [Int] = [0]
  private var heaviestRanks: [UInt32] = []
  private var heaviestWeights: [Float] = []

  /// How many postings nearest in time are read.
  static let nearestMax = 128
  /// How many of the heaviest are read besides.
  static let heaviestMax = 32

  /// The lists over `vectors`, one for each coordinate, of the documents that are `isListed`.
  init(of vectors: SparseVectors, listCount: Int, isListed: [Bool]) {
    var counts = Array(repeating: 0, count: listCount + 1)
    for rank in 0..<vectors.count where isListed[rank] {
      for place in vectors.places(of: rank) { counts[Int(vectors.coordinates[place]) + 1] += 1 }
    }
    for list in 0..<listCount { counts[list + 1] += counts[list] }
    starts = counts
    ranks = Array(repeating: 0, count: counts[listCount])
    weights = Array(repeating: 0, count: counts[listCount])
    for rank in 0..<vectors.count where isListed[rank] {
      for place in vectors.places(of: rank) {
        let list = Int(vectors.coordinates[place])
        ranks[counts[list]] = UInt32(rank)
        weights[counts[list]] = vectors.weights[place]
        counts[list] += 1
      }
    }
    heaviestStarts.reserveCapacity(listCount + 1)
    for list in 0..<listCount {
      gatherHeaviest(of: list)
      heaviestStarts.append(heaviestRanks.count)
    }
  }

  private func places(of list: Int) -> Range<Int> { starts[list]..<starts[list + 1] }

  /// How many lists there are.
  var listCount: Int { starts.count - 1 }

  /// How many documents have it.
  func count(of list: Int) -> Int { starts[list + 1] - starts[list] }

  /// Adds `factor` times the weight of each posting of `list` to the scores, for the postings
  /// nearest to `rank` in time and the heaviest.
  func add(list: Int, times factor: Float, near rank: Int, to scores: inout RankScores) {
    let window = places(of: list, near: rank)
    for place in window { scores.add(factor * weights[place], to: Int(ranks[place])) }
    guard window.count < count(of: list) else { return }
    let first = ranks[window.lowerBound]
    let last = ranks[window.upperBound - 1]
    for place in heaviestStarts[list]..<heaviestStarts[list + 1] {
      let rank = heaviestRanks[place]
      if rank < first || rank > last {
        scores.add(factor * heaviestWeights[place], to: Int(rank))
      }
    }
  }

  private func places(of list: Int, near rank: Int) -> Range<Int> {
    let all = places(of: list)
    guard all.count > Self.nearestMax + Self.heaviestMax else { return all }
    var low = all.lowerBound
    var high = all.upperBound
    while low < high {
      let middle = (low + high) / 2
      if Int(ranks[middle]) < rank { low = middle + 1 } else { high = middle }
    }
    let first = min(
      max(low - Self.nearestMax / 2, all.lowerBound), all.upperBound - Self.nearestMax)
    return first..<(first + Self.nearestMax)
  }

  private mutating func gatherHeaviest(of list: Int) {
    let all = places(of: list)
    guard all.count > Self.nearestMax + Self.heaviestMax else { return }
    var heaviest: [Int] = []
    heaviest.reserveCapacity(Self.heaviestMax + 1)
    for place in all.reversed() {
      if heaviest.count == Self.heaviestMax, let lightest = heaviest.last,
        weights[place] <= weights[lightest]
      {
        continue
      }
      var index = heaviest.count
      while index > 0, weights[heaviest[index - 1]] < weights[place] { index -= 1 }
      heaviest.insert(place, at: index)
      if heaviest.count > Self.heaviestMax { heaviest.removeLast() }
    }
    heaviestRanks.append(contentsOf: heaviest.map { ranks[$0] })
    heaviestWeights.append(contentsOf: heaviest.map { weights[$0] })
  }
}

/// Vectors that are zero nearly everywhere, one for each document by its rank in time.
struct SparseVectors: Sendable {
  private var starts: [Int] = [0]
  /// The coordinates of all vectors, one vector after the other, rising within each.
  private(set) var coordinates: [UInt32] = []
  /// The weight at each coordinate.
  private(set) var weights: [Float] = []

  /// How many vectors there are.
  var count: Int { starts.count - 1 }

  /// Where the coordinates and weights of a vector stand.
  func places(of rank: Int) -> Range<Int> { starts[rank]..<starts[rank + 1] }

  /// Adds a coordinate to the vector that is being made; they must rise.
  mutating func append(_ coordinate: Int, _ weight: Float) {
    coordinates.append(UInt32(coordinate))
    weights.append(weight)
  }

  /// Ends the vector that is being made.
  mutating func endVector() {
    starts.append(coordinates.count)
  }

  /// The square of a vector's length.
  func lengthSquared(of rank: Int) -> Double {
    var sum = 0.0
    for place in places(of: rank) { sum += Double(weights[place]) * Double(weights[place]) }
    return sum
  }

  /// Multiplies each vector by its factor.
  mutating func scale(by factors: [Float]) {
    for rank in 0..<count {
      for place in places(of: rank) { weights[place] *= factors[rank] }
    }
  }

  /// The coordinates that two vectors share with the product of their weights there, in order.
  func shared(_ first: Int, _ second: Int) -> [(coordinate: Int, weight: Float)] {
    var found: [(coordinate: Int, weight: Float)] = []
    var left = starts[first]
    var right = starts[second]
    while left < starts[first + 1], right < starts[second + 1] {
      if coordinates[left] == coordinates[right] {
        found.append((Int(coordinates[left]), weights[left] * weights[right]))
        left += 1
        right += 1
      } else if coordinates[left] < coordinates[right] {
        left += 1
      } else {
        right += 1
      }
    }
    return found
  }
}

/// The scores of one question while they are gathered; made once and used for many questions.
struct RankScores {
  private var values: [Float]
  /// The ranks whose score is not zero, in the order in which they were met.
  private(set) var touched: [Int] = []

  /// No scores for `count` documents.
  init(count: Int) {
    values = Array(repeating: 0, count: count)
  }

  /// The score of a rank.
  subscript(rank: Int) -> Float { values[rank] }

  /// Adds to the score of a rank; `value` is above zero.
  @inline(__always)
  mutating func add(_ value: Float, to rank: Int) {
    if values[rank] == 0 { touched.append(rank) }
    values[rank] += value
  }

  /// Sets all scores back to zero.
  mutating func clear() {
    for rank in touched { values[rank] = 0 }
    touched.removeAll(keepingCapacity: true)
  }
}
