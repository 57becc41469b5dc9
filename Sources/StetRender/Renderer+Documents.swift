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

  /// The feed of `scope` in `format`, ready to be judged.
  func feed(
    _ scope: Page.FeedScope, _ format: FeedFormat, at path: String, body: (ArticleID) -> Body
  ) -> Diagnosed<Output> {
    var diagnostics: [Diagnostic] = []
    let feed = siteFeed.feed(of: scope, stylesheet: feedStylesheet) { id in
      content(of: id, body: body, &diagnostics)
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

  /// Archive `number` of the site's feed.
  func feedArchive(
    _ number: Int, at path: String, body: (ArticleID) -> Body
  ) -> Diagnosed<Output> {
    var diagnostics: [Diagnostic] = []
    let feed = siteFeed.archive(number, stylesheet: feedStylesheet) { id in
      content(of: id, body: body, &diagnostics)
    }
    let document = feed.atomDocument()
    return Diagnosed(
      Output(path: path, bytes: document.bytes, judgement: .feed(document)), diagnostics)
  }

  /// The HTML of an article as feeds carry it: the lead picture, then the text.
  private func content(
    of id: ArticleID, body: (ArticleID) -> Body, _ diagnostics: inout [Diagnostic]
  ) -> [UInt8] {
    let story = site.story(id)
    let html = self.html(
      of: id, body(id), for: .feed(page: story.address),
      context: context(for: Page(kind: .article(id), address: story.address)))
    diagnostics += html.diagnostics
    return siteFeed.leadFigure(of: id) + html.value
  }

  /// Part `part` of the sitemap (sitemaps.org 0.9): every page for readers, with the date of an
  /// article's last change.
  func sitemap(_ part: Int) -> WrittenDocument {
    let listed = pages.filter { PageList.isForSearchEngines($0.kind, in: site) }
    let files = sitemapFiles(listed.map(sitemapPage), folder: addresses.absolute(.root))
    return part < files.count ? files[part].document : WrittenDocument(bytes: [])
  }

  private func sitemapPage(_ page: Page) -> SitemapPage {
    guard case .article(let id) = page.kind else {
      return SitemapPage(address: addresses.absolute(page.address))
    }
    let metadata = site[id].metadata
    return SitemapPage(
      address: addresses.absolute(page.address),
      modified: site.updated(id) ?? metadata.date?.value,
      origin: SourceOrigin(path: site[id].path))
  }

  /// The Google News sitemap.
  var newsSitemap: WrittenDocument {
    let recent = site.latest.lazy.prefix(1000).filter { site.newsEnd(of: $0) != nil }
    return newsSitemapDocument(
      publication: site.configuration.title, language: site.configuration.language,
      recent.map { siteFeed.entry(of: $0) { _ in [] } }, now: site.now)
  }

  /// The documents that are cheap enough to be made whenever they are asked about.
  func small(_ kind: Page.Kind) -> [UInt8] {
    switch kind {
    case .feedOutline: feedOutline
    case .vocabulary(let taxonomy):
      VocabularyDocument(site: site, addresses: addresses, taxonomy: taxonomy).bytes
    case .schedule: schedule
    case .hostRules: HostRules(site: site, addresses: addresses).bytes
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
        site: addresses.absolute(PageList.pageAddress(of: scope, in: site)))
    }
    return opmlDocument(
      title: site.configuration.title, [SubscriptionGroup(subscriptions: subscriptions)]
    ).bytes
  }

  private var robots: [UInt8] {
    Array("User-agent: *\nAllow: /\n\nSitemap: \(addresses.base)/sitemap.xml\n".utf8)
  }

}
