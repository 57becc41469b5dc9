import StetContent
import StetCore

/// The stories at the foot of one article, with reasons in words.
package struct RelatedAnswer: Sendable, Hashable {
  /// A story worth reading next.
  package struct Neighbour: Sendable, Hashable {
    /// From the site's root.
    package let path: String
    package let title: String
    /// How near it is: 0 is not at all, two stories of like words and topics come to about 1.
    package let score: Double
    /// Why it stands there, each reason in a few words.
    package let because: [String]
  }

  /// The article's path from the site's root.
  package let path: String
  package let title: String
  /// The nearest first.
  package let related: [Neighbour]
}

extension RelatedStories {
  /// The question for each of `ids`; an article that is in no list is asked for by its words alone.
  package func questions(for ids: [ArticleID]) -> [RelatedQuery] {
    let known = Dictionary(queries.map { ($0.document, $0) }) { first, _ in first }
    return ids.map { known[$0.index] ?? RelatedQuery(document: $0.index) }
  }

  /// The answers to `questions` about `site`, at most `limit` stories each.
  package func answers(
    to questions: [RelatedQuery], limit: Int, in site: Site
  ) -> [RelatedAnswer] {
    zip(questions, index.related(for: questions, limit: limit)).map { question, stories in
      let article = site.articles[question.document]
      return RelatedAnswer(
        path: article.path, title: article.metadata.title?.value ?? "",
        related: stories.map { story in
          let other = site.articles[story.document]
          let reasons = index.reasons(for: story, beside: question.document)
          return RelatedAnswer.Neighbour(
            path: other.path, title: other.metadata.title?.value ?? "", score: story.score,
            because: reasons.map { $0.text(in: site) })
        })
    }
  }
}

extension RelatedReason {
  /// The reason in a few words.
  func text(in site: Site) -> String {
    switch self {
    case .pinned: "pinned by its front matter"
    case .topics(let topics): "topics: " + list(topics.map { site.topics[$0].name })
    case .series(let series): "series: " + site.series[series].name
    case .words(let words): "words: " + list(words)
    case .cites: "it links here"
    case .linkedToNearest(1): "links join it to one of the nearest stories"
    case .linkedToNearest(let count): "links join it to \(count) of the nearest stories"
    case .days(0): "the same day"
    case .days(1): "a day apart"
    case .days(let count): "\(count) days apart"
    }
  }

  private func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
