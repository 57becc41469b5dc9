import StetContent
import StetCore

/// The topics proposed for one article.
package struct SuggestedTopics: Sendable, Hashable {
  /// One proposal.
  package struct Suggestion: Sendable, Hashable {
    /// The topic's name.
    package let topic: String
    /// How likely an editor of this archive would agree, between 0 and 1.
    package let confidence: Double
  }

  /// The article's path from the site's root.
  package let path: String
  package let title: String
  /// The likeliest first.
  package let suggestions: [Suggestion]
}

/// Proposes the terms of one taxonomy for the articles of a site.
package struct TopicAdviser: Sendable {
  private let site: Site
  private let taxonomy: String
  private let suggester: TopicSuggester

  /// An adviser that learns from every article in the lists of `site`.
  package init(_ site: Site, related: RelatedStories, taxonomy: String) {
    self.site = site
    self.taxonomy = taxonomy
    suggester = TopicSuggester(related.index, names: site.topics.map { [$0.name] + $0.aliases })
  }

  /// The articles without a topic, ordered by path; what has no page is not among them.
  package var articlesWithoutTopics: [ArticleID] {
    site.stories.compactMap(\.self).filter { story in
      !story.topics.contains { site.topics[$0].taxonomy == taxonomy }
    }.map(\.id).sorted { site[$0].path < site[$1].path }
  }

  /// For each of `articles` the terms it does not have yet, at most `limit`.
  package func suggestions(
    for articles: [ArticleID], limit: Int, confidenceMin: Double
  ) -> [SuggestedTopics] {
    let found = suggester.suggestions(
      for: articles.map(\.index), limit: site.topics.count, confidenceMin: confidenceMin)
    return zip(articles, found).map { id, suggestions in
      let own = site.stories[id.index]?.topics ?? []
      let fit = suggestions.filter { suggestion in
        let topic = site.topics[suggestion.topic]
        return topic.taxonomy == taxonomy && !own.contains(suggestion.topic)
          && !site.isMerged(topic)
      }
      return SuggestedTopics(
        path: site[id].path, title: site[id].metadata.title?.value ?? "",
        suggestions: fit.prefix(limit).map {
          SuggestedTopics.Suggestion(
            topic: site.topics[$0.topic].name, confidence: $0.confidence)
        })
    }
  }
}
