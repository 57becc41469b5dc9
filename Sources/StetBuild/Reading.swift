import StetContent
import StetCore
import StetRender
import StetSite

/// A site as its files say it: read, parsed and assembled, nothing written.
package struct Reading: Sendable {
  package var site: Site
  /// The index of related stories and topics.
  package var related: RelatedStories
  /// What became of each file of content.
  package let ledger: BuildReport.Ledger
  var desk: Copydesk
  let scan: Scanner.Scan
  /// How the files of each content folder are parsed.
  let contexts: [ParseContext]
  /// feeds.lock as it was on disk; nil when there was none.
  let ledgerFile: SourceFile?
}

/// Reads the site that `order` names, for commands that only look.
package func read(
  _ order: BuildOrder, progress: (BuildProgress) -> Void = { _ in }
) async throws(FileError) -> Diagnosed<Reading> {
  let scanner = Scanner(root: order.site)
  let configuration = try scanner.configuration(flags: order.flags)
  let scan = try await scanner.scan(configuration.value, width: order.width)
  let draft = try await scanner.draft(
    scan.value, scanner.contexts(scan.value, configuration.value), configuration.value, order,
    from: nil, progress: progress)
  var reading = scanner.finished(consume draft)
  reading.diagnostics = configuration.diagnostics + scan.diagnostics + reading.diagnostics
  return reading
}

extension Scanner {
  /// What stet.yaml says, with `flags` laid over it.
  func configuration(
    flags: Configuration.Flags
  ) throws(FileError) -> Diagnosed<Configuration> {
    let written = Configuration.read(try file("stet.yaml"), flags: flags)
    let whole = try withDialects(written.value)
    return Diagnosed(whole.value, written.diagnostics + whole.diagnostics)
  }

  /// A site that was read, assembled and its words weighed, before its index of related stories is made.
  struct Draft: Sendable {
    let assembly: Assembly
    let desk: Copydesk
    let scan: Scan
    let contexts: [ParseContext]
    let asked: RelatedQuestions
    let words: WeighedWords
    let diagnostics: [Diagnostic]

    var site: Site { assembly.site.value }
  }

  /// Parses and assembles what `scan` found; `memory` knows what earlier builds parsed. Where it knows
  /// nothing, what was parsed goes to `cache` meanwhile.
  func draft(
    _ scan: Scan, _ contexts: [ParseContext], _ configuration: Configuration,
    _ order: BuildOrder, from memory: Memory?, to cache: Cache? = nil,
    progress: (BuildProgress) -> Void
  ) async throws(FileError) -> Draft {
    let facts = await facts(scan, width: order.width)
    var desk = await parse(
      scan, in: contexts, authors: facts.value.authors, from: memory, order.width, progress)
    let parsed = desk
    let isFirst = desk.shelf == nil
    // What was parsed goes to the cache until the words are weighed.
    let shelving = await Begun(width: order.width) { () throws(FileError) -> Shelf? in
      isFirst ? await cache?.shelf(of: parsed.copies, width: order.width) : nil
    }
    let assembled: Assembly
    let asked: RelatedQuestions
    let lexicon: Lexicon
    do throws(FileError) {
      ((assembled, asked), lexicon) = try await together(
        width: order.width,
        { () throws(FileError) -> (Assembly, RelatedQuestions) in
          let assembled = try await assembly(parsed, facts.value.tree, scan, configuration, order)
          return (assembled, RelatedQuestions(assembled.site.value, words: parsed.words))
        },
        { () throws(FileError) -> Lexicon in Lexicon(parsed.words) })
    } catch {
      await shelving.end()
      throw error
    }
    let words = await RelatedStories.weighed(asked, lexicon, order.width)
    let shelf = try await shelving.value
    desk.shelf = desk.shelf ?? shelf
    return Draft(
      assembly: assembled, desk: desk, scan: scan, contexts: contexts, asked: asked, words: words,
      diagnostics: facts.diagnostics + desk.diagnostics + assembled.diagnostics)
  }

  /// `draft` with its index of related stories.
  func finished(_ draft: consuming Draft) -> Diagnosed<Reading> {
    let related = RelatedStories(
      draft.asked, IndexedWords(draft.asked.ranked, draft.words.weights, draft.words.parts))
    let reading = Reading(draft.assembly, related, draft.desk, draft.scan, draft.contexts)
    return Diagnosed(reading, draft.diagnostics + related.diagnostics)
  }

  /// A site as its files say it, without the index of related stories.
  struct Assembly: Sendable {
    let site: Diagnosed<Site>
    /// feeds.lock as it was on disk; nil when there was none.
    let ledgerFile: SourceFile?
    let ledgerDiagnostics: [Diagnostic]

    var diagnostics: [Diagnostic] { ledgerDiagnostics + site.diagnostics }
  }

  private func assembly(
    _ desk: Copydesk, _ data: LocatedNode, _ scan: Scan, _ configuration: Configuration,
    _ order: BuildOrder
  ) async throws(FileError) -> Assembly {
    let (files, now) = (scan.beside.map(\.path), order.now)
    let ((ledgerFile, ledger), frame) = try await together(
      width: order.width,
      { () throws(FileError) -> (SourceFile?, Diagnosed<FeedLedger>) in
        let file = try file(FeedLedger.path)
        return (file, file.map { FeedLedger.read($0) } ?? Diagnosed(FeedLedger()))
      },
      { () throws(FileError) -> SiteFrame in
        SiteFrame(desk.articles, files: files, configuration: configuration, now: now)
      })
    let width = order.width
    let (identities, links) = await together(
      width: width, { frame.identities(by: ledger.value) },
      {
        let resolver = frame.resolver
        // Each stretch has counts of its own for all articles.
        let stretch = max(512, desk.articles.count / (width * 4) + 1)
        let starts = Array(stride(from: 0, to: desk.articles.count, by: stretch))
        return ResolvedLinks(
          joining: await starts.parallelMap(width: width) { start in
            resolver.links(of: start..<min(start + stretch, desk.articles.count))
          })
      })
    return Assembly(
      site: frame.site(identities, links, data: data), ledgerFile: ledgerFile,
      ledgerDiagnostics: ledger.diagnostics)
  }

  /// The site that the files of `desk` and what `data` says come to, without its index of related
  /// stories.
  func assembled(
    _ desk: Copydesk, _ data: LocatedNode, _ scan: Scan, _ contexts: [ParseContext],
    _ configuration: Configuration, _ order: BuildOrder
  ) async throws(FileError) -> Diagnosed<Reading> {
    let assembly = try await assembly(desk, data, scan, configuration, order)
    return Diagnosed(
      Reading(assembly, RelatedStories(), desk, scan, contexts), assembly.diagnostics)
  }

  /// What feeds.lock is to hold, where `ledger` has something that `file` does not.
  ///
  /// A build that shows what is not public gives out no id: nobody is to subscribe to it.
  func bytes(
    of ledger: FeedLedger, insteadOf file: SourceFile?, _ configuration: Configuration
  ) -> [UInt8]? {
    let flags = configuration.flags
    if flags.isDraftsShown || flags.isFutureShown || flags.isExpiredShown { return nil }
    if ledger.lines.isEmpty { return nil }
    let bytes = ledger.bytes
    return bytes == file?.bytes ? nil : bytes
  }
}

extension Reading {
  fileprivate init(
    _ assembly: Scanner.Assembly, _ related: RelatedStories, _ desk: Copydesk, _ scan: Scanner.Scan,
    _ contexts: [ParseContext]
  ) {
    self.init(
      site: assembly.site.value, related: related,
      ledger: BuildReport.Ledger(assembly.site.value, scan), desk: desk, scan: scan,
      contexts: contexts, ledgerFile: assembly.ledgerFile)
  }

  /// The files that the site copies, each with its path from the output folder.
  var outputFiles: [(file: Scanner.Found, outputPath: String)] {
    let beside = Dictionary(scan.beside.map { ($0.path, $0) }) { first, _ in first }
    let named = site.files.compactMap { file in
      beside[file.path].map { (file: $0, outputPath: file.address.filePath) }
    }
    return scan.statics.map { (file: $0, outputPath: $0.localPath) } + named
  }
}

/// Words that are weighed and not yet put into lists.
struct WeighedWords: Sendable {
  let weights: WordWeights
  /// The best words of documents, one stretch of ranks after the other.
  let parts: [SparseVectors]
}

extension RelatedStories {
  /// The answers to what is `asked`, the words numbered by `lexicon`; the words of each article are
  /// weighed alone, in parallel, unless `guess` was right.
  static func made(
    _ asked: RelatedQuestions, _ lexicon: Lexicon, _ guess: GuessedWeights?, _ width: Int
  ) async -> RelatedStories {
    if let words = guess.flatMap(asked.ranked.words(by:)) { return RelatedStories(asked, words) }
    let words = await weighed(asked, lexicon, width)
    return RelatedStories(asked, IndexedWords(asked.ranked, words.weights, words.parts))
  }

  /// The words of what is `asked`, weighed in stretches.
  static func weighed(
    _ asked: RelatedQuestions, _ lexicon: Lexicon, _ width: Int
  ) async -> WeighedWords {
    let ranked = asked.ranked
    let weights = ranked.weights(lexicon)
    let parts = await stretches(of: ranked.count)
      .parallelMap(width: width) { ranked.vectors(of: $0, weights) }
    return WeighedWords(weights: weights, parts: parts)
  }

  /// The words of `articles`, which are `words`, weighed by a guess of who is public.
  static func guessedWeights(
    _ articles: [Article], _ words: [WordCounts], _ lexicon: Lexicon,
    _ configuration: Configuration, _ order: BuildOrder
  ) async -> GuessedWeights {
    let weights = WordWeights.guessed(for: articles, lexicon, configuration, now: order.now)
    let parts = await stretches(of: articles.count)
      .parallelMap(width: order.width) { weights.vectors(of: $0) { words[$0] } }
    return GuessedWeights(weights, parts)
  }

  /// So many documents in stretches that are weighed by one task each.
  private static func stretches(of count: Int) -> [Range<Int>] {
    let stretch = 512
    return stride(from: 0, to: count, by: stretch).map { $0..<min($0 + stretch, count) }
  }

  /// The stories at the foot of each of the site's latest, in their order.
  func allStories(limit: Int, width: Int) async -> [[ArticleID]] {
    if limit == 0 { return [] }
    // The index keeps one score for each article while it answers, so questions come in batches.
    let batch = 64
    let batches = stride(from: 0, to: queries.count, by: batch).map { start in
      Array(queries[start..<min(start + batch, queries.count)])
    }
    return await batches.parallelMap(width: width) { stories(for: $0, limit: limit) }
      .flatMap(\.self)
  }
}
