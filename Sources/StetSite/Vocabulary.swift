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
    /// Whether its file says that readers are not to see it.
    var isHidden = false
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
    pairRelated()
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
      if let owner = termOfKey[key(taxonomy, stem)] {
        reportClaimed(stem, by: article, at: nil, owner: owner)
        continue
      }
      let name = text(article, "name")?.value ?? article.metadata.title?.value ?? stem
      var term = Term(taxonomy: taxonomy, id: slugOrSelf(stem), name: name, definition: id)
      term.isHidden = !article.metadata.outputs.isInLists
      terms.append(term)
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
      reportClaimed(name.value, by: article, at: name.range, owner: owner)
    } else {
      termOfKey[key] = term
    }
  }

  private mutating func reportClaimed(
    _ name: String, by article: Article, at range: SourceRange?, owner: Int
  ) {
    diagnostics.append(
      Diagnostic(
        .error, .topicAliasClaimedTwice, path: article.path, range: range,
        "“\(name)” already names the topic “\(terms[owner].name)”",
        note: "take the name away from one of the two, or merge them with merged_into"))
  }

  /// Adds a term for each name that no file defines, called by its most common spelling.
  private mutating func useTerms(of taxonomy: Configuration.Taxonomy, by ids: [ArticleID]) {
    var spellings: [(name: String, term: Int, count: Int)] = []
    var placeOfSpelling: [String: Int] = [:]
    let first = terms.count
    var uses: [(article: Int, term: Int)] = []
    for id in ids {
      for name in taxonomy.keys.flatMap({ desk.articles[id.index].metadata.terms[$0] ?? [] }) {
        let place = placeOfSpelling[name.value] ?? spellings.count
        if place == spellings.count {
          placeOfSpelling[name.value] = place
          spellings.append((name.value, term(called: name.value, in: taxonomy.name), 0))
        }
        spellings[place].count += 1
        uses.append((id.index, spellings[place].term))
      }
    }
    var best: [Int: Int] = [:]
    for (place, spelling) in spellings.enumerated() where spelling.term >= first {
      let known = best[spelling.term].map { spellings[$0] }
      let isBetter = known.map {
        spelling.count != $0.count ? spelling.count > $0.count : spelling.name < $0.name
      }
      if isBetter ?? true { best[spelling.term] = place }
    }
    for (term, place) in best { terms[term].name = spellings[place].name }
    resolveMerges(of: taxonomy.name)
    for use in uses {
      let term = merged(use.term)
      if !topicsOf[use.article].contains(term) { topicsOf[use.article].append(term) }
    }
  }

  /// The term that articles call `name`, a new one where no file defines it.
  private mutating func term(called name: String, in taxonomy: String) -> Int {
    let key = key(taxonomy, name)
    if let known = termOfKey[key] { return known }
    terms.append(Term(taxonomy: taxonomy, id: slugOrSelf(name), name: name))
    termOfKey[key] = terms.count - 1
    return terms.count - 1
  }
}
