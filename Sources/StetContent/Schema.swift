/// The JSON Schema (2020-12) of the front matter, written from the table of keys that the parser
/// reads; `taxonomyKeys` are the lists of terms that the site has.
package func frontMatterSchema(taxonomyKeys: [String]) -> String {
  var properties: [(name: String, json: String)] = []
  for key in FrontMatterKey.allCases {
    properties.append((key.rawValue, property(key.shape, key.summary)))
    for synonym in key.synonyms {
      properties.append((synonym, property(key.shape, "The same as \(key.rawValue).")))
    }
  }
  for taxonomy in taxonomyKeys {
    properties.removeAll { $0.name == taxonomy }
    properties.append((taxonomy, property(.list, "Terms of the taxonomy \(taxonomy).")))
  }
  properties.sort { $0.name < $1.name }
  let lines = properties.map { "    \(quoted($0.name)): \($0.json)" }
  return """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "Front matter of stet",
      "type": "object",
      "properties": {
    \(lines.joined(separator: ",\n"))
      },
      "additionalProperties": true
    }

    """
}

/// The schema of a value of `shape`.
private func property(_ shape: FrontMatterKey.Shape, _ summary: String) -> String {
  let kind =
    switch shape {
    case .text: "\"type\": [\"string\", \"number\", \"boolean\", \"null\"]"
    case .date: "\"type\": [\"string\", \"null\"]"
    case .truth: "\"type\": [\"boolean\", \"string\", \"null\"]"
    case .integer: "\"type\": [\"integer\", \"null\"]"
    case .list: "\"anyOf\": [\(texts), {\"type\": [\"string\", \"null\"]}]"
    case .authors:
      "\"anyOf\": [{\"type\": [\"string\", \"null\"]}, {\"type\": \"array\", \"items\": {\"anyOf\": [{\"type\": \"string\"}, \(object(["name", "id", "role"]))]}}, \(object(["name", "id", "role"]))]"
    case .image:
      "\"anyOf\": [{\"type\": [\"string\", \"null\"]}, \(object(["source", "alt", "caption", "credit"])), \(texts)]"
    case .corrections:
      "\"type\": \"array\", \"items\": {\"type\": \"object\", \"required\": [\"date\", \"text\"], \"properties\": {\"date\": {\"type\": \"string\"}, \"text\": {\"type\": \"string\"}, \"kind\": {\"enum\": [\"correction\", \"clarification\", \"update\", \"retraction\"]}}}"
    case .sources:
      "\"anyOf\": [{\"type\": [\"string\", \"null\"]}, {\"type\": \"array\", \"items\": {\"anyOf\": [{\"type\": \"string\"}, \(object(["title", "url"]))]}}]"
    case .enclosures, .episode:
      "\"type\": [\"string\", \"integer\", \"object\", \"array\", \"null\"]"
    case .series:
      "\"anyOf\": [{\"type\": [\"string\", \"null\"]}, {\"type\": \"object\", \"required\": [\"name\"], \"properties\": {\"name\": {\"type\": \"string\"}, \"order\": {\"type\": \"integer\"}}}]"
    case .outputs:
      "\"type\": [\"object\", \"array\"], \"properties\": {\"feed\": {\"type\": \"boolean\"}, \"search\": {\"type\": \"boolean\"}, \"lists\": {\"type\": \"boolean\"}}"
    case .related:
      "\"anyOf\": [\(texts), {\"type\": [\"string\", \"null\"]}, {\"type\": \"object\", \"properties\": {\"pin\": \(texts), \"forbid\": \(texts)}}]"
    case .withdrawal:
      "\"anyOf\": [{\"type\": [\"boolean\", \"string\", \"null\"]}, \(object(["date", "reason"]))]"
    case .map: "\"type\": [\"object\", \"null\"]"
    case .any: "\"type\": [\"boolean\", \"string\", \"null\"]"
    }
  return "{\"description\": \(quoted(summary)), \(kind)}"
}

private let texts = "{\"type\": \"array\", \"items\": {\"type\": [\"string\", \"number\"]}}"

private func object(_ names: [String]) -> String {
  let properties = names.map { "\(quoted($0)): {\"type\": \"string\"}" }.joined(separator: ", ")
  return "{\"type\": \"object\", \"properties\": {\(properties)}}"
}

/// `text` as a JSON string; the texts here hold no control characters.
private func quoted(_ text: String) -> String {
  "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
}
