import Foundation
import Testing

@testable import StetBuild

/// `stet topics merge`.
struct CommandMergeTests {
  private let site: CommandSite
  private var workplace: Workplace { site.workplace }

  init() throws {
    site = try CommandSite()
  }

  private func run(_ arguments: String...) throws -> Program.Ending {
    try site.run(["topics", "merge"] + arguments)
  }

  @Test
  func aTopicWithoutAFileBecomesAnAlias() throws {
    try workplace.write(
      "content/web/draft.md", "---\ntitle: D\ndraft: true\ntags: 'WEB, x'\n---\nweb\n")
    let ending = try run("web", "Printing")
    #expect(ending.code == 0)
    #expect(
      ending.output == """
        content/topics/printing.md
        content/web/draft.md
        content/web/three.md
        3 files changed

        """)
    #expect(
      workplace.read("content/topics/printing.md")
        == "---\nname: Printing\nbroader: [news]\naliases: [WEB]\n---\nInk on paper.\n")
    #expect(
      workplace.read("content/web/draft.md")
        == "---\ntitle: D\ndraft: true\ntags: 'Printing, x'\n---\nweb\n")
    #expect(workplace.read("content/web/three.md")?.contains("topics: [Printing]\n") == true)
    let again = try run("web", "Printing")
    #expect(again.code == 0)
    #expect(again.output == "0 files changed\n")
  }

  @Test
  func aTopicWithAFileLeadsToTheOther() throws {
    let ending = try run("printing", "news")
    #expect(ending.code == 0)
    #expect(workplace.read("content/press/one.md")?.contains("topics: [news]\n") == true)
    #expect(workplace.read("content/press/two.md")?.contains("topics: [news]\n") == true)
    #expect(
      workplace.read("content/topics/printing.md")?.contains("\nmerged_into: news\n---\n") == true)
    let build = try site.run("build")
    #expect(build.code == 0)
    let page = workplace.read("output/topics/printing/index.html")
    #expect(page?.contains("Moved.") == true)
  }

  @Test
  func aDryRunChangesNothing() throws {
    let before = try workplace.files(below: "content")
    let ending = try run("web", "printing", "--dry-run", "--format", "json")
    #expect(ending.code == 0)
    #expect(
      ending.output == """
        {"changed":["content/topics/printing.md","content/web/three.md"],"diagnostics":[],\
        "dryRun":true}

        """)
    #expect(try workplace.files(below: "content") == before)
  }

  @Test
  func rightsAndLinksStay() throws {
    let real = workplace.path + "/elsewhere.md"
    try workplace.write("elsewhere.md", "---\ntitle: E\ntopics: [web]\n---\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: real)
    try workplace.link("content/web/e.md", to: real)
    #expect(try run("web", "nets").code == 0)
    #expect(workplace.read("elsewhere.md") == "---\ntitle: E\ntopics: [nets]\n---\n")
    let rights = try FileManager.default.attributesOfItem(atPath: real)[.posixPermissions]
    #expect(rights as? Int == 0o600)
    let link = try Disk.status(workplace.path + "/content/web/e.md", isFollowing: false)
    #expect(link?.kind == .link)
  }

  @Test
  func whatCannotBeChangedSafelyIsLeftAlone() throws {
    let text = "---\ntitle: F\ntopics: >\n  web\n---\n"
    try workplace.write("content/web/f.md", text)
    let ending = try run("web", "printing")
    #expect(ending.code == 1)
    #expect(ending.errors.contains("content/web/f.md:3:9: error[topic-edit-impossible]"))
    #expect(workplace.read("content/web/f.md") == text)
    #expect(workplace.read("content/web/three.md")?.contains("topics: [printing]") == true)
  }

  @Test(arguments: [
    ["webb", "printing"], ["printing", "inks"], ["web", " "], ["web", "web"],
    ["web", "x", "--taxonomy", "y"],
  ])
  func aMergeThatMakesNoSenseEndsWith64(arguments: [String]) throws {
    let before = try workplace.files(below: "content")
    let ending = try site.run(["topics", "merge"] + arguments)
    #expect(ending.code == 64)
    #expect(try workplace.files(below: "content") == before)
  }
}
