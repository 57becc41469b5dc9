import StetContent
import StetCore
import StetFeed
import StetSite

/// Turns the stories of a scope into a feed, in no format yet.
struct SiteFeed {
  let site: Site
  let addresses: Addresses
  let views: Views

  /// The stories that the feed of `scope` carries, newest first.
  func stories(of scope: Page.FeedScope) -> [ArticleID] {
    let all =
      switch scope {
      case .site: site.latest
      case .section(let index): site.sections[index].stories
      case .topic(let index): site.topics[index].stories
      case .author(let index): site.authors[index].stories
      case .series(let index): Array(site.series[index].parts.reversed())
      case .corrections: site.latest.filter { !site.corrections(of: $0).isEmpty }
      }
    let carried = all.lazy.filter { site.feedIDs[$0.index] != nil }
    return Array(carried.prefix(site.configuration.feeds.limit))
  }

  /// The stories of archive `number` of the site's feed, newest first. Archives are filled with the
  /// oldest stories first, so that a full one changes only with its own stories (RFC 5005 §4).
  func archived(_ number: Int) -> [ArticleID] {
    let perArchive = site.configuration.feeds.countPerArchive
    let oldestFirst = site.latest.reversed().filter { site.feedIDs[$0.index] != nil }
    return oldestFirst.dropFirst((number - 1) * perArchive).prefix(perArchive).reversed()
  }

  /// Archive `number` of the site's feed, from 1; `content` as for the feed itself.
  func archive(
    _ number: Int, stylesheet: SitePath?, content: (ArticleID) -> [UInt8]
  ) -> Feed {
    var feed = frame(of: .site, stylesheet: stylesheet)
    let place = { addresses.absolute(PageList.feedArchiveAddress($0)) }
    feed.kind = .archive
    feed.hubs = []
    feed.addresses = FeedAddresses(
      atom: FeedAddress(
        place(number), current: feed.addresses.atom?.own,
        previousArchive: number > 1 ? place(number - 1) : nil,
        nextArchive: number < PageList.archiveCount(of: site) ? place(number + 1) : nil))
    feed.entries = archived(number).map { entry(of: $0, content: content) }
    return feed
  }

  /// The title of the feed of `scope`: the publication's, and before it what the feed is limited to.
  func title(of scope: Page.FeedScope) -> String {
    let whole = site.configuration.title
    return switch scope {
    case .site: whole
    case .section(let index): "\(site.sections[index].title) – \(whole)"
    case .topic(let index): "\(site.topics[index].name) – \(whole)"
    case .author(let index): "\(site.authors[index].name) – \(whole)"
    case .series(let index): "\(site.series[index].name) – \(whole)"
    case .corrections: "Corrections – \(whole)"
    }
  }

  /// The feed of `scope`; `content` gives the HTML of an article as feeds carry it.
  func feed(
    of scope: Page.FeedScope, stylesheet: SitePath?, content: (ArticleID) -> [UInt8]
  ) -> Feed {
    var feed = frame(of: scope, stylesheet: stylesheet)
    feed.entries = stories(of: scope).map { entry(of: $0, content: content) }
    let archiveCount = PageList.archiveCount(of: site)
    if scope == .site, archiveCount > 0 {
      let newest = addresses.absolute(PageList.feedArchiveAddress(archiveCount))
      feed.addresses.atom?.previousArchive = newest
    }
    if scope == .site, site.configuration.feeds.isWithTombstones {
      feed.tombstones = site.gone.compactMap { gone in
        guard let id = site.ledger.lines.first(where: { $0.path == site[gone.id].localPath })?.id,
          let withdrawal = site[gone.id].metadata.withdrawn, let date = withdrawal.date
        else { return nil }
        return Tombstone(id: id, when: date.value, comment: withdrawal.reason)
      }
    }
    return feed
  }

  /// The feed of `scope` without its entries.
  private func frame(of scope: Page.FeedScope, stylesheet: SitePath?) -> Feed {
    let configuration = site.configuration
    let place = { (format: FeedFormat) -> FeedAddress? in
      guard PageList.formats(of: scope, in: site).contains(format) else { return nil }
      return FeedAddress(addresses.absolute(PageList.feedAddress(of: scope, format, in: site)))
    }
    var feed = Feed(
      id: id(of: scope), title: title(of: scope), language: configuration.language,
      site: addresses.absolute(PageList.pageAddress(of: scope, in: site)),
      established: Timestamp(secondsSinceEpoch: 946_684_800),
      addresses: FeedAddresses(atom: place(.atom), rss: place(.rss), json: place(.json)))
    feed.subtitle = subtitle(of: scope)
    feed.hubs = configuration.feeds.hubs
    feed.authors = [Person(name: configuration.title, uri: addresses.absolute(.root))]
    feed.rights = configuration.copyright
    feed.generator = Generator(name: "stet")
    feed.stylesheet = stylesheet.map { addresses.rooted($0) }
    return feed
  }

  private func subtitle(of scope: Page.FeedScope) -> String? {
    switch scope {
    case .site: site.configuration.description ?? site.configuration.tagline
    case .section(let index): site.sections[index].description
    case .topic(let index): site.topics[index].description
    case .author(let index):
      site.authors[index].definition.flatMap { site[$0].metadata.standfirst?.value }
    case .series, .corrections: nil
    }
  }

  /// The story `id` as subscribers receive it.
  func entry(of id: ArticleID, content: (ArticleID) -> [UInt8]) -> Entry {
    let article = site[id]
    let story = site.story(id)
    let metadata = article.metadata
    guard let date = metadata.date?.value, let permanent = site.feedIDs[id.index] else {
      preconditionFailure("only dated articles with an id stand in feeds")
    }
    var entry = Entry(
      id: permanent, title: views.title(of: article),
      address: addresses.absolute(story.address), published: date,
      updated: site.updated(id) ?? date, authors: authors(of: story))
    entry.summary = views.standfirst(of: article) ?? nonEmpty(article.excerpt)
    if site.configuration.feeds.isFullText { entry.content = content(id) }
    entry.language = story.language == site.configuration.language ? nil : story.language
    entry.categories = categories(of: story)
    entry.contributors = contributors(of: story)
    entry.leadMedia = leadMedia(of: id)
    entry.related = metadata.sources.compactMap { $0.url?.value }.filter { $0.hasPrefix("http") }
    entry.origin = SourceOrigin(path: article.path, range: metadata.title?.range)
    return entry
  }

  private func authors(of story: Story) -> [Person] {
    let named = story.authors.filter { $0.role == nil }.map { byline in
      let author = site.authors[byline.author]
      return Person(name: author.name, uri: addresses.absolute(author.address))
    }
    if !named.isEmpty { return named }
    return [Person(name: site.configuration.title, uri: addresses.absolute(.root))]
  }

  /// Those who did something else than write: pictures, research.
  private func contributors(of story: Story) -> [Person] {
    story.authors.filter { $0.role != nil }.map { byline in
      let author = site.authors[byline.author]
      return Person(name: author.name, uri: addresses.absolute(author.address))
    }
  }

  private func leadMedia(of id: ArticleID) -> LeadMedia? {
    guard let image = site[id].metadata.image, let destination = site.links[id.index].image,
      let type = SiteFeed.imageType(of: image.source.value)
    else { return nil }
    let story = site.story(id)
    var media = LeadMedia(
      url: destination.address(for: .feed(page: story.address), addresses), type: type)
    media.alt = image.alt.flatMap(nonEmpty)
    media.credit = image.credit
    return media
  }

  /// The lead picture as a figure, for readers that show only what stands in the text; empty where
  /// there is none.
  func leadFigure(of id: ArticleID) -> [UInt8] {
    guard let image = site[id].metadata.image, let destination = site.links[id.index].image else {
      return []
    }
    let medium = BodyMedium.feed(page: site.story(id).address)
    var html: [UInt8] = Array("<figure><img src=\"".utf8)
    html.appendEscaped(destination.address(for: medium, addresses))
    html.append(contentsOf: "\" alt=\"".utf8)
    html.appendEscaped(image.alt ?? "")
    html.append(contentsOf: "\">".utf8)
    let words = [image.caption, image.credit].compactMap(\.self).map(plainText)
    if !words.isEmpty {
      html.append(contentsOf: "<figcaption>".utf8)
      html.appendEscaped(words.joined(separator: " – "))
      html.append(contentsOf: "</figcaption>".utf8)
    }
    html.append(contentsOf: "</figure>\n".utf8)
    return html
  }

  /// The media type that the ending of `path` stands for; nil when it is no picture's.
  private static func imageType(of path: String) -> String? {
    let ending = path.prefix { $0 != "?" && $0 != "#" }.split(separator: ".").last?.lowercased()
    return switch ending {
    case "jpg", "jpeg": "image/jpeg"
    case "png": "image/png"
    case "gif": "image/gif"
    case "webp": "image/webp"
    case "avif": "image/avif"
    case "svg": "image/svg+xml"
    default: nil
    }
  }

  private func categories(of story: Story) -> [StetFeed.Category] {
    var categories: [StetFeed.Category] = []
    if let index = story.section {
      let section = site.sections[index]
      categories.append(
        StetFeed.Category(
          term: section.path, scheme: addresses.absolute(.root), label: section.title))
    }
    for topic in story.topics.map({ site.topics[$0] }) where !topic.isHidden {
      categories.append(
        StetFeed.Category(
          term: topic.id, scheme: addresses.absolute(SitePath("/\(topic.taxonomy)/")),
          label: topic.name))
    }
    return categories
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
    }
  }

  /// `path` with the characters that a URI may hold.
  private func escaped(_ path: String) -> String {
    SitePath(written: path).map { String($0.escaped.dropFirst()) } ?? path
  }

  /// The authority and year that feeds' ids begin with: `example.org,2026`.
  private var authority: String { site.ledger.authority ?? addresses.host }
}
