/// A part of a JSON Schema, its keys in the order they are printed.
package indirect enum SchemaNode: Sendable {
  case text(String)
  case bool(Bool)
  case number(Int)
  case list([SchemaNode])
  case map([(String, SchemaNode)])

  /// `{"type": type}`.
  package static func type(_ type: String) -> SchemaNode { .map([("type", .text(type))]) }

  /// A value of `type` with what it is for.
  package static func value(
    _ type: String, _ description: String, _ more: [(String, SchemaNode)] = []
  ) -> SchemaNode {
    described(description, [("type", .text(type))] + more)
  }

  /// `rest` with what it is for before it.
  package static func described(
    _ description: String, _ rest: [(String, SchemaNode)]
  ) -> SchemaNode {
    .map([("description", .text(description))] + rest)
  }

  /// A whole number of `range`.
  package static func integer(_ description: String, in range: ClosedRange<Int>) -> SchemaNode {
    value(
      "integer", description,
      [("minimum", .number(range.lowerBound)), ("maximum", .number(range.upperBound))])
  }

  /// A map of exactly these keys.
  package static func object(
    _ properties: [(String, SchemaNode)], required: [String] = [], description: String? = nil
  ) -> SchemaNode {
    var parts: [(String, SchemaNode)] = description.map { [("description", .text($0))] } ?? []
    parts += [("type", .text("object")), ("properties", .map(properties))]
    if !required.isEmpty { parts.append(("required", .list(required.map { .text($0) }))) }
    return .map(parts + [("additionalProperties", .bool(false))])
  }

  /// A text, or a list of texts.
  package static let textsChoice: [SchemaNode] = [
    .type("string"), .map([("type", .text("array")), ("items", .type("string"))]),
  ]

  /// A text, a list of texts, or nothing.
  package static let textOrTexts = SchemaNode.map([("anyOf", .list(textsChoice))])

  /// The node as JSON, indented by two spaces, with a line feed at its end.
  package var json: String { written(indent: "") + "\n" }

  private func written(indent: String) -> String {
    let inner = indent + "  "
    switch self {
    case .text(let text): return SchemaNode.quoted(text)
    case .bool(let truth): return truth ? "true" : "false"
    case .number(let number): return String(number)
    case .list(let items):
      if items.isEmpty { return "[]" }
      let lines = items.map { inner + $0.written(indent: inner) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
    case .map(let entries):
      if entries.isEmpty { return "{}" }
      let lines = entries.map { key, value in
        inner + SchemaNode.quoted(key) + ": " + value.written(indent: inner)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
