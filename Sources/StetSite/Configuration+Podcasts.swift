import StetContent
import StetCore

extension Configuration {
  /// A podcast: the stories of a list that carry a file to play, and what directories ask of it.
  package struct Podcast: Sendable, Hashable {
    /// The list whose stories are its episodes.
    package enum Source: Sendable, Hashable {
      case site
      case section(String)
      case topic(String)
      case series(String)
    }

    package var source: Source
    /// Where stet.yaml says it.
    package var range: SourceRange
    package var title: String?
    package var description: String?
    package var author: String?
    package var ownerName: String?
    package var ownerEmail: String?
    /// Square, of 1400 to 3000 pixels.
    package var image: String
    /// Names of the directory's categories, each with a narrower one after ` > ` or none.
    package var categories: [String]
    package var isExplicit = false
    /// Whether episodes are to be heard oldest first.
    package var isSerial = false
    /// Episodes in the feed.
    package var limit = 300
  }

  static let podcastKeys = [
    "section", "topic", "series", "title", "description", "author", "owner", "image", "category",
    "explicit", "type", "limit",
  ]

  /// The podcasts that `node` describes: a map, or a list of them.
  static func podcasts(_ node: LocatedNode?, reading reader: inout NodeReader) -> [Podcast] {
    switch node {
    case nil, .null: return []
    case .list(let nodes, _)?: return nodes.compactMap { podcast($0, reading: &reader) }
    case .some(let node): return podcast(node, reading: &reader).map { [$0] } ?? []
    }
  }

  private static func podcast(_ node: LocatedNode, reading reader: inout NodeReader) -> Podcast? {
    guard case .map = node else {
      reader.wrongKind(node, "podcast", wanted: "a map of keys and values")
      return nil
    }
    reader.warnOfUnknownKeys(in: node, known: podcastKeys, of: "“podcast”")
    guard let image = reader.string(node["image"], "image"),
      let categories = reader.strings(node["category"], "category"), !categories.isEmpty
    else {
      reader.report(
        .configurationValueInvalid, at: node.range,
        "a podcast needs an “image” and a “category”, which every directory asks for",
        note: "such as image: /podcast.jpg and category: News")
      return nil
    }
    var podcast = Podcast(
      source: source(of: node, reading: &reader), range: node.range, image: image,
      categories: categories)
    podcast.title = reader.string(node["title"], "title")
    podcast.description = reader.string(node["description"], "description")
    podcast.author = reader.string(node["author"], "author")
    podcast.ownerName = reader.string(node["owner"]?["name"], "name")
    podcast.ownerEmail = reader.string(node["owner"]?["email"], "email")
    podcast.isExplicit = reader.bool(node["explicit"], "explicit") ?? false
    podcast.limit = reader.int(node["limit"], "limit", in: 1...2000) ?? podcast.limit
    if let type = node["type"], let name = reader.string(type, "type") {
      podcast.isSerial = name == "serial"
      if !["serial", "episodic"].contains(name) {
        reader.report(
          .configurationValueInvalid, at: type.range, "a podcast has no type “\(name)”",
          note: "the types are episodic and serial")
      }
    }
    return podcast
  }

  private static func source(
    of node: LocatedNode, reading reader: inout NodeReader
  ) -> Podcast.Source {
    if let section = reader.string(node["section"], "section") { return .section(section) }
    if let topic = reader.string(node["topic"], "topic") { return .topic(topic) }
    if let series = reader.string(node["series"], "series") { return .series(series) }
    return .site
  }
}
