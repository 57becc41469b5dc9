import StetContent
import StetCore
import StetSite
import StetTemplate

/// What every page says of itself: title, addresses, breadcrumb, feeds, structured data.
struct PageView {
  let values: PageValues
  let page: Page

  private static let shape = Shape([
    "kind", "title", "description", "address", "absolute_address", "canonical", "language",
    "breadcrumbs", "feeds", "alternates", "jsonld", "image", "robots",
  ])

  private var site: Site { values.site }
  private var addresses: Addresses { values.addresses }

  var value: Value {
    let absolute = addresses.absolute(page.address)
    return .record(
      Record(
        PageView.shape,
        [
          Value(kindName), Value(title ?? ownTitle), Value(description),
          Value(addresses.rooted(page.address)), Value(absolute),
          Value(canonical ?? absolute), Value(language),
          .list(steps.map { Views.link($0.title, addresses.rooted($0.address)) }),
          .list(feedScopes.flatMap { values.feedViews($0) }), alternates, structuredData, image,
          Value(isForSearchEngines ? nil : "noindex"),
        ]))
  }

  /// The word templates and collections know this kind of page by.
  var kindName: String {
    switch page.kind {
    case .front: "front"
    case .article(let id): site.story(id).isDated ? "article" : "page"
    case .section: "section"
    case .topic: "topic"
    case .topics: "topics"
    case .author: "author"
    case .authors: "authors"
    case .series: "series"
    case .archive: "archive"
    case .corrections: "corrections"
    case .feedList: "feeds"
    case .notFound: "notfound"
    case .gone: "gone"
    case .redirect: "redirect"
    case .feed, .feedArchive, .feedOutline, .sitemap, .newsSitemap, .vocabulary, .schedule, .robots,
      .asset, .file:
      "file"
    }
  }

  var language: String {
    if case .article(let id) = page.kind { return site.story(id).language }
    return site.configuration.language
  }

  /// nil where the theme's own words name the page.
  private var title: String? {
    switch page.kind {
    case .front: site.configuration.title
    case .article(let id): values.views.title(of: site[id])
    case .section(let index, _): site.sections[index].title
    case .topic(let index, _): site.topics[index].name
    case .topics(let taxonomy): taxonomy == "topics" ? nil : taxonomy
    case .author(let index, _): site.authors[index].name
    case .series(let index): site.series[index].name
    case .archive(let year?, nil): String(year)
    case .archive(let year?, let month?):
      CivilTime(year: year, month: month, day: 1).map { first in
        Wording.monthAndYear(site.configuration.zone.timestamp(first), site.configuration)
      }
    default: nil
    }
  }

  /// What the theme's words call the page.
  private var ownTitle: String {
    let word: String =
      switch page.kind {
      case .topics: "all_topics"
      case .notFound: "not_found_title"
      case .gone: "gone_title"
      case .redirect: "redirect_title"
      default: kindName
      }
    guard case .record(let strings) = values.theme.strings(for: language),
      case .string(let text)? = strings[word]
    else { return kindName.prefix(1).uppercased() + kindName.dropFirst() }
    return text.string
  }

  private var description: String? {
    switch page.kind {
    case .front: site.configuration.description ?? site.configuration.tagline
    case .article(let id):
      values.views.standfirst(of: site[id]) ?? nonEmpty(site[id].excerpt)
    case .section(let index, _): site.sections[index].description
    case .topic(let index, _): site.topics[index].description
    case .author(let index, _):
      site.authors[index].definition.flatMap { site[$0].metadata.standfirst?.value }
    default: nil
    }
  }

  private var canonical: String? {
    if case .article(let id) = page.kind { site[id].metadata.canonical?.value } else { nil }
  }

  private static let alternateShape = Shape(["language", "title", "address", "absolute_address"])

  /// The page in each of its languages, this one too; empty where it has only one.
  private var alternates: Value {
    guard case .article(let id) = page.kind, !site.story(id).translations.isEmpty else {
      return .list([])
    }
    let stories = ([id] + site.story(id).translations).map { site.story($0) }
    return .list(
      stories.sorted { $0.language < $1.language }.map { story in
        .record(
          Record(
            PageView.alternateShape,
            [
              Value(story.language), Value(values.views.title(of: site[story.id])),
              Value(addresses.rooted(story.address)), Value(addresses.absolute(story.address)),
            ]))
      })
  }

  private var image: Value {
    if case .article(let id) = page.kind { values.views.image(of: id) } else { .none }
  }

  private var isForSearchEngines: Bool {
    switch page.kind {
    case .notFound, .gone, .redirect: false
    default: true
    }
  }

  /// The pages above this one, from the front page down, this one last.
  private var steps: [(title: String, address: SitePath)] {
    let front = (title: site.configuration.title, address: SitePath.root)
    switch page.kind {
    case .front: return []
    case .article(let id):
      let section = site.story(id).section.map(sectionSteps) ?? []
      return [front] + section + [(values.views.title(of: site[id]), page.address)]
    case .section(let index, _): return [front] + sectionSteps(index)
    case .topic(let index, _): return [front] + topicSteps(index)
    case .author(let index, _):
      return [front, (site.authors[index].name, site.authors[index].address)]
    case .series(let index): return [front, (site.series[index].name, page.address)]
    default: return [front]
    }
  }

  private func sectionSteps(_ index: Int) -> [(title: String, address: SitePath)] {
    var steps: [(title: String, address: SitePath)] = []
    var at: Int? = index
    while let section = at {
      steps.insert((site.sections[section].title, site.sections[section].address), at: 0)
      at = site.sections[section].parent
    }
    return steps
  }

  /// The first broader topic of each topic, upwards.
  private func topicSteps(_ index: Int) -> [(title: String, address: SitePath)] {
    var steps: [(title: String, address: SitePath)] = []
    var at: Int? = index
    while let topic = at {
      steps.insert((site.topics[topic].name, site.topics[topic].address), at: 0)
      at = values.views.visible(site.topics[topic].broader).first
    }
    return steps
  }

  /// The feeds that a reader of this page may subscribe to, the nearest first.
  private var feedScopes: [Page.FeedScope] {
    let near: Page.FeedScope? =
      switch page.kind {
      case .section(let index, _): .section(index)
      case .topic(let index, _): .topic(index)
      case .author(let index, _): .author(index)
      case .series(let index): .series(index)
      case .corrections: .corrections
      default: nil
      }
    let section: Page.FeedScope? =
      if case .article(let id) = page.kind { site.story(id).section.map { .section($0) } } else {
        nil
      }
    let wanted = [near, .site, section].compactMap(\.self)
    return wanted.filter { values.isWritten($0) }
  }

  private var structuredData: Value {
    let data = StructuredData(site: site, addresses: addresses)
    var documents: [JSONText] = []
    switch page.kind {
    case .front: documents.append(data.website)
    case .article(let id):
      let title = values.views.title(of: site[id])
      documents.append(data.article(site.story(id), title: title))
    case .topic(let index, _): documents.append(data.topic(site.topics[index]))
    default: break
    }
    if steps.count > 1 { documents.append(data.breadcrumbs(steps)) }
    guard !documents.isEmpty else { return .none }
    let whole = documents.count == 1 ? documents[0] : .list(documents)
    return .markup(Text(utf8: whole.bytes))
  }
}

extension PageValues {
  private static let feedShape = Shape(["title", "address", "absolute_address", "type"])

  /// Whether the site writes the feed of `scope`.
  func isWritten(_ scope: Page.FeedScope) -> Bool {
    let feeds = site.configuration.feeds
    return switch scope {
    case .site: true
    case .section: feeds.isForSections
    case .topic(let index): feeds.isForTopics && !site.topics[index].isHidden
    case .author: feeds.isForAuthors
    case .series: feeds.isForSeries
    case .corrections: feeds.isForCorrections && site.hasCorrections
    }
  }

  /// The feed of `scope` as pages name it, once for each format.
  func feedViews(_ scope: Page.FeedScope) -> [Value] {
    let title = SiteFeed(site: site, addresses: addresses, views: views).title(of: scope)
    return PageList.formats(of: scope, in: site).map { format in
      let address = PageList.feedAddress(of: scope, format, in: site)
      return .record(
        Record(
          PageValues.feedShape,
          [
            Value(title), Value(addresses.rooted(address)), Value(addresses.absolute(address)),
            Value(format.mediaType),
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
    of site: Site, theme: Theme, addresses: Addresses, views: Views
  ) -> Value {
    let configuration = site.configuration
    let rightToLeft = ["ar", "fa", "he", "ur", "yi", "ps", "dv", "ckb"]
    let main = String(configuration.language.prefix { $0 != "-" })
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
          Value(configuration.language), Value(rightToLeft.contains(main) ? "rtl" : "ltr"),
          Value(addresses.rooted(.root)),
          .map(params(configuration.params, over: theme.params)),
          .list(menu), .list(views.sectionOrder.map { views.sections[$0] }), .list([]),
          Value("stet"),
          Value(configuration.copyright), Value(configuration.zone.identifier),
          sitePages(of: site, addresses), Value(site.data),
        ]))
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
