import StetCore
import Testing

@testable import StetBuild

/// How much work each kind of change is: the cost follows the change, not the site.
struct WorkTests {
  private static let storyCount = 60

  private let workplace: Workplace

  init() throws {
    workplace = try Workplace(SampleSite.archive)
    for number in 0..<Self.storyCount {
      try workplace.write(
        "content/press/story-\(number).md",
        """
        ---
        title: Story \(number)
        date: 2025-\(10 + number % 3)-\(10 + number / 3 % 19)T08:00:00Z
        description: What story \(number) is about.
        topics: [t\(number % 6)]
        ---
        Words of story \(number), all of them.

        """)
    }
    try workplace.write("data/facts.yaml", "one: 1\n")
  }

  private func order(_ now: Timestamp = SampleSite.now) -> BuildOrder {
    SampleSite.order(workplace, now: now, isLater: true)
  }

  /// Builds once, lets `change` happen, and builds again.
  private func report(
    after change: () throws -> Void, now: Timestamp = SampleSite.now
  ) async throws -> (report: BuildReport, first: BuildReport) {
    let first = try await build(order())
    try change()
    return (try await build(order(now)), first)
  }

  @Test
  func aFirstBuildReadsParsesAndPrintsEverythingOnce() async throws {
    let first = try await build(order())
    #expect(first.work.read == first.ledger.files - 1)
    #expect(first.work.parsed == first.work.read)
    #expect(first.work.laidOut == 0)
    #expect(first.work.printed == first.pages.written)
  }

  @Test
  func whereNothingChangedNothingIsReadParsedLaidOutOrPrinted() async throws {
    let (second, first) = try await report {}
    #expect(second.work == BuildReport.Work())
    #expect(second.pages == BuildReport.PageCounts(unchanged: first.pages.written))
    #expect(second.ledger == first.ledger && second.diagnostics == first.diagnostics)
  }

  @Test
  func aFileThatWasTouchedIsReadAndNothingElseIsDone() async throws {
    let path = "content/press/story-7.md"
    let text = try #require(workplace.read(path))
    let (second, _) = try await report {
      try workplace.remove(path)
      try workplace.write(path, text)
    }
    #expect(second.work == BuildReport.Work(read: 1))
    let third = try await build(order())
    #expect(third.work == BuildReport.Work())
  }

  @Test
  func timeThatChangesNothingCostsNothing() async throws {
    let later = Timestamp(secondsSinceEpoch: SampleSite.now.secondsSinceEpoch + 3600)
    let (second, _) = try await report(after: {}, now: later)
    #expect(second.work == BuildReport.Work())
  }

  @Test
  func aStoryThatIsDueAppearsWithoutAnythingBeingParsedButWhatShowsIt() async throws {
    let due = try #require(Timestamp(rfc3339: "2030-01-01T00:00:00Z"))
    let (second, _) = try await report(after: {}, now: due)
    #expect(second.work.read == 0)
    #expect(second.pages.written > 0)
    #expect(workplace.read("output/web/five/index.html") != nil)
  }

  @Test
  func aTemplateIsPrintedAgainWithoutAnythingBeingReadToFindOut() async throws {
    let path = "themes/plain/templates/page.html"
    let (second, first) = try await report {
      try workplace.write(path, (workplace.read(path) ?? "") + "<!-- new -->")
    }
    #expect(second.work.read == 0)
    #expect(second.work.laidOut == first.pages.written - 2)
    #expect(second.pages.written == 2)
  }

  @Test
  func whatWasToldIsToldAgain() async throws {
    try workplace.write("content/press/broken.md", "---\ntitle: [\n---\n")
    try workplace.write(
      "content/press/lost.md",
      "---\ntitle: Lost\ndate: 2025-05-05\n---\n[Nowhere](nowhere.md)\n")
    let (second, first) = try await report {}
    #expect(first.diagnostics.contains { $0.severity == .error })
    #expect(first.diagnostics.contains { $0.severity == .warning })
    #expect(second.diagnostics == first.diagnostics && second.ledger == first.ledger)
    #expect(second.work == BuildReport.Work())
  }

  @Test
  func aFileOfTheOutputThatSomebodyChangedIsMadeAgain() async throws {
    let (second, _) = try await report {
      try workplace.write("output/press/story-3/index.html", "mine now")
    }
    #expect(second.work.read == 0 && second.pages.written == 1)
    #expect(second.changes.written == ["press/story-3/index.html"])
  }

  // Two files are copied, so that nothing is laid out for them.

  @Test
  func aTextThatChangedIsReadAndNothingIsLaidOutThatDoesNotShowIt() async throws {
    let path = "content/press/story-7.md"
    let (second, first) = try await report {
      try workplace.write(path, (workplace.read(path) ?? "") + "\nMore words, all of them.\n")
    }
    #expect(second.work.read == 1)
    #expect(second.changes.written.contains("press/story-7/index.html"))
    #expect(second.work.laidOut < 12 && second.work.printed <= second.work.laidOut)
    #expect(second.pages.written == second.work.printed)
    #expect(second.pages.written + second.pages.unchanged == first.pages.written)
  }

  @Test
  func aFirstParagraphThatStandsOnCardsIsComparedWithAllPages() async throws {
    let path = "content/press/two.md"
    let (second, first) = try await report {
      try workplace.write(
        path, (workplace.read(path) ?? "").replacing("The second.", with: "No first."))
    }
    #expect(second.work.read == 1)
    #expect(second.work.laidOut == first.pages.written - 2)
    #expect(second.changes.written.contains("topics/printing/index.html"))
  }

  @Test
  func aHeadlineIsReadFromOneFileAndComparedWithAllPages() async throws {
    let path = "content/press/story-7.md"
    let (second, first) = try await report {
      try workplace.write(
        path, (workplace.read(path) ?? "").replacing("title: Story 7", with: "title: Seventh"))
    }
    #expect(second.work.read == 1)
    #expect(second.work.laidOut == first.pages.written - 2)
    #expect(second.pages.written < first.pages.written / 2)
  }

  @Test
  func aTopicThatIsAddedMakesItsPagesAndChangesThoseThatNameIt() async throws {
    let path = "content/press/story-7.md"
    let (second, first) = try await report {
      try workplace.write(
        path, (workplace.read(path) ?? "").replacing("topics: [t1]", with: "topics: [t1, rare]"))
    }
    #expect(second.work.read == 1)
    #expect(second.work.laidOut == first.pages.written - 2)
    #expect(second.changes.written.contains("topics/rare/index.html"))
    #expect(second.pages.written < first.pages.written / 2)
  }

  @Test
  func aNewStoryIsTheOnlyFileThatIsRead() async throws {
    let (second, first) = try await report {
      try workplace.write(
        "content/web/new.md",
        "---\ntitle: New\ndate: 2025-01-02T08:00:00Z\ntopics: [t1]\n---\nNew words.\n")
    }
    #expect(second.work.read == 1)
    #expect(second.ledger.published == first.ledger.published + 1)
    #expect(second.changes.written.contains("web/new/index.html"))
    #expect(second.pages.written < first.pages.written / 2)
  }

  @Test
  func aStoryThatIsGoneIsTakenAwayWithoutAnythingBeingReadToFindOut() async throws {
    let (second, first) = try await report { try workplace.remove("content/press/story-7.md") }
    #expect(second.work.read == 0)
    #expect(second.changes.removed.contains("press/story-7/index.html"))
    #expect(second.pages.written < first.pages.written / 2)
  }

  @Test
  func aStylesheetIsPublishedAnewAndPagesAreComparedWithoutAnythingBeingRead() async throws {
    let (second, first) = try await report {
      try workplace.write("themes/plain/assets/style.css", "body { margin: 1px }\n")
    }
    #expect(second.work.read == 0)
    #expect(second.work.laidOut == first.pages.written - 3)
    #expect(second.pages.written == 1 && second.pages.removed == 1)
  }

  @Test
  func aSettingIsComparedWithAllPagesWithoutAnythingBeingRead() async throws {
    let (second, first) = try await report {
      try workplace.write(
        "stet.yaml", (workplace.read("stet.yaml") ?? "") + "description: In short.\n")
    }
    #expect(second.work.read == 0)
    #expect(second.work.laidOut == first.pages.written - 2)
    #expect(second.changes.written.contains("index.html"))
  }

  @Test
  func aDataFileIsComparedWithAllPagesAndWritesThoseThatShowIt() async throws {
    let (second, first) = try await report { try workplace.write("data/facts.yaml", "one: 2\n") }
    #expect(second.work.read == 0)
    #expect(second.work.laidOut == first.pages.written - 2)
    #expect(second.changes.written.contains("index.html"))
    #expect(!second.changes.written.contains("press/story-7/index.html"))
  }
}
