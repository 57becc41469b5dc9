import StetContent
import StetCore
import StetSite
import StetTemplate

// What every page sees of the publication and its feeds.

extension PageValues {
  private static let feedShape = Shape([
    "title", "address", "absolute_address", "type", "format",
  ])

  /// Whether the site writes the feed of `scope`.
  static func isWritten(_ scope: Page.FeedScope, in site: Site) -> Bool {
    let feeds = site.configuration.feeds
    return switch scope {
    case .site: true
    case .section(let index): feeds.isForSections && PageList.isFed(index, in: site)
    case .topic(let index): feeds.isForTopics && !site.topics[index].isHidden
    case .author: feeds.isForAuthors
    case .series: feeds.isForSeries
    case .corrections: feeds.isForCorrections && site.hasCorrections
    case .podcast(let index): PageList.podcastPage(index, in: site) != nil
    }
  }

  /// The feed of `scope`, where it is written, the site's and its podcasts.
  func feeds(near scope: Page.FeedScope?) -> Value {
    guard let scope, PageValues.isWritten(scope, in: site) else {
      return .list(siteFeedViews + podcastFeedViews)
    }
    return .list(feedViews(scope) + siteFeedViews + podcastFeedViews)
  }

  /// The feed of `scope` as pages name it, once for each format.
  private func feedViews(_ scope: Page.FeedScope) -> [Value] {
    switch scope {
    case .site: siteFeedViews
    case .section(let index): sectionFeedViews[index]
    default: PageValues.feedViews(scope, in: site, addresses)
    }
  }

  static func feedViews(
    _ scope: Page.FeedScope, in site: Site, _ addresses: Addresses
  ) -> [Value] {
    let title = SiteFeed.title(of: scope, in: site)
    return PageList.formats(of: scope, in: site).map { format in
      let address = PageList.feedAddress(of: scope, format, in: site)
      return .record(
        Record(
          PageValues.feedShape,
          [
            Value(title), Value(addresses.rooted(address)), Value(addresses.absolute(address)),
            Value(format.mediaType), Value(format.name),
          ]))
    }
  }

  /// Every feed of the site.
  var feeds: Value { .list(PageList.feedScopes(of: site).flatMap { feedViews($0) }) }

  private static let siteShape = Shape([
    "title", "tagline", "description", "base_url", "language", "direction", "address", "params",
    "menu", "sections", "feeds", "generator", "copyright", "timezone", "pages", "data",
  ])

  /// The publication as every page sees it.
  static func view(
    of site: Site, theme: Theme, addresses: Addresses, views: Views, isSearched: Bool
  ) -> Value {
    let configuration = site.configuration
    let menu: [Value] = configuration.menu.map { entry in
      let address = SitePath(written: entry.address).map { addresses.rooted($0) }
      let isLocal = entry.address.hasPrefix("/")
      return Views.link(entry.title, isLocal ? address ?? entry.address : entry.address)
    }
    return .record(
      Record(
        siteShape,
        [
          Value(configuration.title), Value(configuration.tagline),
          Value(configuration.description), Value(configuration.baseURL),
          Value(configuration.language), Value(direction(of: configuration.language)),
          Value(addresses.rooted(.root)),
          .map(params(configuration.params, over: theme.params)),
          .list(menu), .list(views.sectionOrder.map { views.sections[$0] }), .list([]),
          Value("stet"),
          Value(configuration.copyright), Value(configuration.zone.identifier),
          sitePages(of: site, theme, addresses, isSearched: isSearched), Value(site.data),
        ]))
  }

  /// `language` and the way it is written, as pages say them; made once for the site's own.
  func written(_ language: String) -> (name: Value, direction: Value) {
    language == site.configuration.language
      ? siteLanguage : (Value(language), Value(PageValues.direction(of: language)))
  }

  /// Which way `language` is written, as `dir` says it.
  static func direction(of language: String) -> String {
    let rightToLeft = ["ar", "fa", "he", "ur", "yi", "ps", "dv", "ckb"]
    let main = language.prefix { $0 != "-" }.lowercased()
    return rightToLeft.contains(main) ? "rtl" : "ltr"
  }

  /// The theme's values with those of stet.yaml in their places, then what only stet.yaml has.
  private static func params(
    _ own: LocatedNode?, over defaults: [LocatedNode.Entry]
  ) -> ValueMap {
    let kept = defaults.map { entry in
      (entry.key.value, Value(own?[entry.key.value] ?? entry.value))
    }
    guard case .map(let entries, _)? = own else { return ValueMap(kept) }
    let known = Set(kept.map(\.0))
    let added = entries.filter { !known.contains($0.key.value) }
    return ValueMap(kept + added.map { ($0.key.value, Value($0.value)) })
  }
}
