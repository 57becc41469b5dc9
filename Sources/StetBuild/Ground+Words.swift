import StetContent
import StetSite

/// The words of a site's articles, as far as they are known before the site is.
enum KnownWords: Sendable {
  /// Those of an index that the cache has; some articles have other words now.
  case kept(IndexedWords, changed: [Int])
  /// Numbered, and weighed by a guess of who is public.
  case weighed(Lexicon, GuessedWeights)
}

extension Ground {
  /// Where more articles than this have other words, an index is made anew.
  private static let changedMax = 256

  /// The words of `desk`; nil where the output is not as it was left.
  func words(of desk: Copydesk) async throws(FileError) -> KnownWords? {
    guard try await tree.isWhole(width: order.width) else { return nil }
    if let kept = cache.words(), let changed = kept.changes(in: desk.words),
      changed.count <= Ground.changedMax
    {
      return .kept(kept, changed: changed)
    }
    let lexicon = Lexicon(desk.words)
    let guess = await RelatedStories.guessedWeights(
      desk.articles, desk.words, lexicon, configuration, order)
    return .weighed(lexicon, guess)
  }

  /// The index of `site`, whose articles have these `words`, as they are now.
  func index(
    of site: Site, _ words: [WordCounts], _ known: KnownWords
  ) async -> (related: RelatedStories, revised: RevisedIndex) {
    let asked = RelatedQuestions(site, words: words)
    switch known {
    case .kept(let kept, let changed):
      if kept.fits(asked.ranked) {
        let related = RelatedStories(asked, kept)
        var revised = RevisedIndex(related.index)
        if revised.revise(changed.map { (document: $0, words: words[$0]) }) != nil {
          return (related, revised)
        }
      }
      return made(await RelatedStories.made(asked, Lexicon(words), nil, order.width))
    case .weighed(let lexicon, let guess):
      return made(await RelatedStories.made(asked, lexicon, guess, order.width))
    }
  }

  private func made(_ related: RelatedStories) -> (related: RelatedStories, revised: RevisedIndex) {
    cache.keep(related.index.words)
    return (related, RevisedIndex(related.index))
  }
}
