import Foundation

/// How much words weigh in an archive of a given size.
///
/// Counts and lengths are taken in steps, a few for each doubling: one story more or less with a word
/// then seldom changes what the word weighs in all others, and an edit reaches few of them.
struct WordScale: Sendable {
  /// What a word counts for that stands in a story so many times, by number.
  let emphases: [Float]
  private let publicCount: Int
  /// By the number of stories.
  private let rarities: [Float]

  /// A word of one story joins nothing.
  static let documentCountMin: Int32 = 2
  /// A word that stands in more than this share of the stories tells nothing.
  private static let shareMax = 0.2
  /// How much of a story's length is taken out of its weight, between 0 and 1: long stories say
  /// more than short ones, and are linked to more often (pivoted normalisation).
  private static let lengthShare = 0.4
  /// Steps for each doubling of a count, and of a length.
  private static let countSteps = 4.0
  private static let lengthSteps = 8.0

  /// The scale of an archive with `publicCount` public stories.
  init(publicCount: Int) {
    self.publicCount = publicCount
    let countMax = Int(max(10, Double(publicCount) * Self.shareMax))
    let all = Self.step(Double(max(publicCount, 1)), Self.countSteps)
    rarities = (0...countMax).map { count in
      if count == 0 { return 0 }
      let steps = all - Self.step(Double(count), Self.countSteps)
      return Float(max(0, steps) / Self.countSteps * log(2))
    }
    emphases = (0...255).map { $0 == 0 ? 0 : Float(1 + log(Double($0))) }
  }

  /// The log of how rare a word is that stands in `count` stories; 0 where it tells nothing.
  func rarity(_ count: Int32) -> Float {
    rarities.indices.contains(Int(count)) ? rarities[Int(count)] : 0
  }

  /// The same among public stories, which a word of one of them does not join.
  func publicRarity(_ count: Int32) -> Float {
    count < Self.documentCountMin ? 0 : rarity(count)
  }

  private static func step(_ value: Double, _ stepsPerDoubling: Double) -> Double {
    (log2(value) * stepsPerDoubling).rounded()
  }

  /// The factor of each vector, by its length, that takes out a share of the length.
  func factors(of lengths: [Double], isPublic: [Bool]) -> [Float] {
    let mean = meanStep(of: lengths, isPublic: isPublic)
    return lengths.map { factor(length: $0, meanStep: mean) }
  }

  /// The step of the mean length of the public stories; nil where all are empty.
  func meanStep(of lengths: [Double], isPublic: [Bool]) -> Double? {
    var sum = 0.0
    for (rank, length) in lengths.enumerated() where isPublic[rank] { sum += length }
    return sum > 0 ? Self.step(sum / Double(max(publicCount, 1)), Self.lengthSteps) : nil
  }

  /// What a vector of `length` is multiplied by where the mean length is that of `meanStep`.
  func factor(length: Double, meanStep: Double?) -> Float {
    guard let meanStep, length > 0 else { return 0 }
    let mean = exp2(meanStep / Self.lengthSteps)
    let rounded = exp2(Self.step(length, Self.lengthSteps) / Self.lengthSteps)
    return Float(1 / ((1 - Self.lengthShare) * mean + Self.lengthShare * rounded))
  }
}

/// The best words of one story while they are found; made once and used for many.
///
/// Weights have eight bits, so that many are alike; of such the words that stand earlier are better. Neither
/// this choice nor the order of the result depends on how words are numbered.
struct BestWords {
  /// The weight, and how far the word's place is from the last that a story may have: by place, of the
  /// words that weigh anything.
  private var keys = Array(repeating: UInt32(0), count: Int(placeMask) + 1)
  private var count = 0
  private var ordered: [UInt32] = []

  /// A story is known by so many of its best words.
  static let countMax = 96
  /// The bits of a place.
  private static let placeMask: UInt32 = 0x3FF

  /// Looks at the words of a story, which weigh what `weight` says of each by its place and its count.
  @inline(__always)
  mutating func gather(_ words: WordCounts, weight: (_ place: Int, _ count: UInt8) -> Float) {
    let bytes = words.bytes.span
    var made = keys.mutableSpan
    var (index, place, found) = (0, 0, 0)
    while index < bytes.count {
      let weight = weight(place, bytes[index])
      // Written before it is asked whether it weighs anything, as a branch here is often foreseen wrongly.
      made[found] = (weight.bitPattern >> 16) << 10 | Self.placeMask - UInt32(place)
      found += weight > 0 ? 1 : 0
      index += 2 + Int(bytes[index + 1])
      place += 1
    }
    count = found
  }

  /// Hands the best words to `body`, each with its place and weight, in the order of their places; then
  /// there are none.
  mutating func take(_ body: (_ place: Int, _ weight: Float) -> Void) {
    var least: UInt32 = 0
    if count > Self.countMax {
      ordered.removeAll(keepingCapacity: true)
      ordered += keys[..<count]
      least = ordered.leastOfHighest(Self.countMax)
    }
    for key in keys[..<count] where key >= least {
      body(
        Int(Self.placeMask - (key & Self.placeMask)), Float(bitPattern: (key >> 10) << 16))
    }
    count = 0
  }
}

extension [UInt32] {
  /// The least of the `countMax` highest numbers, of which there are more and no two are the same; they are
  /// put into another order. O(n) in nearly every case.
  mutating func leastOfHighest(_ countMax: Int) -> UInt32 {
    var numbers = mutableSpan
    var low = 0
    var high = numbers.count - 1
    // What stands before `low` is higher than the rest, what stands after `high` lower.
    while low < high {
      let pivot = numbers[(low + high) / 2]
      var (left, right) = (low, high)
      while left <= right {
        while numbers[left] > pivot { left += 1 }
        while numbers[right] < pivot { right -= 1 }
        if left <= right {
          numbers.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if countMax <= right + 1 {
        high = right
      } else if countMax > left {
        low = left
      } else {
        // The pivot stands between both parts.
        break
      }
    }
    return numbers[countMax - 1]
  }
}
