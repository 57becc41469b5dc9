import StetContent
import StetCore
import StetRender
import StetSite

extension LiveSite {
  /// A file of content that was read again.
  struct Change: Sendable {
    let file: Int
    let article: ArticleID
    let found: Scanner.Found
    let old: Copy
    let new: Copy
  }

  /// What became of the files of content at `paths`; nil where more than their texts is another, or
  /// something is to be told of them.
  func changes(of paths: [String], _ order: BuildOrder) throws(FileError) -> [Change]? {
    var changes: [Change] = []
    for path in paths {
      guard let file = fileOfPath[path], let article = articleOfFile[file],
        let status = try Disk.status(ground.scanner.diskPath(path), isFollowing: true),
        status.kind == .file
      else { return nil }
      let item = memory.scan.content[file]
      let found = Scanner.Found(path: path, localPath: item.file.localPath, status: status)
      let old = edition.reading.desk.copies[file]
      let new = ground.scanner.copy(
        of: found, in: ground.contexts[item.folder], memory.frame.contexts[item.folder],
        insteadOf: old)
      let change = Change(file: file, article: article, found: found, old: old, new: new)
      guard !new.isParsed || isOfTextOnly(change) else { return nil }
      changes.append(change)
    }
    return changes
  }

  private func isOfTextOnly(_ change: Change) -> Bool {
    // What only other files tell of an article is put into it when the site is assembled.
    edition.reading.site[change.article] === change.old.article
      && LiveSite.isOfTextOnly(change.old, change.new, told: memory.report.diagnostics)
  }

  /// Whether nothing but the text of the article is another, and there is nothing to tell of it: not
  /// in `told` either.
  static func isOfTextOnly(_ old: Copy, _ new: Copy, told: [Diagnostic]) -> Bool {
    guard let before = old.article, let after = new.article, before.standing == after.standing
    else { return false }
    // Hugo's section indices may say how other files are read.
    if before.path.hasSuffix("_index.md") { return false }
    return old.diagnostics.isEmpty && new.diagnostics.isEmpty
      && old.unread.isEmpty && new.unread.isEmpty && !told.contains { $0.path == before.path }
  }

  /// Puts what a file says now into the place of what it said.
  mutating func take(_ change: Change) {
    memory.scan.content[change.file].file = change.found
    isStored = false
    guard change.new.isParsed, let article = change.new.article else { return }
    memory.copies = .none
    edition.reading.desk.replace(change.file, change.article, with: change.new)
    memory.copies = .open(edition.reading.desk.copies)
    memory.shelf?.places[change.file] = nil
    edition.reading.site = edition.reading.site.replacing(change.article, with: article)
    texts[change.article.index] = nil
  }

  /// Looks again for the related stories that a change of texts may reach; the articles whose lists
  /// are others now.
  mutating func relate(_ changes: [Change], width: Int) async -> Set<ArticleID> {
    let limit = edition.reading.site.configuration.relatedCount
    let words = changes.filter { $0.old.words != $0.new.words }
      .map { (document: $0.article.index, words: $0.new.words) }
    if limit == 0 || words.isEmpty { return [] }
    var revised = index ?? RevisedIndex(edition.reading.related.index)
    index = nil
    guard let affected = revised.revise(words) else { return await relateAll(limit, width: width) }
    let queries = edition.reading.related.queries
    let asked = affected.compactMap { queryOfArticle[$0] }
    let stretch = 24
    let answering = revised
    let answers = await stride(from: 0, to: asked.count, by: stretch).map { start in
      asked[start..<min(start + stretch, asked.count)].map { queries[$0] }
    }.parallelMap(width: width) { answering.related(for: $0, limit: limit) }.flatMap(\.self)
    var others: Set<ArticleID> = []
    for (query, stories) in zip(asked, answers) {
      let now = stories.map { ArticleID($0.document) }
      if edition.related[query] == now { continue }
      edition.related[query] = now
      others.insert(ArticleID(queries[query].document))
    }
    index = revised
    memory.related = edition.related
    return others
  }

  /// Makes the index of related stories anew and asks it for all.
  private mutating func relateAll(_ limit: Int, width: Int) async -> Set<ArticleID> {
    let words = edition.reading.desk.words
    let related = await RelatedStories.made(
      RelatedQuestions(edition.reading.site, words: words), Lexicon(words), nil, width)
    let now = await related.allStories(limit: limit, width: width)
    let others = related.queries.indices.filter { edition.related[$0] != now[$0] }
      .map { ArticleID(related.queries[$0].document) }
    edition.reading.related = related
    areWordsKept = false
    edition.related = now
    memory.related = now
    return Set(others)
  }
}
