import StetContent

extension Configuration {
  /// The JSON Schema of stet.yaml (draft 2020-12), made from the keys that its reader knows.
  package static var schema: SchemaNode {
    .map([
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      ("title", .text("stet.yaml")),
      ("description", .text("What a publication is called, where it lives and how it is built.")),
      ("type", .text("object")),
      ("properties", .map(knownKeys.map { ($0, schema(of: $0)) })),
      ("additionalProperties", .bool(false)),
    ])
  }

  private static func schema(of key: String) -> SchemaNode {
    switch key {
    case "title": .value("string", "The publication's name.")
    case "tagline": .value("string", "A few words below the name.")
    case "description": .value("string", "What the publication is about.")
    case "copyright": .value("string", "Who holds the rights.")
    case "base_url":
      .value("string", "Where the site will live.", [("pattern", .text("^https?://"))])
    case "identity":
      .value("string", "Authority and year of permanent ids, example.org,2026; never change it.")
    case "language": .value("string", "The site's language, as BCP 47 says: en-GB.")
    case "timezone": .value("string", "The zone of dates that name none: Europe/London.")
    case "theme": .value("string", "A folder of themes/.")
    case "output": .value("string", "The folder that the build writes.")
    case "paginate": .integer("Stories a page.", in: 1...10_000)
    case "related": .integer("Related stories an article; 0 for none.", in: 0...50)
    case "raw_html": .value("boolean", "Whether HTML in Markdown is kept.")
    case "content": contentSchema
    case "taxonomies":
      .described(
        "Vocabularies by name: the keys of the front matter that name their terms.",
        [("type", .text("object")), ("additionalProperties", .textOrTexts)])
    case "permalinks": permalinksSchema
    case "feeds": feedsSchema
    case "menu": menuSchema
    case "leads":
      .described(
        "The articles that lead the front page, in order.",
        [("anyOf", .list(SchemaNode.textsChoice))])
    case "age": ageSchema
    case "deploy": DeployTarget.schema
    case "search": .value("boolean", "Whether readers can search, where the theme lets them.")
    case "pictures": picturesSchema
    case "hosting": hostingSchema
    case "check": checkSchema
    case "params": .value("object", "What the theme lets you choose.")
    default: .map([])
    }
  }

  private static var contentSchema: SchemaNode {
    let dialects = ParseContext.Dialect.allCases.map { SchemaNode.text($0.rawValue) }
    let properties: [(String, SchemaNode)] = contentKeys.map { key in
      switch key {
      case "path": (key, .value("string", "The folder, from the site's root."))
      case "dialect":
        (key, .value("string", "Which generator it was written for.", [("enum", .list(dialects))]))
      case "section": (key, .value("string", "The section of everything in it."))
      case "defaults": (key, .value("object", "Front matter for files that give none."))
      default: (key, .map([]))
      }
    }
    let folder = SchemaNode.object(properties, required: ["path"])
    let entry = SchemaNode.map([("anyOf", .list([.type("string"), folder]))])
    return .described(
      "The folders of articles.",
      [
        (
          "anyOf",
          .list([
            .type("string"), folder, .map([("type", .text("array")), ("items", entry)]),
          ])
        )
      ])
  }

  private static var permalinksSchema: SchemaNode {
    let parts = PermalinkPattern.known.map { ":" + $0 }.joined(separator: " ")
    return .described(
      "Address patterns by section, or one for all, of \(parts).",
      [
        (
          "anyOf",
          .list([
            .type("string"),
            .map([("type", .text("object")), ("additionalProperties", .type("string"))]),
          ])
        )
      ])
  }

  private static var feedsSchema: SchemaNode {
    let properties: [(String, SchemaNode)] = feedKeys.map { key in
      switch key {
      case "limit": (key, .integer("Entries in a feed.", in: 1...1000))
      case "archive": (key, .integer("Entries in an archive; 0 for none.", in: 0...10_000))
      case "full_text": (key, .value("boolean", "Whether entries carry the whole article."))
      case "tombstones":
        (key, .value("boolean", "Whether withdrawn articles are marked as deleted (RFC 6721)."))
      case "retractions":
        (key, .value("boolean", "Whether feeds say that an article was withdrawn."))
      case "news": (key, .value("boolean", "Whether there is a sitemap for Google News."))
      case "icon": (key, .value("string", "A square picture for readers."))
      case "logo": (key, .value("string", "A picture twice as wide as high for readers."))
      case "podcast": (key, podcastSchema)
      case "formats":
        (
          key,
          .described(
            "The formats of every feed.",
            [
              ("type", .text("array")),
              ("items", .map([("enum", .list(feedFormats.map { .text($0) }))])),
            ])
        )
      case "id": (key, .value("string", "The rule of the ids that an archive brings along."))
      case "hubs": (key, .described("WebSub hubs.", [("anyOf", .list(SchemaNode.textsChoice))]))
      default: (key, .value("boolean", "Whether there are feeds of \(key)."))
      }
    }
    return .object(properties, description: "Which feeds the site writes.")
  }

  private static var podcastSchema: SchemaNode {
    let properties: [(String, SchemaNode)] = podcastKeys.map { key in
      switch key {
      case "limit": (key, .integer("Episodes in the feed.", in: 1...2000))
      case "explicit": (key, .value("boolean", "Whether it is not for children."))
      case "category":
        (
          key,
          .described(
            "Categories of the directories: Arts, or News > Politics.",
            [("anyOf", .list(SchemaNode.textsChoice))])
        )
      case "owner":
        (
          key,
          .object(
            [("name", .type("string")), ("email", .type("string"))],
            description: "Whom directories may write to.")
        )
      case "type":
        (
          key,
          .value(
            "string", "The order of listening.",
            [("enum", .list([.text("episodic"), .text("serial")]))])
        )
      case "image": (key, .value("string", "A square picture of 1400 to 3000 pixels."))
      case "section", "topic", "series":
        (key, .value("string", "The \(key) whose stories with a file to play are its episodes."))
      default: (key, .value("string", "The podcast's \(key)."))
      }
    }
    let one = SchemaNode.object(properties, required: ["image", "category"])
    return .described(
      "Podcasts, each a map.",
      [
        (
          "anyOf",
          .list([one, .map([("type", .text("array")), ("items", one)])])
        )
      ])
  }

  private static var picturesSchema: SchemaNode {
    .object(
      pictureKeys.map { key in
        key == "copies"
          ? (key, .value("boolean", "Whether pictures get smaller copies for small screens."))
          : (
            key,
            .integer("How many of the newest stories get a picture to share.", in: 0...1_000_000)
          )
      }, description: "What is made of pictures.")
  }

  private static var hostingSchema: SchemaNode {
    let files = Hosting.File.allCases.map { SchemaNode.text($0.rawValue) }
    let packings = Hosting.Packing.allCases.map { SchemaNode.text($0.rawValue) }
    return .object(
      hostingKeys.map { key in
        switch key {
        case "files":
          (
            key,
            .described(
              "Files for web servers and hosts.",
              [("type", .text("array")), ("items", .map([("enum", .list(files))]))])
          )
        case "precompressed":
          (
            key,
            .described(
              "What text is packed in beforehand, for servers that hand it on.",
              [("type", .text("array")), ("items", .map([("enum", .list(packings))]))])
          )
        default:
          (
            key,
            .described(
              "Fields of every answer; an empty value takes one away.",
              [("type", .text("object")), ("additionalProperties", .type("string"))])
          )
        }
      }, description: "What web servers and hosts are told.")
  }

  private static var menuSchema: SchemaNode {
    let entry = SchemaNode.object(
      [("title", .type("string")), ("address", .type("string")), ("url", .type("string"))],
      required: ["title"])
    return .described("The masthead's menu.", [("type", .text("array")), ("items", entry)])
  }

  private static var ageSchema: SchemaNode {
    .object(
      ageKeys.map { key in
        key == "days"
          ? (key, .integer("Days until a story is called old; 0 for never.", in: 0...36_500))
          : (key, .described("Topics that never age.", [("anyOf", .list(SchemaNode.textsChoice))]))
      }, description: "When a story is called old.")
  }
}

/// The JSON Schemas that editors check a site's files by.
package enum SiteSchema: String, Sendable, CaseIterable {
  case frontmatter, config

  /// The schema as JSON, its keys in an order fit to be read; `taxonomyKeys` name lists of topics.
  package func json(taxonomyKeys: [String]) -> String {
    switch self {
    case .frontmatter: frontMatterSchema(taxonomyKeys: taxonomyKeys).json
    case .config: Configuration.schema.json
    }
  }
}
