import StetContent
import StetCore

/// What subscribers are told of an article that feeds carried and that was withdrawn.
///
/// It stands where the article stood, under the same permanent id, so that readers put it in the
/// article's place; of the article itself it says nothing.
package struct Retraction: Sendable {
  package let id: ArticleID
  /// The id under which feeds carried the article.
  package let permanentID: String
  /// The page that says it is gone.
  package let address: SitePath
  package let published: Timestamp
  /// When it was withdrawn; nil where the file does not say.
  package let withdrawn: Timestamp?
  /// The editor's words to readers.
  package let reason: String?
  package let language: String
  /// Indices into the site's lists that the article would stand in.
  package let section: Int?
  package let topics: [Int]
  package let authors: [Int]
  package let series: Int?
}

/// Finds the retractions among the withdrawn articles.
struct RetractionDesk {
  private let desk: Desk
  private let now: Timestamp
  private let outline: SectionOutline
  private let vocabulary: Vocabulary
  private let bylines: BylineIndex
  private let serials: SeriesIndex

  init(
    _ desk: Desk, now: Timestamp, _ outline: SectionOutline, _ vocabulary: Vocabulary,
    _ bylines: BylineIndex, _ serials: SeriesIndex
  ) {
    self.desk = desk
    self.now = now
    self.outline = outline
    self.vocabulary = vocabulary
    self.bylines = bylines
    self.serials = serials
  }

  /// The retractions of `gone`, newest article first: of each that `ledger` gave an id.
  func retractions(
    of gone: [(id: ArticleID, address: SitePath)], in ledger: FeedLedger
  ) -> Diagnosed<[Retraction]> {
    if gone.isEmpty { return Diagnosed([]) }
    let idOfPath = Dictionary(ledger.lines.map { ($0.path, $0.id) }) { first, _ in first }
    let known = Set(ledger.lines.map(\.id))
    var diagnostics: [Diagnostic] = []
    var made: [Retraction] = []
    for (id, address) in gone {
      let article = desk.articles[id.index]
      let written = article.metadata.id.flatMap { known.contains($0.value) ? $0.value : nil }
      guard let permanent = idOfPath[article.localPath] ?? written,
        let published = article.metadata.date?.value, let withdrawal = article.metadata.withdrawn
      else { continue }
      if withdrawal.date == nil { diagnostics.append(undated(article)) }
      // Nothing in a feed may come from the future.
      if let date = withdrawal.date?.value, now.isBefore(date) { continue }
      made.append(
        Retraction(
          id: id, permanentID: permanent, address: address, published: published,
          withdrawn: withdrawal.date?.value, reason: withdrawal.reason,
          language: article.metadata.language?.value ?? desk.configuration.language,
          section: outline.sectionOf[id.index], topics: vocabulary.topics(namedBy: article),
          authors: bylines.authors(namedBy: article), series: seriesIndex(of: article)))
    }
    let order = newestFirst(made.map(\.id), desk.articles)
    let byID = Dictionary(made.map { ($0.id, $0) }) { first, _ in first }
    return Diagnosed(order.compactMap { byID[$0] }, diagnostics)
  }

  private func seriesIndex(of article: Article) -> Int? {
    guard let name = article.metadata.series?.name.value else { return nil }
    return serials.series.firstIndex { $0.id == slugOrSelf(name) }
  }

  private func undated(_ article: Article) -> Diagnostic {
    Diagnostic(
      .warning, .withdrawalUndated, path: article.path, range: article.metadata.title?.range,
      "the file does not say when this article was withdrawn",
      note: "subscribers are told of it under the article's own date; "
        + "write “withdrawn: { date: …, reason: … }”")
  }
}
