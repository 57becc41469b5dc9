import Foundation
import StetCore
import StetSite
import Testing

@testable import StetBuild

/// The index that the search page reads. Tests/Clients searches with it in a browser.
struct SearchTests {
  private func workplace(_ more: String = "") throws -> Workplace {
    let archive = SampleSite.archive.replacing("theme: plain", with: "theme: broadsheet\n" + more)
    let place = try Workplace(archive)
    try place.linkRepositoryTheme("broadsheet")
    return place
  }

  private func json(_ place: Workplace, _ name: String) throws -> Any {
    let path = place.path + "/output/search/index/" + name
    let data = try #require(FileManager.default.contents(atPath: path), "\(name)")
    return try JSONSerialization.jsonObject(with: data)
  }

  /// The articles that `term` leads to, by its shard.
  private func articles(_ place: Workplace, _ term: String) throws -> [Int] {
    let index = try #require(try json(place, "index.json") as? [String: Any])
    let shards = try #require(index["shards"] as? [String])
    let shard = try #require(shards.filter { term.hasPrefix($0) }.max { $0.count < $1.count })
    let terms = try #require(try json(place, "t/\(shard).json") as? [String: [Int]])
    var article = 0
    return (terms[term] ?? []).map { number in
      article += number / 10
      return article
    }
  }

  @Test
  func aWordLeadsToItsArticles() async throws {
    let place = try workplace()
    let report = try await build(SampleSite.order(place))
    #expect(report.diagnostics.filter { $0.severity == .error } == [])
    let index = try #require(try json(place, "index.json") as? [String: Any])
    let chunk = try #require(index["chunk"] as? Int)
    #expect(index["articles"] as? Int == 4)
    #expect(index["years"] as? [Int] == [2026])
    #expect(
      index["topics"] as? [[String]] == [
        ["Printing", "printing"], ["news", "news"], ["web", "web"],
      ])
    let results = try #require(try json(place, "d/0.json") as? [[String]])
    #expect(chunk >= 4 && results.map { $0[0] } == ["About", "One", "Two", "Three"])
    #expect(results[1][1] == "/press/one/")
    #expect(try articles(place, "second") == [2])
    #expect(try articles(place, "printing") == [1, 2])
    #expect(try articles(place, "jane") == [1])
    #expect(try json(place, "f/topic-printing.json") as? [Int] == [1, 1])
    #expect(try json(place, "f/year-2026.json") as? [Int] == [1, 1, 1])
    let page = try #require(place.read("output/search/index.html"))
    #expect(page.contains(#"data-index="/search/index/""#))
    #expect(place.read("output/index.html")?.contains("SearchAction") == true)
    #expect(place.read("output/sitemap.xml")?.contains("/search/") == false)
  }

  @Test
  func whatIsNotToBeFoundIsNot() async throws {
    let place = try workplace()
    let article = try #require(place.read("content/press/two.md"))
    try place.write(
      "content/press/two.md",
      article.replacing("---\nThe", with: "outputs: [feed, lists]\n---\nThe"))
    _ = try await build(SampleSite.order(place))
    #expect((try json(place, "index.json") as? [String: Any])?["articles"] as? Int == 3)
    for path in try place.listing("output/search/index") {
      let text = try #require(place.read("output/search/index/" + path))
      #expect(!text.contains("second") && !text.contains("/two/"), "\(path)")
    }
  }

  @Test
  func itCanBeSwitchedOff() async throws {
    let place = try workplace("search: false")
    _ = try await build(SampleSite.order(place))
    #expect(place.read("output/search/index.html") == nil)
    #expect(try place.listing().filter { $0.hasPrefix("search/") } == [])
    #expect(place.read("output/index.html")?.contains("/search/") == false)
  }
}
