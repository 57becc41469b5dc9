import StetContent
import StetCore

/// All articles → one site: the only place where files meet.
///
/// `files` are the paths, from the site's root, of everything else below the content folders. The
/// result does not depend on the order in which either is given beyond the ids it hands out.
package func assemble(
  _ articles: [Article], files: [String], ledger: FeedLedger = FeedLedger(),
  configuration: Configuration, now: Timestamp
) -> Diagnosed<Site> {
  let desk = Desk(articles, configuration: configuration)
  var standings = desk.standings(now: now)

  let outline = SectionOutline(desk, standings: standings)
  var book = AddressBook(desk, outline: outline)
  book.assign(&standings)

  let publicIDs = standings.indices.filter { standings[$0] == .published }.map(ArticleID.init)
  let latest = newestFirst(publicIDs.filter { articles[$0.index].metadata.date != nil }, articles)
  let pages = byWeight(publicIDs.filter { articles[$0.index].metadata.date == nil }, articles)
  let isListed = { (id: ArticleID) -> Bool in articles[id.index].metadata.outputs.isInLists }
  let latestListed = latest.filter(isListed)
  let listed = latestListed + pages.filter(isListed)

  var vocabulary = Vocabulary(desk, publicIDs: publicIDs)
  let ageless = vocabulary.termsUnder(configuration.age.exemptTopics, path: configuration.path)
  let bylines = BylineIndex(desk, publicIDs: publicIDs)
  let serials = SeriesIndex(desk, listed: listed)
  book.place(vocabulary.addresses + bylines.addresses)

  let identities = Identities(
    desk, stories: latest.filter { articles[$0.index].metadata.outputs.isInFeeds },
    ledger: ledger, now: now, book: book)

  var resolver = LinkResolver(desk, files: files, book: book, standings: standings)
  let links = articles.indices.map { resolver.links(of: ArticleID($0)) }

  var stories: [Story?] = Array(repeating: nil, count: articles.count)
  for id in publicIDs {
    let at = id.index
    stories[at] = book.byArticle[at].map { address in
      return story(
        id, at: address, articles[at].metadata, section: outline.sectionOf[at],
        topics: vocabulary.topicsOf[at], bylines: bylines.bylinesOf[at],
        series: serials.placeOf[at], language: configuration.language)
    }
  }
  let gone = book.pages(standing: .withdrawn, in: standings)
  let retractions = RetractionDesk(desk, now: now, outline, vocabulary, bylines, serials)
    .retractions(of: gone, in: identities.ledger)
  var leads = Leads(desk, book: book, standings: standings, citations: resolver.citations)
  let frontLeads = leads.leads(
    of: latestListed, index: outline.rootIndex, others: configuration.leads,
    path: configuration.path)
  let sections = outline.sections(listed: listed, leads: &leads)
  let topics = vocabulary.topics(listed: listed, leads: &leads)
  let site = Site(
    configuration: configuration, now: now, articles: articles, standings: standings,
    stories: stories, links: links, latest: latestListed, pages: pages, leads: frontLeads,
    sections: sections, topics: topics, agelessTopics: ageless,
    authors: bylines.authors(listed: listed), series: serials.series,
    redirects: (book.redirects + vocabulary.redirects).sorted { $0.from < $1.from },
    gone: gone, retractions: retractions.value, futureAddresses: book.future,
    feedIDs: identities.ids, ledger: identities.ledger, files: resolver.published,
    rootIndex: outline.rootIndex)
  return Diagnosed(
    site,
    book.diagnostics + vocabulary.diagnostics + identities.diagnostics + resolver.diagnostics
      + leads.diagnostics + retractions.diagnostics)
}

/// The public side of an article.
private func story(
  _ id: ArticleID, at address: SitePath, _ metadata: Metadata, section: Int?, topics: [Int],
  bylines: [Story.Byline], series: (series: Int, position: Int)?, language: String
) -> Story {
  Story(
    id: id, address: address, section: section, topics: topics, authors: bylines, series: series,
    isDated: metadata.date != nil, language: metadata.language?.value ?? language)
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
