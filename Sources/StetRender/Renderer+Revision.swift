import StetContent
import StetCore
import StetSite

// A change to a text alone: what is to be printed again, and what of the renderer stays.

extension Renderer {
  /// Whether the site has an index of its words.
  package var isSearched: Bool { search != nil }

  /// The same where the texts of `revised` are others, and with `related` in place of the stories at
  /// the foot of each; of `site` nothing else is new, and nothing that other pages show of an article.
  package func revised(
    _ site: Site, related: [[ArticleID]], texts revised: [ArticleID]
  ) -> Renderer {
    var new = self
    new.site = site
    new.values = PageValues(values, site, related: related)
    new.siteFeed.site = site
    new.siteFeed.views = new.values.views
    new.written = written.without(revised)
    new.bodyFingerprints = bodyFingerprints.without(revised.map(\.index))
    return new
  }

  /// The pages among `pages`, by index, that depend on the text of one of `changed`, or stand for one
  /// of `shown`, whose lists of related stories are others.
  package func pages(
    _ pages: [Page], withTextOf changed: Set<ArticleID>, orArticles shown: Set<ArticleID>
  ) -> [Int] {
    pages.indices.filter { index in
      switch pages[index].kind {
      case .article(let id): return changed.contains(id) || shown.contains(id)
      case .feed(let scope, _):
        return changed.contains { mayBeCarried($0, by: scope) }
          && isCarried(changed, in: siteFeed.items(of: scope))
      case .feedArchive(let number):
        return isCarried(changed, in: siteFeed.timeline.archived(number))
      default: return prose(of: pages[index]).map(changed.contains) ?? false
      }
    }
  }

  /// Whether the article is of what the feed of `scope` follows; a feed carries only the newest of it.
  private func mayBeCarried(_ id: ArticleID, by scope: Page.FeedScope) -> Bool {
    guard let story = site.stories[id.index] else { return false }
    switch scope {
    case .topic(let index): return site.topics[index].stories.contains(id)
    case .author(let index): return story.authors.contains { $0.author == index }
    case .series(let index): return story.series?.series == index
    case .site, .section, .corrections, .podcast: return true
    }
  }

  private func isCarried(_ changed: Set<ArticleID>, in items: some Sequence<FeedItem>) -> Bool {
    items.contains { item in
      if case .story(let id) = item { changed.contains(id) } else { false }
    }
  }

  /// Whether pages other than their own show the same of `old` and of `new`, whose front matter is
  /// the same: what of a text is on cards, in feeds and in results of a search.
  package static func isAlikeElsewhere(_ old: Article, _ new: Article) -> Bool {
    old.excerpt == new.excerpt
      && Views.readingMinutes(old.wordCount) == Views.readingMinutes(new.wordCount)
      && Views.title(of: old) == Views.title(of: new)
  }
}
