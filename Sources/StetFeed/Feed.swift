import StetCore

/// What a publication sends to its subscribers, in no format yet.
///
/// Texts are plain Unicode, addresses are absolute. The writers drop what XML cannot carry, so every
/// value can be written; what would be lost is the caller's to report.
public struct Feed: Sendable, Hashable {
  /// What part of a publication the document holds (RFC 5005).
  public enum Kind: Sendable, Hashable {
    /// The newest entries; older ones are in archives (§3).
    case current
    /// Entries that left the current document and no longer change (§4).
    case archive
    /// All entries there are (§2).
    case complete
  }

  /// The permanent `tag:` URI.
  public var id: String
  /// The publication's, section's or topic's name.
  public var title: String
  /// One sentence on what it is.
  public var subtitle: String?
  /// The language of its texts (RFC 5646).
  public var language: String
  /// The page that people read instead.
  public var site: String
  /// Where the feed's documents are, one for each format written.
  public var addresses: FeedAddresses
  /// The WebSub hubs that tell subscribers of changes.
  public var hubs: [String]
  /// Which part of the publication this document is.
  public var kind: Kind
  /// The time given while there is no entry.
  public var established: Timestamp
  /// Who answers for the whole.
  public var authors: [Person]
  /// The terms of use.
  public var rights: String?
  /// A small square picture.
  public var icon: String?
  /// A picture twice as wide as high.
  public var logo: String?
  /// The program that made it.
  public var generator: Generator?
  /// The CSS stylesheet for people who open the feed in a browser.
  public var stylesheet: String?
  /// What podcast directories want to know; nil for a feed that is none.
  public var podcast: Podcast?
  /// The articles, newest first.
  public var entries: [Entry]
  /// Entries taken back (RFC 6721).
  public var tombstones: [Tombstone]

  /// An empty feed called `title`.
  public init(
    id: String, title: String, language: String, site: String, established: Timestamp,
    addresses: FeedAddresses = FeedAddresses()
  ) {
    self.id = id
    self.title = title
    self.language = language
    self.site = site
    self.established = established
    self.addresses = addresses
    hubs = []
    kind = .current
    authors = []
    entries = []
    tombstones = []
  }

  /// The newest change of the entries, or `established` when there is none.
  public var updated: Timestamp {
    guard let first = entries.first else { return established }
    var newest = writtenUpdate(first)
    for entry in entries {
      let update = writtenUpdate(entry)
      if newest.isBefore(update) { newest = update }
    }
    return newest
  }
}

/// Where one document of a feed is, and its neighbours in the archive (RFC 5005).
public struct FeedAddress: Sendable, Hashable {
  /// The document's own address.
  public var own: String
  /// The current document, which is what people subscribe to; for archives.
  public var current: String?
  /// The archive with the next older entries.
  public var previousArchive: String?
  /// The archive with the next newer entries.
  public var nextArchive: String?

  /// The document at `own`.
  public init(
    _ own: String, current: String? = nil, previousArchive: String? = nil,
    nextArchive: String? = nil
  ) {
    self.own = own
    self.current = current
    self.previousArchive = previousArchive
    self.nextArchive = nextArchive
  }
}

/// Where a feed is in each format; nil for a format that is not written.
public struct FeedAddresses: Sendable, Hashable {
  /// The Atom document.
  public var atom: FeedAddress?
  /// The RSS document.
  public var rss: FeedAddress?
  /// The JSON Feed document.
  public var json: FeedAddress?

  /// The addresses of the formats written.
  public init(atom: FeedAddress? = nil, rss: FeedAddress? = nil, json: FeedAddress? = nil) {
    self.atom = atom
    self.rss = rss
    self.json = json
  }
}

/// The program that made a feed (RFC 4287 §4.2.4).
public struct Generator: Sendable, Hashable {
  /// Its name.
  public var name: String
  /// Its version.
  public var version: String?
  /// Its home page.
  public var uri: String?

  /// The program `name`.
  public init(name: String, version: String? = nil, uri: String? = nil) {
    self.name = name
    self.version = version
    self.uri = uri
  }
}

/// An entry taken back (RFC 6721 §3).
public struct Tombstone: Sendable, Hashable {
  /// The id of the entry.
  public var id: String
  /// When it was taken back.
  public var when: Timestamp
  /// Why, in a sentence.
  public var comment: String?

  /// The entry `id`, taken back at `when`.
  public init(id: String, when: Timestamp, comment: String? = nil) {
    self.id = id
    self.when = when
    self.comment = comment
  }
}

/// What podcast directories ask of a channel.
public struct Podcast: Sendable, Hashable {
  /// A category, and one inside it.
  public struct Category: Sendable, Hashable {
    /// The directory's name of it: `Arts`.
    public var name: String
    /// The narrower one: `Books`.
    public var narrower: String?

    /// The category `name`.
    public init(_ name: String, narrower: String? = nil) {
      self.name = name
      self.narrower = narrower
    }
  }

  /// Who makes it.
  public var author: String
  /// Whom directories may write to.
  public var ownerName: String?
  /// Where they write to; without it no owner is named.
  public var ownerEmail: String?
  /// A square picture of 1400 to 3000 pixels.
  public var image: String
  /// At least one.
  public var categories: [Category]
  /// Whether it has language or subjects not for children.
  public var isExplicit: Bool
  /// Whether episodes are to be heard oldest first.
  public var isSerial: Bool

  /// A podcast by `author`.
  public init(
    author: String, image: String, categories: [Category], isExplicit: Bool = false,
    isSerial: Bool = false
  ) {
    self.author = author
    self.image = image
    self.categories = categories
    self.isExplicit = isExplicit
    self.isSerial = isSerial
  }
}
