import StetContent
import StetCore
import StetTemplate

/// Prints shortcodes with the theme's templates of their names.
struct ShortcodePrinter {
  let theme: Theme
  let context: RenderContext
  /// The article that calls them.
  let path: String

  private static let shape = Shape(["name", "args", "positional", "inner", "text"])

  /// The HTML of `shortcode`; a comment-free nothing where it cannot be printed.
  func html(of shortcode: Shortcode) -> Diagnosed<[UInt8]> {
    let name = "shortcodes/\(shortcode.name).html"
    guard theme.templates.contains(name) else {
      let known = theme.templates.names.filter { $0.hasPrefix("shortcodes/") }
        .map { String($0.dropFirst(11).dropLast(5)) }
      return Diagnosed(
        [],
        [
          Diagnostic(
            .error, .shortcodeUnknown, path: path, range: shortcode.range,
            "the theme “\(theme.name)” has no shortcode “\(shortcode.name)”",
            note: nearestName(to: shortcode.name, among: known).map { "did you mean “\($0)”?" }
              ?? "a shortcode is a template at shortcodes/NAME.html of the theme")
        ])
    }
    let arguments = ValueMap(shortcode.named.map { ($0.name, Value($0.value)) })
    let record = Record(
      ShortcodePrinter.shape,
      [
        Value(shortcode.name), .map(arguments),
        .list(shortcode.positional.map { Value($0.value) }),
        shortcode.inner.map { .markup(Text($0.html)) } ?? .none, Value(shortcode.inner?.text),
      ])
    return theme.templates.render(name, record, context: context)
  }
}
