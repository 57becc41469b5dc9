import StetContent
import StetCore

/// Which articles say the same in other languages: files of one name but for the language at its end
/// (`opera.md`, `opera.es.md`), or with the same `translationKey`.
struct Translations {
  /// The public ones of each article, itself left out, by language; empty for most.
  private(set) var of: [ArticleID: [ArticleID]] = [:]
  /// Articles that an article in the site's own language stands for in lists and feeds.
  private(set) var seconds: Set<ArticleID> = []

  init(_ desk: Desk, standings: [Standing]) {
    var groups: [String: [ArticleID]] = [:]
    for id in desk.articles.indices.map(ArticleID.init) where standings[id.index] == .published {
      let article = desk.articles[id.index]
      guard let key = Translations.key(of: article) else { continue }
      groups[key, default: []].append(id)
    }
    // The file without a language in its name belongs to those with one.
    let keys = groups.filter { $0.key.hasPrefix("/") }.keys
    if !keys.isEmpty {
      for id in desk.articles.indices.map(ArticleID.init) where standings[id.index] == .published {
        let article = desk.articles[id.index]
        guard article.languageOfName == nil else { continue }
        let own = "/" + Translations.stem(of: article.path)
        if groups[own] != nil { groups[own]?.append(id) }
      }
    }
    for key in groups.keys.sorted() {
      guard let group = groups[key], group.count > 1 else { continue }
      let ordered = group.sorted {
        let (one, two) = (language(of: $0, desk), language(of: $1, desk))
        return one != two ? one < two : $0.index < $1.index
      }
      let own = ordered.first { desk.isInSiteLanguage(desk.articles[$0.index]) }
      for id in ordered {
        of[id] = ordered.filter { $0 != id }
        if let own, id != own, desk.articles[id.index].languageOfName != nil { seconds.insert(id) }
      }
    }
  }

  private func language(of id: ArticleID, _ desk: Desk) -> String {
    desk.articles[id.index].metadata.language?.value ?? desk.configuration.language
  }

  private static func key(of article: Article) -> String? {
    let named = article.metadata.extra.first { $0.key == "translationKey" }?.value
    if case .string(let key, _)? = named { return key }
    guard article.languageOfName != nil else { return nil }
    return "/" + stem(of: article.path, languageOfName: article.languageOfName)
  }

  /// `path` without its ending and the language before that.
  private static func stem(of path: String, languageOfName: String? = nil) -> String {
    let stem = path.lastIndex(of: ".").map { path[..<$0] } ?? path[...]
    return String(languageOfName == nil ? stem : stem.dropLast((languageOfName?.count ?? 0) + 1))
  }
}

extension Desk {
  /// Whether `article` is in the site's language as far as its file's name says.
  func isInSiteLanguage(_ article: Article) -> Bool {
    guard let language = article.languageOfName?.lowercased() else { return true }
    let own = configuration.language.lowercased()
    return language == own || language == own.prefix { $0 != "-" }
  }

  /// The folder of the site that `article` stands in for its language, `es`; nil for the site's own.
  func languageFolder(of article: Article) -> String? {
    isInSiteLanguage(article) ? nil : article.languageOfName?.lowercased()
  }
}

extension Article {
  /// The same article with what only other files can tell: its lead picture, and whether lists and
  /// feeds leave it to an article in another language.
  func with(image: Metadata.LeadImage?, isSecond: Bool) -> Article {
    var metadata = metadata
    metadata.image = metadata.image ?? image
    if isSecond {
      metadata.outputs.isInLists = false
      metadata.outputs.isInFeeds = false
    }
    return Article(
      path: path, localPath: localPath, fingerprint: fingerprint, metadata: metadata,
      languageOfName: languageOfName, references: references, shortcodes: shortcodes,
      outline: outline, wordCount: wordCount, excerpt: excerpt)
  }
}
