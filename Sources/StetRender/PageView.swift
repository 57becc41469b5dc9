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
    "direction", "breadcrumbs", "feeds", "alternates", "jsonld", "image", "robots",
  ])

  private var site: Site { values.site }
  private var addresses: Addresses { values.addresses }

  var value: Value {
    let absolute = addresses.absolute(page.address)
    let trails = trails(absolute)
    let title = title ?? ownTitle
    let shown = shown(title)
    return .record(
      Record(
        PageView.shape,
        [
          Value(kindName), shown.title, shown.description, shown.address, Value(absolute),
          Value(canonical ?? absolute), Value(language), Value(PageValues.direction(of: language)),
          .list((trails.first ?? []).map(\.link)),
          .list(feedScopes.flatMap { values.feedViews($0) }), alternates,
          structuredData(at: absolute, title: title, trails), shown.image,
          Value(isForSearchEngines ? nil : "noindex"),
        ]))
  }

  /// What the page says of what it shows; an article's card has said it already.
  private func shown(
    _ title: String
  ) -> (title: Value, description: Value, address: Value, image: Value) {
    guard case .article(let id) = page.kind else {
      return (Value(title), Value(description), Value(addresses.rooted(page.address)), sharedImage)
    }
    let card = values.views.fields(ofCardOf: id)
    return (
      card[Views.CardField.title], card[Views.CardField.standfirst],
      card[Views.CardField.address], sharedImage(of: id, own: card[Views.CardField.image])
    )
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
    case .search: "search"
    case .notFound: "notfound"
    case .gone: "gone"
    case .redirect: "redirect"
    case .feed, .feedArchive, .feedOutline, .sitemap, .newsSitemap, .vocabulary, .schedule,
      .hostRules, .hostFile, .robots, .webManifest, .searchFile, .asset, .file:
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
    case .article(let id): values.views.titles[id.index]
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
    return self.word(word) ?? kindName.prefix(1).uppercased() + kindName.dropFirst()
  }

  /// What the theme says for `key` in the page's language.
  private func word(_ key: String) -> String? { values.theme.word(key, for: language) }

  private var description: String? {
    switch page.kind {
    case .front: site.configuration.description ?? site.configuration.tagline
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
              Value(story.language), Value(values.views.titles[story.id.index]),
              Value(addresses.rooted(story.address)), Value(addresses.absolute(story.address)),
            ]))
      })
  }

  private var isForSearchEngines: Bool {
    switch page.kind {
    case .notFound, .gone, .redirect, .search: false
    case .article(let id): site[id].metadata.outputs.isInSearch
    default: true
    }
  }

  /// A page on the way to this one.
  struct Step: Sendable {
    let title: String
    let absoluteAddress: String
    let link: Value

    /// The page called `title` at `address`, which is whole as `absolute`.
    init(_ title: String, _ address: SitePath, absolute: String? = nil, in addresses: Addresses) {
      self.title = title
      absoluteAddress = absolute ?? addresses.absolute(address)
      link = Views.link(title, addresses.rooted(address))
    }
  }

  /// The front page and the sections down to each, as steps, by section.
  static func sectionSteps(of site: Site, _ addresses: Addresses) -> [[Step]] {
    let own = site.sections.map { Step($0.title, $0.address, in: addresses) }
    return site.sections.indices.map { index in
      var steps: [Step] = []
      var at: Int? = index
      while let section = at {
        steps.insert(own[section], at: 0)
        at = site.sections[section].parent
      }
      return steps
    }
  }

  private func step(_ title: String, _ address: SitePath) -> Step {
    Step(title, address, in: addresses)
  }

  /// The pages above this one, from the front page down, this one last; a topic with several broader
  /// ones has a trail for each.
  private func trails(_ absolute: String) -> [[Step]] {
    let front = values.frontStep
    switch page.kind {
    case .article(let id):
      let section = site.story(id).section.map { values.sectionSteps[$0] } ?? []
      let own = Step(
        values.views.titles[id.index], page.address, absolute: absolute, in: addresses)
      return [[front] + section + [own]]
    case .section(let index, _): return [[front] + values.sectionSteps[index]]
    case .topic(let index, _):
      return site.trails(to: index).map { trail in
        [front] + trail.map { step(site.topics[$0].name, site.topics[$0].address) }
      }
    case .author(let index, _):
      return [[front, step(site.authors[index].name, site.authors[index].address)]]
    case .series(let index): return [[front, step(site.series[index].name, page.address)]]
    case .archive(let year, let month): return [[front] + archiveSteps(year, month)]
    default: return []
    }
  }

  private func archiveSteps(_ year: Int?, _ month: Int?) -> [Step] {
    var steps: [Step] = [
      step(word("archive") ?? "Archive", PageList.archiveAddress(year: nil, month: nil))
    ]
    if let year {
      steps.append(step(String(year), PageList.archiveAddress(year: year, month: nil)))
      if month != nil { steps.append(step(title ?? "", page.address)) }
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
    let podcasts = site.configuration.feeds.podcasts.indices.map { Page.FeedScope.podcast($0) }
    let wanted = [near, .site, section].compactMap(\.self) + podcasts
    return wanted.filter { values.isWritten($0) }
  }

  private func structuredData(at address: String, title: String, _ trails: [[Step]]) -> Value {
    let data = values.structuredData
    var documents: [JSONText] = []
    switch page.kind {
    case .front: documents.append(data.website(isSearched: values.isSearched))
    case .article(let id):
      documents.append(
        data.article(
          site.story(id), at: address, title: title,
          standfirst: values.views.standfirsts[id.index], images: images(of: id)))
    case .topic(let index, _): documents.append(data.topic(index))
    case .topics(let taxonomy): documents.append(data.vocabulary(taxonomy, name: title))
    case .author(let index, 1): documents.append(data.profile(index))
    default: break
    }
    documents += trails.lazy.filter { $0.count > 1 }.map(data.breadcrumbs)
    guard !documents.isEmpty else { return .none }
    let whole = documents.count == 1 ? documents[0] : .list(documents)
    return .markup(Text(utf8: whole.bytes))
  }
}
