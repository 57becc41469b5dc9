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
