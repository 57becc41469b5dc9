import Foundation
import Testing

@testable import StetBuild

/// `stet import`.
struct CommandImportTests {
  private let program: Program
  private let workplace: Workplace

  private static let feed = """
    <?xml version="1.0"?>
    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
    <title>Old</title><link>https://old.example/</link>
    <item><title>Ink</title><link>https://old.example/2020/ink/</link><guid>https://old.example/2020/ink/</guid>
    <pubDate>Sat, 04 Jan 2020 08:00:00 +0100</pubDate>
    <content:encoded>&lt;p&gt;Black. &lt;img src="/a.png" alt="A"&gt;&lt;/p&gt;</content:encoded></item>
    <item><title>Oil</title><guid isPermaLink="false">tag:old.example,2020:oil</guid>
    <description>Slick.</description></item>
    </channel></rss>
    """

  init() throws {
    program = try Program()
    workplace = try Workplace(SampleSite.archive)
    try workplace.write("feed.xml", CommandImportTests.feed)
  }

  private func run(_ arguments: String..., site: String? = nil) throws -> Program.Ending {
    try program.run(
      ["import"] + arguments, in: workplace.path,
      environment: ["SOURCE_DATE_EPOCH": "1780000000"])
  }

  @Test
  func aDryRunMakesNothing() throws {
    let before = try workplace.files(below: "content")
    let ending = try run("feed.xml", "--into", "content/web", "--dry-run")
    #expect(ending.code == 0)
    #expect(
      ending.output == """
        content/web/ink.md
        content/web/oil.md
        2 articles would be made
        1 image named (--images FILE lists them)

        """)
    #expect(try workplace.files(below: "content") == before)
  }

  @Test
  func twiceAddsNothingAndWhatTheEditorChangedStays() throws {
    #expect(try run("feed.xml", "--into", "content/web").code == 0)
    #expect(
      workplace.read("content/web/ink.md") == """
        ---
        title: Ink
        date: 2020-01-04T08:00:00+01:00
        id: https://old.example/2020/ink/
        aliases: [/2020/ink/]
        ---
        Black. ![A](https://old.example/a.png)

        """)
    let changed =
      "---\ntitle: Better\ndate: 2020-01-04\nid: https://old.example/2020/ink/\n---\nNew.\n"
    try workplace.write("content/web/ink.md", changed)
    try workplace.write("content/web/oil.md", "---\ntitle: [broken\n---\n")
    let before = try workplace.files(below: "content")
    let again = try run("feed.xml", "--into", "content/web")
    #expect(again.code == 0)
    #expect(again.output.hasPrefix("nothing made, 2 there already\n"))
    #expect(try workplace.files(below: "content") == before)
  }

  @Test
  func theResultBuilds() throws {
    #expect(try run("feed.xml", "--local-images", "--images", "list.tsv").code == 0)
    #expect(
      workplace.read("list.tsv")
        == "https://old.example/a.png\tstatic/images/old-example/a.png\tcontent/articles/ink.md\n")
    #expect(
      workplace.read("content/articles/ink.md")?.contains("](/images/old-example/a.png)") == true)
    try workplace.write("static/images/old-example/a.png", "x")
    let build = try program.run(
      ["build"], in: workplace.path, environment: ["SOURCE_DATE_EPOCH": "1780000000"])
    #expect(build.code == 0, "\(build.errors)")
    let page = workplace.read("output/2020/ink/index.html")
    #expect(page?.contains("Moved.") == true)
    #expect(
      workplace.read("output/atom.xml")?.contains("<id>https://old.example/2020/ink/</id>") == true)
  }

  @Test
  func aProgramIsToldEverything() throws {
    let ending = try run("feed.xml", "--dry-run", "--format", "json")
    #expect(
      ending.output == """
        {"articles":2,"attachments":[],"authors":0,"comments":0,"diagnostics":[],"dryRun":true,\
        "files":["content/articles/ink.md","content/articles/oil.md"],"images":[{"address":\
        "https://old.example/a.png","file":"content/articles/ink.md","place":\
        "static/images/old-example/a.png"}],"known":0,"pages":0,"topics":0}

        """)
  }

  @Test
  func whatCannotBeReadIsSaid() throws {
    #expect(try run("none.xml").code == 74)
    try workplace.write("page.xml", "<html/>")
    let page = try run("page.xml")
    #expect(page.code == 1)
    #expect(page.errors.contains("page.xml:1:1: error[import-malformed]"))
    #expect(try run("feed.xml", "--into", "elsewhere").code == 64)
    #expect(try run("feed.xml", "--into", "../content").code == 64)
    let huge = workplace.path + "/huge.xml"
    _ = FileManager.default.createFile(atPath: huge, contents: nil)
    let handle = try FileHandle(forWritingTo: URL(filePath: huge))
    try handle.truncate(atOffset: 500 << 20)
    try handle.close()
    let ending = try run("huge.xml")
    #expect(ending.code == 1)
    #expect(ending.errors == "stet: huge.xml is longer than 256 MB; export it in parts\n")
  }
}
