import Foundation
import SeededRandom
import StetCore
import Testing

@testable import StetBuild

/// A change to texts alone is a small step, and what comes of it is what a clean build makes.
struct TextChangeTests {
  private static let storyCount = 80

  private let workplace: Workplace

  init() throws {
    workplace = try Workplace(SampleSite.archive)
    var random = SeededGenerator(seed: 11)
    for number in 0..<Self.storyCount {
      // Some have no standfirst, so that their first words stand on cards.
      let standfirst = number.isMultiple(of: 5) ? "" : "description: Story \(number) in short.\n"
      let day = 10 + number % 19
      try workplace.write(
        Self.path(number),
        """
        ---
        title: Story \(number)
        date: 2025-\(10 + number % 3)-\(day)T08:00:00Z
        \(standfirst)topics: [t\(number % 6)]
        ---
        \(Self.text(&random, count: 40))

        A [link](story-\(number / 2).md).

        """)
    }
  }

  private static func path(_ number: Int) -> String { "content/press/story-\(number).md" }

  /// Words of which some are common and most are rare.
  private static func text(_ random: inout SeededGenerator, count: Int) -> String {
    (0..<count).map { _ in
      let place = Double.random(in: 0..<1, using: &random)
      return "word\(Int(300 * place * place * place))x"
    }.joined(separator: " ")
  }

  private func order(width: Int = 2, output: String? = nil, generator: String = "tests")
    -> BuildOrder
  {
    SampleSite.order(
      workplace, output: output, width: width, generator: generator, isLater: true)
  }

  /// Changes the texts of one or two stories; their paths.
  private func edit(_ random: inout SeededGenerator) throws -> [String] {
    let numbers = (0..<Int.random(in: 1...2, using: &random)).map { _ in
      Int.random(in: 0..<Self.storyCount, using: &random)
    }
    for path in Set(numbers.map(Self.path)) {
      var parts = try #require(workplace.read(path)).components(separatedBy: "---\n")
      let more = Self.text(&random, count: Int.random(in: 1...30, using: &random))
      switch Int.random(in: 0..<3, using: &random) {
      case 0: parts[2] = "\(more)\n\n\(parts[2])"
      case 1: parts[2] += "\n\(more)\n"
      default: parts[2] = parts[2].replacing("word1x", with: more)
      }
      try workplace.write(path, parts.joined(separator: "---\n"))
    }
    return Set(numbers.map(Self.path)).sorted()
  }

  /// A clean build of the site as it is; its report, once it has been compared.
  private func compare(_ report: BuildReport, round: Int) async throws {
    let clean = try await build(
      order(output: workplace.path + "/clean", generator: "clean \(round)"))
    let (made, wanted) = try (workplace.files(), workplace.files(below: "clean"))
    let strays = Set(made.keys).union(wanted.keys).filter { made[$0] != wanted[$0] }
    #expect(strays.sorted() == [], "round \(round)")
    #expect(report.diagnostics == clean.diagnostics && report.ledger == clean.ledger)
    try workplace.remove("clean")
  }

  @Test(arguments: 1...3)
  func aSessionMakesWhatACleanBuildMakes(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    var session = BuildSession()
    let first = try await session.build(order())
    for round in 1...12 {
      let paths = try edit(&random)
      let before = try workplace.statuses()
      let report = try await session.update(order(width: 1 + round % 2), changed: paths)
      #expect(report.work.read == paths.count, "round \(round)")
      #expect(report.work.printed < first.work.printed / 2, "round \(round)")
      let changed = try workplace.statuses().filter { before[$0.key] != $0.value }.keys
      let wanted = Set(changed.filter { !$0.hasPrefix(".stet-") })
      #expect(Set(report.changes.written) == wanted, "round \(round)")
      if round.isMultiple(of: 3) { continue }
      try await session.settle()
      try await compare(report, round: round)
    }
    // What a session leaves, the next process goes on from.
    try await session.settle()
    let next = try await build(order())
    #expect(next.work.parsed == 0 && next.work.laidOut == 0 && next.pages.written == 0)
  }

  @Test(arguments: 1...3)
  func buildsAloneMakeWhatACleanBuildMakes(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let first = try await build(order())
    for round in 1...8 {
      let paths = try edit(&random)
      let report = try await build(order(width: 1 + round % 2))
      #expect(report.work.read == paths.count, "round \(round)")
      #expect(report.work.printed < first.work.printed / 2, "round \(round)")
      try await compare(report, round: round)
    }
  }

  @Test
  func aSessionFindsOutThatSomebodyElseBuiltMeanwhile() async throws {
    var session = BuildSession()
    _ = try await session.build(order())
    var random = SeededGenerator(seed: 5)
    _ = try edit(&random)
    _ = try await build(order())
    let paths = try edit(&random)
    let report = try await session.update(order(), changed: paths)
    try await session.settle()
    try await compare(report, round: 0)
  }

  @Test
  func aSessionThatIsEndedBeforeItSettlesLeavesAnOutputThatTheNextBuildRights() async throws {
    var session = BuildSession()
    _ = try await session.build(order())
    var random = SeededGenerator(seed: 6)
    let paths = try edit(&random)
    _ = try await session.update(order(), changed: paths)
    // The story goes whose page was printed again without being listed.
    try workplace.remove(paths[0])
    let report = try await build(order())
    try await compare(report, round: 0)
  }

  @Test
  func whatIsToldOfATextIsToldByAWholeBuild() async throws {
    var session = BuildSession()
    _ = try await session.build(order())
    let text = try #require(workplace.read(Self.path(3)))
    try workplace.write(Self.path(3), text + "\n[Nowhere](nowhere.md)\n")
    let report = try await session.update(order(), changed: [Self.path(3)])
    #expect(report.diagnostics.contains { $0.path == Self.path(3) })
    try await session.settle()
    try await compare(report, round: 0)
    try workplace.write(Self.path(3), text)
    let mended = try await session.update(order(), changed: [Self.path(3)])
    #expect(!mended.diagnostics.contains { $0.path == Self.path(3) })
    try await session.settle()
    try await compare(mended, round: 1)
  }
}
