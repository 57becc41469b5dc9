import Foundation
import Testing

@testable import StetBuild

/// `stet list`, `stet related` and `stet topics` on the sample site.
struct CommandListTests {
  private let site: CommandSite
  private var workplace: Workplace { site.workplace }

  init() throws {
    site = try CommandSite()
  }

  @Test
  func everyArticleIsListedWithItsState() throws {
    let ending = try site.run("list", "all")
    #expect(ending.code == 0)
    #expect(
      ending.output == """
        scheduled  2030-01-01T00:00:00Z  content/web/five.md   /web/five/   Five
        draft      2026-01-04T08:00:00Z  content/web/four.md   /web/four/   Four
        published  2026-01-03T08:00:00Z  content/web/three.md  /web/three/  Three
        published  2026-01-02T08:00:00Z  content/press/two.md  /press/two/  Two
        published  2026-01-01T08:00:00Z  content/press/one.md  /press/one/  One
        expired    2025-01-01T00:00:00Z  content/web/six.md    /web/six/    Six
        published  -                     content/about.md      /about/      About

        """)
    #expect(ending.errors.isEmpty)
  }

  @Test
  func aListIsOneObjectALine() throws {
    let ending = try site.run("list", "scheduled", "--format", "json")
    #expect(
      ending.output == """
        {"address":"/web/five/","changes":"2030-01-01T00:00:00Z","date":"2030-01-01T00:00:00Z",\
        "errors":[],"path":"content/web/five.md","state":"scheduled","title":"Five"}

        """)
    let later = try site.run("list", "scheduled", "--now", "2030-01-01T00:00:00Z")
    #expect(later.output.isEmpty)
  }

  @Test
  func whatIsInvalidIsListedWithItsMistake() throws {
    try workplace.write("content/bad.md", "---\ntitle: T\ndate: 2026-02-30\n---\n")
    try workplace.write("content/dup.md", "---\ntitle: T\nslug: about\n---\n")
    let ending = try site.run("list", "invalid", "--format", "json")
    #expect(ending.code == 0)
    let lines = ending.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.contains("\"code\":\"invalid-date\",\"column\":7,\"line\":3") == true)
    #expect(lines.last?.contains("\"code\":\"address-taken\"") == true)
    #expect(
      try site.run("list", "invalid").errors.contains("content/bad.md:3:7: error[invalid-date]"))
  }

  @Test
  func relatedStoriesOfEveryArticleComeWithReasons() throws {
    let ending = try site.run("related", "--format", "json", "--limit", "1")
    #expect(ending.code == 0)
    struct Answer: Decodable {
      struct Story: Decodable {
        let path: String
        let score: Double
        let because: [String]
      }
      let article: String
      let related: [Story]
    }
    let answers = try ending.output.split(separator: "\n").map {
      try JSONDecoder().decode(Answer.self, from: Data($0.utf8))
    }
    #expect(
      answers.map(\.article) == [
        "content/press/one.md", "content/press/two.md", "content/web/three.md",
      ])
    #expect(answers[1].related.map(\.path) == ["content/press/one.md"])
    #expect(answers[1].related.allSatisfy { $0.score > 0 })
    #expect(answers[1].related[0].because.contains("topics: Printing, news"))
    #expect(answers[1].related[0].because.contains("a day apart"))
  }

  @Test
  func oneArticleIsAskedForByItsPath() throws {
    let ending = try site.run("related", "press/two.md", "--explain")
    #expect(ending.code == 0)
    #expect(ending.output.hasPrefix("content/press/two.md: Two\n"))
    #expect(ending.output.contains("\n        topics: Printing, news\n"))
    let missing = try site.run("related", "content/press/twa.md")
    #expect(missing.code == 64)
    #expect(missing.errors.contains("Did you mean content/press/two.md?"))
  }

  @Test
  func topicsAreCountedAndReviewed() throws {
    let ending = try site.run("topics", "--format", "json")
    #expect(ending.code == 0)
    #expect(
      ending.output == """
        {"articles":7,"broad":[],"orphans":[],"singletons":["news","web"],"taxonomy":"topics",\
        "topics":[{"count":1,"countUnder":2,"id":"news","topic":"news"},\
        {"count":2,"countUnder":2,"file":"content/topics/printing.md","id":"printing",\
        "topic":"Printing"},{"count":1,"countUnder":1,"id":"web","topic":"web"}],"twins":[],\
        "undefined":["news","web"]}

        """)
    #expect(try site.run("topics", "--strict").code == 1)
    #expect(try site.run("topics").output.contains("\nSingletons: one article\n  news\n  web\n"))
  }

  @Test
  func articlesWithoutTopicsGetSuggestions() throws {
    try workplace.write(
      "content/press/type.md",
      "---\ntitle: Printing again\ndate: 2026-01-05T08:00:00Z\n---\nPrinting, ink, paper.\n")
    let ending = try site.run("topics", "suggest", "--format", "json")
    #expect(ending.code == 0)
    let lines = ending.output.split(separator: "\n")
    #expect(lines.count == 5, "about, type, and three that are not public")
    let line = try #require(lines.first { $0.contains("content/press/type.md") })
    #expect(line.contains("{\"confidence\":0."))
    #expect(line.contains("\"topic\":\"Printing\""))
    #expect(try site.run("topics", "suggest", "--format", "json").output == ending.output)
    #expect(try site.run("topics", "suggest", "--strict").code == 1)
    #expect(try site.run("topics", "suggest", "--taxonomy", "colours").code == 64)
  }
}
