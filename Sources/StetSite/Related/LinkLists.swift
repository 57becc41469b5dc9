/// The links between documents, by their ranks in time, in one direction.
struct LinkLists: Sendable {
  private var starts: [Int]
  private var ends: [UInt32] = []

  /// At most so many links of one document are kept: those nearest in time.
  private static let linksMax = 64

  /// The links of `count` documents; each pair is (from, to).
  init(_ links: [(from: Int, to: Int)], count: Int) {
    let sorted = links.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    starts = [0]
    starts.reserveCapacity(count + 1)
    ends.reserveCapacity(sorted.count)
    var index = 0
    var targets: [Int] = []
    for rank in 0..<count {
      targets.removeAll(keepingCapacity: true)
      while index < sorted.count, sorted[index].from == rank {
        if targets.last != sorted[index].to { targets.append(sorted[index].to) }
        index += 1
      }
      if targets.count > Self.linksMax {
        targets.sort { (abs($0 - rank), $0) < (abs($1 - rank), $1) }
        targets.removeLast(targets.count - Self.linksMax)
        targets.sort()
      }
      for target in targets { ends.append(UInt32(target)) }
      starts.append(ends.count)
    }
  }

  /// Where the ranks stand that `rank` is linked with, rising.
  func places(of rank: Int) -> Range<Int> { starts[rank]..<starts[rank + 1] }

  /// The rank at a place.
  subscript(place: Int) -> Int { Int(ends[place]) }

  /// The ranks that `rank` is linked with, rising.
  func ranks(of rank: Int) -> ArraySlice<UInt32> { ends[starts[rank]..<starts[rank + 1]] }
}
