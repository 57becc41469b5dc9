extension Site {
  /// Every path of visible topics that leads down to the one at `index`, which ends each; in the order
  /// in which broader topics are written, at most eight.
  package func trails(to index: Int) -> [[Int]] {
    let countMax = 8
    var finished: [[Int]] = []
    var open = [[index]]
    while let trail = open.popLast(), finished.count < countMax {
      let above = topics[trail[0]].broader.filter { !topics[$0].isHidden }
      if above.isEmpty { finished.append(trail) }
      // A vocabulary has no circles. The last in is the first out.
      open += above.reversed().map { [$0] + trail }
    }
    return finished
  }
}
