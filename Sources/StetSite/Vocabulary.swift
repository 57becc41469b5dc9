import StetContent
import StetCore

/// The terms of every taxonomy: those that files define and those that articles merely use.
///
/// A term is found by its id, its name or an alias, whatever their case and accents.
struct Vocabulary {
  private struct Term {
    let taxonomy: String
    let id: String
    var name: String
    var definition: ArticleID?
    var aliases: [String] = []
    var broader: [Int] = []
    var related: [Int] = []
    var mergedInto: Int?
  }

  private let desk: Desk
  private var terms: [Term] = []
  /// Terms by taxonomy and slug of an id, name or alias.
  private var termOfKey: [String: Int] = [:]
  /// Indices of the terms that each article names, merged ones followed, each once.
  private(set) var topicsOf: [[Int]]
  private(set) var diagnostics: [Diagnostic] = []

  init(_ desk: Desk, publicIDs: [ArticleID]) {
    self.desk = desk
    topicsOf = Array(repeating: [], count: desk.articles.count)
    for taxonomy in desk.configuration.taxonomies {
      defineTerms(of: taxonomy.name)
      useTerms(of: taxonomy, by: publicIDs)
      relateTerms(of: taxonomy.name)
    }
    breakCycles()
    sortTerms(publicIDs)
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

  private func merged(_ term: Int) -> Int {
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

  // MARK: Order

  /// Takes away the step that closes each circle of broader topics, and reports it.
  private mutating func breakCycles() {
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
  private mutating func sortTerms(_ publicIDs: [ArticleID]) {
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

  // MARK: Results

  /// Where each file that defines a term has its page.
  var addresses: [(id: ArticleID, address: SitePath)] {
    terms.compactMap { term in
      guard let id = term.definition, term.mergedInto == nil else { return nil }
      return (id, address(of: term))
    }
  }

  /// From aliases and merged terms to the terms that stand for them.
  var redirects: [Redirect] {
    var made: [Redirect] = []
    let taken = Set(terms.filter { $0.mergedInto == nil }.map { address(of: $0) })
    for (at, term) in terms.enumerated() {
      let target = address(of: terms[merged(at)])
      let names = term.aliases.map { slugOrSelf($0) } + (term.mergedInto == nil ? [] : [term.id])
      for name in names {
        guard let from = SitePath(written: "/\(term.taxonomy)/\(name)/"), !taken.contains(from),
          !made.contains(where: { $0.from == from })
        else { continue }
        made.append(Redirect(from: from, to: target))
      }
    }
    return made
  }

  /// The topics, `listed` being every public story in the order of lists.
  func topics(listed: [ArticleID]) -> [Topic] {
    var narrower: [[Int]] = Array(repeating: [], count: terms.count)
    for (at, term) in terms.enumerated() {
      for parent in term.broader { narrower[parent].append(at) }
    }
    var stories: [[ArticleID]] = Array(repeating: [], count: terms.count)
    var direct = Array(repeating: 0, count: terms.count)
    for id in listed {
      for term in topicsOf[id.index] { direct[term] += 1 }
      for term in withBroader(topicsOf[id.index]) { stories[term].append(id) }
    }
    return terms.enumerated().map { at, term in
      let article = term.definition.map { desk.articles[$0.index] }
      return Topic(
        taxonomy: term.taxonomy, id: term.id, name: term.name, aliases: term.aliases,
        description: article?.metadata.standfirst?.value,
        sameAs: article.map { a in (list(a, "sameAs") + list(a, "same_as")).map(\.value) } ?? [],
        address: address(of: terms[merged(at)]), definition: term.definition, broader: term.broader,
        narrower: narrower[at].sorted { precedes($0, $1) }, related: term.related,
        weight: article?.metadata.weight?.value ?? .max,
        isHidden: article.map { flag($0, "hidden") } ?? false || term.mergedInto != nil,
        stories: stories[at], directCount: direct[at])
    }
  }

  /// `terms` and every term above them, each once.
  private func withBroader(_ start: [Int]) -> [Int] {
    var found = start
    var next = 0
    while next < found.count {
      for parent in terms[found[next]].broader where !found.contains(parent) {
        found.append(parent)
      }
      next += 1
    }
    return found
  }

  private func precedes(_ first: Int, _ second: Int) -> Bool {
    let weights = [first, second].map { at in
      terms[at].definition.flatMap { desk.articles[$0.index].metadata.weight?.value } ?? .max
    }
    if weights[0] != weights[1] { return weights[0] < weights[1] }
    return terms[first].name != terms[second].name
      ? terms[first].name < terms[second].name : first < second
  }

  // MARK: Reading

  private func address(of term: Term) -> SitePath {
    SitePath(written: "/\(term.taxonomy)/\(term.id)/") ?? SitePath("/\(term.taxonomy)/")
  }

  private func key(_ taxonomy: String, _ name: String) -> String {
    taxonomy + "\u{0}" + slugOrSelf(name)
  }

  private func text(_ article: Article, _ key: String) -> Located<String>? {
    list(article, key).first
  }

  private func list(_ article: Article, _ key: String) -> [Located<String>] {
    switch article.metadata.extra.first(where: { $0.key == key })?.value {
    case .string(let text, let range): [Located(text, at: range)]
    case .int(let number, let range): [Located(String(number), at: range)]
    case .list(let nodes, _):
      nodes.compactMap {
        if case .string(let text, let range) = $0 { Located(text, at: range) } else { nil }
      }
    default: []
    }
  }

  private func flag(_ article: Article, _ key: String) -> Bool {
    if case .bool(true, _)? = article.metadata.extra.first(where: { $0.key == key })?.value {
      return true
    }
    return false
  }
}
