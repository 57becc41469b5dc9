import StetContent
import StetCore
import StetSite

/// Every file of content as a list for editors shows it, those that cannot be used too, in order.
package func listing(of reading: Diagnosed<Reading>) -> [ListedFile] {
  let known = reading.value.site.listing
  let articles = Set(reading.value.site.articles.map(\.path))
  let content = Set(reading.value.scan.content.map(\.file.path))
  let broken = Set(
    reading.diagnostics.filter { $0.severity == .error && !articles.contains($0.path) }
      .map(\.path))
  let invalid = broken.filter { content.contains($0) || Scanner.isContent($0) }
    .map { ListedFile(invalid: $0) }
  return (known + invalid).sorted(by: ListedFile.precedes)
}

extension Reading {
  /// The stories related to each of `articles`, at most `limit`; to each in the lists where none is
  /// named, ordered by path.
  package func relatedStories(
    to articles: [ArticleID], limit: Int, width: Int
  ) async -> [RelatedAnswer] {
    let asked = articles.isEmpty ? site.latest.sorted { site[$0].path < site[$1].path } : articles
    let questions = batches(of: related.questions(for: asked))
    return await questions.parallelMap(width: width) {
      related.answers(to: $0, limit: limit, in: site)
    }.flatMap(\.self)
  }

  /// The terms of `taxonomy` proposed for each of `articles`; for each without one where none is
  /// named.
  package func suggestedTopics(
    for articles: [ArticleID], taxonomy: String, limit: Int, confidenceMin: Double, width: Int
  ) async -> [SuggestedTopics] {
    let adviser = TopicAdviser(site, related: related, taxonomy: taxonomy)
    let asked = articles.isEmpty ? adviser.articlesWithoutTopics : articles
    return await batches(of: asked).parallelMap(width: width) {
      adviser.suggestions(for: $0, limit: limit, confidenceMin: confidenceMin)
    }.flatMap(\.self)
  }
}

/// `elements` in stretches: the index keeps one score for each article while it answers, so
/// questions come in batches.
private func batches<Element>(of elements: [Element]) -> [[Element]] {
  let count = 64
  return stride(from: 0, to: elements.count, by: count).map {
    Array(elements[$0..<min($0 + count, elements.count)])
  }
}
