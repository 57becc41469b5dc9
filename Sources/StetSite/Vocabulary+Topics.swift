import StetContent
import StetCore

extension Vocabulary {
  /// Where each file that defines a term has its page.
  var addresses: [(id: ArticleID, address: SitePath)] {
    terms.compactMap { term in
      guard let id = term.definition, term.mergedInto == nil, !term.isHidden else { return nil }
      return (id, address(of: term))
    }
  }

  /// From aliases and merged terms to the terms that stand for them.
  var redirects: [Redirect] {
    var made: [Redirect] = []
    let taken = Set(terms.filter { $0.mergedInto == nil && !$0.isHidden }.map { address(of: $0) })
    var given: Set<SitePath> = []
    for (at, term) in terms.enumerated() {
      if terms[merged(at)].isHidden { continue }
      let target = address(of: terms[merged(at)])
      let names = term.aliases.map { slugOrSelf($0) } + (term.mergedInto == nil ? [] : [term.id])
      for name in names {
        guard let from = SitePath(written: "/\(term.taxonomy)/\(name)/"), !taken.contains(from),
          given.insert(from).inserted
        else { continue }
        made.append(Redirect(from: from, to: target))
      }
    }
    return made
  }

  /// The topics, `listed` being every public story in the order of lists.
  func topics(listed: [ArticleID], leads: inout Leads) -> [Topic] {
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
        taxonomy: term.taxonomy, id: term.id, name: term.name,
        aliases: term.aliases.filter { $0 != term.name },
        description: article?.metadata.standfirst?.value,
        sameAs: article.map { a in (list(a, "sameAs") + list(a, "same_as")).map(\.value) } ?? [],
        address: address(of: terms[merged(at)]), definition: term.definition, broader: term.broader,
        narrower: narrower[at].sorted { precedes($0, $1) }, related: term.related,
        mergedInto: term.mergedInto.map(merged),
        weight: article?.metadata.weight?.value ?? .max,
        isHidden: term.isHidden || term.mergedInto != nil,
        stories: stories[at], leads: leads.important(of: stories[at], index: term.definition),
        directCount: direct[at])
    }
  }

  /// The terms that `article` names and every term above them, as far as others named them too.
  func topics(namedBy article: Article) -> [Int] {
    let named = desk.configuration.taxonomies.flatMap { taxonomy in
      taxonomy.keys.flatMap { article.metadata.terms[$0] ?? [] }
        .compactMap { termOfKey[key(taxonomy.name, $0.value)].map(merged) }
    }
    return withBroader(named)
  }

  /// The terms of `start` and every term above them, each once.
  func withBroader(_ start: [Int]) -> [Int] {
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

  /// Where the page of `term` stands.
  func address(of term: Term) -> SitePath {
    SitePath(written: "/\(term.taxonomy)/\(term.id)/") ?? SitePath("/\(term.taxonomy)/")
  }

  /// What `name` is found by among the terms of `taxonomy`.
  func key(_ taxonomy: String, _ name: String) -> String {
    taxonomy + "\u{0}" + slugOrSelf(name)
  }

  /// The first text under `key` in the front matter that stet itself does not read.
  func text(_ article: Article, _ key: String) -> Located<String>? {
    list(article, key).first
  }

  /// The texts under `key` in the front matter that stet itself does not read.
  func list(_ article: Article, _ key: String) -> [Located<String>] {
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
}
