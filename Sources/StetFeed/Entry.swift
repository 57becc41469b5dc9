import StetCore

/// One article as subscribers receive it.
public struct Entry: Sendable, Hashable {
  /// The permanent URI, compared character by character: a changed one is a new entry to readers.
  public var id: String
  /// The headline as plain text.
  public var title: String
  /// The article's page.
  public var address: String
  /// When it was first published; never changes.
  public var published: Timestamp
  /// When it last changed in a way that readers should know.
  public var updated: Timestamp
  /// Who wrote it, in the order of the byline.
  public var authors: [Person]
  /// Who else worked on it.
  public var contributors: [Person]
  /// The standfirst as plain text.
  public var summary: String?
  /// The body as HTML with absolute addresses; nil for a feed of summaries.
  public var content: [UInt8]?
  /// The article's language when it is not the feed's.
  public var language: String?
  /// Its section and topics.
  public var categories: [Category]
  /// Files that belong to it, such as an episode.
  public var enclosures: [Enclosure]
  /// The picture shown with the headline.
  public var leadMedia: LeadMedia?
  /// Pages it is about.
  public var related: [String]
  /// Where it was found.
  public var via: [String]
  /// Its terms of use when they are not the feed's.
  public var rights: String?
  /// Where people discuss it.
  public var replies: Replies?
  /// What podcast directories want to know of an episode.
  public var episode: Episode?
  /// The file that made it, for diagnostics.
  public var origin: SourceOrigin?
  /// The whole entry as Atom, where a feed of the same language had it written; its text is not needed then.
  package var atom: [UInt8]?

  /// The article `title` at `address`.
  public init(
    id: String, title: String, address: String, published: Timestamp, updated: Timestamp,
    authors: [Person]
  ) {
    self.id = id
    self.title = title
    self.address = address
    self.published = published
    self.updated = updated
    self.authors = authors
    contributors = []
    categories = []
    enclosures = []
    related = []
    via = []
  }
}

/// Somebody who made something (RFC 4287 §3.2).
public struct Person: Sendable, Hashable {
  /// The name as it stands in a byline.
  public var name: String
  /// A page about them.
  public var uri: String?

  /// Somebody called `name`.
  public init(name: String, uri: String? = nil) {
    self.name = name
    self.uri = uri
  }
}

/// What an article is about (RFC 4287 §4.2.2).
public struct Category: Sendable, Hashable {
  /// The topic's slug: `city-council`.
  public var term: String
  /// The page of the list it comes from.
  public var scheme: String?
  /// The topic's name: `City council`.
  public var label: String?

  /// The category `term`.
  public init(term: String, scheme: String? = nil, label: String? = nil) {
    self.term = term
    self.scheme = scheme
    self.label = label
  }
}

/// A file that belongs to an entry (RFC 4287 §4.2.7.2).
public struct Enclosure: Sendable, Hashable {
  /// Where it is.
  public var url: String
  /// Its media type, from its content.
  public var type: String
  /// Its size in bytes.
  public var length: Int
  /// How long it plays.
  public var durationSeconds: Int?

  /// The file at `url`.
  public init(url: String, type: String, length: Int, durationSeconds: Int? = nil) {
    self.url = url
    self.type = type
    self.length = length
    self.durationSeconds = durationSeconds
  }
}

/// A picture with what an editor must say about it (Media RSS).
public struct LeadMedia: Sendable, Hashable {
  /// Where it is.
  public var url: String
  /// Its media type.
  public var type: String
  /// Its width in pixels.
  public var width: Int?
  /// Its height in pixels.
  public var height: Int?
  /// Its size in bytes.
  public var length: Int?
  /// What it shows, for people who do not see it.
  public var alt: String?
  /// Who made it.
  public var credit: String?
  /// A small version.
  public var thumbnail: Thumbnail?

  /// The picture at `url`.
  public init(url: String, type: String) {
    self.url = url
    self.type = type
  }

  /// A small version of a picture.
  public struct Thumbnail: Sendable, Hashable {
    /// Where it is.
    public var url: String
    /// Its width in pixels.
    public var width: Int?
    /// Its height in pixels.
    public var height: Int?

    /// The picture at `url`.
    public init(url: String, width: Int? = nil, height: Int? = nil) {
      self.url = url
      self.width = width
      self.height = height
    }
  }
}

/// A page of comments (RFC 4685 §4).
public struct Replies: Sendable, Hashable {
  /// Where they are.
  public var url: String
  /// How many there are.
  public var count: Int?
  /// When the last one was made.
  public var updated: Timestamp?

  /// The comments at `url`.
  public init(url: String, count: Int? = nil, updated: Timestamp? = nil) {
    self.url = url
    self.count = count
    self.updated = updated
  }
}

/// What podcast directories ask of an episode.
public struct Episode: Sendable, Hashable {
  /// Its number in the season.
  public var number: Int?
  /// The season's number.
  public var season: Int?
  /// A picture of its own.
  public var image: String?
  /// Whether it has language or subjects not for children.
  public var isExplicit: Bool?

  /// An episode of which nothing is known.
  public init() {}
}
