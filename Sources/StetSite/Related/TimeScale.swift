import Foundation

/// How fast stories grow stale for one another, learned from the archive itself: how far back its
/// own links reach.
///
/// News links to the same week, a magazine to the same year; one scale would not fit both.
package struct TimeScale: Sendable, Hashable {
  /// The median of the days between a story and what it links to.
  package let days: Double
  /// By bucket of time what nearness leaves of a score at most.
  private let factorsMax: [Float]

  /// The scale of an archive whose links reach back `linkSeconds`; with too few links to tell,
  /// 90 days.
  package init(linkSeconds: [Int]) {
    let days = TimeScale.days(linkSeconds)
    self.days = days
    factorsMax = (0..<TimeScale.bucketCount).map { bucket in
      // A little more than it is, so that rounding never makes it too low.
      TimeScale.factor(seconds: TimeScale.start(of: bucket), days) * 1.0001
    }
  }

  private static func days(_ linkSeconds: [Int]) -> Double {
    guard linkSeconds.count >= linksMin else { return 90 }
    let sorted = linkSeconds.map(abs).sorted()
    let middle = Double(sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    return max(1, middle / 86_400)
  }

  private static let linksMin = 20

  /// What nearness in time leaves of a score: 1 at the same hour, 0.81 one scale apart, and ever
  /// more slowly less.
  func factor(seconds: Int) -> Float {
    TimeScale.factor(seconds: abs(seconds), days)
  }

  private static func factor(seconds: Int, _ days: Double) -> Float {
    Float(pow(1 + Double(seconds) / 86_400 / days, -0.3))
  }

  // Eight buckets of 512 seconds, then eight for each time twice as long.

  private static let bucketCount = 8 * 46

  /// What nearness in time leaves of a score at most, `seconds` apart, not negative; by a table, as
  /// powers take long.
  @inline(__always)
  func factorMax(seconds: Int) -> Float {
    let time = UInt64(truncatingIfNeeded: seconds) >> 9
    if time < 8 { return factorsMax[Int(time)] }
    let exponent = 60 - time.leadingZeroBitCount
    let bucket = (exponent + 1) << 3 | Int(time >> UInt64(exponent) & 7)
    return factorsMax[min(bucket, TimeScale.bucketCount - 1)]
  }

  /// The fewest seconds that fall into `bucket`.
  private static func start(of bucket: Int) -> Int {
    bucket < 8 ? bucket << 9 : (8 | bucket & 7) << ((bucket >> 3) + 8)
  }
}
