import StetContent
import StetCore

/// Finds where the addresses in bodies lead: other articles, files beside them, or elsewhere.
package struct LinkResolver: Sendable {
  let desk: Desk
  private let addresses: [SitePath?]
  private let standings: [Standing]
  /// Articles by path from the site's root, and by path below their content folder.
  private var articleOfPath: [String: ArticleID] = [:]
  private var articleOfLocalPath: [String: ArticleID] = [:]
  /// Articles by the name of their file alone, where only one has it; made where one is asked for.
  private lazy var articleOfName = LinkResolver.articlesByName(desk.articles)
  /// Articles by the file of the address that they have, or will have.
  private var articleOfFile: [String: ArticleID] = [:]
  private let files: Set<String>
  private let bundles: Bundles
  private let translations: Translations
  private var publishedPaths: Set<String> = []
  /// For each article, how many others link to it.
  private var citations: [Int]
  private var cited: Set<ArticleID> = []
  private var diagnostics: [Diagnostic] = []

  init(
    _ desk: Desk, _ bundles: Bundles, _ translations: Translations, files: [String],
    book: AddressBook, standings: [Standing]
  ) {
    self.desk = desk
    self.bundles = bundles
    self.translations = translations
    addresses = book.byArticle
    citations = Array(repeating: 0, count: desk.articles.count)
    self.standings = standings
    self.files = Set(files)
    articleOfPath.reserveCapacity(desk.articles.count)
    articleOfLocalPath.reserveCapacity(desk.articles.count)
    articleOfFile.reserveCapacity(desk.articles.count)
    for (index, article) in desk.articles.enumerated() {
      let id = ArticleID(index)
      if let address = book.byArticle[index] ?? book.future[index] {
        articleOfFile[address.filePath] = id
      }
      articleOfPath[article.path] = id
      articleOfLocalPath[article.localPath] = id
    }
    for path in files {
      guard let (id, _) = bundles.owner(of: path), bundles.isWhole(id),
        standings[id.index] == .published
      else { continue }
      publishedPaths.insert(path)
    }
  }

  private static func articlesByName(_ articles: [Article]) -> [String: ArticleID?] {
    var found: [String: ArticleID?] = [:]
    for (index, article) in articles.enumerated() {
      var parts = article.localPath.utf8.split(separator: 0x2F)
      // An article in a folder of its own is called as its folder.
      if parts.count > 1, parts.last?.starts(with: "index.".utf8) == true { parts.removeLast() }
      let name = parts.last.map { String(Substring($0)) } ?? ""
      if found.updateValue(ArticleID(index), forKey: name) != nil {
        found.updateValue(nil, forKey: name)
      }
    }
    return found
  }

  /// The files that were named, by path.
  private var published: [PublishedFile] {
    publishedPaths.sorted().compactMap { path in
      fileAddress(of: path).map { PublishedFile(path: path, address: $0) }
    }
  }

  /// Where the links of a stretch of articles lead; what is missing is reported.
  package func links(of articles: Range<Int>) -> ResolvedLinks {
    var resolver = self
    let links = articles.map { resolver.links(of: ArticleID($0)) }
    return ResolvedLinks(
      links: links, citations: resolver.citations, files: resolver.published,
      diagnostics: resolver.diagnostics)
  }

  /// Where each reference of `id`, and its lead image, leads; what is missing is reported. Nothing of
  /// what has no public page.
  private mutating func links(of id: ArticleID) -> Links {
    guard isReachable(id), let address = addresses[id.index] else { return Links() }
    let article = desk.articles[id.index]
    cited = [id]
    let body = article.references.map { reference in
      destination(
        of: reference.destination, at: reference.range, in: article, address: address)
    }
    for other in cited where other != id { citations[other.index] += 1 }
    let image = article.metadata.image.map { image in
      destination(of: image.source.value, at: image.source.range, in: article, address: address)
    }
    var links = Links(body: body, image: image)
    links.enclosures = article.metadata.enclosures.map { enclosure in
      destination(
        of: enclosure.source.value, at: enclosure.source.range, in: article, address: address)
    }
    links.episodeImage = article.metadata.episode?.image.map { image in
      destination(of: image.value, at: image.range, in: article, address: address)
    }
    for argument in article.shortcodes.flatMap(\.named)
    where LinkResolver.addressArguments.contains(argument.name) {
      links.arguments[argument.value] = destination(
        of: argument.value, at: argument.range, in: article, address: address)
    }
    return links
  }

  /// Arguments of shortcodes that name a page or a file.
  private static let addressArguments: Set<String> = [
    "src", "href", "link", "poster", "image", "captions", "transcript", "file",
  ]

  private mutating func destination(
    of written: String, at range: SourceRange, in article: Article, address: SitePath
  ) -> Destination {
    if written.hasPrefix("#") { return .anchor(written) }
    if written.isEmpty { return .local(address, suffix: "") }
    if written.hasPrefix("//") || hasScheme(written) {
      return external(written, from: article, range)
    }
    let end = written.utf8.firstIndex { $0 == 0x23 || $0 == 0x3F } ?? written.endIndex
    let (path, suffix) = (String(written[..<end]), String(written[end...]))
    if path.isEmpty { return .local(address, suffix: suffix) }
    if path.hasPrefix("{"), let place = pelicanPlace(percentDecoded(path)) {
      return .local(place, suffix: suffix)
    }
    if path.hasPrefix("@/") {
      return named(String(path.dropFirst(2)), suffix, from: article, range, written)
    }
    let decoded = percentDecoded(path)
    if decoded.hasPrefix("/") { return rooted(decoded, suffix, from: article, range, written) }

    let folder = article.path.split(separator: "/").dropLast().joined(separator: "/")
    let target = joined(folder, decoded)
    if let target, let id = articleOfPath[target] {
      return page(id, suffix, from: article, range, written)
    }
    if let target, files.contains(target), let place = fileAddress(of: target) {
      publishedPaths.insert(target)
      return .local(place, suffix: suffix)
    }
    if isArticleName(decoded) || isPelicanForm(path) {
      report(missing: written, from: article, range)
    }
    // Not a file of the sources: an address from where the page itself will stand.
    let base = String(address.text[...(address.text.lastIndex(of: "/") ?? address.text.startIndex)])
    guard let place = joined(String(base.dropFirst()), decoded),
      let path = SitePath(written: place + (decoded.hasSuffix("/") && !place.isEmpty ? "/" : ""))
    else { return .external(written) }
    return located(path, suffix, from: article, range, written)
  }

  private mutating func rooted(
    _ path: String, _ suffix: String, from article: Article, _ range: SourceRange,
    _ written: String
  ) -> Destination {
    if let id = articleOfLocalPath[String(path.dropFirst())]
      ?? articleOfPath[String(path.dropFirst())]
    {
      return page(id, suffix, from: article, range, written)
    }
    guard let place = SitePath(written: path) else { return .external(written) }
    return located(place, suffix, from: article, range, written)
  }

  /// An address of the site as the author wrote it; hidden where it is that of an article which is
  /// not public.
  private mutating func located(
    _ place: SitePath, _ suffix: String, from article: Article, _ range: SourceRange,
    _ written: String
  ) -> Destination {
    let file = place.filePath
    if let id = articleOfFile[file] ?? articleOfFile[file + "/index.html"] {
      if !isReachable(id) { return page(id, suffix, from: article, range, written) }
      cited.insert(id)
    }
    return .local(place, suffix: suffix)
  }

  /// An address with a scheme; hidden where it is that of an article of this site which is not public.
  private mutating func external(
    _ written: String, from article: Article, _ range: SourceRange
  ) -> Destination {
    let base = desk.configuration.baseURL
    guard written.hasPrefix(base + "/") else { return .external(written) }
    let path = written.dropFirst(base.count).prefix { $0 != "#" && $0 != "?" }
    guard let place = SitePath(written: percentDecoded(String(path))) else {
      return .external(written)
    }
    if case .hidden = located(place, "", from: article, range, written) { return .hidden }
    return .external(written)
  }

  private mutating func named(
    _ name: String, _ suffix: String, from article: Article, _ range: SourceRange,
    _ written: String
  ) -> Destination {
    let clean = name.hasPrefix("/") ? String(name.dropFirst()) : name
    let stem = clean.hasSuffix(".md") ? clean.dropLast(3) : clean[...]
    let last = stem.split(separator: "/").last.map(String.init) ?? ""
    let id =
      articleOfLocalPath[clean]
      ?? candidates(for: stem, from: article).lazy.compactMap { [articleOfLocalPath] in
        articleOfLocalPath[$0]
      }.first
      ?? ["", ".md", ".markdown"].compactMap { articleOfName[last + $0] ?? nil }.first
    guard let id else {
      if let folder = desk.configuration.folder(of: article.path) {
        let path = folder.path + "/" + clean
        if files.contains(path), let place = fileAddress(of: path) {
          publishedPaths.insert(path)
          return .local(place, suffix: suffix)
        }
      }
      // `{% link assets/report.pdf %}` names a file that may stand in static/.
      let isFile = last.contains(".") && !isArticleName(last) && !last.hasSuffix(".html")
      if isFile, let place = SitePath(written: clean) { return .local(place, suffix: suffix) }
      report(missing: written, from: article, range)
      return SitePath(written: clean).map { .local($0, suffix: suffix) } ?? .external(written)
    }
    let own = translations.of[id]?.first {
      article.languageOfName != nil
        && desk.articles[$0.index].languageOfName == article.languageOfName
    }
    return page(own ?? id, suffix, from: article, range, written)
  }

  private mutating func page(
    _ id: ArticleID, _ suffix: String, from article: Article, _ range: SourceRange,
    _ written: String
  ) -> Destination {
    if let address = addresses[id.index], isReachable(id) {
      cited.insert(id)
      return .local(address, suffix: suffix)
    }
    diagnostics.append(
      Diagnostic(
        .warning, .linkTargetNotPublic, path: article.path, range: range,
        "“\(written)” leads to an article that is not public",
        note: standings[id.index] == .withdrawn
          ? "it was withdrawn; the link leads nowhere" : "until it is, the link leads nowhere"))
    return .hidden
  }

  private mutating func report(
    missing written: String, from article: Article, _ range: SourceRange
  ) {
    let name = written.split(separator: "/").last.map { $0.prefix { $0 != "#" } } ?? ""
    let nearest = nearestName(to: String(name), among: articleOfName.keys)
      .flatMap { isLikely($0, for: name) ? $0 : nil }
    let dialect = desk.configuration.folder(of: article.path)?.dialect ?? .stet
    // Only in these is `@/` what the author wrote.
    let isRooted = written.hasPrefix("@/") && dialect != .stet && dialect != .zola
    let hint =
      isRooted
      ? "no content folder of stet.yaml holds it"
      : "name the file as it is found from this one, or from the content folder after @/"
    diagnostics.append(
      Diagnostic(
        .warning, .linkTargetMissing, path: article.path, range: range,
        "“\(isRooted ? String(written.dropFirst(2)) : written)” leads to a file that is not there",
        note: nearest.map { "did you mean “\($0)”?" } ?? hint))
  }

  private func isReachable(_ id: ArticleID) -> Bool {
    standings[id.index] == .published || standings[id.index] == .supporting
  }

  private func isArticleName(_ path: String) -> Bool {
    [".md", ".markdown", ".mdown", ".mkd"].contains { path.hasSuffix($0) }
  }

  /// The address of a file of the content folders: its place below them.
  private func fileAddress(of path: String) -> SitePath? {
    if let (id, rest) = bundles.owner(of: path), let page = addresses[id.index],
      page.text.hasSuffix("/")
    {
      return SitePath(written: page.text + rest)
    }
    guard let folder = desk.configuration.folder(of: path) else { return nil }
    return SitePath(written: String(path.dropFirst(folder.path.count)))
  }
}
