/// What the ranking of related stories knows of one article. Other documents are named by their
/// place in the list that the index is made of.
package struct RelatedDocument: Sendable {
  /// The words of its headline, standfirst and body.
  package let words: WordCounts
  /// Its topics and the topics above them, each once.
  package let topics: [RelatedTopic]
  /// When it was published, in seconds since 1970.
  package let secondsSinceEpoch: Int
  /// The number of its series, in any numbering; nil when it belongs to none.
  package let series: Int?
  /// The documents that its body links to.
  package let links: [Int]
  /// Whether readers may know of it. What they may not is never ranked, and changes no ranking.
  package let isPublic: Bool
  /// The documents that the editor puts first, in this order.
  package let pinned: [Int]
  /// The documents that the editor forbids beside it.
  package let forbidden: [Int]

  /// A document.
  package init(
    words: WordCounts, topics: [RelatedTopic] = [], secondsSinceEpoch: Int, series: Int? = nil,
    links: [Int] = [], isPublic: Bool = true, pinned: [Int] = [], forbidden: [Int] = []
  ) {
    self.words = words
    self.topics = topics
    self.secondsSinceEpoch = secondsSinceEpoch
    self.series = series
    self.links = links
    self.isPublic = isPublic
    self.pinned = pinned
    self.forbidden = forbidden
  }
}

/// A topic that a document stands under.
package struct RelatedTopic: Sendable, Hashable {
  /// The number of the topic, small and from 0 up.
  package let id: Int
  /// 0 for the article's own topic, 1 for a topic right above it, and so on.
  package let distance: Int

  /// A topic `distance` steps above the article's own.
  package init(id: Int, distance: Int = 0) {
    self.id = id
    self.distance = distance
  }

  /// What sharing it is worth: half for each step up.
  var weight: Float { 1 / Float(1 << min(max(distance, 0), 16)) }
}

/// A question to the index: the stories for the foot of one article.
package struct RelatedQuery: Sendable, Hashable {
  /// The article.
  package let document: Int
  /// What its page lists already.
  package let listed: [Int]

  /// The question for `document`, whose page lists `listed` already.
  package init(document: Int, listed: [Int] = []) {
    self.document = document
    self.listed = listed
  }
}

/// A story worth reading next.
package struct RelatedStory: Sendable, Hashable {
  /// Its place among the documents.
  package let document: Int
  /// How near it is: 0 is not at all, two stories of like words and topics come to about 1.
  package let score: Double
  /// Whether the editor put it here.
  package let isPinned: Bool
}

/// Why a story stands beside another.
package enum RelatedReason: Sendable, Hashable {
  /// The editor put it here.
  case pinned
  /// Topics of both, the weightiest first.
  case topics([Int])
  /// Both belong to this series.
  case series(Int)
  /// Words of both, the weightiest first.
  case words([String])
  /// It links to the article.
  case cites
  /// Links join it to this many of the stories nearest to the article.
  case linkedToNearest(Int)
  /// Days between the two.
  case days(Int)
}
