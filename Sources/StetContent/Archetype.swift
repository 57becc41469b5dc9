package import StetCore

/// A file that `stet new` begins.
package enum Archetype: String, Sendable, CaseIterable {
  case article, topic, author

  /// The Markdown of a new file called `title`.
  ///
  /// `id` is its permanent identity, which is never minted again; `date` the instant of its making.
  package func markdown(title: String, id: String, date: Timestamp) -> String {
    switch self {
    case .article:
      """
      ---
      title: \(Archetype.quoted(title))
      standfirst:
      authors: []
      date: \(date.rfc3339)
      topics: []
      draft: true
      id: \(id)
      ---

      """
    case .topic:
      """
      ---
      title: \(Archetype.quoted(title))
      broader: []
      id: \(id)
      ---

      """
    case .author:
      """
      ---
      title: \(Archetype.quoted(title))
      role:
      id: \(id)
      ---

      """
    }
  }

  /// A permanent identity (RFC 4151): `tag:example.org,2026-01-31:opera-at-dawn`.
  ///
  /// It keeps the authority, day and slug of its making for ever, whatever becomes of the address.
  package static func mintID(authority: String, title: String, date: Timestamp) -> String {
    let name = slug(title)
    let seconds = String(date.secondsSinceEpoch, radix: 36)
    return "tag:\(authority),\(date.civil.isoDate):\(name.isEmpty ? seconds : name)"
  }

  /// `text` in YAML's double quotes.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case let control where control.value < 0x20 || control.value == 0x7F: quoted += " "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
