import StetContent
import StetCore

/// The terms of one taxonomy with their use, and what there is to mend in them.
package struct TopicInventory: Sendable, Hashable {
  /// One term.
  package struct Entry: Sendable, Hashable {
    package let id: String
    package let use: TopicUse
    /// The file that defines it; nil where it is only used.
    package let file: String?
  }

  /// `topics`, or the name of another taxonomy of stet.yaml.
  package let taxonomy: String
  /// How many articles were counted.
  package let articleCount: Int
  /// Ordered by id; those merged into others left out.
  package let entries: [Entry]
  package let review: TopicReview

  /// The inventory of every taxonomy of `site` that has terms, in the order of stet.yaml.
  package static func all(of site: Site) -> [TopicInventory] {
    let count = site.stories.count { $0 != nil }
    return site.configuration.taxonomies.compactMap { taxonomy in
      let topics = site.topics.filter { $0.taxonomy == taxonomy.name && !site.isMerged($0) }
      if topics.isEmpty { return nil }
      let entries = topics.map { topic in
        Entry(
          id: topic.id,
          use: TopicUse(
            name: topic.name, count: topic.directCount, countUnder: topic.stories.count,
            isDefined: topic.definition != nil),
          file: topic.definition.map { site[$0].path })
      }
      return TopicInventory(
        taxonomy: taxonomy.name, articleCount: count, entries: entries,
        review: TopicReview(of: entries.map(\.use), articleCount: count))
    }
  }

  /// Whether the review found anything.
  package var hasSomethingToMend: Bool {
    !review.orphans.isEmpty || !review.undefined.isEmpty || !review.singletons.isEmpty
      || !review.tooBroad.isEmpty || !review.twins.isEmpty
  }
}

extension Site {
  /// Whether the topic's file says that it is merged into another.
  func isMerged(_ topic: Topic) -> Bool { topic.mergedInto != nil }
}
