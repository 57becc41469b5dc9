package import StetCore

extension Metadata {
  /// A file that feeds carry with the article.
  package struct Enclosure: Sendable, Hashable {
    /// A file beside the article or of static/, or the address of one elsewhere.
    package let source: Located<String>
    /// Its media type, where the author says one.
    package let type: String?
    /// Its size in bytes, which only a file elsewhere needs to be told.
    package let length: Int?
    /// How long it plays.
    package let durationSeconds: Int?

    /// The file at `source`.
    package init(
      source: Located<String>, type: String? = nil, length: Int? = nil,
      durationSeconds: Int? = nil
    ) {
      self.source = source
      self.type = type
      self.length = length
      self.durationSeconds = durationSeconds
    }

    /// What the key of the address may be called.
    static let sourceNames = ["source", "src", "url", "path", "file", "href"]
  }

  /// What podcast directories want to know of an episode.
  package struct Episode: Sendable, Hashable {
    package let number: Int?
    package let season: Int?
    package let isExplicit: Bool?
    /// A square picture of its own.
    package let image: Located<String>?

    /// The episode `number` of `season`.
    package init(
      number: Int? = nil, season: Int? = nil, isExplicit: Bool? = nil,
      image: Located<String>? = nil
    ) {
      self.number = number
      self.season = season
      self.isExplicit = isExplicit
      self.image = image
    }
  }
}
