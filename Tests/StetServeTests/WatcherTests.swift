import Foundation
import StetBuild
import StetCore
import StetSite
import Testing

@testable import StetServe

/// What is noticed of a site's files, by the system's word and by looking.
final class WatcherTests {
  private let root: String

  init() throws {
    let base = URL(filePath: NSTemporaryDirectory()).resolvingSymlinksInPath()
    root = base.appending(path: "stet-watch-" + UUID().uuidString).path
    for folder in ["content/news", "themes/plain", "output", ".git"] {
      try FileManager.default.createDirectory(
        atPath: root + "/" + folder, withIntermediateDirectories: true)
    }
    try write("stet.yaml", "theme: plain\nbase_url: https://x.example\n")
    try write("content/news/a.md", "a")
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: root) } catch { Issue.record(error) }
  }

  private func write(_ path: String, _ text: String, atomically: Bool = false) throws {
    try Data(text.utf8).write(
      to: URL(filePath: root + "/" + path), options: atomically ? .atomic : [])
  }

  private func watcher(isLooking: Bool) throws -> Watcher {
    let order = BuildOrder(
      site: root, flags: Configuration.Flags(), now: .init(secondsSinceEpoch: 0), width: 1,
      generator: "", startNanoseconds: 0)
    return Watcher(try servedSite(of: order).places, isLooking: isLooking)
  }

  @Test(arguments: [false, true])
  func whatABuildReadsIsNoticedAndNothingElse(isLooking: Bool) throws {
    let watcher = try watcher(isLooking: isLooking)
    #expect(watcher.changes().isEmpty)
    try write("content/news/a.md", "longer")
    try write("content/news/b.md", "b", atomically: true)
    try write("stet.yaml", "theme: plain\nbase_url: https://x.example\ntitle: T\n")
    try write("output/index.html", "made")
    try write(".git/index", "x")
    try write("content/news/.a.md.swp", "x")
    try write("content/news/a.md~", "x")
    // A temporary file that was renamed into place may be told of beside the file.
    let told = watcher.changes().sorted.filter { !$0.contains("/.") && !$0.hasSuffix(".tmp") }
    #expect(Set(told).isSuperset(of: ["content/news/a.md", "content/news/b.md", "stet.yaml"]))
    #expect(told.allSatisfy { $0 == "stet.yaml" || $0.hasPrefix("content/news/") })
    #expect(!told.contains("content/news/a.md~"))
    #expect(watcher.changes().isEmpty)
    try FileManager.default.removeItem(atPath: root + "/content/news/b.md")
    #expect(watcher.changes().sorted == ["content/news/b.md"])
  }

  @Test(arguments: [false, true])
  func aNewFolderIsWatchedWithWhatIsInItAlready(isLooking: Bool) throws {
    let watcher = try watcher(isLooking: isLooking)
    try FileManager.default.createDirectory(
      atPath: root + "/content/arts/opera", withIntermediateDirectories: true)
    try write("content/arts/opera/c.md", "c")
    #expect(watcher.changes().sorted.contains("content/arts/opera/c.md"))
    try write("content/arts/opera/d.md", "d")
    #expect(watcher.changes().sorted == ["content/arts/opera/d.md"])
  }

  @Test
  func aBurstOfSavesIsOneBuild() throws {
    let order = BuildOrder(
      site: root, flags: Configuration.Flags(), now: .init(secondsSinceEpoch: 0), width: 1,
      generator: "", startNanoseconds: 0)
    let editor = try #require(EditorLink("none", site: root))
    var lookout = Lookout(ServeOrder(order, editor: editor), now: 0)
    var told: [Changes] = []
    for time in stride(from: 0, to: 100, by: 10) {
      try write("content/news/a.md", "version \(time)")
      if let changes = lookout.look(lookout.watches, now: time) { told.append(changes) }
    }
    #expect(told.isEmpty)
    if let changes = lookout.look([], now: 130) { told.append(changes) }
    #expect(told.map(\.sorted) == [["content/news/a.md"]])
    #expect(lookout.look([], now: 200) == nil)
  }
}
