import StetContent
import StetCore
import StetFeed
import StetSite

/// Turns the stories of a scope into a feed, in no format yet.
struct SiteFeed: Sendable {
  var site: Site
  let addresses: Addresses
  var views: Views
  let timeline: FeedTimeline
  /// What is known of the site's files, by path from the output folder.
  let files: [String: FileFacts]
  /// The stylesheet for people who open a feed in a browser.
  let stylesheet: SitePath?
  /// What stands for the headline of a withdrawn article, by language.
  let retractionTitle: @Sendable (String) -> String
  /// Each section and each topic as entries name it.
  let sectionCategories: [StetFeed.Category]
  let topicCategories: [StetFeed.Category]

  init(
    site: Site, addresses: Addresses, views: Views, timeline: FeedTimeline,
    files: [String: FileFacts], stylesheet: SitePath?,
    retractionTitle: @escaping @Sendable (String) -> String
  ) {
    self.site = site
    self.addresses = addresses
    self.views = views
    self.timeline = timeline
    self.files = files
    self.stylesheet = stylesheet
    self.retractionTitle = retractionTitle
    sectionCategories = site.sections.map { section in
      StetFeed.Category(
        term: section.path, scheme: addresses.absolute(.root), label: section.title)
    }
    topicCategories = site.topics.map { topic in
      StetFeed.Category(
        term: topic.id, scheme: addresses.absolute(SitePath("/\(topic.taxonomy)/")),
        label: topic.name)
    }
  }

  /// What the feed of `scope` carries, newest first.
  func items(of scope: Page.FeedScope) -> [FeedItem] {
    let limit = site.configuration.feeds.limit
    switch scope {
    case .site: return Array(timeline.items.prefix(limit))
    case .section(let index):
      return items(site.sections[index].stories, limit) { $0.section == index }
    case .topic(let index):
      return items(site.topics[index].stories, limit) { $0.topics.contains(index) }
    case .author(let index):
      return items(site.authors[index].stories, limit) { $0.authors.contains(index) }
    case .series(let index): return items(newestFirst(index), limit) { $0.series == index }
    case .corrections:
      return items(site.latest.filter { !site[$0].metadata.corrections.isEmpty }, limit) { _ in
        false
      }
    case .podcast(let index): return episodes(of: site.configuration.feeds.podcasts[index])
    }
  }

  /// The first `limit` of `stories` that feeds carry, and the retractions that belong to them.
  private func items(
    _ stories: [ArticleID], _ limit: Int, belongs: (Retraction) -> Bool
  ) -> [FeedItem] {
    let carried = stories.lazy.filter { site.feedIDs[$0.index] != nil }.prefix(limit)
    let retractions = site.retractions.indices.filter { belongs(site.retractions[$0]) }
    return Array(FeedTimeline.merged(Array(carried), retractions, in: site).prefix(limit))
  }

  /// The parts of a series by date.
  private func newestFirst(_ series: Int) -> [ArticleID] {
    site.series[series].parts.sorted { first, second in
      let dates = [first, second].map {
        site[$0].metadata.date?.value.secondsSinceEpoch ?? .min
      }
      return dates[0] != dates[1] ? dates[0] > dates[1] : site[first].path < site[second].path
    }
  }

  private func episodes(of podcast: Configuration.Podcast) -> [FeedItem] {
    let stories: [ArticleID] =
      switch podcast.source {
      case .site: site.latest
      case .section(let path): site.sections.first { $0.path == path }?.stories ?? []
      case .topic(let name): PageList.topic(name, in: site).map { site.topics[$0].stories } ?? []
      case .series(let name): PageList.series(name, in: site).map { newestFirst($0) } ?? []
      }
    let played = stories.lazy.filter { id in
      site.feedIDs[id.index] != nil && enclosures(of: id).contains { isPlayed($0.type) }
    }
    return played.prefix(podcast.limit).map { .story($0) }
  }

  /// The feed of `scope`, its entries without their texts.
  func feed(of scope: Page.FeedScope, _ items: [FeedItem]) -> Feed {
    var feed = frame(of: scope)
    feed.entries = items.map { entry(of: $0) }
    if feed.podcast != nil {
      for index in feed.entries.indices {
        feed.entries[index].enclosures.removeAll { !isPlayed($0.type) }
      }
    }
    if scope == .site, timeline.archiveCount > 0 {
      let newest = addresses.absolute(PageList.feedArchiveAddress(timeline.archiveCount))
      feed.addresses.atom?.previousArchive = newest
    }
    if scope == .site, site.configuration.feeds.isWithTombstones {
      feed.tombstones = site.retractions.compactMap { retraction in
        retraction.withdrawn.map {
          Tombstone(id: retraction.permanentID, when: $0, comment: retraction.reason)
        }
      }
    }
    return feed
  }

  /// Archive `number` of the site's feed, from 1, its entries without their texts.
  func archive(_ number: Int) -> Feed {
    var feed = frame(of: .site)
    let place = { addresses.absolute(PageList.feedArchiveAddress($0)) }
    feed.kind = .archive
    feed.hubs = []
    feed.addresses = FeedAddresses(
      atom: FeedAddress(
        place(number), current: feed.addresses.atom?.own,
        previousArchive: number > 1 ? place(number - 1) : nil,
        nextArchive: number < timeline.archiveCount ? place(number + 1) : nil))
    feed.entries = timeline.archived(number).map { entry(of: $0) }
    return feed
  }

  /// The title of the feed of `scope`: the publication's, and before it what the feed is limited to.
  static func title(of scope: Page.FeedScope, in site: Site) -> String {
    let whole = site.configuration.title
    return switch scope {
    case .site: whole
    case .section(let index): "\(site.sections[index].title) – \(whole)"
    case .topic(let index): "\(site.topics[index].name) – \(whole)"
    case .author(let index): "\(site.authors[index].name) – \(whole)"
    case .series(let index): "\(site.series[index].name) – \(whole)"
    case .corrections: "Corrections – \(whole)"
    case .podcast(let index): site.configuration.feeds.podcasts[index].title ?? whole
    }
  }

  /// The feed of `scope` without its entries.
  private func frame(of scope: Page.FeedScope) -> Feed {
    let configuration = site.configuration
    let place = { (format: FeedFormat) -> FeedAddress? in
      guard PageList.formats(of: scope, in: site).contains(format) else { return nil }
      return FeedAddress(addresses.absolute(PageList.feedAddress(of: scope, format, in: site)))
    }
    var feed = Feed(
      id: id(of: scope), title: SiteFeed.title(of: scope, in: site),
      language: configuration.language,
      site: addresses.absolute(PageList.pageAddress(of: scope, in: site)),
      established: Timestamp(secondsSinceEpoch: 946_684_800),
      addresses: FeedAddresses(atom: place(.atom), rss: place(.rss), json: place(.json)))
    feed.subtitle = subtitle(of: scope)
    feed.hubs = configuration.feeds.hubs
    feed.authors = [Person(name: configuration.title, uri: addresses.absolute(.root))]
    feed.rights = configuration.copyright
    feed.generator = Generator(name: "stet")
    feed.stylesheet = stylesheet.map { addresses.rooted($0) }
    feed.icon = configuration.feeds.icon.map(addresses.absolute(written:))
    feed.logo = configuration.feeds.logo.map(addresses.absolute(written:))
    if case .podcast(let index) = scope {
      feed.podcast = channel(of: configuration.feeds.podcasts[index])
      feed.logo = feed.podcast?.image
    }
    return feed
  }

  private func subtitle(of scope: Page.FeedScope) -> String? {
    switch scope {
    case .site: site.configuration.description ?? site.configuration.tagline
    case .section(let index): site.sections[index].description
    case .topic(let index): site.topics[index].description
    case .author(let index):
      site.authors[index].definition.flatMap { site[$0].metadata.standfirst?.value }
    case .podcast(let index):
      site.configuration.feeds.podcasts[index].description ?? site.configuration.description
    case .series, .corrections: nil
    }
  }

  // MARK: Identity

  /// The `tag:` URI (RFC 4151) of the feed of `scope`.
  private func id(of scope: Page.FeedScope) -> String {
    switch scope {
    case .site: "tag:\(authority):feed"
    case .section(let index): "tag:\(authority):section/\(escaped(site.sections[index].path))"
    case .topic(let index):
      "tag:\(authority):\(escaped("\(site.topics[index].taxonomy)/\(site.topics[index].id)"))"
    case .author(let index): "tag:\(authority):authors/\(escaped(site.authors[index].id))"
    case .series(let index): "tag:\(authority):series/\(escaped(site.series[index].id))"
    case .corrections: "tag:\(authority):corrections"
    case .podcast(let index): podcastID(site.configuration.feeds.podcasts[index].source)
    }
  }

  private func podcastID(_ source: Configuration.Podcast.Source) -> String {
    let name =
      switch source {
      case .site: ""
      case .section(let path): "/section/\(path)"
      case .topic(let name): "/topic/\(name)"
      case .series(let name): "/series/\(name)"
      }
    return "tag:\(authority):podcast\(escaped(name))"
  }

  /// `path` with the characters that a URI may hold.
  private func escaped(_ path: String) -> String {
    SitePath(written: path).map { String($0.escaped.dropFirst()) } ?? path
  }

  /// The authority and year that feeds' ids begin with: `example.org,2026`.
  private var authority: String { site.ledger.authority ?? addresses.host }
}
