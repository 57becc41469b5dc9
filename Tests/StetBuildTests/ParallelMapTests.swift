import Testing

@testable import StetBuild

struct ParallelMapTests {
  private struct Failure: Error, Equatable {
    let number: Int
  }

  @Test(arguments: [1, 2, 3, 16, 1000], [0, 1, 2, 7, 10_000])
  func theOrderIsKeptAtAnyWidth(width: Int, count: Int) async {
    let doubled = await (0..<count).parallelMap(width: width) { $0 * 2 }
    #expect(doubled == (0..<count).map { $0 * 2 })
  }

  @Test(arguments: [1, 2, 8])
  func theFirstFailureIsThrown(width: Int) async {
    await #expect(throws: Failure(number: 5)) {
      try await (0..<10_000).parallelMap(width: width) { number throws(Failure) in
        if number >= 5 { throw Failure(number: number) }
        return number
      }
    }
  }

  @Test(arguments: [1, 4])
  func progressGrowsToTheWhole(width: Int) async {
    var seen: [Int] = []
    _ = await (0..<2048).parallelMap(width: width, progress: { seen.append($0) }) { $0 }
    #expect(seen == seen.sorted())
    #expect(seen.last == 2048)
  }

  @Test
  func aSliceIsWorkedOnWhereItLies() async {
    let values = Array(0..<100)
    #expect(await values[40..<60].parallelMap(width: 3) { $0 } == Array(40..<60))
  }

  @Test(arguments: [1, 2])
  func twoThingsTogetherComeOutAsOneByOne(width: Int) async throws {
    let both = await together(width: width, { 1 }, { "a" })
    #expect(both == (1, "a"))
    await #expect(throws: Failure(number: 1)) {
      try await together(
        width: width, { () throws(Failure) -> Int in throw Failure(number: 1) },
        { () throws(Failure) -> Int in throw Failure(number: 2) })
    }
    await #expect(throws: Failure(number: 2)) {
      try await together(
        width: width, { () throws(Failure) -> Int in 1 },
        { () throws(Failure) -> Int in throw Failure(number: 2) })
    }
  }
}
