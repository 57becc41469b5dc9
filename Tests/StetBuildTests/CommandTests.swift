import Foundation
import StetCore
import Testing

@testable import StetBuild

struct CommandTests {
  private let site: CommandSite
  private var workplace: Workplace { site.workplace }

  init() throws {
    site = try CommandSite()
  }

  @Test
  func aGoodSiteEndsWithZeroAndALedger() throws {
    let ending = try site.run("build")
    #expect(ending.code == 0)
    let lines = ending.output.split(separator: "\n")
    #expect(
      lines.first == "9 files: 4 published, 1 draft, 1 scheduled, 1 expired, 0 invalid, 2 other")
    #expect(lines.count == 2)
    #expect(ending.errors.isEmpty)
  }

  @Test
  func aMistakeEndsWithOneAndIsShownWithItsPlace() throws {
    try workplace.write("content/bad.md", "---\ntitle: T\ndate: 2026-02-30\n---\n")
    let ending = try site.run("build")
    #expect(ending.code == 1)
    #expect(ending.errors.hasPrefix("content/bad.md:3:7: error["))
    #expect(ending.errors.contains("\n3 | date: 2026-02-30\n  |       ^^^^^^^^^^\n"))
    #expect(!ending.errors.contains("\u{1B}"))
    #expect(ending.output.contains("1 invalid"))
    #expect(workplace.read("output/press/one/index.html") != nil)
  }

  @Test(arguments: [
    ["build", "--jobs", "0"], ["build", "--now", "soon"], ["build", "--format", "xml"],
    ["build", "--site", "nowhere"], ["build", "--base-url", "example.org"], ["print"],
    ["build", "--unknown"],
  ])
  func aCommandThatMakesNoSenseEndsWith64(arguments: [String]) throws {
    #expect(try site.run(arguments).code == 64)
  }

  @Test
  func anEpochThatIsNoNumberEndsWith64() throws {
    #expect(try site.run("build", environment: ["SOURCE_DATE_EPOCH": "now"]).code == 64)
  }

  @Test
  func aDiskThatFailsEndsWith74AndOneSentence() throws {
    try workplace.write("blocked", "a file")
    let ending = try site.run("build", "--output", "blocked/output")
    #expect(ending.code == 74)
    #expect(ending.errors.split(separator: "\n").count == 1)
    #expect(ending.errors.hasPrefix("stet: could not "))
  }

  @Test
  func theSecondBuildAtOnceSaysSoAndStops() throws {
    let lock = try OutputTree.lock(workplace.path + "/output", shownAs: "output")
    let ending = try site.run("build")
    #expect(ending.code == 74)
    #expect(
      ending.errors == "stet: another build is writing output; wait until it has ended\n")
    lock.close()
    #expect(try site.run("build").code == 0)
  }

  @Test
  func warningsFailOnlyAStrictBuild() throws {
    try workplace.write("stet.yaml", (workplace.read("stet.yaml") ?? "") + "tagleni: x\n")
    let ending = try site.run("build", "--quiet")
    #expect(ending.code == 0)
    #expect(ending.output.isEmpty)
    #expect(ending.errors.contains("warning[configuration-key-unknown]"))
    #expect(try site.run("build", "--strict").code == 1)
  }

  @Test
  func theReportIsOneObject() throws {
    try workplace.write("content/bad.md", "---\ntitle: T\ndate: 2026-02-30\n---\n")
    let ending = try site.run("build", "--format", "json")
    #expect(ending.code == 1)
    #expect(ending.errors.isEmpty)
    #expect(ending.output.split(separator: "\n").count == 1)
    let report = try BuildObject(ending)
    #expect(report.files == 10)
    let parts = [report.published, report.drafts, report.scheduled, report.expired, report.invalid]
    #expect(parts == [4, 1, 1, 1, 1])
    #expect(report.files == parts.reduce(report.other, +))
    let finding = try #require(report.diagnostics.first { $0.severity == "error" })
    #expect((finding.path, finding.line, finding.column) == ("content/bad.md", 3, 7))
  }

  @Test
  func aDiskThatFailsIsAnObjectToo() throws {
    try workplace.write("blocked", "a file")
    let ending = try site.run("build", "--output", "blocked/output", "--format", "json")
    #expect(ending.code == 74)
    let report = try BuildObject(ending)
    #expect(report.diagnostics.map(\.code) == ["disk-failed"])
  }

  @Test
  func flagsWinOverTheFile() throws {
    let ending = try site.run(
      "build", "--destination", "elsewhere", "--base-url", "https://other.example", "--drafts",
      "--future", "--expired", "--now", "2026-01-02T09:00:00Z")
    #expect(ending.code == 0)
    #expect(ending.output.hasPrefix("9 files: 7 published, 0 drafts, 0 scheduled, 0 expired"))
    #expect(workplace.read("output/index.html") == nil)
    #expect(workplace.read("elsewhere/sitemap.xml")?.contains("https://other.example/") == true)
    #expect(workplace.read("feeds.lock") == nil, "a preview gives out no id")
  }

  @Test
  func zoneAndLocaleDoNotChangeAByte() throws {
    let places = [
      ("one", ["TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"]),
      ("two", ["TZ": "America/St_Johns", "LC_ALL": "C", "LANG": "C"]),
    ]
    for (folder, environment) in places {
      #expect(try site.run("build", "--output", folder, environment: environment).code == 0)
    }
    #expect(try workplace.files(below: "one") == workplace.files(below: "two"))
  }

  @Test
  func theVersionIsPrinted() throws {
    let ending = try site.run("--version")
    #expect(ending.code == 0)
    #expect(ending.output.wholeMatch(of: #/\d+\.\d+\.\d+( \([0-9a-f]{12}\+?\))?\n/#) != nil)
  }
}
