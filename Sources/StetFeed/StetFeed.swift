import StetCore

// The door of the room: one `Feed` value, one function for each format. The same value makes the
// same bytes; texts that a format cannot carry are cleaned, never refused.

extension Feed {
  /// The feed as Atom (RFC 4287).
  public func atomDocument() -> WrittenDocument {
    AtomWriter(feed: self).document()
  }

  /// The feed as RSS 2.0 with the content, atom, dc, media and, for a podcast, itunes modules.
  public func rssDocument() -> WrittenDocument {
    RSSWriter(feed: self).document()
  }

  /// The feed as JSON Feed 1.1.
  public func jsonDocument() -> WrittenDocument {
    JSONFeedWriter(feed: self).document()
  }
}
