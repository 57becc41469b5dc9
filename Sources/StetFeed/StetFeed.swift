import StetCore

// The door of the room: one `Feed` value, one function for each format.

extension Feed {
  /// The feed as Atom (RFC 4287), UTF-8, the same bytes for the same value.
  public func atomDocument() -> WrittenDocument {
    AtomWriter(feed: self).document()
  }
}
