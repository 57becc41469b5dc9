import Foundation
import StetBuild
import StetCore
import StetSite
import Synchronization
import Testing

@testable import StetServe

/// When a server builds though no file changed, and when it does not though one did.
final class AgendaTests {
  private let root: String

  init() throws {
    let base = URL(filePath: NSTemporaryDirectory()).resolvingSymlinksInPath()
    root = base.appending(path: "stet-agenda-" + UUID().uuidString).path
    let page = "<!doctype html><title>{{ page.title }}</title>"
    var files = [
      "stet.yaml":
        "title: T\nbase_url: https://x.example\nidentity: x.example,2026\ntheme: plain\n",
      "content/a.md": "---\ntitle: A\ndate: 1970-01-01\n---\nNow.\n",
      "content/b.md": "---\ntitle: B\ndate: 1970-02-01T00:00:00Z\n---\nLater.\n",
      "themes/plain/theme.yaml": "name: Plain\n",
    ]
    for name in ["article", "list", "front", "404", "gone", "redirect"] {
      files["themes/plain/templates/\(name).html"] = page
    }
    for (path, text) in files {
      let place = URL(filePath: root + "/" + path)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: place)
    }
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: root) } catch { Issue.record(error) }
  }

  @Test
  func theInstantAtWhichTheSiteChangesIsToldOnce() {
    var agenda = Agenda()
    agenda.follow(Timestamp(secondsSinceEpoch: 100))
    #expect(agenda.milliseconds(at: Timestamp(secondsSinceEpoch: 98)) == 2_000)
    let isEarly = agenda.isDue(at: Timestamp(secondsSinceEpoch: 99))
    #expect(!isEarly)
    let isDue = agenda.isDue(at: Timestamp(secondsSinceEpoch: 100))
    #expect(isDue)
    let isAgain = agenda.isDue(at: Timestamp(secondsSinceEpoch: 101))
    #expect(!isAgain)
    #expect(agenda.milliseconds(at: Timestamp(secondsSinceEpoch: 101)) == nil)
  }

  @Test
  func aFarInstantIsLookedForAgainSinceClocksAreSet() {
    var agenda = Agenda()
    agenda.follow(Timestamp(secondsSinceEpoch: 1_000_000))
    #expect(agenda.milliseconds(at: Timestamp(secondsSinceEpoch: 0)) == 30_000)
    #expect(agenda.milliseconds(at: Timestamp(secondsSinceEpoch: 2_000_000)) == 0)
    agenda.follow(nil)
    #expect(agenda.milliseconds(at: Timestamp(secondsSinceEpoch: 0)) == nil)
  }

  /// What is told while the bell rings with each of `changes` in turn, `now` set before each.
  private func told(
    ringing rounds: [(changes: Changes, now: Int64)]
  ) async throws -> (events: [ServeEvent], edition: Edition) {
    let instant = Mutex(Timestamp(secondsSinceEpoch: 86_400))
    let events = Mutex<[ServeEvent]>([])
    let clock = ServeClock(
      milliseconds: { 0 }, now: { instant.withLock(\.self) },
      nanoseconds: { Int64(Date().timeIntervalSince1970 * 1_000_000_000) })
    let build = BuildOrder(
      site: root, flags: Configuration.Flags(), now: Timestamp(secondsSinceEpoch: 0), width: 1,
      generator: "", startNanoseconds: 0)
    let order = ServeOrder(build, editor: try #require(EditorLink("none", site: root)))
    let desk = Desk(Edition.empty(order))
    let proofs = Proofs(order: order, clock: clock, address: "http://x") { event in
      if case .progress = event { return }
      events.withLock { $0.append(event) }
    }
    for round in [(Changes(), 86_400)] + rounds {
      instant.withLock { $0 = Timestamp(secondsSinceEpoch: round.1) }
      await desk.add(round.0)
      let (bell, ringer) = AsyncStream.makeStream(of: Void.self)
      ringer.yield()
      ringer.finish()
      await proofs.print(desk, bell: bell) {}
    }
    return (events.withLock(\.self), await desk.edition)
  }

  @Test
  func whatABuildWroteItselfIsNoEvent() async throws {
    var ledger = Changes()
    ledger.insert("feeds.lock")
    let told = try await told(ringing: [(ledger, 86_400)])
    #expect(FileManager.default.fileExists(atPath: root + "/feeds.lock"))
    #expect(told.events.count == 3, "building, built, serving")
    // The first story leaves the sitemap of news.
    #expect(told.edition.changesAt == Timestamp(secondsSinceEpoch: 2 * 86_400))
  }

  @Test
  func aScheduledHourMakesItsStoryAppear() async throws {
    let told = try await told(ringing: [(.clock, 31 * 86_400)])
    #expect(told.events.count == 5)
    guard case .building(let changed, let isByClock) = told.events[3],
      case .built(let report, _) = told.events[4]
    else {
      Issue.record("\(told.events)")
      return
    }
    #expect(changed.isEmpty && isByClock)
    #expect(report.changes.written.contains("b/index.html"))
    #expect(report.ledger.published == 2)
  }
}
