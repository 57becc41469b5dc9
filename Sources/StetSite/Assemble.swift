import StetContent
import StetCore

/// All articles → one site: the only place where files meet.
///
/// `files` are the paths, from the site's root, of everything else below the content folders; `data`
/// what the data files say. The result does not depend on the order in which either is given beyond
/// the ids it hands out.
package func assemble(
  _ articles: [Article], files: [String], data: LocatedNode = .map([], SourceRange(0, 0)),
  ledger: FeedLedger = FeedLedger(), configuration: Configuration, now: Timestamp
) -> Diagnosed<Site> {
  let frame = SiteFrame(articles, files: files, configuration: configuration, now: now)
  let links = frame.resolver.links(of: articles.indices)
  return frame.site(frame.identities(by: ledger), links, data: data)
}

/// A site of which it is known who is public and at which address, and not yet the permanent ids of its
/// stories and where their links lead: neither depends on the other.
package struct SiteFrame: Sendable {
  private let configuration: Configuration
  private let now: Timestamp
  private let files: [String]
  private let desk: Desk
  private let standings: [Standing]
  private let translations: Translations
  private let bundles: Bundles
  private let outline: SectionOutline
  private let book: AddressBook
  private let publicIDs: [ArticleID]
  /// Public articles with a date, the newest first.
  private let latest: [ArticleID]
  private let latestListed: [ArticleID]
  private let pages: [ArticleID]
  /// What lists show: dated articles, then pages.
  private let listed: [ArticleID]
  private let vocabulary: Vocabulary
  private let ageless: Set<Int>
  private let bylines: BylineIndex
  private let serials: SeriesIndex

  /// The frame of a site of `articles`, as `assemble` takes them.
  package init(
    _ articles: [Article], files: [String], configuration: Configuration, now: Timestamp
  ) {
    self.configuration = configuration
    self.now = now
    self.files = files
    let found = Desk(articles, configuration: configuration)
    var standings = found.standings(now: now)
    translations = Translations(found, standings: standings)
    bundles = Bundles(found)
    let desk = found.joining(translations, bundles, files: files)
    self.desk = desk

    outline = SectionOutline(desk, standings: standings)
    var book = AddressBook(desk, outline: outline)
    book.assign(&standings)
    self.standings = standings

    let publicIDs = standings.indices.filter { standings[$0] == .published }.map(ArticleID.init)
    self.publicIDs = publicIDs
    let metadata = { (id: ArticleID) -> Metadata in desk.articles[id.index].metadata }
    latest = newestFirst(publicIDs.filter { metadata($0).date != nil }, desk.articles)
    pages = byWeight(publicIDs.filter { metadata($0).date == nil }, desk.articles)
    latestListed = latest.filter { metadata($0).outputs.isInLists }
    listed = latestListed + pages.filter { metadata($0).outputs.isInLists }

    var vocabulary = Vocabulary(desk, publicIDs: publicIDs)
    ageless = vocabulary.termsUnder(configuration.age.exemptTopics, path: configuration.path)
    self.vocabulary = vocabulary
    bylines = BylineIndex(desk, publicIDs: publicIDs)
    serials = SeriesIndex(desk, listed: listed)
    book.place(vocabulary.addresses + bylines.addresses)
    self.book = book
  }

  /// The permanent ids of the stories that feeds carry, as `ledger` knows them.
  package func identities(by ledger: FeedLedger) -> Identities {
    Identities(
      desk, stories: latest.filter { desk.articles[$0.index].metadata.outputs.isInFeeds },
      ledger: ledger, now: now, book: book)
  }

  /// Finds where the links of articles lead.
  package var resolver: LinkResolver {
    LinkResolver(desk, bundles, translations, files: files, book: book, standings: standings)
  }

  /// The site, with what the others have found; `resolved` are the links of all articles.
  package func site(
    _ identities: Identities, _ resolved: ResolvedLinks, data: LocatedNode
  ) -> Diagnosed<Site> {
    let stories = stories(
      of: publicIDs, in: desk, at: book.byArticle, outline, vocabulary, bylines, serials,
      translations)
    let gone = book.pages(standing: .withdrawn, in: standings)
    let retractions = RetractionDesk(desk, now: now, outline, vocabulary, bylines, serials)
      .retractions(of: gone, in: identities.ledger)
    var leads = Leads(desk, book: book, standings: standings, citations: resolved.citations)
    let frontLeads = leads.leads(
      of: latestListed, index: outline.rootIndex, others: configuration.leads,
      path: configuration.path)
    let sections = outline.sections(listed: listed, leads: &leads)
    let topics = vocabulary.topics(listed: listed, leads: &leads)
    let site = Site(
      configuration: configuration, now: now, articles: desk.articles, standings: standings,
      stories: stories, links: resolved.links, latest: latestListed, pages: pages,
      leads: frontLeads, sections: sections, topics: topics, agelessTopics: ageless,
      authors: bylines.authors(listed: listed), series: serials.series,
      redirects: (book.redirects + vocabulary.redirects).sorted { $0.from < $1.from },
      gone: gone, retractions: retractions.value, futureAddresses: book.future,
      feedIDs: identities.ids, ledger: identities.ledger, files: resolved.files,
      rootIndex: outline.rootIndex, data: data)
    return Diagnosed(
      site,
      book.diagnostics + vocabulary.diagnostics + identities.diagnostics + resolved.diagnostics
        + leads.diagnostics + retractions.diagnostics)
  }
}

/// The public side of each article of `publicIDs` that has an address.
private func stories(
  of publicIDs: [ArticleID], in desk: Desk, at addresses: [SitePath?], _ outline: SectionOutline,
  _ vocabulary: Vocabulary, _ bylines: BylineIndex, _ serials: SeriesIndex,
  _ translations: Translations
) -> [Story?] {
  var stories: [Story?] = Array(repeating: nil, count: desk.articles.count)
  for id in publicIDs {
    stories[id.index] = addresses[id.index].map { address in
      story(
        id, at: address, desk.articles[id.index].metadata, section: outline.sectionOf[id.index],
        topics: vocabulary.topicsOf[id.index], bylines: bylines.bylinesOf[id.index],
        series: serials.placeOf[id.index], language: desk.configuration.language,
        translations: translations.of[id] ?? [])
    }
  }
  return stories
}

private func story(
  _ id: ArticleID, at address: SitePath, _ metadata: Metadata, section: Int?, topics: [Int],
  bylines: [Story.Byline], series: (series: Int, position: Int)?, language: String,
  translations: [ArticleID]
) -> Story {
  Story(
    id: id, address: address, section: section, topics: topics, authors: bylines, series: series,
    isDated: metadata.date != nil, language: metadata.language?.value ?? language,
    translations: translations)
}

extension Desk {
  /// The same files with what only others tell of them.
  fileprivate func joining(
    _ translations: Translations, _ bundles: Bundles, files: [String]
  ) -> Desk {
    let images = bundles.leadImages(among: files)
    if images.isEmpty, translations.seconds.isEmpty { return self }
    var articles = articles
    for id in Set(images.keys).union(translations.seconds) {
      articles[id.index] = articles[id.index].with(
        image: images[id], isSecond: translations.seconds.contains(id))
    }
    return Desk(articles, configuration: configuration)
  }
}

/// `ids` by date, newest first; those with the same instant by path.
func newestFirst(_ ids: [ArticleID], _ articles: [Article]) -> [ArticleID] {
  let keyed = ids.map { id in
    (id: id, seconds: articles[id.index].metadata.date?.value.secondsSinceEpoch ?? .min)
  }
  return keyed.sorted { first, second in
    first.seconds != second.seconds
      ? first.seconds > second.seconds
      : articles[first.id.index].path < articles[second.id.index].path
  }.map(\.id)
}

/// `ids` by weight, those without one last, then by path.
func byWeight(_ ids: [ArticleID], _ articles: [Article]) -> [ArticleID] {
  ids.sorted { first, second in
    let (one, two) = (articles[first.index], articles[second.index])
    let (left, right) = (one.metadata.weight?.value ?? .max, two.metadata.weight?.value ?? .max)
    return left != right ? left < right : one.path < two.path
  }
}
