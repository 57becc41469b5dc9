/// The name among `candidates` that `name` was most likely meant to be; nil when none is near.
///
/// Near is at most one slip in three letters; of equals the first in order wins.
public func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased().unicodeScalars)
  var best: (name: String, slips: Int)?
  for candidate in candidates.sorted() {
    let offered = Array(candidate.lowercased().unicodeScalars)
    let slipsMax = max(1, max(wanted.count, offered.count) / 3)
    guard abs(wanted.count - offered.count) <= slipsMax else { continue }
    let slips = slipCount(wanted, offered)
    if slips <= slipsMax, slips < (best?.slips ?? .max) { best = (candidate, slips) }
  }
  return best?.name
}

/// The optimal string alignment distance: letters added, dropped, changed or swapped.
private func slipCount(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
  guard !first.isEmpty, !second.isEmpty else { return max(first.count, second.count) }
  var beforeLast: [Int] = []
  var last = Array(0...second.count)
  for row in 1...first.count {
    var current = [row] + Array(repeating: 0, count: second.count)
    for column in 1...second.count {
      let isSame = first[row - 1] == second[column - 1]
      var slips = min(
        last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
      if row > 1, column > 1, first[row - 1] == second[column - 2],
        first[row - 2] == second[column - 1]
      {
        slips = min(slips, beforeLast[column - 2] + 1)
      }
      current[column] = slips
    }
    (beforeLast, last) = (last, current)
  }
  return last[second.count]
}
