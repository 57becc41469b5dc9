import Foundation
import Testing

@testable import StetBuild

/// `stet check` on a small site.
struct CommandCheckTests {
  private let site: CommandSite
  private var workplace: Workplace { site.workplace }

  init() throws {
    let page =
      "<!doctype html><html lang=\"en\"><title>T</title><h1>T</h1><a href=\"/feeds/\">Feeds</a>"
    var archive = """
      -- stet.yaml --
      title: The Example
      base_url: https://example.org
      identity: example.org,2026
      theme: plain
      -- content/a.md --
      ---
      title: A
      ---
      See ![](/no.png) and [the, rest](/nowhere/#x).
      -- themes/plain/theme.yaml --
      name: Plain
      -- themes/plain/templates/article.html --
      \(page){{ article.body }}</html>

      """
    for name in ["front", "list", "404", "feeds", "redirect", "gone"] {
      archive += "-- themes/plain/templates/\(name).html --\n\(page)<a href=\"/a/\">A</a></html>\n"
    }
    site = try CommandSite(archive)
  }

  @Test
  func whatReadersFindBrokenIsToldAtItsLine() throws {
    let ending = try site.run("check")
    #expect(ending.code == 1)
    #expect(ending.errors.contains("content/a.md:4:9: error[page-link-missing]: “/no.png” leads"))
    #expect(ending.errors.contains("content/a.md:4:34: error[page-link-missing]: “/nowhere/#x” le"))
    #expect(ending.errors.hasSuffix("\n2 errors\n"))
    #expect(ending.output.hasPrefix("4 pages, 6 feeds and maps, in "))
  }

  @Test
  func aCodeHostIsToldInItsOwnForm() throws {
    let ending = try site.run("check", "--format", "github")
    #expect(ending.code == 1)
    let place = "::error file=content/a.md,line=4,col=34,title=page-link-missing::"
    #expect(ending.output.hasSuffix(place + "“/nowhere/#x” leads to nothing\n"))
    struct Log: Decodable {
      struct Text: Decodable { let text: String }
      struct Result: Decodable {
        let ruleId: String
        let level: String
        let message: Text
      }
      struct Run: Decodable { let results: [Result] }
      let version: String
      let runs: [Run]
    }
    let sarif = try site.run("check", "--no-build", "--format", "sarif")
    let log = try JSONDecoder().decode(Log.self, from: Data(sarif.output.utf8))
    #expect(log.version == "2.1.0")
    #expect(log.runs.first?.results.map(\.level) == ["error", "error"])
    let json = try site.run("check", "--no-build", "--format", "json")
    #expect(
      json.output.hasPrefix("{\"diagnostics\":[{\"code\":\"page-link-missing\",\"column\":9,"))
  }

  @Test
  func aRuleIsSwitchedOffForAPathWithAReason() throws {
    let settings = try #require(workplace.read("stet.yaml"))
    let exception = "check:\n  except:\n    - { rule: page-link-missing, "
    try workplace.write(
      "stet.yaml", settings + exception + "path: \"content/*\", reason: To come }\n")
    let ending = try site.run("check", "--strict")
    #expect(ending.code == 0)
    #expect(ending.errors == "nothing to complain of\n")
    try workplace.write("stet.yaml", settings + exception + "path: \"content/*\" }\n")
    #expect(try site.run("check").errors.contains("an entry of “except” needs a rule and a reason"))
  }

  @Test
  func aMissingPictureIsToldWhereItsStoryNamesItAndNotOnEveryCard() throws {
    try workplace.write(
      "content/p.md",
      "---\ntitle: P\ntopics: [Ö]\nimage: { source: gone.jpg, alt: x }\n---\nText.\n")
    try workplace.write(
      "themes/plain/templates/404.html",
      "<!doctype html><html lang=\"en\"><title>T</title><h1>T</h1><a href=\"/p/\">P</a>"
        + "<a href=\"/topics/ö/\">Ö</a><img src=\"/p/gone.jpg\" alt=\"\"></html>")
    try workplace.write(
      "themes/plain/templates/article.html",
      "<!doctype html><html lang=\"en\"><title>T</title><h1>T</h1>"
        + "{% if article.image %}<img src=\"{{ article.image.src }}\" alt=\"x\">{% endif %}</html>")
    let ending = try site.run("check")
    let told = ending.errors.split(separator: "\n").filter { $0.contains("gone.jpg” leads") }
    #expect(told.count == 1)
    #expect(told.first?.hasPrefix("content/p.md:4:18: error[page-link-missing]") == true)
    // The address of a feed is written with percent signs, its file is not.
    #expect(!ending.errors.contains("self-mismatch"))
  }

  @Test
  func draftsAreCheckedApartFromTheOutput() throws {
    try workplace.write("content/d.md", "---\ntitle: D\ndraft: true\n---\n[x](/gone-away/)\n")
    #expect(!(try site.run("check", "-s", ".").errors.contains("content/d.md")))
    let ending = try site.run("check", "--buildDrafts", "-j", "1")
    #expect(ending.errors.contains("content/d.md:5:5: error[page-link-missing]"))
    #expect(workplace.read("output/d/index.html") == nil)
    #expect(workplace.read(".stet/preview/d/index.html") != nil)
  }

  @Test
  func aBrokenLinkIsToldInEachArticleThatHasIt() throws {
    let host = try StatusHost()
    let text = "[x](\(host.address)/404) and [y](\(host.address)/404)"
    for name in ["one", "two"] {
      try workplace.write("content/\(name).md", "---\ntitle: Story \(name)\n---\n\(text)\n")
    }
    let ending = try site.run("check", "--links", "new", "--pace", "0")
    let told = ending.errors.split(separator: "\n").filter { $0.contains("[link-broken]") }
    #expect(
      told.map { $0.prefix { $0 != " " } } == ["content/one.md:4:5:", "content/two.md:4:5:"])
  }

  @Test
  func whatMakesNoSenseIsRefused() throws {
    #expect(try site.run("check", "--pace", "-1").code == 64)
    #expect(try site.run("check", "--links", "some").code == 64)
    #expect(try site.run("check", "--site", "nowhere").code == 64)
    #expect(try site.run("check", "--no-build").code == 74, "there is no output folder yet")
  }
}
