import Foundation
import StetCore
import Testing

@testable import StetBuild

/// `stet new`.
struct CommandNewTests {
  private let site: CommandSite
  private var workplace: Workplace { site.workplace }

  init() throws {
    site = try CommandSite()
  }

  @Test
  func aNewSiteBuildsWithoutAWord() throws {
    let made = try site.run("new", "site", "gazette", "--title", "The \"Gazette\"")
    #expect(made.code == 0)
    #expect(made.output.hasSuffix("files made in gazette\nNext: stet build --site gazette\n"))
    let build = try site.run("build", "--site", "gazette", "--strict")
    #expect(build.code == 0)
    #expect(build.errors.isEmpty)
    #expect(build.output.hasPrefix("3 files: 1 published"))
    let page = workplace.read("gazette/output/news/first-edition/index.html")
    #expect(page?.contains("The First Edition") == true)
    let again = try site.run("new", "site", "gazette")
    #expect(again.code == 74)
    #expect(again.errors == "stet: could not write gazette: something else has that name\n")
  }

  @Test
  func aNewSiteMayHaveAnotherTheme() throws {
    #expect(try site.run("new", "site", "two", "--theme", "themes/plain").code == 0)
    #expect(
      workplace.read("two/themes/plain/theme.yaml") == workplace.read("themes/plain/theme.yaml"))
    #expect(workplace.read("two/stet.yaml")?.contains("theme: \"plain\"\n") == true)
    #expect(workplace.read("two/themes/galley/theme.yaml") == nil)
  }

  /// The theme in the program is themes/galley; `STET_BLESS=1` writes it anew.
  @Test
  func galleyIsTheOneOfThisRepository() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let files = try looseFiles(below: root.path + "/themes/galley")
    var text = ""
    for file in files {
      text += "-- \(file.path.dropFirst(root.path.count + 1)) --\n"
      text += String(decoding: file.bytes, as: UTF8.self)
    }
    let place = root.appending(path: "Sources/StetBuild/Starter/galley.txt")
    if ProcessInfo.processInfo.environment["STET_BLESS"] == "1" {
      try Data(text.utf8).write(to: place)
    }
    #expect(try String(contentsOf: place, encoding: .utf8) == text)
    #expect(StarterSite.galley.map(\.path).count == files.count)
    // Not the bytes themselves, whose difference takes minutes to print.
    let isSame = StarterSite.galley.map(\.bytes) == files.map(\.bytes)
    #expect(isSame, "build again: the program carries Galley as it was before")
  }

  @Test
  func aNewArticleIsADraftWithAnId() throws {
    let ending = try site.run("new", "article", "Ink: a \"History\"", "--section", "press/Old Days")
    #expect(ending.code == 0)
    #expect(ending.output == "content/press/old-days/ink-a-history.md\n")
    #expect(
      workplace.read("content/press/old-days/ink-a-history.md") == """
        ---
        title: "Ink: a \\"History\\""
        standfirst:
        date: 2026-05-28T20:26:40Z
        draft: true
        id: tag:example.org,2026-05-28:press/old-days/ink-a-history
        authors: []
        topics: []
        ---

        """)
    let build = try site.run("build", "--drafts")
    #expect(build.code == 0)
    #expect(build.output.contains("0 drafts"))
  }

  @Test
  func aNewFileStaysInTheSiteAndHasANameThatDisksTake() throws {
    let long = String(repeating: "Long words ", count: 60)
    #expect(try site.run("new", "article", long).output.utf8.count < 120)
    #expect(try site.run("new", "topic", long).code == 64)
    let ending = try site.run("new", "article", "Ink", "--section", "../../etc")
    #expect(ending.code == 64)
    #expect(ending.errors.contains("“../../etc” leads out of the content folder."))
  }

  @Test
  func nothingIsWrittenOver() throws {
    let before = workplace.read("content/topics/printing.md")
    let ending = try site.run("new", "topic", "Printing")
    #expect(ending.code == 74)
    #expect(ending.errors.contains("content/topics/printing.md: something else has that name"))
    #expect(workplace.read("content/topics/printing.md") == before)
    #expect(try site.run("new", "article", "!?").code == 64)
  }

  @Test
  func theDateIsInTheSitesZoneAndIdsAreNeverGivenTwice() throws {
    try workplace.write(
      "stet.yaml", (workplace.read("stet.yaml") ?? "") + "timezone: Europe/London\n")
    try workplace.write(
      "feeds.lock",
      "authority\told.example,2019\n"
        + "tag:old.example,2026-05-28:ink\t2026-05-28T00:00:00Z\tgone.md\tGone\n")
    #expect(try site.run("new", "article", "Ink").code == 0)
    let text = try #require(workplace.read("content/ink.md"))
    #expect(text.contains("\ndate: 2026-05-28T21:26:40+01:00\n"))
    #expect(text.contains("\nid: tag:old.example,2026-05-28:ink-2\n"))
  }

  @Test
  func theSitesArchetypeIsTaken() throws {
    try workplace.write(
      "archetypes/author.md", "---\nname: {{ title | quoted }}\nkind: {{ slug }}\n---\nHello.\n")
    let ending = try site.run("new", "author", "Jane Doe", "--format", "json")
    #expect(ending.output == "{\"made\":[\"content/authors/jane-doe.md\"]}\n")
    #expect(
      workplace.read("content/authors/jane-doe.md")
        == "---\nname: \"Jane Doe\"\nkind: jane-doe\n---\nHello.\n")
    try workplace.write("archetypes/topic.md", "{{ nothing }}\n")
    let wrong = try site.run("new", "topic", "X")
    #expect(wrong.code == 1)
    #expect(wrong.errors.hasPrefix("archetypes/topic.md:1:4: error["))
    #expect(workplace.read("content/topics/x.md") == nil)
  }
}
