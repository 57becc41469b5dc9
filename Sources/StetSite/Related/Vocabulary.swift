private import Foundation

/// The words of all public documents, and in how many of them each stands.
struct Vocabulary {
  /// The numbers of the words.
  private(set) var table = WordTable(bits: 12)
  /// Where each word can be read.
  private(set) var places: [WordPlace] = []
  private var documentCounts: [Int32] = []
  private let publicCount: Int

  /// A story is known by so many of its best words.
  private static let wordsMax = 160
  /// A word that stands in more than this share of the documents tells nothing.
  private static let shareMax = 0.2
  /// How much of a story's length is taken out of its weight, between 0 and 1: long stories say
  /// more than short ones, and are linked to more often (pivoted normalisation).
  private static let lengthShare = 0.4

  /// The vocabulary of the public ones of `documents`.
  init(_ documents: [RelatedDocument]) {
    publicCount = documents.count { $0.isPublic }
    var table = WordTable(bits: 12)
    var places: [WordPlace] = []
    var counts: [Int32] = []
    for (index, document) in documents.enumerated() where document.isPublic {
      document.words.forEach { hash, _, offset in
        let id = table.id(adding: hash)
        if id == counts.count {
          counts.append(1)
          places.append(WordPlace(document: UInt32(index), offset: UInt32(offset)))
        } else {
          counts[id] += 1
        }
      }
    }
    self.table = table
    self.places = places
    documentCounts = counts
  }

  /// The best words of each document, by `order`, with their weights: (1 + log count) times the log
  /// of rarity, over the story's length.
  func vectors(of documents: [RelatedDocument], inOrder order: [Int], isPublic: [Bool])
    -> SparseVectors
  {
    let countMax = Int32(max(10, Double(publicCount) * Self.shareMax))
    let rarities = documentCounts.map { count in
      count <= countMax ? Float(log(Double(publicCount) / Double(count))) : 0
    }
    let emphases = (0...255).map { $0 == 0 ? 0 : Float(1 + log(Double($0))) }
    var vectors = SparseVectors()
    var found: [(id: Int, weight: Float)] = []
    for (rank, document) in order.enumerated() {
      // A word of one document joins nothing; a draft is not among the counted.
      let countMin: Int32 = isPublic[rank] ? 2 : 1
      found.removeAll(keepingCapacity: true)
      documents[document].words.forEach { hash, count, _ in
        guard let id = table.id(of: hash), documentCounts[id] >= countMin, rarities[id] > 0
        else { return }
        found.append((id, rarities[id] * emphases[Int(count)]))
      }
      if found.count > Self.wordsMax {
        found.sort {
          $0.weight != $1.weight
            ? $0.weight > $1.weight : table.hashes[$0.id] < table.hashes[$1.id]
        }
        found.removeLast(found.count - Self.wordsMax)
      }
      found.sort { $0.id < $1.id }
      for word in found { vectors.append(word.id, word.weight) }
      vectors.endVector()
    }
    vectors.scale(by: lengthFactors(vectors, isPublic: isPublic))
    return vectors
  }

  private func lengthFactors(_ vectors: SparseVectors, isPublic: [Bool]) -> [Float] {
    let lengths = (0..<vectors.count).map { vectors.lengthSquared(of: $0).squareRoot() }
    var sum = 0.0
    for (rank, length) in lengths.enumerated() where isPublic[rank] { sum += length }
    let mean = sum / Double(max(publicCount, 1))
    return lengths.map { length in
      let divisor = (1 - Self.lengthShare) * mean + Self.lengthShare * length
      return divisor > 0 ? Float(1 / divisor) : 0
    }
  }
}

/// Where a word stands: in which document, at which offset of its counts.
struct WordPlace: Sendable {
  let document: UInt32
  let offset: UInt32
}
