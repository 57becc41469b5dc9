import StetContent
import StetCore
import StetSite

extension Renderer {
  /// The articles whose texts stand on `page`.
  package func texts(on page: Page) -> [ArticleID] {
    switch page.kind {
    case .feed(let scope, _): fullTexts(among: siteFeed.items(of: scope))
    case .feedArchive(let number): fullTexts(among: Array(siteFeed.timeline.archived(number)))
    default: prose(of: page).map { [$0] } ?? []
    }
  }

  /// The file of content that `page` is made of, where it is one of its own.
  package func source(of page: Page) -> String? {
    if case .article(let id) = page.kind { site[id].path } else { nil }
  }

  private func fullTexts(among items: [FeedItem]) -> [ArticleID] {
    if !site.configuration.feeds.isFullText { return [] }
    return items.compactMap { item in
      if case .story(let id) = item { id } else { nil }
    }
  }
}
