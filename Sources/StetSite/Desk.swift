import StetContent
import StetCore

/// The files of content sorted by what they are for, before any of them is placed.
struct Desk {
  enum Role: Equatable {
    case article
    case sectionIndex
    case topic(taxonomy: String)
    case author
  }

  let configuration: Configuration
  let articles: [Article]
  let roles: [Role]
  /// The location of each file.
  let places: [(folders: [String], stem: String)]

  init(_ articles: [Article], configuration: Configuration) {
    self.configuration = configuration
    self.articles = articles
    let places = articles.map { Desk.location(of: $0) }
    self.places = places
    roles = zip(articles, places).map { Desk.role(of: $0, at: $1, in: configuration) }
  }

  func ids(_ role: Role) -> [ArticleID] {
    roles.indices.filter { roles[$0] == role }.map(ArticleID.init)
  }

  /// The folders of `article` that readers see, its dialect's own (`_posts`, `_drafts`) left out,
  /// and the stem of its file; an article in a folder of its own (`opera/index.md`) is named after
  /// the folder.
  static func location(of article: Article) -> (folders: [String], stem: String) {
    let path = article.localPath
    let slash = path.utf8.lastIndex(of: 0x2F)
    let file = slash.map { path[path.utf8.index(after: $0)...] } ?? path[...]
    var stem = String(file.utf8.lastIndex(of: 0x2E).map { file[..<$0] } ?? file)
    var parts: [String] = []
    if let slash {
      parts = path[..<slash].utf8.split(separator: 0x2F).map { String(Substring($0)) }
    }
    if let language = article.languageOfName { stem.removeLast(language.count + 1) }
    parts.removeAll { $0 == "_posts" || $0 == "_drafts" }
    if stem == "index", let folder = parts.popLast() { stem = folder }
    return (parts, stem)
  }

  private static func role(
    of article: Article, at place: (folders: [String], stem: String),
    in configuration: Configuration
  ) -> Role {
    // Only authors come from files of data.
    let isFile = article.path.hasSuffix(".md") || article.path.lowercased().hasSuffix(".markdown")
    if !isFile, article.localPath.hasPrefix("authors/") { return .author }
    let (folders, stem) = place
    if stem == "_index" || (folders.isEmpty && stem == "index") {
      // A section has one page; what describes it in another language is a page of its own.
      let desk = Desk([], configuration: configuration)
      return desk.isInSiteLanguage(article) ? .sectionIndex : .article
    }
    guard folders.count == 1,
      configuration.folder(of: article.path)?.dialect ?? .stet == .stet
    else { return .article }
    if folders[0] == "authors" { return .author }
    if configuration.taxonomies.contains(where: { $0.name == folders[0] }) {
      return .topic(taxonomy: folders[0])
    }
    return .article
  }

  /// Whether the public sees each file at `now`.
  func standings(now: Timestamp) -> [Standing] {
    articles.indices.map { index in
      guard roles[index] == .article else { return .supporting }
      let article = articles[index]
      let flags = configuration.flags
      if article.metadata.isDraft, !flags.isDraftsShown { return .draft }
      let start = article.metadata.start
      if let start, let date = article.metadata.withdrawn?.date?.value, date.isBefore(start) {
        // Withdrawn before it was public: there is nothing to say of it.
        return .draft
      }
      if let start, now.isBefore(start), !flags.isFutureShown { return .scheduled(start) }
      if let withdrawal = article.metadata.withdrawn,
        withdrawal.date.map({ !now.isBefore($0.value) }) ?? true
      {
        return .withdrawn
      }
      if let end = article.metadata.expires?.value, !now.isBefore(end), !flags.isExpiredShown {
        return .expired(end)
      }
      return .published
    }
  }
}

extension Metadata {
  /// The instant before which the article is not public.
  var start: Timestamp? {
    guard let date = date?.value, let embargo = embargo?.value else {
      return date?.value ?? embargo?.value
    }
    return date.isBefore(embargo) ? embargo : date
  }
}
