extension RelatedIndex {
  /// Why `story` stands beside `document`, in plain facts; for `stet related --explain`.
  ///
  /// At most `wordsMax` words, the weightiest first.
  package func reasons(for story: RelatedStory, beside document: Int, wordsMax: Int = 5)
    -> [RelatedReason]
  {
    let rank = rankOfDocument[document]
    let other = rankOfDocument[story.document]
    var reasons: [RelatedReason] = story.isPinned ? [.pinned] : []
    let topics = heaviestFirst(topics.shared(rank, other))
    if !topics.isEmpty { reasons.append(.topics(topics)) }
    if let series = documents[document].series, documents[story.document].series == series {
      reasons.append(.series(series))
    }
    let words = heaviestFirst(words.vectors.shared(rank, other)).prefix(wordsMax)
    if !words.isEmpty { reasons.append(.words(words.compactMap { word($0, of: document) })) }
    if citing.ranks(of: rank).contains(UInt32(other)) { reasons.append(.cites) }
    let linkedCount = voters(for: rank).count { voter in
      cited.ranks(of: voter).contains(UInt32(other))
        || citing.ranks(of: voter).contains(UInt32(other))
    }
    if linkedCount > 0 { reasons.append(.linkedToNearest(linkedCount)) }
    let seconds =
      documents[document].secondsSinceEpoch - documents[story.document].secondsSinceEpoch
    reasons.append(.days(abs(seconds) / 86_400))
    return reasons
  }

  private func heaviestFirst(_ shared: [(coordinate: Int, weight: Float)]) -> [Int] {
    shared.sorted { ($1.weight, $0.coordinate) < ($0.weight, $1.coordinate) }.map(\.coordinate)
  }

  /// The word of this number, which `document` has.
  private func word(_ id: Int, of document: Int) -> String? {
    let own = documents[document].words
    var found: Int?
    own.forEach { hash, _, offset in if hash == words.table.hashes[id] { found = offset } }
    return found.map(own.word)
  }
}
