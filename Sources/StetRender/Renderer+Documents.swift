import StetContent
import StetCore
import StetFeed
import StetSite

// Documents for machines: no template, only specifications.

extension Renderer {
  /// What is written besides pages, before the texts of articles are put into it.
  func machineDocument(_ kind: Page.Kind) -> MachineDocument {
    switch kind {
    case .feed(let scope, let format):
      let items = siteFeed.items(of: scope)
      return .feed(siteFeed.feed(of: scope, items), items, format)
    case .feedArchive(let number):
      return .feed(siteFeed.archive(number), Array(siteFeed.timeline.archived(number)), .atom)
    case .sitemap(let part): return .map(sitemapDocument(part))
    case .newsSitemap: return .map(newsSitemap)
    case .feedOutline: return .map(feedOutline)
    case .vocabulary(let taxonomy):
      return .small(VocabularyDocument(site: site, addresses: addresses, taxonomy: taxonomy).bytes)
    case .schedule: return .small(schedule)
    case .hostRules: return .small(hostRules.bytes)
    case .hostFile(let file): return .small(HostSettings(hostRules).bytes(of: file))
    case .robots: return .small(robots)
    case .webManifest: return .small(webManifest)
    case .searchFile(let file): return search.map { .small($0.bytes(of: file, values)) } ?? .none
    default: return .none
    }
  }

  /// Everything that `document` depends on; nil where it is no document.
  func fingerprint(of document: MachineDocument) -> Fingerprint? {
    switch document {
    case .none: return nil
    case .map(let document): return Fingerprint(of: document.bytes)
    case .small(let bytes): return Fingerprint(of: bytes)
    case .feed(let feed, let items, let format):
      let bodies = items.map { item in
        if case .story(let id) = item { bodyFingerprint(of: id) } else { Fingerprint(of: "") }
      }
      return Fingerprint(
        of: [feed.fingerprint, Fingerprint(of: format.rawValue), commonFingerprint] + bodies)
    }
  }

  /// The bytes of `document` for `path`.
  func output(
    of document: MachineDocument, at path: String, body: (ArticleID) -> Body
  ) -> Diagnosed<Output>? {
    switch document {
    case .none: return nil
    case .map(let document):
      return Diagnosed(Output(path: path, bytes: document.bytes, judgement: .sitemap(document)))
    case .small(let bytes):
      return Diagnosed(Output(path: path, bytes: bytes, judgement: .none))
    case .feed(let feed, let items, let format):
      // A podcast's entries have other enclosures.
      let isShared = format == .atom && feed.podcast == nil
      let filled = filled(feed, items, isShared: isShared, body: body)
      let document = format.document(of: filled.value)
      if isShared, filled.diagnostics.isEmpty { written.keep(document, filled.value, items) }
      return Diagnosed(
        Output(path: path, bytes: document.bytes, judgement: .feed(document)), filled.diagnostics)
    }
  }

  /// `feed` with the texts of its articles.
  ///
  /// A feed is to stay below a megabyte: past that, after twenty entries it ends; before, what would
  /// go beyond carries its summary only. An archive keeps all its entries.
  private func filled(
    _ feed: Feed, _ items: [FeedItem], isShared: Bool, body: (ArticleID) -> Body
  ) -> Diagnosed<Feed> {
    var feed = feed
    var diagnostics: [Diagnostic] = []
    var size = 0
    for (index, item) in items.enumerated() {
      guard case .story(let id) = item, site.configuration.feeds.isFullText else {
        if !site.configuration.feeds.isFullText { feed.entries[index].content = nil }
        continue
      }
      let known = isShared ? written[id] : nil
      let text = known == nil ? content(of: id, body: body, &diagnostics) : []
      let room = size + 2048 + (known?.textCount ?? text.count) * 5 / 4
      if room > Renderer.feedSizeMax {
        guard index < Renderer.feedCountMin || feed.kind == .archive else {
          feed.entries.removeSubrange(index...)
          break
        }
      } else {
        if let known {
          feed.entries[index].atom = known.atom
        } else {
          feed.entries[index].content = text
        }
        size = room
      }
    }
    return Diagnosed(feed, diagnostics)
  }

  /// Bytes that readers fetch without complaint (FEEDS.md, M13), and entries that every feed has.
  private static let feedSizeMax = 1_000_000
  private static let feedCountMin = 20

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

  /// Part `part` of the sitemap (sitemaps.org 0.9), from 1, with the date of an article's last
  /// change; 0 is the file that everybody asks for: the only part, or the index of all.
  private func sitemapDocument(_ part: Int) -> WrittenDocument {
    if part == 0, sitemap.parts.count > 1 {
      return sitemapIndexDocument(
        sitemap.parts.enumerated().map { number, range in
          SitemapPage(
            address: addresses.absolute(SitePath("/\(sitemapPartName(number + 1))")),
            modified: newest(of: sitemap.pages[range]))
        })
    }
    return StetFeed.sitemapDocument(
      sitemap.pages[sitemap.parts[max(0, part - 1)]].map(sitemapPage))
  }

  private func newest(of pages: ArraySlice<Page>) -> Timestamp? {
    pages.lazy.compactMap { sitemapPage($0).modified }.max { $0.isBefore($1) }
  }

  private func sitemapPage(_ page: Page) -> SitemapPage {
    guard case .article(let id) = page.kind else {
      return SitemapPage(address: addresses.absolute(page.address))
    }
    return SitemapPage(
      address: addresses.absolute(page.address),
      modified: site.updated(id) ?? site[id].metadata.date?.value,
      origin: SourceOrigin(path: site[id].path))
  }

  /// The Google News sitemap.
  private var newsSitemap: WrittenDocument {
    let recent = site.latest.lazy.prefix(1000).filter { site.newsEnd(of: $0) != nil }
    return newsSitemapDocument(
      publication: site.configuration.title, language: site.configuration.language,
      recent.map { siteFeed.entry(of: $0) }, now: site.now)
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

  /// Every feed once, for readers that subscribe to all at once (OPML 2.0), grouped by what they
  /// follow.
  private var feedOutline: WrittenDocument {
    var groups: [SubscriptionGroup] = []
    for scope in PageList.feedScopes(of: site) {
      guard let format = PageList.formats(of: scope, in: site).first else { continue }
      let title = outlineTitle(of: scope)
      if groups.last?.title != title || groups.isEmpty {
        groups.append(SubscriptionGroup(title: title, subscriptions: []))
      }
      groups[groups.count - 1].subscriptions.append(
        Subscription(
          title: SiteFeed.title(of: scope, in: site),
          feed: addresses.absolute(PageList.feedAddress(of: scope, format, in: site)),
          site: addresses.absolute(PageList.pageAddress(of: scope, in: site)),
          language: site.configuration.language))
    }
    return opmlDocument(title: site.configuration.title, groups)
  }

  /// What the theme calls the lists that feeds like that of `scope` follow; nil for single ones.
  private func outlineTitle(of scope: Page.FeedScope) -> String? {
    let language = site.configuration.language
    return switch scope {
    case .site, .corrections, .podcast: nil
    case .section: theme.word("sections", for: language) ?? "Sections"
    case .topic: theme.word("topics", for: language) ?? "Topics"
    case .author: theme.word("authors", for: language) ?? "Authors"
    case .series: theme.word("series", for: language) ?? "Series"
    }
  }

  /// The publication for a home screen (W3C Web Application Manifest §1.1), in the theme's colours.
  private var webManifest: [UInt8] {
    let configuration = site.configuration
    var icon = assets["favicon.svg"]
    if case .string(let own, _)? = configuration.params?["icon"], !own.isEmpty { icon = own }
    let icons = icon.map { address -> JSONText in
      .object([
        ("src", .text(address)), ("sizes", .text("any")),
        ("type", mediaType(of: address).map { .text($0) }),
      ])
    }
    return JSONText.object([
      ("name", .text(configuration.title)), ("lang", .text(configuration.language)),
      ("start_url", .text(addresses.rooted(.root))), ("display", .text("browser")),
      ("background_color", theme.shareColors.map { .text($0.paper) }),
      ("theme_color", theme.shareColors.map { .text($0.rule) }),
      ("icons", .list([icons].compactMap(\.self))),
    ]).bytes
  }

  private var hostRules: HostRules { HostRules(site: site, addresses: addresses) }

  private var robots: [UInt8] {
    var text = "User-agent: *\nAllow: /\n\nSitemap: \(addresses.base)/sitemap.xml\n"
    if site.configuration.feeds.isForNews {
      text += "Sitemap: \(addresses.base)/news-sitemap.xml\n"
    }
    return Array(text.utf8)
  }
}

/// What is written besides pages, made once for the fingerprint of its input and for its output.
enum MachineDocument: Sendable {
  /// It is a page, an asset or a copied file.
  case none
  /// A feed whose stories still lack their texts, what stands at each place of it, and its format.
  case feed(Feed, [FeedItem], FeedFormat)
  /// A sitemap or a list of feeds, which is judged.
  case map(WrittenDocument)
  case small([UInt8])
}

extension FeedFormat {
  /// `feed` in this format.
  func document(of feed: Feed) -> WrittenDocument {
    switch self {
    case .atom: feed.atomDocument()
    case .rss: feed.rssDocument()
    case .json: feed.jsonDocument()
    }
  }
}
