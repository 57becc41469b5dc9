/// The best words of one document, in the order in which it has them.
struct WordVector: Equatable {
  var ids: [UInt32] = []
  var weights: [Float] = []

  /// The same with each weight times `factor`.
  func scaled(by factor: Float) -> WordVector {
    WordVector(ids: ids, weights: weights.map { $0 * factor })
  }

  /// The words that weigh other in `new`, with what they weigh there: zero for those that are gone.
  func weights(unlike new: WordVector) -> [(id: UInt32, weight: Float)] {
    var old = Dictionary(uniqueKeysWithValues: zip(ids, weights))
    var found: [(id: UInt32, weight: Float)] = []
    for (id, weight) in zip(new.ids, new.weights) where old.removeValue(forKey: id) != weight {
      found.append((id, weight))
    }
    return found + old.keys.map { ($0, 0) }
  }
}

/// The documents that have one word, in the order of time, and the heaviest where it is not read whole.
struct WordList: Sendable {
  let postings: ArraySlice<Posting>
  let heaviest: ArraySlice<Posting>

  /// The list with `edits`, in the order of rank, in place of the postings of the same ranks.
  func replacing(_ edits: [Posting]) -> WordList {
    var made: [Posting] = []
    made.reserveCapacity(postings.count + edits.count)
    var rest = edits[...]
    for posting in postings {
      while let edit = rest.first, edit.rank < posting.rank {
        if edit.weight > 0 { made.append(edit) }
        rest.removeFirst()
      }
      if let edit = rest.first, edit.rank == posting.rank { continue }
      made.append(posting)
    }
    made.append(contentsOf: rest.filter { $0.weight > 0 })
    return WordList(postings: made[...], heaviest: PostingLists.heaviest(of: made[...])[...])
  }

  /// Whether the document at `rank` reads the same here as in `other`.
  func reads(near rank: UInt32, as other: WordList) -> Bool {
    window(near: rank) == other.window(near: rank) && heaviest == other.heaviest
  }

  /// Adds `factor` times the weights of what the document at `rank` reads to the scores.
  func add(near rank: UInt32, times factor: Float, to scores: inout RankScores) {
    let window = window(near: rank)
    guard let first = window.first, let last = window.last else { return }
    scores.add(window.span, times: factor)
    if !heaviest.isEmpty {
      scores.add(heaviest.span, times: factor, without: first.rank...last.rank)
    }
  }

  /// What is read for the document at `rank`: all of a short list, of others those nearest in time.
  private func window(near rank: UInt32) -> ArraySlice<Posting> {
    if postings.count <= PostingLists.wholeMax { return postings }
    let nearestMax = PostingLists.nearestMax
    let first = min(
      max(position(of: rank) - nearestMax / 2, postings.startIndex), postings.endIndex - nearestMax)
    return postings[first..<(first + nearestMax)]
  }

  /// Where the document at `rank` stands, or would stand.
  private func position(of rank: UInt32) -> Int {
    var (low, high) = (postings.startIndex, postings.endIndex)
    while low < high {
      let middle = (low + high) / 2
      if postings[middle].rank < rank { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
