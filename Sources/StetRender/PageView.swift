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
          .list((trails.first ?? []).map { Views.link($0.title, addresses.rooted($0.address)) }),
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
    return self.word(word) ?? kindName.prefix(1).uppercased() + kindName.dropFirst()
  }

  /// What the theme says for `key` in the page's language.
  private func word(_ key: String) -> String? { values.theme.word(key, for: language) }

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

  /// The picture that the page is shared by.
  private var image: Value {
    let views = values.views
    guard case .article(let id) = page.kind else {
      return values.cards.publication.map { views.card($0, alt: site.configuration.title) } ?? .none
    }
    if site.sharesPicture(of: id, views.files) { return views.image(of: id) }
    let card = values.cards.stories[id.index] ?? values.cards.publication
    return card.map { views.card($0, alt: views.title(of: site[id])) } ?? views.image(of: id)
  }

  private var isForSearchEngines: Bool {
    switch page.kind {
    case .notFound, .gone, .redirect, .search: false
    case .article(let id): site[id].metadata.outputs.isInSearch
    default: true
    }
  }

  /// A page on the way to this one.
  private typealias Step = (title: String, address: SitePath)

  /// The pages above this one, from the front page down, this one last; a topic with several broader
  /// ones has a trail for each.
  private var trails: [[Step]] {
    let front: Step = (title: site.configuration.title, address: .root)
    switch page.kind {
    case .article(let id):
      let section = site.story(id).section.map(sectionSteps) ?? []
      return [[front] + section + [(values.views.title(of: site[id]), page.address)]]
    case .section(let index, _): return [[front] + sectionSteps(index)]
    case .topic(let index, _):
      return site.trails(to: index).map { trail in
        [front] + trail.map { (site.topics[$0].name, site.topics[$0].address) }
      }
    case .author(let index, _):
      return [[front, (site.authors[index].name, site.authors[index].address)]]
    case .series(let index): return [[front, (site.series[index].name, page.address)]]
    case .archive(let year, let month): return [[front] + archiveSteps(year, month)]
    default: return []
    }
  }

  private func archiveSteps(_ year: Int?, _ month: Int?) -> [Step] {
    var steps: [Step] = [
      (word("archive") ?? "Archive", PageList.archiveAddress(year: nil, month: nil))
    ]
    if let year {
      steps.append((String(year), PageList.archiveAddress(year: year, month: nil)))
      if month != nil { steps.append((title ?? "", page.address)) }
    }
    return steps
  }

  private func sectionSteps(_ index: Int) -> [Step] {
    var steps: [Step] = []
    var at: Int? = index
    while let section = at {
      steps.insert((site.sections[section].title, site.sections[section].address), at: 0)
      at = site.sections[section].parent
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

  /// The whole addresses of the pictures that search engines may show with a story: crops, else the
  /// picture, else that of its headline.
  private func images(of id: ArticleID) -> [String] {
    let views = values.views
    let destination = site.links[id.index].image
    let crops = destination.flatMap { views.facts(of: $0)?.sheet?.crops } ?? []
    if !crops.isEmpty { return crops.map { addresses.absolute($0.address) } }
    let own = destination?.address(for: .feed(page: page.address), addresses)
    let card = site.sharesPicture(of: id, views.files) ? nil : values.cards.stories[id.index]
    return [own, card.map { addresses.absolute($0.address) }].compactMap(\.self)
  }

  private var structuredData: Value {
    let data = StructuredData(site: site, addresses: addresses)
    var documents: [JSONText] = []
    switch page.kind {
    case .front: documents.append(data.website(isSearched: values.isSearched))
    case .article(let id):
      let title = values.views.title(of: site[id])
      documents.append(data.article(site.story(id), title: title, images: images(of: id)))
    case .topic(let index, _): documents.append(data.topic(site.topics[index]))
    case .topics(let taxonomy): documents.append(data.vocabulary(taxonomy, name: title ?? ownTitle))
    case .author(let index, 1): documents.append(data.profile(site.authors[index]))
    default: break
    }
    documents += trails.filter { $0.count > 1 }.map(data.breadcrumbs)
    guard !documents.isEmpty else { return .none }
    let whole = documents.count == 1 ? documents[0] : .list(documents)
    return .markup(Text(utf8: whole.bytes))
  }
}
