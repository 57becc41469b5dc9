import StetContent
import StetCore
import StetSite

extension PageValues {
  /// The template of `page`, the most particular that the theme has first.
  func templateNames(for page: Page) -> [String] {
    switch page.kind {
    case .front: return ["front.html", "index.html"]
    case .article(let id):
      let asked = site[id].metadata.template.map { ["\($0.value).html"] } ?? []
      return asked + (site.story(id).isDated ? ["article.html"] : ["page.html", "article.html"])
    case .section: return ["section.html", "list.html"]
    case .topic: return ["topic.html", "list.html"]
    case .topics: return ["topics.html", "list.html"]
    case .author: return ["author.html", "list.html"]
    case .authors: return ["authors.html", "list.html"]
    case .series: return ["series.html", "list.html"]
    case .archive: return ["archive.html", "list.html"]
    case .corrections: return ["corrections.html", "list.html"]
    case .feedList: return ["feeds.html", "page.html"]
    case .search: return ["search.html"]
    case .notFound: return ["404.html"]
    case .gone: return ["gone.html", "404.html"]
    case .redirect: return ["redirect.html"]
    case .feed, .feedArchive, .feedOutline, .sitemap, .newsSitemap, .vocabulary, .schedule,
      .hostRules, .hostFile, .robots, .webManifest, .searchFile, .asset, .file:
      return []
    }
  }
}
