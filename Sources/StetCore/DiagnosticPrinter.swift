/// Turns diagnostics into text for a person: `file:line:column: error[code]: sentence`, the line
/// with a caret under the place, and a note.
public struct DiagnosticPrinter: Sendable {
  private let colour: Bool

  /// A printer; `colour` adds terminal colours.
  public init(colour: Bool = false) {
    self.colour = colour
  }

  /// The text for `diagnostic`, ending in a line feed; `source` is the file it names, if it is there.
  public func text(for diagnostic: Diagnostic, in source: [UInt8]?) -> String {
    let place = diagnostic.range.flatMap { range in
      source.map { SourcePlace(of: range, in: $0) }
    }
    var head = diagnostic.path
    if let place { head += ":\(place.line):\(place.column)" }
    if !head.isEmpty { head += ": " }
    let label = "\(diagnostic.severity.rawValue)[\(diagnostic.code.name)]"
    var text = paint(head, "1") + paint(label, tint(diagnostic.severity))
    text += ": " + paint(diagnostic.message, "1") + "\n"
    if let place { text += excerpt(place, tint: tint(diagnostic.severity)) }
    if let note = diagnostic.note {
      let indent = place.map { String(repeating: " ", count: String($0.line).count + 1) } ?? "  "
      text += indent + paint("=", "34") + " note: " + note + "\n"
    }
    return text
  }

  private func excerpt(_ place: SourcePlace, tint: String) -> String {
    let number = String(place.line)
    let gutter = String(repeating: " ", count: number.count)
    let bar = paint("|", "34")
    let caret =
      String(repeating: " ", count: place.caretIndent)
      + String(repeating: "^", count: place.caretWidth)
    return """
      \(gutter) \(bar)
      \(paint(number, "34")) \(bar) \(place.excerpt)
      \(gutter) \(bar) \(paint(caret, tint))

      """
  }

  private func tint(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "1;31"
    case .warning: "1;33"
    case .info: "1;36"
    }
  }

  private func paint(_ text: String, _ attributes: String) -> String {
    colour && !text.isEmpty ? "\u{1B}[\(attributes)m\(text)\u{1B}[0m" : text
  }
}
