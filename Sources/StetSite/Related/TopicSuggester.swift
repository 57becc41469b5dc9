import Foundation

/// A topic proposed for an article.
package struct TopicSuggestion: Sendable, Hashable {
  /// The number of the topic.
  package let topic: Int
  /// How likely an editor of this archive would agree, between 0 and 1.
  package let confidence: Double
}

/// Proposes topics for articles, as the editors of the archive gave them before.
///
/// Four signals, from the index of related stories: the topics of the nearest stories, how the
/// words lie along each topic's other stories (a linear model), how often a name of the topic
/// stands in the text, and how much that name has told so far. How they add up is learned from the
/// articles that have topics, each one left out while it is learned from.
package struct TopicSuggester: Sendable {
  private let index: RelatedIndex
  private let names: TopicNames
  private let directions: TopicDirections
  private let topicCount: Int
  /// Whether the document of each rank has topics of its own.
  private let hasTopics: [Bool]
  /// How many public documents name each topic, and how many of those are under it.
  private let namedCounts: [Int]
  private let namedRightCounts: [Int]
  private let namedRightShare: Double
  private var fit: LogisticFit

  private static let neighboursMax = 40
  private static let lessonsMax = 2_000
  private static let rightMin = 50

  /// A suggester over the public documents of `index`; `names` are the name and the aliases of each
  /// topic, by its number.
  package init(_ index: RelatedIndex, names: [[String]]) {
    self.index = index
    let topicCount = max(names.count, index.topicLists.listCount)
    self.topicCount = topicCount
    let topicNames = TopicNames(names)
    self.names = topicNames
    var ranksOfTopic: [[Int]] = Array(repeating: [], count: topicCount)
    hasTopics = index.isPublic.indices.map { !index.ownTopics(of: $0).isEmpty }
    var namedCounts = Array(repeating: 0, count: topicCount)
    var namedRightCounts = namedCounts
    for rank in index.isPublic.indices where index.isPublic[rank] {
      let own = index.ownTopics(of: rank)
      for topic in own { ranksOfTopic[topic].append(rank) }
      if own.isEmpty { continue }
      for named in topicNames.found(in: index.words(at: rank)) {
        namedCounts[named.topic] += 1
        if own.contains(named.topic) { namedRightCounts[named.topic] += 1 }
      }
    }
    directions = TopicDirections(index, ranksOfTopic: ranksOfTopic)
    self.namedCounts = namedCounts
    self.namedRightCounts = namedRightCounts
    namedRightShare =
      Double(namedRightCounts.reduce(1, +)) / Double(namedCounts.reduce(10, +))
    // Used while too few articles have topics to learn from.
    fit = LogisticFit(weights: [7, 10, 1, 0.3], bias: -4)
    if let learned = learnedFit() { fit = learned }
  }

  /// For each document the topics it does not have yet, the likeliest first: at most `limit`, none
  /// below `confidenceMin`. Equal confidences: the lower number first.
  package func suggestions(for documents: [Int], limit: Int, confidenceMin: Double)
    -> [[TopicSuggestion]]
  {
    var scratch = Scratch(documentCount: index.documents.count, topicCount: topicCount)
    return documents.map { document in
      let rank = index.rankOfDocument[document]
      let own = index.documents[document].topics.map(\.id)
      let found = signals(of: rank, isLesson: false, &scratch)
        .filter { !own.contains($0.topic) }
        .map { TopicSuggestion(topic: $0.topic, confidence: fit.probability($0.signals)) }
        .filter { $0.confidence >= confidenceMin }
        .sorted { ($1.confidence, $0.topic) < ($0.confidence, $1.topic) }
      return Array(found.prefix(limit))
    }
  }

  private struct Scratch {
    var scores: RankScores
    var neighbours: RankScores
    var sums: RankScores

    init(documentCount: Int, topicCount: Int) {
      scores = RankScores(count: documentCount)
      neighbours = RankScores(count: topicCount)
      sums = RankScores(count: topicCount)
    }
  }

  /// The fit to the articles that have topics, or to an even sample of them; nil when too few.
  private func learnedFit() -> LogisticFit? {
    let lessons = index.isPublic.indices.filter {
      index.isPublic[$0] && hasTopics[$0]
    }
    var scratch = Scratch(documentCount: index.documents.count, topicCount: topicCount)
    var rows: [[Double]] = []
    var outcomes: [Bool] = []
    let count = min(lessons.count, Self.lessonsMax)
    for lesson in 0..<count {
      let rank = lessons[lesson * lessons.count / count]
      let own = index.ownTopics(of: rank)
      for topic in signals(of: rank, isLesson: true, &scratch) {
        rows.append(topic.signals)
        outcomes.append(own.contains(topic.topic))
      }
    }
    let rightCount = outcomes.count { $0 }
    guard rightCount >= Self.rightMin, outcomes.count - rightCount >= Self.rightMin
    else { return nil }
    return LogisticFit(rows: rows, outcomes: outcomes)
  }

  /// The signals for each topic that a near story has or that the text names, by topic. A lesson's
  /// own topics are as if it did not have them.
  private func signals(of rank: Int, isLesson: Bool, _ scratch: inout Scratch)
    -> [(topic: Int, signals: [Double])]
  {
    let own = isLesson ? index.ownTopics(of: rank) : []
    index.gatherWords(rank, into: &scratch.scores)
    let nearest = index.nearest(
      to: rank, in: scratch.scores, countMax: Self.neighboursMax, candidates: hasTopics)
    var total = 0.0
    for story in nearest {
      total += Double(story.score * story.score)
      for topic in index.ownTopics(of: story.rank) where story.score > 0 {
        scratch.neighbours.add(story.score * story.score, to: topic)
      }
    }
    let projection = directions.project(
      rank, of: index, leavingOutOf: own, onto: &scratch.sums)
    let named = names.found(in: index.words(at: rank))
    var nameCounts: [Int: Int] = [:]
    for name in named { nameCounts[name.topic] = name.count }
    let candidates = Set(scratch.neighbours.touched).union(nameCounts.keys).sorted()
    let found = candidates.map { topic in
      let ownPart = own.firstIndex(of: topic).map { projection.ownParts[$0] }
      let nameCount = nameCounts[topic] ?? 0
      return (
        topic: topic,
        signals: [
          total > 0 ? Double(scratch.neighbours[topic]) / total : 0,
          directions.cosine(
            of: topic, sum: Double(scratch.sums[topic]), onMean: projection.onMean,
            ownPart: ownPart),
          log(1 + Double(nameCount)),
          nameCount > 0 ? nameLift(of: topic, isLesson: isLesson, isOwn: ownPart != nil) : 0,
        ]
      )
    }
    scratch.scores.clear()
    scratch.neighbours.clear()
    scratch.sums.clear()
    return found
  }

  /// How much likelier than other named topics this one is right when it is named: the logarithm of
  /// the ratio, drawn to 0 where there is little to go by.
  private func nameLift(of topic: Int, isLesson: Bool, isOwn: Bool) -> Double {
    let prior = 5.0
    let right = Double(namedRightCounts[topic] - (isOwn ? 1 : 0))
    let count = Double(namedCounts[topic] - (isLesson ? 1 : 0))
    return log((right + prior * namedRightShare) / (count + prior) / namedRightShare)
  }
}
