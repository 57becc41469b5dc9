import Foundation
import StetCore
import Testing

@testable import StetBuild

/// What changes when a story is added or time goes by, and what does not.
struct ChangeTests {
  private static let site = """
    -- stet.yaml --
    title: The Example
    base_url: https://example.org
    identity: example.org,2020
    timezone: Europe/Berlin
    theme: broadsheet
    paginate: 4
    age: { days: 40, exempt: [guides] }
    -- content/press/p1.md --
    ---
    title: Rotary presses
    date: 2025-02-01
    topics: [presses]
    authors: [jane]
    ---
    Cylinders and paper.
    -- content/press/p2.md --
    ---
    title: Folding machines
    date: 2026-03-02
    expires: 2026-09-01
    topics: [presses]
    authors: [jane]
    ---
    Folders, sheets and paper.
    -- content/press/p3.md --
    ---
    title: Ink
    date: 2026-05-30
    topics: [presses, inks]
    updated: 2026-06-03T09:00:00Z
    corrections: [{ date: 2026-06-20, text: Soot comes first. }]
    ---
    Linseed and soot; paper drinks it.
    -- content/web/w1.md --
    ---
    title: Hypertext
    date: 2026-01-01
    topics: [links]
    authors: [joe]
    ---
    Links between documents.
    -- content/web/w2.md --
    ---
    title: A guide to anchors
    date: 2024-02-29
    topics: [guides]
    authors: [joe]
    ---
    Anchors in documents.
    -- content/web/w3.md --
    ---
    title: Browsers
    date: 2026-02-01
    embargo: 2026-07-15T06:00:00
    withdrawn: 2026-10-01
    topics: [links]
    authors: [joe]
    ---
    Programs that show documents.
    -- content/topics/guides.md --
    ---
    name: Guides
    ---

    """

  private let workplace: Workplace

  init() throws {
    workplace = try Workplace(Self.site)
    try workplace.linkRepositoryTheme("broadsheet")
  }

  @discardableResult
  private func build(at seconds: Int64) async throws -> BuildReport {
    let report = try await StetBuild.build(
      SampleSite.order(workplace, now: Timestamp(secondsSinceEpoch: seconds)))
    #expect(!report.isStopped)
    return report
  }

  private struct Schedule: Decodable {
    struct Event: Decodable {
      let at: String
      let change: String
      let articles: Int
    }
    let next: [Event]
  }

  private func schedule() throws -> Schedule {
    let text = try #require(workplace.read("output/schedule.json"))
    return try JSONDecoder().decode(Schedule.self, from: Data(text.utf8))
  }

  /// The law of schedule.json: up to the second before its first instant nothing changes, and at the
  /// instant something does.
  @Test
  func timeChangesTheOutputAtTheInstantsOfTheScheduleAndAtNoOther() async throws {
    var now = try #require(Timestamp(rfc3339: "2026-05-30T12:00:00Z")).secondsSinceEpoch
    try await build(at: now)
    var seen: [String] = []
    for _ in 0..<24 {
      let next = try #require(try schedule().next.first)
      let instant = try #require(Timestamp(rfc3339: next.at)).secondsSinceEpoch
      #expect(instant > now)
      let before = try await build(at: instant - 1)
      #expect(before.pages.written + before.pages.removed == 0, "one second before \(next)")
      let after = try await build(at: instant)
      #expect(after.pages.written > 1, "at \(next)")
      now = instant
      seen.append("\(next.at) \(next.change)")
    }
    #expect(
      seen.prefix(12) == [
        "2026-05-31T22:00:00Z news", "2026-05-31T23:00:00Z age", "2026-06-01T23:00:00Z age",
        "2026-06-03T09:00:00Z update", "2026-06-19T22:00:00Z update",
        "2026-07-01T00:00:00Z age", "2026-07-01T23:00:00Z age", "2026-07-08T22:00:00Z age",
        "2026-07-15T04:00:00Z publish", "2026-07-29T22:00:00Z age", "2026-07-31T23:00:00Z age",
        "2026-08-01T23:00:00Z age",
      ])
    #expect(seen.contains("2026-09-30T22:00:00Z withdraw"))
  }

  @Test
  func oneMoreStoryChangesOnlyThePagesThatShowIt() async throws {
    let now = try #require(Timestamp(rfc3339: "2026-05-30T12:00:00Z")).secondsSinceEpoch
    try await build(at: now)
    let before = try workplace.files()
    let inputs = try self.inputs()
    try workplace.write(
      "content/press/p4.md",
      """
      ---
      title: Type metal
      date: 2026-05-29
      topics: [type]
      authors: [jane]
      ---
      Lead, tin and antimony.
      """)
    let report = try await build(at: now)
    let after = try workplace.files()
    let changed = Set(after.keys.filter { after[$0] != before[$0] })
    #expect(Set(before.keys).isSubset(of: after.keys))
    #expect(report.pages.written == changed.count)
    for path in changed {
      let text = String(decoding: after[path] ?? [], as: UTF8.self)
      let isCountOrPlace =
        ["archive/index.html", "topics/index.html", "schedule.json", "authors/index.html"]
        .contains(path) || path.contains("/page/") || path.hasPrefix("page/")
        || path.hasPrefix("archive/2026/") || path == "topics/vocabulary.ttl"
        || path.hasPrefix("feeds/") || path.hasPrefix("search/index/")
        || path.hasPrefix("assets/pictures/share-")
      #expect(text.contains("/press/p4/") || isCountOrPlace, "\(path)")
    }
    for path in [
      "web/index.html", "web/w1/index.html", "web/w2/index.html", "topics/links/index.html",
      "topics/presses/index.html", "authors/joe/index.html", "web/atom.xml", "robots.txt",
      "archive/2025/index.html", "archive/2024/02/index.html", "topics/links/atom.xml",
    ] {
      #expect(before[path] != nil && !changed.contains(path), "\(path)")
      // Nor need anything be printed again to see that it is the same.
      #expect(try inputs[path] == self.inputs()[path], "\(path)")
    }
  }

  /// What each file was made from, as fingerprints.
  private func inputs() throws -> [String: Fingerprint?] {
    let path = workplace.path + "/output/" + OutputTree.manifestName
    return try #require(Manifest(try Disk.read(path))).records.mapValues(\.input)
  }
}
