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
  let structuredData: StructuredData
  /// The stories at the foot of each article, by article.
  let related: [[ArticleID]]
  /// Dated stories of each section, newest first, stories at the root last; and each article's place.
  let datedInSection: [[ArticleID]]
  let placeInSection: [(section: Int, position: Int)?]
  let calendar: ArchiveCalendar
  /// Pictures of words that pages are shared by.
  let cards: ShareCards
  /// Whether the site has a page to search it.
  let isSearched: Bool
  /// The steps that trails of pages begin with: the front page, and the sections down to each.
  let frontStep: PageView.Step
  let sectionSteps: [[PageView.Step]]
  /// What pages name of the site's own feed and of each section's, made once.
  let siteFeedViews: [Value]
  let sectionFeedViews: [[Value]]
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
    structuredData = StructuredData(site, addresses: addresses)
    frontStep = PageView.Step(site.configuration.title, .root, in: addresses)
    sectionSteps = PageView.sectionSteps(of: site, addresses)
    siteFeedViews = PageValues.feedViews(.site, in: site, addresses)
    sectionFeedViews = site.sections.indices.map {
      PageValues.feedViews(.section($0), in: site, addresses)
    }
    let collections = theme.collections.map {
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
    self.collections = collections
    articleCollections = PageValues.shown(collections, on: "article")
  }

  /// The same as `old` with `site`, in which texts are others and nothing else, and with `related`.
  init(_ old: PageValues, _ site: Site, related: [[ArticleID]]) {
    self.site = site
    self.related = PageValues.byArticle(related, in: site)
    var views = old.views
    views.site = site
    self.views = views
    structuredData = StructuredData(old.structuredData, site)
    theme = old.theme
    addresses = old.addresses
    siteView = old.siteView
    datedInSection = old.datedInSection
    placeInSection = old.placeInSection
    calendar = old.calendar
    cards = old.cards
    isSearched = old.isSearched
    frontStep = old.frontStep
    sectionSteps = old.sectionSteps
    siteFeedViews = old.siteFeedViews
    sectionFeedViews = old.sectionFeedViews
    collections = old.collections
    articleCollections = old.articleCollections
  }

  /// The stories at the foot of each of the latest of `site`, by article.
  private static func byArticle(_ related: [[ArticleID]], in site: Site) -> [[ArticleID]] {
    var stories: [[ArticleID]] = Array(repeating: [], count: site.articles.count)
    for (id, found) in zip(site.latest, related) { stories[id.index] = found }
    return stories
  }

  /// The names that the template of `page` sees, in a fixed order, none in the place of its prose;
  /// empty for documents that no template makes.
  func values(for page: Page) -> [(name: String, value: Value)] {
    if templateNames(for: page).isEmpty { return [] }
    let own = kindValues(for: page)
    let pageView = PageView(values: self, page: page)
    return [
      ("site", siteView), ("page", pageView.value),
      ("strings", theme.strings(for: pageView.language)),
      ("collections", collections(for: pageView.kindName)),
    ] + own
  }

  /// The shape of `named`, made once for the kinds that have many pages.
  static func shape(of named: [(name: String, value: Value)]) -> Shape {
    commonShapes.first { $0.fields.elementsEqual(named.lazy.map(\.name)) }
      ?? Shape(named.map(\.name))
  }

  private static let commonShapes = [
    ["article"], ["pager", "lead", "body"], ["topic", "lead", "pager"],
    ["section", "lead", "body", "pager"],
  ].map { Shape(["site", "page", "strings", "collections"] + $0) }

  private func kindValues(for page: Page) -> [(name: String, value: Value)] {
    switch page.kind {
    case .front(let number):
      let stories = site.latest
      return [
        ("pager", pager(stories, number, at: .root)), ("lead", views.cards(site.leads)),
        ("body", .none),
      ]
    case .article(let id):
      return [("article", ArticleView(values: self, id: id).value)]
    case .section(let index, let number):
      let section = site.sections[index]
      return [
        ("section", sectionView(section, index)), ("lead", views.cards(section.leads)),
        ("body", .none),
        ("pager", pager(section.stories, number, at: section.address)),
      ]
    case .topic(let index, let number):
      let topic = site.topics[index]
      return [
        ("topic", TopicView(values: self, index: index).value), ("lead", views.cards(topic.leads)),
        ("pager", pager(topic.stories, number, at: topic.address)),
      ]
    case .topics(let taxonomy):
      return [("topics", TopicIndexView(values: self, taxonomy: taxonomy).value)]
    case .author(let index, let number):
      let author = site.authors[index]
      return [
        ("author", authorView(author)),
        ("pager", pager(author.stories, number, at: author.address)),
      ]
    case .authors: return [("authors", .list(site.authors.map(authorView)))]
    case .series(let index):
      let series = site.series[index]
      return [
        ("series", seriesView(series, current: nil)),
        ("pager", wholePager(series.parts, at: series.address)),
      ]
    case .archive(let year, let month):
      return [
        ("archive", archive(of: year)), ("pager", archivePager(year: year, month: month)),
      ]
    case .corrections: return [("corrections", corrections)]
    case .feedList:
      return [("feeds", feeds), ("outline", Value(addresses.rooted(PageList.feedOutlineAddress)))]
    case .search: return [("search", searchView)]
    case .gone(let id): return [("gone", gone(site[id].metadata.withdrawn))]
    case .redirect(let to): return [("redirect", redirect(to))]
    case .notFound, .feed, .feedArchive, .feedOutline, .sitemap, .newsSitemap, .vocabulary,
      .schedule, .hostRules, .hostFile, .robots, .webManifest, .searchFile, .asset, .file:
      return []
    }
  }

  private func gone(_ withdrawal: Metadata.Withdrawal?) -> Value {
    .record(
      Record(
        PageValues.goneShape, [Value(withdrawal?.date?.value), Value(withdrawal?.reason)]))
  }

  private func redirect(_ target: SitePath) -> Value {
    .record(
      Record(
        PageValues.redirectShape,
        [Value(addresses.rooted(target)), Value(addresses.absolute(target))]))
  }

  // MARK: Lists

  private static let searchShape = Shape(["index"])

  private var searchView: Value {
    .record(Record(PageValues.searchShape, [Value(addresses.rooted(SearchIndex.folder))]))
  }

  private static let goneShape = Shape(["date", "reason"])
  private static let redirectShape = Shape(["address", "absolute_address"])
  private static let sectionListShape = Shape(["section", "cards"])

  private static let pagerShape = Shape([
    "items", "number", "count", "total", "previous", "next", "first", "last", "pages",
  ])
  private static let pageNumberShape = Shape(["number", "address", "current"])

  /// All of `stories` on one page.
  func wholePager(_ stories: [ArticleID], at address: SitePath) -> Value {
    pager(stories, 1, at: address, perPage: max(1, stories.count))
  }

  private func pager(
    _ stories: [ArticleID], _ number: Int, at address: SitePath, perPage: Int? = nil
  ) -> Value {
    let perPage = perPage ?? site.configuration.countPerPage
    let count = pageCount(stories.count, perPage)
    let place = { (page: Int) -> Value in Value(self.addresses.rooted(paged(address, page))) }
    let shown = stories.dropFirst((number - 1) * perPage).prefix(perPage)
    let numbers = (1...count).filter { abs($0 - number) <= 2 || $0 == 1 || $0 == count }
    return .record(
      Record(
        PageValues.pagerShape,
        [
          views.cards(shown), .int(number), .int(count), .int(stories.count),
          number > 1 ? place(number - 1) : .none, number < count ? place(number + 1) : .none,
          place(1), place(count),
          .list(
            numbers.map { page in
              .record(
                Record(
                  PageValues.pageNumberShape, [.int(page), place(page), .bool(page == number)]))
            }),
        ]))
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
