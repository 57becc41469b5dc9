import StetContent
import StetCore

// How terms stand to one another: merged, broader, related.

extension Vocabulary {
  /// Follows the `merged_into` of each term of `taxonomy`.
  mutating func resolveMerges(of taxonomy: String) {
    for at in terms.indices where terms[at].taxonomy == taxonomy {
      guard let id = terms[at].definition, let into = text(desk.articles[id.index], "merged_into")
      else { continue }
      let path = desk.articles[id.index].path
      guard let target = termOfKey[key(taxonomy, into.value)], target != at else {
        diagnostics.append(
          Diagnostic(
            .error, .topicMergeMissing, path: path, range: into.range,
            "there is no other topic “\(into.value)” to merge into",
            note: suggestion(for: into.value, in: taxonomy, without: at)))
        continue
      }
      if merged(target) == at {
        diagnostics.append(
          Diagnostic(
            .error, .topicCycle, path: path, range: into.range,
            "“\(terms[at].name)” would be merged into itself, by way of “\(terms[target].name)”",
            note: "take merged_into out of the file of the topic that stays"))
      } else {
        terms[at].mergedInto = target
      }
    }
  }

  /// The term that stands for `term`: itself, or what it is merged into.
  func merged(_ term: Int) -> Int {
    var at = term
    while let next = terms[at].mergedInto { at = next }
    return at
  }

  /// Finds the terms that those of `taxonomy` call broader or related; those of merged ones count no
  /// more.
  mutating func relateTerms(of taxonomy: String) {
    for at in terms.indices where terms[at].taxonomy == taxonomy && terms[at].mergedInto == nil {
      guard let id = terms[at].definition else { continue }
      let article = desk.articles[id.index]
      for name in list(article, "broader") {
        guard let parent = other(name, of: at, in: article, missing: .topicBroaderMissing) else {
          continue
        }
        if parent == at {
          diagnostics.append(
            Diagnostic(
              .error, .topicCycle, path: article.path, range: name.range,
              "“\(terms[at].name)” cannot be broader than itself",
              note: "take it out of this list"))
        } else if !terms[at].broader.contains(parent) {
          terms[at].broader.append(parent)
        }
      }
      for name in article.metadata.relatedPins + list(article, "related") {
        guard let other = other(name, of: at, in: article, missing: .topicRelatedMissing) else {
          continue
        }
        if other != at, !terms[at].related.contains(other) { terms[at].related.append(other) }
      }
    }
  }

  /// The term that `article`, which defines the one at `at`, calls `name`; nil, and reported as
  /// `missing`, where there is none.
  private mutating func other(
    _ name: Located<String>, of at: Int, in article: Article, missing: Diagnostic.Code
  ) -> Int? {
    let taxonomy = terms[at].taxonomy
    if let found = termOfKey[key(taxonomy, name.value)] { return merged(found) }
    let isBroader = missing == .topicBroaderMissing
    diagnostics.append(
      Diagnostic(
        isBroader ? .error : .warning, missing, path: article.path, range: name.range,
        "there is no \(isBroader ? "broader" : "related") topic “\(name.value)”",
        note: suggestion(for: name.value, in: taxonomy, without: at)))
    return nil
  }

  private func suggestion(for name: String, in taxonomy: String, without at: Int) -> String {
    let names = terms.indices.filter { $0 != at && terms[$0].taxonomy == taxonomy }
      .map { terms[$0].name }
    return nearestName(to: name, among: names).map { "did you mean “\($0)”?" }
      ?? "define it in a file of its own, or take it out"
  }

  /// Makes related terms related both ways, and takes out those that are broader or narrower too
  /// (SKOS §8.4, S24 and S27).
  mutating func pairRelated() {
    guard terms.contains(where: { !$0.related.isEmpty }) else { return }
    for at in terms.indices {
      for other in terms[at].related where !terms[other].related.contains(at) {
        terms[other].related.append(at)
      }
    }
    let above = terms.indices.map { Set(withBroader([$0])) }
    for at in terms.indices where !terms[at].related.isEmpty {
      terms[at].related.removeAll { above[at].contains($0) || above[$0].contains(at) }
    }
  }

  /// The terms that `names` name, and every term under one of them; names that nothing has are
  /// reported at their place in the file at `path`.
  mutating func termsUnder(_ names: [Located<String>], path: String) -> Set<Int> {
    var found: Set<Int> = []
    for name in names {
      let own = desk.configuration.taxonomies.compactMap { termOfKey[key($0.name, name.value)] }
      if let first = own.first {
        found.insert(merged(first))
        continue
      }
      let near = nearestName(to: name.value, among: terms.map(\.name))
      diagnostics.append(
        Diagnostic(
          .warning, .configurationValueInvalid, path: path, range: name.range,
          "there is no topic “\(name.value)”",
          note: near.map { "did you mean “\($0)”?" } ?? "no article and no file has it"))
    }
    if found.isEmpty { return [] }
    return Set(terms.indices.filter { !found.isDisjoint(with: withBroader([$0])) })
  }
}
