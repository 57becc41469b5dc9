import StetCore
import StetTemplate

/// What a new file begins with: a template that is filled once, when the file is made.
package struct Archetype: Sendable {
  /// What the template may name.
  package struct Values: Sendable {
    package var title = ""
    package var slug = ""
    /// RFC 3339, in the site's zone.
    package var date = ""
    /// The permanent id; nil where the build is to mint it.
    package var id: String?
    package var section: String?

    package init() {}
  }

  private let source: SourceFile

  /// The archetype that `source` writes.
  package init(_ source: SourceFile) {
    self.source = source
  }

  /// The built-in archetype of `kind`: `article`, `topic`, `author`.
  package init(builtIn kind: String) {
    let text =
      switch kind {
      case "topic": Archetype.topic
      case "author": Archetype.author
      default: Archetype.article
      }
    source = SourceFile(path: "archetypes/\(kind).md", text: text)
  }

  private static let article = """
    ---
    title: {{ title | quoted }}
    standfirst:
    date: {{ date }}
    draft: true
    {% if id %}
    id: {{ id }}
    {% endif %}
    authors: []
    topics: []
    ---

    """

  private static let topic = """
    ---
    name: {{ title | quoted }}
    description:
    aliases: []
    broader: []
    ---

    """

  private static let author = """
    ---
    name: {{ title | quoted }}
    bio:
    ---

    """

  /// The file that the archetype makes of `values`; nil, with the reason, where it cannot.
  package func filled(_ values: Values) -> Diagnosed<[UInt8]?> {
    var options = TemplateOptions()
    options.trimBlocks = true
    options.keepTrailingNewline = true
    options.filters = [
      Function("quoted") { arguments, _ throws(CallFailure) in
        guard case .string(let text)? = arguments.value(0, "text") else {
          throw CallFailure("“quoted” is for text")
        }
        return .text(quoted(text.string))
      }
    ]
    let record = Record(
      Shape(["title", "slug", "date", "id", "section"]),
      [
        .text(values.title), .text(values.slug), .text(values.date), .optional(values.id),
        .optional(values.section),
      ])
    let compiled = TemplateSet.compile([source], options: options)
    let errors = compiled.diagnostics.filter { $0.severity == .error }
    if !errors.isEmpty { return Diagnosed(nil, errors) }
    switch compiled.value.render(source.path, values: record) {
    case .bytes(let bytes): return Diagnosed(bytes)
    case .failed(let diagnostic): return Diagnosed(nil, [diagnostic])
    }
  }
}

/// `text` in double quotes, as YAML, TOML and JSON all read it.
package func quoted(_ text: String) -> String {
  "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
}
