import Foundation

/// How fast stories grow stale for one another, learned from the archive itself: how far back its
/// own links reach.
///
/// News links to the same week, a magazine to the same year; one scale would not fit both.
package struct TimeScale: Sendable, Hashable {
  /// The median of the days between a story and what it links to.
  package let days: Double

  /// The scale of an archive whose links reach back `linkSeconds`; with too few links to tell,
  /// 90 days.
  package init(linkSeconds: [Int]) {
    guard linkSeconds.count >= Self.linksMin else {
      days = 90
      return
    }
    let sorted = linkSeconds.map(abs).sorted()
    let middle = Double(sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    days = max(1, middle / 86_400)
  }

  private static let linksMin = 20

  /// What nearness in time leaves of a score: 1 at the same hour, 0.81 one scale apart, and ever
  /// more slowly less.
  func factor(seconds: Int) -> Float {
    Float(pow(1 + Double(abs(seconds)) / 86_400 / days, -0.3))
  }
}
