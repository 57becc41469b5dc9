import StetContent
import StetCore
import StetFeed
import StetSite

// Documents for machines: no template, only specifications.

extension Renderer {
  var siteFeed: SiteFeed { SiteFeed(site: site, addresses: addresses, views: values.views) }

  var feedStylesheet: SitePath? {
    theme.assets.first { $0.name == "feed.css" }?.address
  }

  func feed(
    _ scope: Page.FeedScope, _ format: FeedFormat, at path: String, body: (ArticleID) -> Body
  ) -> Diagnosed<Output> {
    var diagnostics: [Diagnostic] = []
    let feed = siteFeed.feed(of: scope, stylesheet: feedStylesheet) { id in
      let story = site.story(id)
      let html = self.html(
        of: id, body(id), for: .feed(page: story.address),
        context: context(for: Page(kind: .article(id), address: story.address)))
      diagnostics += html.diagnostics
      return html.value
    }
    let document =
      switch format {
      case .atom: feed.atomDocument()
      case .rss: feed.rssDocument()
      case .json: feed.jsonDocument()
      }
    return Diagnosed(
      Output(path: path, bytes: document.bytes, judgement: .feed(document)), diagnostics)
  }

  /// sitemaps.org 0.9: every page for readers, with the date of an article's last change.
  var sitemap: WrittenDocument {
    let entries = pages.compactMap { page -> SitemapEntry? in
      switch page.kind {
      case .article(let id):
        let metadata = site[id].metadata
        return SitemapEntry(
          address: addresses.absolute(page.address),
          lastModified: Views.updated(metadata) ?? metadata.date?.value)
      case .front(1), .section(_, 1), .topic(_, 1), .topics, .author(_, 1), .authors, .series,
        .archive, .corrections, .feedList:
        return SitemapEntry(address: addresses.absolute(page.address))
      default: return nil
      }
    }
    return sitemapDocument(entries)
  }

  /// The documents that are cheap enough to be made whenever they are asked about.
  func small(_ kind: Page.Kind) -> [UInt8] {
    switch kind {
    case .feedOutline: feedOutline
    case .vocabulary(let taxonomy):
      VocabularyDocument(site: site, addresses: addresses, taxonomy: taxonomy).bytes
    case .schedule: schedule
    case .robots: robots
    default: preconditionFailure("only small documents are asked for")
    }
  }

  /// The instants at which the output will change, without a word on what is not yet public.
  private var schedule: [UInt8] {
    var counts: [(at: Timestamp, change: Schedule.Change, count: Int)] = []
    for event in Schedule(site).events {
      if let last = counts.last, last.change == event.change,
        last.at.secondsSinceEpoch == event.at.secondsSinceEpoch
      {
        counts[counts.count - 1].count += 1
      } else {
        counts.append((event.at, event.change, 1))
      }
    }
    let next = counts.map { item -> JSONText in
      let utc = Timestamp(secondsSinceEpoch: item.at.secondsSinceEpoch)
      return .object([
        ("at", .text(utc.rfc3339)), ("change", .text(item.change.rawValue)),
        ("articles", .number(item.count)),
      ])
    }
    return JSONText.object([("next", .list(next))]).bytes
  }

  /// Every Atom feed, for readers that subscribe to all at once (OPML 2.0).
  private var feedOutline: [UInt8] {
    let subscriptions = PageList.feedScopes(of: site).compactMap { scope -> Subscription? in
      guard let format = PageList.formats(of: scope, in: site).first else { return nil }
      return Subscription(
        title: siteFeed.title(of: scope),
        feed: addresses.absolute(PageList.feedAddress(of: scope, format, in: site)),
        page: addresses.absolute(PageList.pageAddress(of: scope, in: site)))
    }
    return opmlDocument(title: site.configuration.title, subscriptions).bytes
  }

  private var robots: [UInt8] {
    Array("User-agent: *\nAllow: /\n\nSitemap: \(addresses.base)/sitemap.xml\n".utf8)
  }

}
