import StetContent
import StetCore
import StetSite
import StetTemplate

/// Prints shortcodes with the theme's templates of their names.
struct ShortcodePrinter {
  let theme: Theme
  let context: RenderContext
  let strings: Value
  let site: Value
  /// Where arguments that are addresses, and addresses inside, lead.
  let destinations: [String: Destination]
  /// What the HTML is for.
  let medium: BodyMedium
  let addresses: Addresses
  let views: Views
  /// The article that calls them.
  let path: String
  /// Whether the article is written in another generator's dialect.
  let isForeign: Bool

  private static let shape = Shape([
    "name", "named", "positional", "inner", "text", "strings", "site", "picture",
  ])

  /// The HTML of `shortcode` around `inner`; nothing where it cannot be printed.
  func html(of shortcode: Shortcode, around inner: [UInt8]?) -> Diagnosed<[UInt8]> {
    let name = "shortcodes/\(shortcode.name).html"
    guard theme.has(name) else { return unknown(shortcode, around: inner) }
    let arguments = ValueMap(
      shortcode.named.map { argument in
        (argument.name, Value(address(argument.value) ?? argument.value))
      })
    let record = Record(
      ShortcodePrinter.shape,
      [
        Value(shortcode.name), .map(arguments),
        .list(shortcode.positional.map { Value($0.value) }),
        inner.map { .markup(Text(utf8: $0)) } ?? .none, Value(shortcode.inner?.text),
        strings, site, picture(of: shortcode),
      ])
    let printed = theme.text(of: name, record, in: context)
    return Diagnosed(fit(printed.value), printed.diagnostics + altless(shortcode))
  }

  /// What to say of a picture that is called for without a word on what it shows.
  private func altless(_ shortcode: Shortcode) -> [Diagnostic] {
    guard case .page = medium, !isForeign,
      let source = shortcode.named.first(where: { $0.name == "src" })?.value,
      mediaType(of: source)?.hasPrefix("image/") == true,
      !shortcode.named.contains(where: { $0.name == "alt" })
    else { return [] }
    return [
      Diagnostic(
        .warning, .imageAltMissing, path: path, range: shortcode.range,
        "this picture has no `alt`",
        note: "say in it what the picture shows; `alt=\"\"` where it is decoration")
    ]
  }

  /// What is known of the picture that the call names as its `src`; none where it names none.
  private func picture(of shortcode: Shortcode) -> Value {
    guard let source = shortcode.named.first(where: { $0.name == "src" })?.value,
      let destination = destinations[source]
    else { return .none }
    let alt = shortcode.named.first { $0.name == "alt" }?.value ?? ""
    return switch medium {
    case .page: views.picture(destination, alt: alt)
    case .feed: views.pictureInFeed(destination, alt: alt)
    }
  }

  /// Where what is written as an address leads, as it stands in the text being made.
  private func address(_ written: String) -> String? {
    destinations[written]?.address(for: medium, addresses)
  }

  /// What the theme printed; for a feed, with whole addresses and without what feeds leave out.
  private func fit(_ html: [UInt8]) -> [UInt8] {
    guard case .feed(let page) = medium else { return html }
    return PrintedMarkup(html).forFeed { addresses.whole($0, from: page) }
  }

  /// The call as it was written, for readers to see, and what to say of it: an error in stet's own
  /// dialect, a warning in an archive that came from elsewhere.
  private func unknown(_ shortcode: Shortcode, around inner: [UInt8]?) -> Diagnosed<[UInt8]> {
    let known = theme.templates.names.filter { $0.hasPrefix("shortcodes/") }
      .map { String($0.dropFirst(11).dropLast(5)) }
    let arguments =
      shortcode.positional.map(\.value) + shortcode.named.map { "\($0.name)=\"\($0.value)\"" }
    var html: [UInt8] = Array("<code>".utf8)
    html.appendEscaped(([shortcode.name] + arguments).joined(separator: " "))
    html.append(contentsOf: "</code>".utf8)
    html.append(contentsOf: inner ?? [])
    let diagnostic = Diagnostic(
      isForeign ? .warning : .error, .shortcodeUnknown, path: path, range: shortcode.range,
      "the theme “\(theme.name)” has no shortcode “\(shortcode.name)”",
      note: nearestName(to: shortcode.name, among: known).map { "did you mean “\($0)”?" }
        ?? "a shortcode is a template at shortcodes/NAME.html of the theme; the call is shown as text"
    )
    return Diagnosed(html, [diagnostic])
  }
}
