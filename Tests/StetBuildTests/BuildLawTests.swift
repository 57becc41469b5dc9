import StetCore
import Testing

@testable import StetBuild

/// The same files at the same instant give the same bytes, at any width, from any earlier state.
struct BuildLawTests {
  @Test
  func theSampleIsBuiltAndItsLedgerAddsUp() async throws {
    let workplace = try Workplace(SampleSite.archive)
    let report = try await build(SampleSite.order(workplace))
    #expect(report.diagnostics.filter { $0.severity != .info } == [])
    #expect(!report.isStopped)
    let ledger = report.ledger
    #expect(ledger.published == 4)
    #expect([ledger.drafts, ledger.scheduled, ledger.expired, ledger.invalid] == [1, 1, 1, 0])
    #expect(ledger.other == 2)
    #expect(ledger.files == 9)
    let files = try workplace.files()
    #expect(report.pages.written == files.count)
    for path in [
      "index.html", "press/index.html", "press/one/index.html", "press/one.svg", "atom.xml",
      "topics/news/index.html", "sitemap.xml", "robots.txt", "404.html", "humans.txt",
    ] where files[path] == nil {
      Issue.record("\(path) is missing")
    }
  }

  @Test
  func aSecondBuildWritesNothing() async throws {
    let workplace = try Workplace(SampleSite.archive)
    let first = try await build(SampleSite.order(workplace))
    let before = try workplace.statuses()
    let ledger = workplace.read("feeds.lock")
    let second = try await build(SampleSite.order(workplace))
    #expect(second.pages.written == 0 && second.pages.removed == 0)
    #expect(second.pages.unchanged == first.pages.written)
    let after = try workplace.statuses()
    #expect(Set(after.keys).union(before.keys).filter { after[$0] != before[$0] } == [])
    #expect(workplace.read("feeds.lock") == ledger)
    #expect(second.diagnostics == first.diagnostics)
  }

  @Test(arguments: [2, 3, 16])
  func oneJobEqualsMany(width: Int) async throws {
    let workplace = try Workplace(SampleSite.archive)
    let one = try await build(SampleSite.order(workplace, width: 1))
    let many = try await build(
      SampleSite.order(workplace, output: workplace.path + "/many", width: width))
    #expect(try workplace.files() == workplace.files(below: "many"))
    #expect(one.ledger == many.ledger)
    #expect(one.diagnostics.map(\.message) == many.diagnostics.map(\.message))
  }

  @Test
  func aChangedBodyIsWrittenAndWhatDoesNotShowItIsNot() async throws {
    let workplace = try Workplace(SampleSite.archive)
    _ = try await build(SampleSite.order(workplace))
    let before = try workplace.statuses()
    let text = try #require(workplace.read("content/web/three.md"))
    try workplace.write("content/web/three.md", text + "\nOne line more.\n")
    let report = try await build(SampleSite.order(workplace))
    let after = try workplace.statuses()
    let changed = Set(after.keys.filter { after[$0] != before[$0] && !$0.hasPrefix(".stet-") })
    #expect(report.pages.written == changed.count)
    #expect(changed.contains("web/three/index.html"))
    #expect(!changed.contains("press/index.html") && !changed.contains("humans.txt"))
  }

  @Test
  func anotherProgramMakesTheSameFilesAnewAndWritesNone() async throws {
    let workplace = try Workplace(SampleSite.archive)
    _ = try await build(SampleSite.order(workplace))
    let report = try await build(SampleSite.order(workplace, generator: "another"))
    #expect(report.pages.written == 0)
  }

  @Test
  func anInvalidFeedLeavesTheLastOutputAsItWas() async throws {
    let workplace = try Workplace(SampleSite.archive)
    _ = try await build(SampleSite.order(workplace))
    let before = try workplace.statuses()
    // An id that is no absolute address is what no feed may carry.
    try workplace.write(
      "content/press/bad.md",
      "---\ntitle: Bad\ndate: 2026-01-05T00:00:00Z\nid: not an id\n---\nText.\n")
    let report = try await build(SampleSite.order(workplace))
    #expect(report.isStopped)
    #expect(
      report.diagnostics.contains {
        $0.severity == .error && $0.path == "content/press/bad.md" && $0.range != nil
      })
    #expect(try workplace.statuses() == before)
  }

  /// Builds with what is remembered on the disk, and builds of one session.
  @Test(arguments: 1...8)
  func incrementalEqualsCleanAfterRandomEdits(seed: Int) async throws {
    let workplace = try Workplace(SampleSite.archive)
    var editor = RandomEditor(workplace, seed: UInt64(seed))
    var session = BuildSession()
    for round in 1...15 {
      let edit = try editor.edit()
      let now = editor.now
      // Half of the runs trust what the disk says of files, the others read them again.
      let order = SampleSite.order(
        workplace, width: 1 + round % 3, now: now, isLater: seed.isMultiple(of: 2))
      let incremental =
        seed % 4 < 2
        ? try await build(order) : try await session.update(order, changed: edit.paths)
      try await session.settle()
      let clean = try await build(
        SampleSite.order(
          workplace, output: workplace.path + "/clean", now: now, generator: "round \(round)"))
      #expect(incremental.isStopped == clean.isStopped, "round \(round): \(edit)")
      #expect(incremental.ledger == clean.ledger, "round \(round): \(edit)")
      #expect(
        incremental.diagnostics.map(\.message) == clean.diagnostics.map(\.message),
        "round \(round): \(edit)")
      if !clean.isStopped {
        let (made, wanted) = try (workplace.files(), workplace.files(below: "clean"))
        let strays = Set(made.keys).union(wanted.keys).filter { made[$0] != wanted[$0] }
        guard strays.isEmpty else {
          Issue.record("round \(round): \(edit): \(strays.sorted()) differ from a clean build")
          return
        }
      }
      try workplace.remove("clean")
    }
  }
}
