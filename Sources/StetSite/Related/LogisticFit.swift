import Foundation

/// A logistic regression on a handful of signals: how they add up to a probability.
struct LogisticFit: Sendable, Hashable {
  /// The weight of each signal.
  let weights: [Double]
  /// What no signal at all gives.
  let bias: Double

  /// A fit known beforehand.
  init(weights: [Double], bias: Double) {
    self.weights = weights
    self.bias = bias
  }

  /// The fit to `rows` of signals, one outcome each, by Newton's method on standardised signals
  /// with a light pull to zero; nil when the rows tell nothing.
  ///
  /// A signal that would count against is left out: each is evidence for, or none.
  init?(rows: [[Double]], outcomes: [Bool]) {
    guard let width = rows.first?.count else { return nil }
    let count = Double(rows.count)
    var means = Array(repeating: 0.0, count: width)
    var spreads = means
    for row in rows { for signal in 0..<width { means[signal] += row[signal] / count } }
    for row in rows {
      for signal in 0..<width {
        spreads[signal] += (row[signal] - means[signal]) * (row[signal] - means[signal]) / count
      }
    }
    spreads = spreads.map { max($0.squareRoot(), 1e-9) }
    let standard = rows.map { row in
      [1] + (0..<width).map { (row[$0] - means[$0]) / spreads[$0] }
    }
    var weights = Array(repeating: 0.0, count: width + 1)
    for _ in 0..<Self.stepsMax {
      guard let step = newtonStep(standard, outcomes, weights) else { return nil }
      for place in weights.indices { weights[place] -= step[place] }
      if step.allSatisfy({ abs($0) < 1e-9 }) { break }
    }
    guard weights.allSatisfy(\.isFinite) else { return nil }
    let plain = (0..<width).map { max(0, weights[$0 + 1] / spreads[$0]) }
    self.weights = plain
    bias = (0..<width).reduce(weights[0]) { $0 - plain[$1] * means[$1] }
  }

  private static let stepsMax = 30

  /// The probability that the signals give, between 0 and 1.
  func probability(_ signals: [Double]) -> Double {
    logistic(zip(weights, signals).reduce(bias) { $0 + $1.0 * $1.1 })
  }
}

private func logistic(_ value: Double) -> Double { 1 / (1 + exp(-value)) }

/// The gradient over the curvature at `weights`; nil where the curvature is singular.
private func newtonStep(_ rows: [[Double]], _ outcomes: [Bool], _ weights: [Double]) -> [Double]? {
  let width = weights.count
  let pull = 1e-3 * Double(rows.count)
  var gradient = weights.map { $0 * pull }
  var curvature = Array(repeating: Array(repeating: 0.0, count: width), count: width)
  for place in 0..<width { curvature[place][place] = pull }
  for (row, outcome) in zip(rows, outcomes) {
    let probability = logistic(zip(weights, row).reduce(0) { $0 + $1.0 * $1.1 })
    let slope = probability * (1 - probability)
    for place in 0..<width {
      gradient[place] += row[place] * (probability - (outcome ? 1 : 0))
      for other in 0..<width { curvature[place][other] += slope * row[place] * row[other] }
    }
  }
  return solution(of: curvature, gradient)
}

/// The solution of a small system of linear equations, by elimination with pivots.
private func solution(of matrix: [[Double]], _ right: [Double]) -> [Double]? {
  var rows = zip(matrix, right).map { $0.0 + [$0.1] }
  let width = right.count
  for column in 0..<width {
    guard
      let pivot = (column..<width).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
      abs(rows[pivot][column]) > 1e-12
    else { return nil }
    rows.swapAt(column, pivot)
    for row in 0..<width where row != column {
      let factor = rows[row][column] / rows[column][column]
      for place in column...width { rows[row][place] -= factor * rows[column][place] }
    }
  }
  return (0..<width).map { rows[$0][width] / rows[$0][$0] }
}
