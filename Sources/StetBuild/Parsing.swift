import StetContent
import StetCore
import StetSite

/// Every valid file of content, parsed.
struct Copydesk: Sendable {
  let articles: [Article]
  /// The text of each article.
  let bodies: BodyStore
  /// The words of each article, for the index of related stories.
  let words: [WordCounts]
}

extension Scanner {
  /// Reads and parses every file of content; one with an error is left out. `authors` of data files
  /// come after them.
  func parse(
    _ scan: Scan, _ configuration: Configuration, authors: [Article], _ width: Int,
    _ progress: (BuildProgress) -> Void
  ) async -> Diagnosed<Copydesk> {
    let shortcodes = shortcodeNames(scan, configuration)
    let contexts = configuration.contentFolders.map {
      configuration.parseContext(for: $0, shortcodes: shortcodes)
    }
    let total = scan.content.count
    let parsed = await scan.content.parallelMap(
      width: width, progress: { progress(BuildProgress(stage: .reading, done: $0, total: total)) }
    ) { item in
      parse(item.file, in: contexts[item.folder])
    }
    let valid = parsed.compactMap(\.value)
    return Diagnosed(
      Copydesk(
        articles: valid.map(\.file.article) + authors,
        bodies: BodyStore(valid.map(\.file.body) + authors.map { _ in Body() }),
        words: valid.map(\.words)
          + authors.map { words(of: ParsedFile(article: $0, body: Body())) }),
      parsed.flatMap(\.diagnostics) + UnreadConstruct.warnings(of: valid.flatMap(\.file.unread)))
  }

  private func parse(
    _ found: Found, in context: ParseContext
  ) -> Diagnosed<(file: ParsedFile, words: WordCounts)?> {
    let source = readable(found)
    guard let file = source.value else { return Diagnosed(nil, source.diagnostics) }
    let parsed = StetContent.parse(file, localPath: found.localPath, in: context)
    let isValid = !parsed.diagnostics.contains { $0.severity == .error }
    return Diagnosed(isValid ? (parsed.value, words(of: parsed.value)) : nil, parsed.diagnostics)
  }
}

extension BuildReport.Ledger {
  /// What became of each file of `scan` in `site`.
  init(_ site: Site, _ scan: Scanner.Scan) {
    other = scan.beside.count
    // Authors of data files are no files of content.
    let files = site.articles.indices.filter { Scanner.isContent(site.articles[$0].path) }
    invalid = scan.content.count - files.count + scan.countLeftOut
    for standing in files.map({ site.standings[$0] }) {
      switch standing {
      case .published: published += 1
      case .draft: drafts += 1
      case .scheduled: scheduled += 1
      case .expired: expired += 1
      case .invalid: invalid += 1
      case .withdrawn, .supporting: other += 1
      }
    }
  }
}
