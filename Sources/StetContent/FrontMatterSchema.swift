/// The JSON Schema of the front matter (draft 2020-12), made from the table of known keys;
/// `taxonomyKeys` name lists of topics. Keys that are not known are for the theme and allowed.
package func frontMatterSchema(taxonomyKeys: [String]) -> SchemaNode {
  var properties: [(String, SchemaNode)] = []
  var seen: Set<String> = []
  for name in taxonomyKeys where seen.insert(name).inserted {
    properties.append(
      (name, .described("What the article is about.", [("anyOf", .list(anyTexts))])))
  }
  for key in FrontMatterKey.allCases where seen.insert(key.rawValue).inserted {
    properties.append((key.rawValue, .described(key.summary, key.shape.schema)))
  }
  for key in FrontMatterKey.allCases {
    for name in key.synonyms where seen.insert(name).inserted {
      properties.append(
        (name, .described("Another name of \(key.rawValue). \(key.summary)", key.shape.schema)))
    }
  }
  return .map([
    ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
    ("title", .text("Front matter")),
    ("description", .text("What stands before the text of an article.")),
    ("type", .text("object")),
    ("properties", .map(properties)),
    ("additionalProperties", .bool(true)),
  ])
}

private let scalar: [SchemaNode] = [
  .type("string"), .type("number"), .type("boolean"), .type("null"),
]

private let anyTexts: [SchemaNode] =
  scalar + [.map([("type", .text("array")), ("items", .map([("anyOf", .list(scalar))]))])]

extension FrontMatterKey.Shape {
  /// What a value of the shape may be.
  fileprivate var schema: [(String, SchemaNode)] {
    switch self {
    case .text: types(["string", "number", "boolean", "null"])
    case .date: types(["string", "integer", "null"])
    case .truth: types(["boolean", "string", "integer", "null"])
    case .integer: types(["integer", "string", "null"])
    case .list: [("anyOf", .list(anyTexts))]
    case .authors: listOf(fields: ["id", "name", "author", "role"])
    case .sources: listOf(fields: ["title", "name", "url", "link", "href"])
    case .corrections: listOf(fields: ["date", "text", "note", "description", "kind", "type"])
    case .image:
      choice([], objects: ["source", "src", "path", "url", "alt", "caption", "credit", "focus"])
    case .enclosures:
      listOf(fields: Metadata.Enclosure.sourceNames + ["type", "length", "duration"])
    case .episode: choice([], objects: ["number", "season", "explicit", "image"])
    case .series: choice([], objects: ["name", "title", "order", "part"])
    case .withdrawal: choice([], objects: ["date", "reason", "text"])
    case .related:
      [("anyOf", .list(anyTexts + [object(["pin", "pins", "forbid", "forbids"], anyTexts)]))]
    case .outputs:
      [
        (
          "anyOf",
          .list(
            anyTexts + [
              object(["feed", "feeds", "search", "list", "lists"], [.type("boolean")])
            ])
        )
      ]
    case .map: types(["object", "null"])
    case .any: []
    }
  }

  private func types(_ names: [String]) -> [(String, SchemaNode)] {
    [("type", .list(names.map { .text($0) }))]
  }

  private func object(_ fields: [String], _ values: [SchemaNode] = scalar) -> SchemaNode {
    .map([
      ("type", .text("object")),
      ("properties", .map(fields.map { ($0, .map([("anyOf", .list(values))])) })),
    ])
  }

  private func choice(
    _ more: [SchemaNode], objects fields: [String]
  ) -> [(String, SchemaNode)] {
    let item = scalar + [object(fields)] + more
    let list = SchemaNode.map([
      ("type", .text("array")), ("items", .map([("anyOf", .list(item))])),
    ])
    return [("anyOf", .list(item + [list]))]
  }

  private func listOf(fields: [String]) -> [(String, SchemaNode)] { choice([], objects: fields) }
}
