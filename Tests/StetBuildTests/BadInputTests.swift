import StetCore
import StetSite
import Testing

@testable import StetBuild

/// One bad thing is reported, with its own words, and the rest is built.
struct BadInputTests {
  /// A mistake: a file that is written over the sample site, and what is said of it.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let name: String
    let path: String
    let bytes: [UInt8]
    let code: String
    var severity = Diagnostic.Severity.error
    /// The line that is shown; nil when the file as a whole is to blame.
    var line: Int?
    /// Where it is reported, if that is another file.
    var reportedAt: String?

    init(
      _ name: String, _ path: String, _ text: String, _ code: String,
      severity: Diagnostic.Severity = .error, line: Int? = nil, reportedAt: String? = nil
    ) {
      self.init(
        name, path, Array(text.utf8), code, severity: severity, line: line, reportedAt: reportedAt)
    }

    init(
      _ name: String, _ path: String, _ bytes: [UInt8], _ code: String,
      severity: Diagnostic.Severity = .error, line: Int? = nil, reportedAt: String? = nil
    ) {
      self.name = name
      self.path = path
      self.bytes = bytes
      self.code = code
      self.severity = severity
      self.line = line
      self.reportedAt = reportedAt
    }

    var testDescription: String { name }
  }

  private static let bad = "content/web/bad.md"

  static let mistakes = [
    Mistake(
      "unclosed front matter", bad, "---\ntitle: T\n\nText\n", "front-matter-unclosed", line: 1),
    Mistake(
      "a tab in YAML", bad, "---\ntitle: T\nimage:\n\tsrc: a.png\n---\n", "yaml-tab", line: 4),
    Mistake(
      "a key twice", bad, "---\ntitle: One\ntitle: Two\ndate: 2026-01-05\n---\nText.\n",
      "duplicate-key", severity: .warning, line: 2),
    Mistake(
      "an impossible date", bad, "---\ntitle: T\ndate: 2026-02-30\n---\n", "invalid-date", line: 3),
    Mistake(
      "two articles with one address", bad,
      "---\ntitle: T\ndate: 2026-01-05\npath: /press/one/\n---\n", "address-taken", line: 4),
    Mistake(
      "a template that the theme lacks", bad,
      "---\ntitle: T\ndate: 2026-01-05\ntemplate: artikle\n---\nText.\n", "template-missing",
      severity: .warning, line: 4),
    Mistake(
      "an unknown theme", "stet.yaml", "title: T\nbase_url: https://example.org\ntheme: plan\n",
      "theme-unknown", line: 3),
    Mistake(
      "bytes that are not UTF-8", bad, Array("---\ntitle: T\n---\nA \u{FFFD}".utf8.dropLast()),
      "invalid-utf8", line: 4),
    Mistake(
      "a control character in a title", bad,
      "---\ntitle: \"A \\u000B\"\ndate: 2026-01-05\n---\nText\n", "control-character",
      severity: .warning, line: 2),
    Mistake(
      "a link to nothing", bad, "---\ntitle: T\ndate: 2026-01-05\n---\n[gone](nowhere.md)\n",
      "link-target-missing", severity: .warning, line: 5),
    Mistake(
      "an unknown key", "stet.yaml",
      "title: T\nbase_url: https://example.org\ntheme: plain\nlangauge: de\n",
      "configuration-key-unknown", severity: .warning, line: 4),
  ]

  @Test(arguments: mistakes)
  func aMistakeIsShownAndTheRestIsBuilt(mistake: Mistake) async throws {
    let workplace = try Workplace(SampleSite.archive)
    try workplace.write(mistake.path, mistake.bytes)
    let report = try await build(SampleSite.order(workplace))
    let path = mistake.reportedAt ?? mistake.path
    // What the judge says of a feed only repeats what the article's own file is told.
    let said = report.diagnostics.filter {
      $0.severity != .info && $0.note?.hasPrefix("found at") != true
    }
    let found = try #require(
      said.first { $0.code.name == mistake.code && $0.path == path }, "\(said)")
    #expect(found.severity == mistake.severity)
    if let line = mistake.line {
      let range = try #require(found.range)
      let source = try #require(sourceBytes(at: path, site: workplace.path))
      #expect(SourcePlace(of: range, in: source).line == line)
    }
    #expect(!report.isStopped)
    #expect(report.isFailed(isStrict: false) == (mistake.severity == .error))
    #expect(workplace.read("output/atom.xml") != nil)
    #expect(said.count == 1, "\(said)")
    if mistake.code != "theme-unknown" {
      #expect(workplace.read("output/press/one/index.html") != nil)
    }
  }

  @Test
  func withoutAnAddressNothingIsPublished() async throws {
    let workplace = try Workplace("-- content/a.md --\n---\ntitle: A\ndate: 2026-01-05\n---\nText.")
    var order = SampleSite.order(workplace)
    let report = try await build(order)
    #expect(report.isStopped)
    #expect(report.diagnostics.contains { $0.code == .baseURLMissing && $0.severity == .error })
    #expect(workplace.read("output/atom.xml") == nil)
    order.flags.baseURL = "http://localhost:4000"
    #expect(!(try await build(order)).isStopped)
  }

  @Test
  func aMissingTemplateLeavesOutItsPages() async throws {
    let workplace = try Workplace(SampleSite.archive)
    try workplace.remove("themes/plain/templates/topic.html")
    try workplace.remove("themes/plain/templates/list.html")
    let report = try await build(SampleSite.order(workplace))
    #expect(Set(report.diagnostics.map(\.code.name)) == ["template-missing"])
    #expect(workplace.read("output/press/one/index.html") != nil)
    #expect(workplace.read("output/topics/web/index.html") == nil)
  }

  @Test
  func withoutItsThemeASiteKeepsItsPages() async throws {
    let workplace = try Workplace(SampleSite.archive)
    _ = try await build(SampleSite.order(workplace))
    let page = workplace.read("output/press/one/index.html")
    let configuration = try #require(workplace.read("stet.yaml"))
    try workplace.write("stet.yaml", configuration.replacing("theme: plain", with: "theme: pain"))
    try workplace.write("static/new.txt", "new")
    let report = try await build(SampleSite.order(workplace))
    #expect(report.diagnostics.map(\.code) == [.themeUnknown])
    #expect(report.diagnostics.first?.note?.hasPrefix("did you mean “plain”?") == true)
    #expect(workplace.read("output/press/one/index.html") == page)
    #expect(workplace.read("output/new.txt") == "new")
  }

  @Test
  func whatTheDiskHasInStoreIsReportedAndTheRestIsBuilt() async throws {
    let workplace = try Workplace(SampleSite.archive)
    try workplace.link("content/press/unreadable.md", to: "/proc/self/mem")
    try workplace.link("content/press/up", to: "..")
    try workplace.write("content/press/a 'b' \"c\" 😀.md", "---\ntitle: Odd\n---\nText.\n")
    let report = try await build(SampleSite.order(workplace))
    #expect(
      Set(report.diagnostics.filter { $0.severity == .error }.map(\.code))
        == [.fileUnreadable, .linkLoop])
    #expect(report.ledger.invalid == 1)
    #expect(report.ledger.published == 5)
    #expect(workplace.read("output/press/a-b-c/index.html") != nil)
  }

  @Test
  func anEmptySiteIsBuiltWithAWarning() async throws {
    let workplace = try Workplace("-- stet.yaml --\ntitle: T\n-- content/x.txt --\n")
    let report = try await build(SampleSite.order(workplace))
    #expect(report.diagnostics.map(\.code).contains(.siteEmpty))
    #expect(workplace.read("output/atom.xml") != nil)
  }

  @Test
  func aConfigurationWithAnErrorWritesNothing() async throws {
    let workplace = try Workplace(SampleSite.archive)
    try workplace.write("stet.yaml", "timezone: Europe/Lundon\n")
    let report = try await build(SampleSite.order(workplace))
    #expect(report.isStopped)
    #expect(!isFolder(workplace.path + "/output"))
  }

  @Test
  func aNameTooLongForTheDiskIsReported() async throws {
    let workplace = try Workplace(SampleSite.archive)
    let slug = String(repeating: "long", count: 70)
    try workplace.write(
      "content/web/long.md", "---\ntitle: T\nslug: \(slug)\n---\nText.\n")
    // The whole output, then file by file.
    for text in ["Text.", "Another."] {
      let report = try await build(SampleSite.order(workplace))
      #expect(report.diagnostics.map(\.code) == [.outputNameTooLong])
      #expect(report.diagnostics.map(\.path) == ["content/web/long.md"])
      #expect(workplace.read("output/web/three/index.html") != nil)
      try workplace.write("content/web/other.md", "---\ntitle: T\n---\n\(text)\n")
    }
    try workplace.write("content/web/other.md", "---\ntitle: T\ntopics: [\(slug)]\n---\n")
    // A topic of that name has no page and no feeds; both are one mistake.
    let report = try await build(SampleSite.order(workplace))
    #expect(report.diagnostics.map(\.code) == [.outputNameTooLong, .outputNameTooLong])
  }

  @Test
  func aFileInTheWayOfAFolderIsReported() async throws {
    let workplace = try Workplace(SampleSite.archive)
    try workplace.write("static/press", "a file")
    let report = try await build(SampleSite.order(workplace))
    #expect(report.diagnostics.map(\.code) == [.outputPathTaken])
    #expect(report.diagnostics.map(\.path) == ["static/press"])
    #expect(workplace.read("output/press/one/index.html") != nil)
  }

  @Test
  func aFileOfAnotherHandInTheWayIsReported() async throws {
    let workplace = try Workplace(SampleSite.archive + "\n-- output/humans.txt --\nTheirs.")
    let report = try await build(SampleSite.order(workplace))
    #expect(report.diagnostics.map(\.code) == [.outputNotOurs])
    #expect(workplace.read("output/humans.txt") == "Theirs.")
    #expect(workplace.read("output/press/one/index.html") != nil)
  }
}
