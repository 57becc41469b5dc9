import StetCore
import StetTemplate

/// What one template makes of values, or its problems as text.
struct Tried {
  var text: String?
  var diagnostics: [Diagnostic]

  var codes: [Diagnostic.Code] { diagnostics.map(\.code) }
  var messages: [String] { diagnostics.map(\.message) }
}

/// Renders the first of `templates`, given as path and source.
func tried(
  _ templates: KeyValuePairs<String, String>, _ values: ValueMap = ValueMap(),
  _ context: RenderContext = RenderContext(), options: TemplateOptions = TemplateOptions()
) -> Tried {
  let files = templates.map { SourceFile(path: $0.key, text: $0.value) }
  let compiled = TemplateSet.compile(files, options: options)
  switch compiled.value.render(files[0].path, values: Record(values), context: context) {
  case .bytes(let bytes):
    return Tried(text: String(decoding: bytes, as: UTF8.self), diagnostics: compiled.diagnostics)
  case .failed(let diagnostic):
    return Tried(text: nil, diagnostics: compiled.diagnostics + [diagnostic])
  }
}

/// What the expression `expression` prints, unescaped; its first problem in brackets if it fails.
func printed(
  _ expression: String, _ values: ValueMap = ValueMap(), _ context: RenderContext = RenderContext()
) -> String {
  let tried = tried(["t.txt": "{{ \(expression) }}"], values, context)
  return tried.text ?? "[\(tried.messages.first ?? "")]"
}
