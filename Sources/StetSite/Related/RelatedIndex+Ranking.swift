extension RelatedIndex {
  /// What a shared topic counts for beside a perfect match of words.
  private static let topicShare: Float = 0.15
  /// What a shared series counts for.
  private static let seriesShare: Float = 0.3
  /// What a link with a near story counts for, beside that story's own score.
  private static let linkShare: Float = 0.1
  /// How many of the nearest stories vote with their links.
  private static let votersMax = 10

  /// For each question its stories, the nearest first, at most `limit`.
  ///
  /// Pinned stories come first. Of equal scores the newer is first, then the later in the list. Each answer is the
  /// same whatever else is asked, so any number of tasks may share the questions.
  package func related(for queries: [RelatedQuery], limit: Int) -> [[RelatedStory]] {
    var scores = RankScores(count: documents.count)
    var votes = RankScores(count: documents.count)
    return queries.map { query in
      gather(rankOfDocument[query.document], into: &scores)
      return related(for: query, limit: limit, scores: &scores, votes: &votes)
    }
  }

  /// The stories related to one document, the nearest first.
  package func related(to document: Int, limit: Int) -> [RelatedStory] {
    related(for: [RelatedQuery(document: document)], limit: limit)[0]
  }

  /// The stories for `query`, whose scores are gathered; `scores` and `votes` are all zero after that.
  func related(
    for query: RelatedQuery, limit: Int, scores: inout RankScores, votes: inout RankScores
  ) -> [RelatedStory] {
    let rank = rankOfDocument[query.document]
    let forbidden = documents[query.document].forbidden
    let countMax = max(Self.votersMax, limit + query.listed.count + forbidden.count)
    let nearest = nearest(to: rank, in: scores, countMax: countMax)
    gatherVotes(of: nearest.prefix(Self.votersMax), for: rank, into: &votes)
    var found: [RankedStory] = nearest.map { story in
      RankedStory(rank: story.rank, score: story.score + Self.linkShare * votes[story.rank])
    }
    // They are few.
    for other in votes.touched where !nearest.contains(where: { $0.rank == other }) {
      let score = scores[other] > 0 ? scores[other] * timeFactor(rank, other) : 0
      found.append(RankedStory(rank: other, score: score + Self.linkShare * votes[other]))
    }
    found.sort(by: <)
    let pins = pins(of: query)
    var answer = pins.prefix(limit).map { pin in
      let score = found.first { $0.rank == rankOfDocument[pin] }?.score ?? 0
      return RelatedStory(document: pin, score: Double(score), isPinned: true)
    }
    answer.reserveCapacity(limit)
    for story in found where answer.count < limit {
      let other = documentAtRank[story.rank]
      if forbidden.contains(other) || query.listed.contains(other) || pins.contains(other) {
        continue
      }
      answer.append(
        RelatedStory(document: other, score: Double(story.score), isPinned: false))
    }
    scores.clear()
    votes.clear()
    return answer
  }

  /// The pinned stories that may be shown, each once.
  private func pins(of query: RelatedQuery) -> [Int] {
    var pins: [Int] = []
    for pin in documents[query.document].pinned
    where documents.indices.contains(pin) && pin != query.document && documents[pin].isPublic
      && !pins.contains(pin) && !query.listed.contains(pin)
      && !documents[query.document].forbidden.contains(pin)
    {
      pins.append(pin)
    }
    return pins
  }

  /// Adds up what words, topics and series share with the document at `rank`.
  private func gather(_ rank: Int, into scores: inout RankScores) {
    gatherWords(rank, into: &scores)
    gatherLabels(rank, into: &scores)
  }

  /// Adds up what topics and series share with the document at `rank`.
  func gatherLabels(_ rank: Int, into scores: inout RankScores) {
    topicLists.add(topics, rank, times: Self.topicShare, to: &scores)
    seriesLists.add(series, rank, times: Self.seriesShare, to: &scores)
  }

  /// Adds up what words share with the document at `rank`.
  func gatherWords(_ rank: Int, into scores: inout RankScores) {
    words.lists.add(words.vectors, rank, times: 1, to: &scores)
  }

  /// The ranks of the highest scores once time has had its say, the highest first; of those in
  /// `candidates` alone where it is given.
  func nearest(
    to rank: Int, in scores: RankScores, countMax: Int, candidates: [Bool]? = nil
  ) -> [RankedStory] {
    var nearest: [RankedStory] = []
    nearest.reserveCapacity(min(countMax, scores.touched.count) + 1)
    let time = secondsAtRank[rank]
    // The lowest score that still counts, once there are enough.
    var scoreMin = -Float.infinity
    var place = 0
    // Time only lowers a score, so most are passed over at once; of the rest, most are seen to be too
    // low before it is reckoned how much exactly.
    while let (found, other, score) = scores.next(from: place, atLeast: scoreMin) {
      place = found + 1
      if other == rank || candidates?[other] == false { continue }
      let distance = abs(secondsAtRank[other] - time)
      if score * timeScale.factorMax(seconds: distance) < scoreMin { continue }
      let story = RankedStory(rank: other, score: score * timeScale.factor(seconds: distance))
      if nearest.count == countMax, let last = nearest.last, !(story < last) { continue }
      var index = nearest.count
      while index > 0, story < nearest[index - 1] { index -= 1 }
      nearest.insert(story, at: index)
      if nearest.count > countMax { nearest.removeLast() }
      if nearest.count == countMax, let last = nearest.last { scoreMin = last.score }
    }
    return nearest
  }

  /// Lets the nearest stories vote for what links join them to, and the article's own followers.
  private func gatherVotes(
    of voters: ArraySlice<RankedStory>, for rank: Int, into votes: inout RankScores
  ) {
    for voter in voters where voter.score > 0 {
      for place in cited.places(of: voter.rank) where cited[place] != rank {
        votes.add(voter.score, to: cited[place])
      }
      for place in citing.places(of: voter.rank) where citing[place] != rank {
        votes.add(voter.score, to: citing[place])
      }
    }
    for place in citing.places(of: rank) { votes.add(1, to: citing[place]) }
  }

  /// The ranks of the stories that vote on what is related to the document at `rank`.
  func voters(for rank: Int) -> [Int] {
    var scores = RankScores(count: documents.count)
    gather(rank, into: &scores)
    return nearest(to: rank, in: scores, countMax: Self.votersMax).map(\.rank)
  }
}

/// A rank and its score, the highest score first, then the newest.
struct RankedStory: Comparable {
  let rank: Int
  let score: Float

  static func < (left: RankedStory, right: RankedStory) -> Bool {
    left.score != right.score ? left.score > right.score : left.rank > right.rank
  }
}
