import StetContent
import StetCore
import StetSite
import StetTemplate

/// Lays out what the template of each kind of page sees.
///
/// A class that never changes: the views of each page hold it, and as a structure each would copy it.
final class PageValues: Sendable {
  let site: Site
  let theme: Theme
  let addresses: Addresses
  let views: Views
  let siteView: Value
  let siteLanguage: (name: Value, direction: Value)
  let structuredData: StructuredData
  /// The stories at the foot of each article, by article.
  let related: [[ArticleID]]
  /// Dated stories of each section, newest first, stories at the root last; and each article's place.
  let datedInSection: [[ArticleID]]
  let placeInSection: [(section: Int, position: Int)?]
  let calendar: ArchiveCalendar
  /// The years as pages of the archive show them, each made when it is first asked for.
  let yearViews: SharedTable<Int, Value>
  /// Pictures of words that pages are shared by.
  let cards: ShareCards
  /// Whether the site has a page to search it.
  let isSearched: Bool
  /// What trails of pages begin with: the front page, and the sections down to each.
  let frontTrail: PageTrail
  let sectionTrails: [PageTrail]
  /// What pages name of the site's own feed and of each section's, made once.
  let siteFeedViews: [Value]
  let sectionFeedViews: [[Value]]
  /// The podcasts that have a page.
  let podcastFeedViews: [Value]
  /// The feeds that an article's page names, by section, at last those of articles in none.
  let feedsOfArticles: [Value]
  private let collections: [(collection: Theme.Collection, cards: Value)]
  /// The collections that pages of each kind show, made once for the kinds that have many pages.
  private let articleCollections: Value

  init(
    _ site: Site, related: [[ArticleID]], theme: Theme, addresses: Addresses, views: Views,
    calendar: ArchiveCalendar, isSearched: Bool, cards: ShareCards
  ) {
    self.cards = cards
    self.isSearched = isSearched
    self.site = site
    self.calendar = calendar
    yearViews = SharedTable(weightMax: .max)
    self.theme = theme
    self.addresses = addresses
    self.views = views
    var dated: [[ArticleID]] = Array(repeating: [], count: site.sections.count + 1)
    var places: [(section: Int, position: Int)?] = Array(repeating: nil, count: site.articles.count)
    for id in site.latest {
      let section = site.story(id).section ?? site.sections.count
      places[id.index] = (section, dated[section].count)
      dated[section].append(id)
    }
    self.related = PageValues.byArticle(related, in: site)
    datedInSection = dated
    placeInSection = places
    siteView = PageValues.view(
      of: site, theme: theme, addresses: addresses, views: views, isSearched: isSearched)
    let language = site.configuration.language
    siteLanguage = (Value(language), Value(PageValues.direction(of: language)))
    structuredData = StructuredData(site, addresses: addresses)
    frontTrail = .front(of: site, addresses)
    sectionTrails = PageTrail.sections(of: site, addresses)
    let siteFeeds = PageValues.feedViews(.site, in: site, addresses)
    siteFeedViews = siteFeeds
    sectionFeedViews = site.sections.indices.map {
      PageValues.feedViews(.section($0), in: site, addresses)
    }
    let podcasts = site.configuration.feeds.podcasts.indices.map { Page.FeedScope.podcast($0) }
      .filter { PageValues.isWritten($0, in: site) }
      .flatMap { PageValues.feedViews($0, in: site, addresses) }
    podcastFeedViews = podcasts
    let sectionFeeds = sectionFeedViews.enumerated().map { index, views in
      PageValues.isWritten(.section(index), in: site) ? views : []
    }
    feedsOfArticles = (sectionFeeds + [[]]).map { .list(siteFeeds + $0 + podcasts) }
    let collections = PageValues.collections(of: theme, in: site, views)
    self.collections = collections
    articleCollections = PageValues.shown(collections, on: "article")
  }

  /// The collections of `theme`, with the cards of each; of one for each section, with those of each section.
  private static func collections(
    of theme: Theme, in site: Site, _ views: Views
  ) -> [(collection: Theme.Collection, cards: Value)] {
    theme.collections.map {
      collection -> (collection: Theme.Collection, cards: Value) in
      if !collection.isForEachSection {
        return (collection, views.cards(PageValues.stories(of: collection, in: site)))
      }
      let lists = views.sectionOrder.compactMap { index -> Value? in
        var own = collection
        own.section = site.sections[index].path
        let stories = PageValues.stories(of: own, in: site)
        return stories.isEmpty
          ? nil
          : .record(
            Record(
              PageValues.sectionListShape, [views.sections[index], views.cards(stories)]))
      }
      return (collection, .list(lists))
    }
  }

  /// The same as `old` with `site`, in which texts are others and nothing else, and with `related`.
  init(_ old: PageValues, _ site: Site, related: [[ArticleID]]) {
    self.site = site
    self.related = PageValues.byArticle(related, in: site)
    views = Views(old.views, site)
    structuredData = StructuredData(old.structuredData, site)
    theme = old.theme
    addresses = old.addresses
    siteView = old.siteView
    siteLanguage = old.siteLanguage
    datedInSection = old.datedInSection
    placeInSection = old.placeInSection
    calendar = old.calendar
    yearViews = old.yearViews
    cards = old.cards
    isSearched = old.isSearched
    frontTrail = old.frontTrail
    sectionTrails = old.sectionTrails
    siteFeedViews = old.siteFeedViews
    sectionFeedViews = old.sectionFeedViews
    podcastFeedViews = old.podcastFeedViews
    feedsOfArticles = old.feedsOfArticles
    collections = old.collections
    articleCollections = old.articleCollections
  }

  /// The stories at the foot of each of the latest of `site`, by article.
  private static func byArticle(_ related: [[ArticleID]], in site: Site) -> [[ArticleID]] {
    var stories: [[ArticleID]] = Array(repeating: [], count: site.articles.count)
    for (id, found) in zip(site.latest, related) { stories[id.index] = found }
    return stories
  }

  /// What the template of `page` sees, in a fixed order, none in the place of its prose; nil for documents
  /// that no template makes.
  func values(for page: Page) -> Record? {
    if templateNames(for: page).isEmpty { return nil }
    guard let own = kindValues(for: page) else { return nil }
    let pageView = PageView(values: self, page: page)
    return Record(
      own.shape,
      [
        siteView, pageView.value, theme.strings(for: pageView.language),
        collections(for: pageView.kindName),
      ] + own.values)
  }

  /// What pages of a kind see, made once.
  private enum PageShape {
    static let front = of("pager", "lead", "body")
    static let article = of("article")
    static let section = of("section", "lead", "body", "pager")
    static let topic = of("topic", "lead", "pager")
    static let topics = of("topics")
    static let author = of("author", "pager")
    static let authors = of("authors")
    static let series = of("series", "pager")
    static let archive = of("archive", "pager")
    static let corrections = of("corrections")
    static let feedList = of("feeds", "outline")
    static let search = of("search")
    static let notFound = of()
    static let gone = of("gone")
    static let redirect = of("redirect")

    private static func of(_ own: String...) -> Shape {
      Shape(["site", "page", "strings", "collections"] + own)
    }
  }

  private func kindValues(for page: Page) -> (shape: Shape, values: [Value])? {
    switch page.kind {
    case .front(let number):
      let stories = site.latest
      return (
        PageShape.front, [pager(stories, number, at: .root), views.cards(site.leads), .none]
      )
    case .article(let id):
      return (PageShape.article, [ArticleView(values: self, id: id).value])
    case .section(let index, let number):
      let section = site.sections[index]
      return (
        PageShape.section,
        [
          sectionView(section, index), views.cards(section.leads), .none,
          pager(section.stories, number, at: section.address),
        ]
      )
    case .topic(let index, let number):
      let topic = site.topics[index]
      return (
        PageShape.topic,
        [
          TopicView(values: self, index: index).value, views.cards(topic.leads),
          pager(topic.stories, number, at: topic.address),
        ]
      )
    case .topics(let taxonomy):
      return (PageShape.topics, [TopicIndexView(values: self, taxonomy: taxonomy).value])
    case .author(let index, let number):
      let author = site.authors[index]
      return (
        PageShape.author, [authorView(author), pager(author.stories, number, at: author.address)]
      )
    case .authors: return (PageShape.authors, [.list(site.authors.map(authorView))])
    case .series(let index):
      let series = site.series[index]
      return (
        PageShape.series,
        [seriesView(series, current: nil), wholePager(series.parts, at: series.address)]
      )
    case .archive(let year, let month):
      return (PageShape.archive, [archive(of: year), archivePager(year: year, month: month)])
    case .corrections: return (PageShape.corrections, [corrections])
    case .feedList:
      return (
        PageShape.feedList, [feeds, Value(addresses.rooted(PageList.feedOutlineAddress))]
      )
    case .search: return (PageShape.search, [searchView])
    case .gone(let id): return (PageShape.gone, [gone(site[id].metadata.withdrawn)])
    case .redirect(let to): return (PageShape.redirect, [redirect(to)])
    case .notFound: return (PageShape.notFound, [])
    case .feed, .feedArchive, .feedOutline, .sitemap, .newsSitemap, .vocabulary,
      .schedule, .hostRules, .hostFile, .robots, .webManifest, .searchFile, .asset, .file:
      return nil
    }
  }

  private static func stories(of collection: Theme.Collection, in site: Site) -> [ArticleID] {
    var stories = site.latest
    if let path = collection.section {
      stories = site.sections.first { $0.path == path }?.stories ?? []
    }
    if let id = collection.topic {
      let topic = Set(site.topics.first { $0.id == id }?.stories ?? [])
      stories = stories.filter { topic.contains($0) }
    }
    if collection.isLeadOnly { stories = stories.filter { site[$0].metadata.isLead } }
    return Array(stories.prefix(collection.limit))
  }

  private func collections(for kind: String) -> Value {
    kind == "article" ? articleCollections : PageValues.shown(collections, on: kind)
  }

  private static func shown(
    _ collections: [(collection: Theme.Collection, cards: Value)], on kind: String
  ) -> Value {
    let shown = collections.filter {
      $0.collection.kinds.isEmpty || $0.collection.kinds.contains(kind)
    }
    return .record(Record(Shape(shown.map(\.collection.name)), shown.map(\.cards)))
  }
}
