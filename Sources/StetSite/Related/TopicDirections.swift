/// A linear model for each topic: where in the space of words its stories lie, away from the mean
/// of all stories.
struct TopicDirections: Sendable {
  private var wordStarts: [Int]
  private var topicsOfWord: [UInt32]
  private var sumsOfWord: [Float]
  private let counts: [Int]
  private var sumLengths: [Double]
  private var sumsOnMean: [Double]
  private let mean: [Float]
  private let meanLength: Double

  /// A topic is known by so many of its weightiest words.
  private static let wordsMax = 4_000

  /// The model over the public documents of `index`; `ranksOfTopic` are those of each topic.
  init(_ index: RelatedIndex, ranksOfTopic: [[Int]]) {
    let vectors = index.words.vectors
    let wordCount = index.words.table.hashes.count
    counts = ranksOfTopic.map(\.count)
    sumLengths = []
    sumsOnMean = []
    let mean = meanVector(index, wordCount: wordCount)
    self.mean = mean
    meanLength = mean.reduce(0) { $0 + Double($1) * Double($1) }
    var entries: [(word: Int, topic: Int, sum: Float)] = []
    var sums = RankScores(count: wordCount)
    for (topic, ranks) in ranksOfTopic.enumerated() {
      for rank in ranks {
        let unit = index.unitFactor(of: rank)
        for place in vectors.places(of: rank) {
          sums.add(vectors.weights[place] * unit, to: Int(vectors.coordinates[place]))
        }
      }
      let best = sums.touched.sorted {
        sums[$0] != sums[$1]
          ? sums[$0] > sums[$1] : index.words.table.hashes[$0] < index.words.table.hashes[$1]
      }.prefix(Self.wordsMax)
      var length = 0.0
      var onMean = 0.0
      for word in best {
        length += Double(sums[word]) * Double(sums[word])
        onMean += Double(sums[word]) * Double(mean[word])
      }
      sumLengths.append(length)
      sumsOnMean.append(onMean)
      for word in best { entries.append((word, topic, sums[word])) }
      sums.clear()
    }
    wordStarts = Array(repeating: 0, count: wordCount + 1)
    for entry in entries { wordStarts[entry.word + 1] += 1 }
    for word in 0..<wordCount { wordStarts[word + 1] += wordStarts[word] }
    var ends = wordStarts
    topicsOfWord = Array(repeating: 0, count: entries.count)
    sumsOfWord = Array(repeating: 0, count: entries.count)
    for entry in entries {
      topicsOfWord[ends[entry.word]] = UInt32(entry.topic)
      sumsOfWord[ends[entry.word]] = entry.sum
      ends[entry.word] += 1
    }
  }

  /// A document as the topics see it.
  struct Projection {
    /// How far it lies along the mean of all documents.
    var onMean = 0.0
    /// What it gave itself to each of the topics that it is left out of, by their order.
    var ownParts: [Double]
  }

  /// Adds to `sums`, by topic, how far the document lies along the stories of each topic; the
  /// document is to be left out of the topics `own`.
  func project(
    _ rank: Int, of index: RelatedIndex, leavingOutOf own: [Int], onto sums: inout RankScores
  ) -> Projection {
    let unit = index.unitFactor(of: rank)
    var projection = Projection(ownParts: own.map { _ in 0 })
    let vectors = index.words.vectors
    for place in vectors.places(of: rank) {
      let word = Int(vectors.coordinates[place])
      let weight = vectors.weights[place] * unit
      projection.onMean += Double(weight) * Double(mean[word])
      for entry in wordStarts[word]..<wordStarts[word + 1] {
        let topic = Int(topicsOfWord[entry])
        sums.add(weight * sumsOfWord[entry], to: topic)
        if let part = own.firstIndex(of: topic) {
          projection.ownParts[part] += Double(weight) * Double(weight)
        }
      }
    }
    return projection
  }

  /// The cosine between a document and a topic's direction; `sum` is what `project` added, and
  /// `ownPart` what the document gave to it itself, nil where it did not.
  func cosine(of topic: Int, sum: Double, onMean: Double, ownPart: Double?) -> Double {
    let count = Double(counts[topic] - (ownPart == nil ? 0 : 1))
    guard count > 0 else { return 0 }
    var along = sum
    var length = sumLengths[topic]
    var sumOnMean = sumsOnMean[topic]
    if let ownPart {
      along -= ownPart
      length += ownPart - 2 * sum
      sumOnMean -= onMean
    }
    let square = length / (count * count) - 2 * sumOnMean / count + meanLength
    return square > 1e-9 ? (along / count - onMean) / square.squareRoot() : 0
  }
}

/// The mean of the unit vectors of all public documents.
private func meanVector(_ index: RelatedIndex, wordCount: Int) -> [Float] {
  let vectors = index.words.vectors
  var sums = Array(repeating: 0.0, count: wordCount)
  for rank in index.isPublic.indices where index.isPublic[rank] {
    let unit = index.unitFactor(of: rank)
    for place in vectors.places(of: rank) {
      sums[Int(vectors.coordinates[place])] += Double(vectors.weights[place] * unit)
    }
  }
  let count = Double(max(1, index.isPublic.count { $0 }))
  return sums.map { Float($0 / count) }
}

extension RelatedIndex {
  /// What makes the word vector of a rank one of length 1.
  func unitFactor(of rank: Int) -> Float {
    let vectors = words.vectors
    let length = SparseVectors.length(vectors.weights[vectors.places(of: rank)])
    return length > 0 ? Float(1 / length) : 0
  }
}
