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
    let address = Value(absolute)
    let language = values.written(language)
    return .record(
      Record(
        PageView.shape,
        [
          kind, shown.title, shown.description, shown.address, address,
          canonical.map { Value($0) } ?? address, language.name, language.direction,
          .list(trails.first?.links ?? []), feeds, alternates,
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

  /// The same as `kindName`, made once for what most pages are.
  private var kind: Value {
    guard case .article(let id) = page.kind else { return Value(kindName) }
    return site.story(id).isDated ? PageView.articleKind : PageView.undatedKind
  }

  private static let articleKind = Value("article")
  private static let undatedKind = Value("page")

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

  /// The pages above this one, from the front page down, this one last; a topic with several broader
  /// ones has a trail for each.
  private func trails(_ absolute: String) -> [PageTrail] {
    switch page.kind {
    case .article(let id):
      var trail = site.story(id).section.map { values.sectionTrails[$0] } ?? values.frontTrail
      trail.add(values.views.titles[id.index], page.address, absolute: absolute, in: addresses)
      return [trail]
    case .section(let index, _): return [values.sectionTrails[index]]
    case .topic(let index, _):
      return site.trails(to: index).map { topics in
        trail(topics.map { (site.topics[$0].name, site.topics[$0].address) })
      }
    case .author(let index, _):
      return [trail([(site.authors[index].name, site.authors[index].address)])]
    case .series(let index): return [trail([(site.series[index].name, page.address)])]
    case .archive(let year, let month): return [trail(archiveSteps(year, month))]
    default: return []
    }
  }

  /// The front page and `steps`.
  private func trail(_ steps: [(title: String, address: SitePath)]) -> PageTrail {
    var trail = values.frontTrail
    for step in steps { trail.add(step.title, step.address, in: addresses) }
    return trail
  }

  private func archiveSteps(
    _ year: Int?, _ month: Int?
  ) -> [(title: String, address: SitePath)] {
    var steps = [(word("archive") ?? "Archive", PageList.archiveAddress(year: nil, month: nil))]
    if let year {
      steps.append((String(year), PageList.archiveAddress(year: year, month: nil)))
      if month != nil { steps.append((title ?? "", page.address)) }
    }
    return steps
  }

  /// The feeds that a reader of this page may subscribe to, the nearest first.
  private var feeds: Value {
    switch page.kind {
    case .article(let id):
      values.feedsOfArticles[site.story(id).section ?? site.sections.count]
    case .section(let index, _): values.feeds(near: .section(index))
    case .topic(let index, _): values.feeds(near: .topic(index))
    case .author(let index, _): values.feeds(near: .author(index))
    case .series(let index): values.feeds(near: .series(index))
    case .corrections: values.feeds(near: .corrections)
    default: values.feeds(near: nil)
    }
  }

  private func structuredData(at address: String, title: String, _ trails: [PageTrail]) -> Value {
    let data = values.structuredData
    let trails = trails.filter { $0.links.count > 1 }
    var json = JSONWriter(capacity: 2_048)
    var document: JSONText?
    var isArticle = false
    switch page.kind {
    case .front: document = data.website(isSearched: values.isSearched)
    case .article: isArticle = true
    case .topic(let index, _): document = data.topic(index)
    case .topics(let taxonomy): document = data.vocabulary(taxonomy, name: title)
    case .author(let index, 1): document = data.profile(index)
    default: break
    }
    let count = trails.count + (isArticle || document != nil ? 1 : 0)
    if count == 0 { return .none }
    if count > 1 { json.beginList() }
    if case .article(let id) = page.kind {
      data.write(
        site.story(id), at: address, title: title, standfirst: values.views.standfirsts[id.index],
        images: images(of: id), to: &json)
    }
    json.add(nil, written: document?.bytes)
    for trail in trails { StructuredData.write(trail, to: &json) }
    if count > 1 { json.endList() }
    return .markup(Text(utf8: json.bytes))
  }
}
