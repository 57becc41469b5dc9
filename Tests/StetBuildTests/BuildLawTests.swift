import SeededRandom
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

  @Test(arguments: 1...6)
  func incrementalEqualsCleanAfterRandomEdits(seed: Int) async throws {
    let workplace = try Workplace(SampleSite.archive)
    var editor = RandomEditor(workplace, seed: UInt64(seed))
    for round in 1...15 {
      let edit = try editor.edit()
      let now = editor.now
      let incremental = try await build(
        SampleSite.order(workplace, width: 1 + round % 3, now: now))
      let clean = try await build(
        SampleSite.order(workplace, output: workplace.path + "/clean", now: now))
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

/// Changes a site at random, as people do.
private struct RandomEditor {
  private let workplace: Workplace
  private var random: SeededGenerator
  private var count = 0
  private var articles = ["content/press/one.md", "content/press/two.md", "content/web/three.md"]
  private(set) var now = SampleSite.now

  init(_ workplace: Workplace, seed: UInt64) {
    self.workplace = workplace
    random = SeededGenerator(seed: seed)
  }

  /// Makes one to three changes and says which.
  mutating func edit() throws -> String {
    var done: [String] = []
    for _ in 0..<Int.random(in: 1...3, using: &random) { done.append(try change()) }
    return done.joined(separator: ", ")
  }

  private mutating func change() throws -> String {
    count += 1
    let article = articles.randomElement(using: &random) ?? "content/about.md"
    switch Int.random(in: 0..<12, using: &random) {
    case 0, 1: return try create()
    case 2, 3:
      let text = workplace.read(article) ?? ""
      try workplace.write(article, text + "\nMore \(count).\n")
      return "change \(article)"
    case 4:
      let text = workplace.read(article) ?? ""
      try workplace.write(
        article, text.replacing(#/title: .*/#, with: "title: Renamed \(count)"))
      return "retitle \(article)"
    case 5:
      guard articles.count > 1 else { return "nothing" }
      let moved = "content/web/moved-\(count).md"
      try workplace.write(moved, workplace.read(article) ?? "")
      try workplace.remove(article)
      articles.removeAll { $0 == article }
      articles.append(moved)
      return "move \(article)"
    case 6:
      guard articles.count > 1 else { return "nothing" }
      try workplace.remove(article)
      articles.removeAll { $0 == article }
      return "remove \(article)"
    case 7:
      let template = ["front", "section", "topic", "list", "article"].randomElement(using: &random)
      let path = "themes/plain/templates/\(template ?? "front").html"
      try workplace.write(path, (workplace.read(path) ?? "") + "<!-- \(count) -->\n")
      return "change \(path)"
    case 8:
      let text = workplace.read("stet.yaml") ?? ""
      let pages = Int.random(in: 1...3, using: &random)
      try workplace.write(
        "stet.yaml", text.replacing(#/paginate: .*/#, with: "paginate: \(pages)"))
      return "paginate \(pages)"
    case 9:
      try workplace.write("static/file-\(count % 3).txt", "\(count)")
      try workplace.write("themes/plain/assets/style.css", "body { margin: \(count)px }")
      return "change static files"
    case 10:
      try workplace.write("content/web/broken.md", "---\ntitle: [\n---\n")
      if count % 2 == 0 { try workplace.remove("content/web/broken.md") }
      return "break a file or take it away"
    default:
      now = Timestamp(secondsSinceEpoch: now.secondsSinceEpoch + 86_400 * 40)
      return "wait"
    }
  }

  private mutating func create() throws -> String {
    let path = "content/press/new-\(count).md"
    let topics = ["printing", "web", "new-\(count % 4)"].shuffled(using: &random).prefix(2)
    let link = articles.randomElement(using: &random).map { "[other](@/\($0.dropFirst(8)))" } ?? ""
    try workplace.write(
      path,
      """
      ---
      title: New \(count)
      date: 2026-02-\(count % 18 + 10)T0\(count % 10):00:\(count % 50 + 10)Z
      topics: [\(topics.joined(separator: ", "))]
      ---
      Text \(count) \(link)
      """)
    articles.append(path)
    return "create \(path)"
  }
}
