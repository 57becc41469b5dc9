import StetBuild
import StetCore
import Testing

@testable import StetDeploy

struct PlanTests {
  private func file(_ path: String, _ text: String = "a") -> FinishedFile {
    FinishedFile(path: path, digest: Fingerprint(of: text), sizeBytes: text.utf8.count)
  }

  private func host(_ files: [(String, String?)]) -> HostManifest {
    HostManifest(
      files: Dictionary(
        uniqueKeysWithValues: files.map { path, text in
          (path, text.map { .sent(Fingerprint(of: $0)) } ?? .uncertain)
        }))
  }

  @Test
  func toAHostThatIsNotKnownAllIsSentInOrder() {
    let files = [
      file("atom.xml"), file("index.html"), file("pictures/a.jpg"), file("sitemap.xml"),
      file("style.css"),
    ]
    let plan = Plan(sending: files, to: nil)
    #expect(plan.batches.map(\.stage) == [.assets, .newPages, .feeds])
    #expect(
      plan.batches.map(\.paths) == [
        ["pictures/a.jpg", "style.css"], ["index.html"], ["atom.xml", "sitemap.xml"],
      ])
    #expect(plan.deletions.isEmpty)
    #expect(plan.unchangedCount == 0)
  }

  @Test
  func onlyWhatDiffersIsSentAndNewPagesComeBeforeChangedOnes() {
    let there = host([
      ("index.html", "old"), ("same.html", "a"), ("gone.html", "a"), ("half.html", nil),
    ])
    let plan = Plan(
      sending: [file("half.html"), file("index.html"), file("new.html"), file("same.html")],
      to: there)
    #expect(plan.batches.map(\.stage) == [.newPages, .pages])
    #expect(plan.batches.map(\.paths) == [["new.html"], ["half.html", "index.html"]])
    #expect(plan.deletions == ["gone.html"])
    #expect(plan.unchangedCount == 1)
  }

  @Test
  func whatIsAboutToBeSentIsClaimedSoThatAnInterruptedDeployForgetsNothing() {
    let there = host([("index.html", "old"), ("gone.html", "a")])
    let first = Plan(sending: [file("index.html"), file("brief.html")], to: there)
    // The deploy dies after the claims; then brief.html leaves the site.
    let second = Plan(sending: [file("index.html")], to: first.claims)
    #expect(second.batches.flatMap(\.paths) == ["index.html"])
    #expect(second.deletions == ["brief.html", "gone.html"])
  }

  @Test
  func theOutcomeSentAgainIsNothing() {
    let files = [file("a.html"), file("b.xml")]
    let plan = Plan(sending: files, to: nil)
    #expect(Plan(sending: files, to: plan.outcome).isEmpty)
  }

  @Test(arguments: [(0, 10, false), (1, 9, false), (2, 9, true), (10, 0, true)])
  func deletionsBeyondATenthAreMany(gone: Int, kept: Int, isMuch: Bool) {
    let left = (0..<kept).map { file("kept\($0).html") }
    let there = host(
      left.map { ($0.path, "a") } + (0..<gone).map { ("gone\($0).html", "a") })
    #expect(Plan(sending: left, to: there).deletesMore(than: 10) == isMuch)
  }

  @Test
  func aStyleNamedByItsBytesStaysForOneDeploy() {
    let there = host([("index.html", "old"), ("style.0123abcd.css", "a"), ("photo.jpg", "a")])
    let first = Plan(sending: [file("index.html")], to: there)
    #expect(first.deletions == ["photo.jpg"])
    #expect(
      Plan(sending: [file("index.html")], to: first.outcome).deletions == ["style.0123abcd.css"])
    let back = Plan(sending: [file("index.html"), file("style.0123abcd.css")], to: first.outcome)
    #expect(back.batches.flatMap(\.paths) == ["style.0123abcd.css"])
  }

  @Test(arguments: [
    ("search/index/d/0.json", Plan.Stage.searchResults),
    ("search/index/t/co.json", .searchWords), ("search/index/f/year-2026.json", .searchWords),
    ("search/index/index.json", .searchIndex), ("search/index/index.json.br", .searchIndex),
    ("press/one/index.html.gz", .newPages), ("assets/style.0123abcd.css.br", .assets),
    ("press/atom.xml.gz", .feeds), ("schedule.json", .feeds), ("_redirects", .feeds),
    ("figures.json", .assets), ("data/archive.gz", .assets), ("feeds/feeds.opml", .feeds),
  ])
  func whatNamesOthersIsSentAfterThem(path: String, stage: Plan.Stage) {
    #expect(Plan.stage(of: path, isNew: true) == stage)
  }

  @Test
  func resultsOfASearchComeBeforeTheWordsThatLeadToThemAndPagesBeforeBoth() {
    let files = [
      file("index.html"), file("new/index.html"), file("search/index/d/0.json"),
      file("search/index/index.json"), file("search/index/t/co.json"),
    ]
    let plan = Plan(sending: files, to: host([("index.html", "old")]))
    #expect(
      plan.batches.map(\.paths) == [
        ["new/index.html"], ["search/index/d/0.json"], ["search/index/t/co.json"],
        ["search/index/index.json"], ["index.html"],
      ])
  }

  /// Ten thousand pages that the host has, one that changed, and the lists and feeds that name it.
  @Test
  func ofTenThousandFilesOnlyTheChangedAreSentInOrder() {
    let pages = (0..<10_000).map { file("stories/\($0)/index.html") }
    let lists = [file("atom.xml"), file("index.html"), file("sitemap.xml")]
    let there = host((pages + lists).map { ($0.path, "a") })
    var now = pages
    now[5_000] = file("stories/5000/index.html", "other words")
    let plan = Plan(
      sending: now + [file("atom.xml", "b"), file("index.html", "b"), file("sitemap.xml", "b")],
      to: there)
    #expect(
      plan.batches.map(\.paths) == [
        ["stories/5000/index.html", "index.html"], ["atom.xml", "sitemap.xml"],
      ])
    #expect(plan.unchangedCount == 9_999 && plan.deletions.isEmpty)
  }

  @Test
  func theListOfAHostComesBackWholeOrNotAtAll() throws {
    let list = host([("a b/ü.html", "x"), ("line\nfeed.html", "y"), ("half.xml", nil)])
    #expect(HostManifest(list.bytes) == list)
    let bytes = list.bytes
    for count in 0..<bytes.count { #expect(HostManifest(Array(bytes[..<count])) == nil) }
    for place in stride(from: 0, to: bytes.count, by: 7) {
      var damaged = bytes
      damaged[place] ^= 1
      #expect(HostManifest(damaged) == nil)
    }
  }
}
