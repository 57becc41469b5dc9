import StetCore
import Testing

@testable import StetBuild

struct NurseryTests {
  /// Folders made beforehand for articles that get no page do not stay.
  @Test(arguments: [1, 2])
  func noEmptyFolderIsLeftOfAPageThatCannotBePrinted(width: Int) async throws {
    let site = try Workplace(
      """
      -- stet.yaml --
      title: A
      base_url: https://a.example
      theme: t
      -- themes/t/templates/front.html --
      front
      -- themes/t/templates/list.html --
      list
      -- themes/t/templates/article.html --
      {{ article.title }}{% if article.title == 'Bad' %}{{ 1 / 0 }}{% endif %}
      -- content/good.md --
      ---
      title: Good
      date: 2026-01-01
      ---
      -- content/bad.md --
      ---
      title: Bad
      date: 2026-01-02
      ---
      """)
    _ = try await StetBuild.build(SampleSite.order(site, width: width))
    #expect(site.read("output/good/index.html") != nil)
    #expect(try Disk.status(site.path + "/output/bad", isFollowing: false) == nil)
  }
}
