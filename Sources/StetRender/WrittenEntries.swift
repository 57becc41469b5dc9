import StetCore
import StetFeed
import StetSite
import Synchronization

/// Entries of Atom as a feed of the site had them written, for its other feeds: a story stands in those of
/// its section, its topics and its authors.
///
/// Feeds that are written at once share it. It keeps up to 32 MiB.
final class WrittenEntries: Sendable {
  /// A story's entry with its text.
  struct Written: Sendable {
    let atom: [UInt8]
    /// How long the text is, in bytes.
    let textCount: Int
  }

  private struct Shelf {
    var entries: [Int: Written] = [:]
    var count = 0
  }

  private let shelf: Mutex<Shelf>
  private static let countMax = 32 << 20

  /// No entries.
  init() {
    shelf = Mutex(Shelf())
  }

  private init(_ kept: Shelf) {
    shelf = Mutex(kept)
  }

  /// The entries without those of `changed`.
  func without(_ changed: [ArticleID]) -> WrittenEntries {
    var kept = shelf.withLock { $0 }
    for id in changed {
      kept.count -= kept.entries.removeValue(forKey: id.index)?.atom.count ?? 0
    }
    return WrittenEntries(kept)
  }

  /// The entry of `id`; nil where it was not written yet.
  subscript(id: ArticleID) -> Written? { shelf.withLock { $0.entries[id.index] } }

  /// Keeps what `document` has of `items`, whose texts are in `feed`.
  func keep(_ document: WrittenDocument, _ feed: Feed, _ items: [FeedItem]) {
    guard document.parts.count == feed.entries.count else { return }
    shelf.withLock { shelf in
      for (place, entry) in feed.entries.enumerated() {
        guard case .story(let id) = items[place], let text = entry.content,
          shelf.entries[id.index] == nil
        else { continue }
        let atom = Array(document.bytes[document.parts[place].range])
        guard shelf.count + atom.count <= WrittenEntries.countMax else { return }
        shelf.count += atom.count
        shelf.entries[id.index] = Written(atom: atom, textCount: text.count)
      }
    }
  }
}
