import StetCore

/// Vectors that are zero nearly everywhere, one for each document by its rank in time.
package struct SparseVectors: Sendable {
  private var starts: [Int] = [0]
  /// The coordinates of all vectors, one vector after the other, each once in a vector.
  private(set) var coordinates: [UInt32] = []
  /// The weight at each coordinate.
  private(set) var weights: [Float] = []

  /// No vectors.
  init() {}

  /// The vectors of `parts`, one part after the other.
  init(joining parts: [SparseVectors]) {
    if parts.count == 1 {
      self = parts[0]
      return
    }
    coordinates.reserveCapacity(parts.reduce(0) { $0 + $1.coordinates.count })
    weights.reserveCapacity(coordinates.capacity)
    for part in parts {
      let first = coordinates.count
      coordinates += part.coordinates
      weights += part.weights
      starts += part.starts.dropFirst().map { first + $0 }
    }
  }

  /// The vectors whose numbers `order` lists, in that order.
  func ordered(by order: [Int]) -> SparseVectors {
    if order.elementsEqual(0..<count) { return self }
    var ordered = SparseVectors()
    ordered.coordinates.reserveCapacity(coordinates.count)
    ordered.weights.reserveCapacity(weights.count)
    for number in order {
      ordered.coordinates += coordinates[places(of: number)]
      ordered.weights += weights[places(of: number)]
      ordered.endVector()
    }
    return ordered
  }

  /// Hands every part to `body`, as memory holds it.
  func forEachPart<Failure: Error>(_ body: (RawSpan) throws(Failure) -> Void) throws(Failure) {
    try starts.withMemory(body)
    try coordinates.withMemory(body)
    try weights.withMemory(body)
  }

  /// The vectors whose parts come in the order of `forEachPart`.
  init?(_ parts: inout some PartReader & ~Copyable) {
    guard let starts = parts.next(Int.self),
      let coordinates = parts.next(UInt32.self),
      let weights = parts.next(Float.self)
    else { return nil }
    self.starts = starts
    self.coordinates = coordinates
    self.weights = weights
  }

  /// How many vectors there are.
  var count: Int { starts.count - 1 }

  /// Where the coordinates and weights of a vector stand.
  func places(of rank: Int) -> Range<Int> { starts[rank]..<starts[rank + 1] }

  /// Adds a coordinate to the vector that is being made; scores are added up in this order.
  mutating func append(_ coordinate: Int, _ weight: Float) {
    coordinates.append(UInt32(coordinate))
    weights.append(weight)
  }

  /// Ends the vector that is being made.
  mutating func endVector() {
    starts.append(coordinates.count)
  }

  /// The length of each vector.
  var lengths: [Double] {
    (0..<count).map { SparseVectors.length(weights[places(of: $0)]) }
  }

  /// The length of a vector with these weights.
  static func length(_ weights: ArraySlice<Float>) -> Double {
    var sum = 0.0
    for weight in weights { sum += Double(weight) * Double(weight) }
    return sum.squareRoot()
  }

  /// Multiplies each vector by its factor.
  mutating func scale(by factors: [Float]) {
    for rank in 0..<count {
      for place in places(of: rank) { weights[place] *= factors[rank] }
    }
  }

  /// The coordinates that two vectors share with the product of their weights there, rising.
  func shared(_ first: Int, _ second: Int) -> [(coordinate: Int, weight: Float)] {
    var weightOf: [UInt32: Float] = [:]
    for place in places(of: first) { weightOf[coordinates[place]] = weights[place] }
    return places(of: second).compactMap { place in
      weightOf[coordinates[place]].map { (Int(coordinates[place]), $0 * weights[place]) }
    }.sorted { $0.coordinate < $1.coordinate }
  }
}
