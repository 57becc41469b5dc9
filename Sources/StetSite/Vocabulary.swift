import StetContent
import StetCore

/// The terms of every taxonomy: those that files define and those that articles merely use.
///
/// A term is found by its id, its name or an alias, whatever their case and accents.
struct Vocabulary {
  /// A term while its relations are being found.
  struct Term {
    let taxonomy: String
    let id: String
    var name: String
    var definition: ArticleID?
    var aliases: [String] = []
    var broader: [Int] = []
    var related: [Int] = []
    var mergedInto: Int?
  }

  let desk: Desk
  var terms: [Term] = []
  /// Terms by taxonomy and slug of an id, name or alias.
  var termOfKey: [String: Int] = [:]
  /// Indices of the terms that each article names, merged ones followed, each once.
  var topicsOf: [[Int]]
  var diagnostics: [Diagnostic] = []

  init(_ desk: Desk, publicIDs: [ArticleID]) {
    self.desk = desk
    topicsOf = Array(repeating: [], count: desk.articles.count)
    for taxonomy in desk.configuration.taxonomies {
      defineTerms(of: taxonomy.name)
      useTerms(of: taxonomy, by: publicIDs)
      relateTerms(of: taxonomy.name)
    }
    breakCycles()
    sortTerms()
  }

  // MARK: Terms

  private mutating func defineTerms(of taxonomy: String) {
    let files = desk.ids(.topic(taxonomy: taxonomy)).sorted {
      desk.articles[$0.index].path < desk.articles[$1.index].path
    }
    let first = terms.count
    for id in files {
      let article = desk.articles[id.index]
      let stem = Desk.location(of: article).stem
      let name = text(article, "name")?.value ?? article.metadata.title?.value ?? stem
      terms.append(Term(taxonomy: taxonomy, id: slugOrSelf(stem), name: name, definition: id))
      termOfKey[key(taxonomy, stem)] = terms.count - 1
    }
    for at in first..<terms.count {
      guard let id = terms[at].definition else { continue }
      let article = desk.articles[id.index]
      let name = Located(
        terms[at].name, at: article.metadata.title?.range ?? SourceRange(0, 0))
      for alias in [text(article, "name") ?? name] + article.metadata.aliases {
        claim(alias, for: at, in: article)
      }
      terms[at].aliases = article.metadata.aliases.map(\.value)
    }
  }

  private mutating func claim(_ name: Located<String>, for term: Int, in article: Article) {
    let key = key(terms[term].taxonomy, name.value)
    if let owner = termOfKey[key], owner != term {
      diagnostics.append(
        Diagnostic(
          .error, .topicAliasClaimedTwice, path: article.path, range: name.range,
          "“\(name.value)” already names the topic “\(terms[owner].name)”",
          note: "take the name away from one of the two, or merge them with merged_into"))
    } else {
      termOfKey[key] = term
    }
  }

  /// Adds a term for each name that no file defines, called by its most common spelling.
  private mutating func useTerms(of taxonomy: Configuration.Taxonomy, by ids: [ArticleID]) {
    var spellings: [Int: [String: Int]] = [:]
    let first = terms.count
    var uses: [(article: Int, term: Int)] = []
    for id in ids {
      for name in taxonomy.keys.flatMap({ desk.articles[id.index].metadata.terms[$0] ?? [] }) {
        let key = key(taxonomy.name, name.value)
        let term = termOfKey[key] ?? terms.count
        if term == terms.count {
          terms.append(
            Term(taxonomy: taxonomy.name, id: slugOrSelf(name.value), name: name.value))
          termOfKey[key] = term
        }
        spellings[term, default: [:]][name.value, default: 0] += 1
        uses.append((id.index, term))
      }
    }
    for term in terms.indices where term >= first {
      let best = (spellings[term] ?? [:]).sorted {
        $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
      }.first
      if let best { terms[term].name = best.key }
    }
    resolveMerges(of: taxonomy.name)
    for use in uses {
      let term = merged(use.term)
      if !topicsOf[use.article].contains(term) { topicsOf[use.article].append(term) }
    }
  }

  private mutating func resolveMerges(of taxonomy: String) {
    for at in terms.indices where terms[at].taxonomy == taxonomy {
      guard let id = terms[at].definition,
        let into = text(desk.articles[id.index], "merged_into")
      else { continue }
      if let target = termOfKey[key(taxonomy, into.value)], target != at {
        terms[at].mergedInto = target
      } else {
        diagnostics.append(
          Diagnostic(
            .error, .topicMergeMissing, path: desk.articles[id.index].path, range: into.range,
            "there is no other topic “\(into.value)” to merge into"))
      }
    }
  }

  /// The term that stands for `term`: itself, or what it is merged into.
  func merged(_ term: Int) -> Int {
    var at = term
    var steps = 0
    while let next = terms[at].mergedInto, steps < terms.count {
      at = next
      steps += 1
    }
    return at
  }

  private mutating func relateTerms(of taxonomy: String) {
    for at in terms.indices where terms[at].taxonomy == taxonomy {
      guard let id = terms[at].definition else { continue }
      let article = desk.articles[id.index]
      for name in list(article, "broader") {
        if let parent = termOfKey[key(taxonomy, name.value)].map(merged) {
          if parent != at, !terms[at].broader.contains(parent) { terms[at].broader.append(parent) }
          if parent != at { continue }
        }
        let names = terms.filter { $0.taxonomy == taxonomy }.map(\.name)
        diagnostics.append(
          Diagnostic(
            .error, .topicBroaderMissing, path: article.path, range: name.range,
            "there is no broader topic “\(name.value)”",
            note: nearestName(to: name.value, among: names).map { "did you mean “\($0)”?" }
              ?? "define it in a file of its own, or take it out"))
      }
      let related = article.metadata.relatedPins + list(article, "related")
      terms[at].related = related.compactMap { termOfKey[key(taxonomy, $0.value)].map(merged) }
        .filter { $0 != at }
    }
  }
}
