import StetContent
import StetCore

extension Vocabulary {
  /// Takes away the step that closes each circle of broader topics, and reports it.
  mutating func breakCycles() {
    enum Mark { case open, done }
    var marks: [Mark?] = Array(repeating: nil, count: terms.count)
    for root in terms.indices where marks[root] == nil {
      var path: [(term: Int, next: Int)] = [(root, 0)]
      marks[root] = .open
      while let top = path.last {
        guard top.next < terms[top.term].broader.count else {
          marks[top.term] = .done
          path.removeLast()
          continue
        }
        let parent = terms[top.term].broader[top.next]
        if marks[parent] == .open {
          reportCycle(path.map(\.term), closedBy: parent)
          terms[top.term].broader.remove(at: top.next)
          continue
        }
        path[path.count - 1].next += 1
        if marks[parent] == nil {
          marks[parent] = .open
          path.append((parent, 0))
        }
      }
    }
  }

  private mutating func reportCycle(_ path: [Int], closedBy parent: Int) {
    guard let last = path.last, let id = terms[last].definition else { return }
    let article = desk.articles[id.index]
    let circle = (path.drop { $0 != parent } + [parent]).map { terms[$0].name }
    let place = list(article, "broader").first {
      termOfKey[key(terms[last].taxonomy, $0.value)].map(merged) == parent
    }
    diagnostics.append(
      Diagnostic(
        .error, .topicCycle, path: article.path, range: place?.range,
        "“\(terms[last].name)” is broader than itself: \(circle.joined(separator: " → "))",
        note: "take one of these out of its file’s broader list"))
  }

  /// Puts the terms in the order of taxonomies, then ids, so that indices do not depend on the
  /// order in which articles use them.
  mutating func sortTerms() {
    let ranks = Dictionary(
      uniqueKeysWithValues: desk.configuration.taxonomies.enumerated().map { ($1.name, $0) })
    let order = terms.indices.sorted { first, second in
      let (one, two) = (terms[first], terms[second])
      if one.taxonomy != two.taxonomy {
        return ranks[one.taxonomy] ?? 0 < ranks[two.taxonomy] ?? 0
      }
      return one.id != two.id ? one.id < two.id : first < second
    }
    var place = Array(repeating: 0, count: terms.count)
    for (new, old) in order.enumerated() { place[old] = new }
    terms = order.map { old in
      var term = terms[old]
      term.broader = term.broader.map { place[$0] }
      term.related = term.related.map { place[$0] }
      term.mergedInto = term.mergedInto.map { place[$0] }
      return term
    }
    termOfKey = termOfKey.mapValues { place[$0] }
    topicsOf = topicsOf.map { $0.map { place[$0] } }
  }
}
