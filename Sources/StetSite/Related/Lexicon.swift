import Foundation

/// The words of all public documents, and in how many of them each stands.
struct Lexicon {
  /// The numbers of the words.
  private(set) var table = WordTable(bits: 12)
  /// Where each word can be read.
  private(set) var places: [WordPlace] = []
  private var documentCounts: [Int32] = []
  private let publicCount: Int
  /// The words of all documents, one document after the other; `unknown` where no public one has it.
  private var idsOfWords: [UInt32] = []
  private var starts: [Int] = [0]

  private static let unknown = UInt32.max
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
    for (index, document) in documents.enumerated() {
      document.words.forEach { hash, _, offset in
        guard document.isPublic else { return idsOfWords.append(Self.unknown) }
        let id = table.id(adding: hash)
        idsOfWords.append(UInt32(id))
        if id == documentCounts.count {
          documentCounts.append(1)
          places.append(WordPlace(document: UInt32(index), offset: UInt32(offset)))
        } else {
          documentCounts[id] += 1
        }
      }
      starts.append(idsOfWords.count)
    }
    for (index, document) in documents.enumerated() where !document.isPublic {
      var place = starts[index]
      document.words.forEach { hash, _, _ in
        if let id = table.id(of: hash) { idsOfWords[place] = UInt32(id) }
        place += 1
      }
    }
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
    var found: [UInt64] = []
    for (rank, document) in order.enumerated() {
      // A word of one document joins nothing; a draft is not among the counted.
      let countMin: Int32 = isPublic[rank] ? 2 : 1
      found.removeAll(keepingCapacity: true)
      var place = starts[document]
      documents[document].words.forEachCount { count in
        let id = idsOfWords[place]
        place += 1
        guard id != Self.unknown, documentCounts[Int(id)] >= countMin, rarities[Int(id)] > 0
        else { return }
        // The bits of a positive number rise with it; of equals the lower number is the larger key.
        let weight = rarities[Int(id)] * emphases[Int(count)]
        found.append(UInt64(weight.bitPattern) << 32 | UInt64(~id))
      }
      found.keepHighest(Self.wordsMax)
      for place in found.indices {
        let id = ~UInt32(truncatingIfNeeded: found[place])
        found[place] = UInt64(id) << 32 | found[place] >> 32
      }
      found.sort()
      for key in found {
        vectors.append(Int(key >> 32), Float(bitPattern: UInt32(truncatingIfNeeded: key)))
      }
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

extension [UInt64] {
  /// Keeps the `countMax` highest numbers, in any order; no two may be the same. O(n) in nearly every
  /// case.
  mutating func keepHighest(_ countMax: Int) {
    guard count > countMax else { return }
    var low = 0
    var high = count - 1
    // What stands before `low` is higher than the rest, what stands after `high` lower.
    while low < high {
      let pivot = self[(low + high) / 2]
      var (left, right) = (low, high)
      while left <= right {
        while self[left] > pivot { left += 1 }
        while self[right] < pivot { right -= 1 }
        if left <= right {
          swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if countMax <= right + 1 {
        high = right
      } else if countMax > left {
        low = left
      } else {
        break
      }
    }
    removeLast(count - countMax)
  }
}
