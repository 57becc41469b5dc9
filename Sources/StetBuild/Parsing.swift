import StetContent
import StetCore
import StetSite

/// Every file of content, parsed.
struct Copydesk: Sendable {
  /// By file of content, those with errors too.
  private(set) var copies: [Copy]
  /// Those that are valid, then the authors of data files.
  private(set) var articles: [Article]
  /// For each of `articles`, its file of content; nil for the authors of data files.
  let files: [Int?]
  /// The words of each article, for the index of related stories.
  private(set) var words: [WordCounts]
  /// Where the cache has copies already; nil where it has none.
  var shelf: Shelf?
  /// Texts that are not with the copies; nil where there are none.
  var texts: WaitingTexts?
  /// Where the whole copies stand, once their words were forgotten.
  private var stored: StoredCopies?

  /// The desk of `copies`, with `authors` of data files.
  init(_ copies: [Copy], authors: [Article]) {
    self.copies = copies
    let valid = copies.indices.filter { copies[$0].article != nil }
    articles = valid.compactMap { copies[$0].article } + authors
    files = valid.map { $0 } + authors.map { _ in nil }
    words =
      valid.map { copies[$0].words }
      + authors.map { StetSite.words(of: ParsedFile(article: $0, body: Body())) }
  }

  /// Puts `copy`, which is valid, into the place of that of the file of content `file`, whose article
  /// is `id`.
  mutating func replace(_ file: Int, _ id: ArticleID, with copy: Copy) {
    guard let article = copy.article else { return }
    copies[file] = copy
    articles[id.index] = article
    words[id.index] = copy.words
  }

  /// The copies as the next build needs them.
  var kept: KeptCopies { stored.map { .stored($0) } ?? .open(copies) }

  /// Forgets the words, a quarter of what is known of an article, where the cache has them all. Nobody may
  /// ask for them then.
  mutating func forgetWords() {
    guard let shelf, !shelf.places.contains(nil) else { return }
    stored = StoredCopies(
      path: shelf.stored.path, parts: shelf.stored.parts, places: shelf.places.compactMap(\.self))
    words = []
    for file in copies.indices { copies[file].forgetWords() }
  }

  /// What is wrong with the files.
  var diagnostics: [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var unread: [UnreadConstruct] = []
    // A copy that is taken out of the list is counted up with all that it holds.
    for file in copies.indices {
      if !copies[file].diagnostics.isEmpty { diagnostics += copies[file].diagnostics }
      if !copies[file].unread.isEmpty, copies[file].article != nil {
        unread += copies[file].unread
      }
    }
    return diagnostics + UnreadConstruct.warnings(of: unread)
  }
}

extension Scanner {
  /// Parses every file of content that `memory` does not know as it is now; one with an error is left
  /// out. `authors` of data files come after them.
  func parse(
    _ scan: Scan, in contexts: [ParseContext], authors: [Article], from memory: Memory?,
    _ width: Int, _ progress: (BuildProgress) -> Void
  ) async -> Copydesk {
    let kept = memory?.places(in: scan, contexts: contexts)
    let fingerprints = contexts.map(\.fingerprint)
    let total = scan.content.count
    var copies: [Copy] = []
    copies.reserveCapacity(total)
    var texts = WaitingTexts(
      in: diskPath(".stet/cache"), count: total,
      again: { body(of: $0, scan.content[$1], contexts) })
    for part in WaitingTexts.parts(of: total) {
      var parsed = await part.parallelMap(
        width: width,
        progress: {
          progress(
            BuildProgress(stage: .reading, done: part.lowerBound + $0, total: total))
        }
      ) { index -> Copy in
        let item = scan.content[index]
        let place = kept?[index]
        let old = place.flatMap { memory?.copies.copy(at: $0.index) }
        if let old, place?.isSame == true { return old.kept(isRead: false) }
        return copy(
          of: item.file, in: contexts[item.folder], fingerprints[item.folder], insteadOf: old)
      }
      texts.take(from: &parsed, at: part.lowerBound)
      copies += parsed
    }
    var desk = Copydesk(copies, authors: authors)
    desk.texts = texts
    desk.shelf = memory?.laid.map { old in
      Shelf(
        stored: old.stored,
        places: copies.indices.map { index in
          copies[index].isParsed ? nil : kept?[index].flatMap { old.places[$0.index] }
        })
    }
    return desk
  }

  /// How the files of each content folder are to be parsed.
  func contexts(_ scan: Scan, _ configuration: Configuration) -> [ParseContext] {
    let shortcodes = shortcodeNames(scan, configuration)
    return configuration.contentFolders.map {
      configuration.parseContext(for: $0, shortcodes: shortcodes)
    }
  }

  /// What `found` says now; `old` itself where it has the same bytes.
  func copy(
    of found: Found, in context: ParseContext, _ fingerprint: Fingerprint, insteadOf old: Copy?
  ) -> Copy {
    let source = readable(found)
    guard let file = source.value else { return Copy(unreadable: source.diagnostics) }
    if let old, old.fingerprint == Fingerprint(of: [file.fingerprint, fingerprint]) {
      return old.kept(isRead: true)
    }
    return Copy(StetContent.parse(file, localPath: found.localPath, in: context, fingerprint))
  }

  /// The text of each of `wanted` that no build of this process has parsed, parsed now.
  func bodies(
    _ reading: Reading, wanted: Set<ArticleID>, width: Int
  ) async -> BodyStore {
    let copies = reading.desk.copies
    let missing = wanted.map(\.index).sorted().compactMap { index -> (Int, Int)? in
      guard let file = reading.desk.files[index], copies[file].body == nil,
        reading.desk.texts?.has(file) != true
      else { return nil }
      return (index, file)
    }
    let parsed = await missing.parallelMap(width: width) { _, file in
      body(of: copies[file], reading.scan.content[file], reading.contexts)
    }
    return BodyStore(
      reading.desk,
      parsed: Dictionary(uniqueKeysWithValues: zip(missing.map(\.0), parsed)))
  }

  /// The text of `copy`; of a file that changed since it was looked at, its new text with addresses
  /// as they are written: the next build sees that it is another.
  private func body(
    of copy: Copy, _ item: (file: Found, folder: Int), _ contexts: [ParseContext]
  ) -> Body {
    guard let file = readable(item.file).value else { return Body() }
    let parsed = StetContent.parse(
      file, localPath: item.file.localPath, in: contexts[item.folder]
    ).value
    if parsed.article.fingerprint == copy.fingerprint { return parsed.body }
    return Body(html: parsed.body.filled(with: parsed.article.references))
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
