import StetCore
import StetFeed
import StetSite

/// Entries of Atom as a feed of the site had them written, for its other feeds: a story stands in those of
/// its section, its topics and its authors.
///
/// Feeds that are written at once share it. It keeps up to 32 MiB.
struct WrittenEntries: Sendable {
  /// A story's entry with its text.
  struct Written: Sendable {
    let atom: [UInt8]
    /// How long the text is, in bytes.
    let textCount: Int
  }

  private var entries = SharedTable<Int, Written>(weightMax: 32 << 20)

  /// The entries without those of `changed`.
  func without(_ changed: [ArticleID]) -> WrittenEntries {
    var rest = self
    rest.entries = entries.without(changed.map(\.index))
    return rest
  }

  /// The entry of `id`; nil where it was not written yet.
  subscript(id: ArticleID) -> Written? { entries[id.index] }

  /// Keeps what `document` has of `items`, whose texts are in `feed`.
  func keep(_ document: WrittenDocument, _ feed: Feed, _ items: [FeedItem]) {
    guard document.parts.count == feed.entries.count else { return }
    for (place, entry) in feed.entries.enumerated() {
      guard case .story(let id) = items[place], let text = entry.content else { continue }
      let atom = Array(document.bytes[document.parts[place].range])
      entries.keep(
        Written(atom: atom, textCount: text.count), for: id.index, weight: atom.count)
    }
  }
}
