import StetContent
import StetCore

/// The stories that lead the front page, each section and each topic: those that an editor lists,
/// else those that say so themselves.
struct Leads {
  private let desk: Desk
  private let book: AddressBook
  private let standings: [Standing]
  /// For each article, how many others link to it.
  private let citations: [Int]
  private var articleOfName: [String: ArticleID] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  /// At most so many stories lead where no editor lists them.
  private static let countMax = 5
  /// Fewer links than this make no story important.
  private static let citationsMin = 2

  init(_ desk: Desk, book: AddressBook, standings: [Standing], citations: [Int]) {
    self.desk = desk
    self.book = book
    self.standings = standings
    self.citations = citations
    let isListWanted =
      !desk.configuration.leads.isEmpty || desk.articles.contains { !$0.metadata.leads.isEmpty }
    if isListWanted { nameArticles() }
  }

  /// The stories that lead `stories`, of which `index` is the description; `others` are names that an
  /// editor lists elsewhere, in the file at `path`.
  mutating func leads(
    of stories: [ArticleID], index: ArticleID?, others: [Located<String>] = [], path: String = ""
  ) -> [ArticleID] {
    let article = index.map { desk.articles[$0.index] }
    if let article, !article.metadata.leads.isEmpty {
      let folder = article.localPath.split(separator: "/").dropLast().joined(separator: "/")
      return listed(article.metadata.leads, path: article.path, folder: folder)
    }
    if !others.isEmpty { return listed(others, path: path, folder: "") }
    let articles = desk.articles
    let leads = stories.filter { articles[$0.index].metadata.isLead }
    return leads.count < 2 ? leads : Array(inOrder(leads).prefix(Self.countMax))
  }

  /// The most important of `stories`, those of a topic that `index` describes: its leads, else those
  /// that other articles link to most.
  mutating func important(of stories: [ArticleID], index: ArticleID?) -> [ArticleID] {
    let leads = leads(of: stories, index: index)
    if !leads.isEmpty { return leads }
    let citations = citations
    let cited = stories.indices.lazy.map { (place: $0, count: citations[stories[$0].index]) }
    let sorted = cited.filter { $0.count >= Self.citationsMin }.sorted { first, second in
      first.count != second.count ? first.count > second.count : first.place < second.place
    }
    // Where everything is important nothing is: at most a third.
    return sorted.prefix(min(3, stories.count / 3)).map { stories[$0.place] }
  }

  /// `leads` by weight, then as they come.
  private func inOrder(_ leads: [ArticleID]) -> [ArticleID] {
    let weighed = leads.indices.map { place in
      (place: place, weight: desk.articles[leads[place].index].metadata.weight?.value ?? .max)
    }
    return weighed.sorted { first, second in
      first.weight != second.weight ? first.weight < second.weight : first.place < second.place
    }.map { leads[$0.place] }
  }

  /// The articles that `names` name in the file at `path`, from the content folder or from `folder`.
  private mutating func listed(
    _ names: [Located<String>], path: String, folder: String
  ) -> [ArticleID] {
    var found: [ArticleID] = []
    for name in names {
      let plain = ArticleNames.plain(name.value)
      guard let id = articleOfName[folder + "/" + plain] ?? articleOfName[plain] else {
        let near = nearestName(to: plain, among: articleOfName.keys)
        report(
          .linkTargetMissing, path, name, "there is no article “\(name.value)” to lead with",
          note: near.map { "did you mean “\($0)”?" }
            ?? "name the file by its path below the content folder")
        continue
      }
      if standings[id.index] != .published || !desk.articles[id.index].metadata.outputs.isInLists {
        report(
          .linkTargetNotPublic, path, name,
          "“\(name.value)” is not public, or in no list, and leads nothing",
          note: "it takes its place when it is")
      } else if !found.contains(id) {
        found.append(id)
      }
    }
    return found
  }

  private mutating func report(
    _ code: Diagnostic.Code, _ path: String, _ name: Located<String>, _ message: String,
    note: String
  ) {
    diagnostics.append(
      Diagnostic(.warning, code, path: path, range: name.range, message, note: note))
  }

  private mutating func nameArticles() {
    for id in desk.ids(.article) {
      let address = book.byArticle[id.index] ?? book.future[id.index]
      for name in ArticleNames.names(of: desk.articles[id.index], at: address) {
        articleOfName[name] = id
      }
    }
  }
}

/// What editors call an article in a list: its path, with or without its ending, or its address.
enum ArticleNames {
  /// The names of `article`, whose page is at `address`.
  static func names(of article: Article, at address: SitePath?) -> [String] {
    let path = article.localPath
    let stem = path.utf8.lastIndex(of: 0x2E).map { String(path[..<$0]) } ?? path
    return [path, stem, article.path] + (address.map { [plain($0.text)] } ?? [])
  }

  /// `name` without the marks around it that do not tell articles apart.
  static func plain(_ name: String) -> String {
    var text = Substring(name)
    for prefix in ["@/", "./"] where text.hasPrefix(prefix) { text = text.dropFirst(2) }
    var bytes = text.utf8
    while bytes.first == 0x2F { bytes = bytes.dropFirst() }
    while bytes.last == 0x2F { bytes = bytes.dropLast() }
    return String(Substring(bytes))
  }
}
