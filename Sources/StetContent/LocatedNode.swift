package import StetCore

/// A value of YAML, TOML or JSON that remembers where it stands; one shape for all three.
package indirect enum LocatedNode: Sendable, Hashable {
  case null(SourceRange)
  case bool(Bool, SourceRange)
  case int(Int, SourceRange)
  case double(Double, SourceRange)
  /// Text, quoted or plain; plain YAML that looks like a date stays text.
  case string(String, SourceRange)
  case list([LocatedNode], SourceRange)
  /// Pairs in the order written; of a key written twice the last remains.
  case map([Entry], SourceRange)

  package struct Entry: Sendable, Hashable {
    package let key: Located<String>
    package let value: LocatedNode
    package init(key: Located<String>, value: LocatedNode) {
      self.key = key
      self.value = value
    }
  }

  /// The bytes that said it.
  package var range: SourceRange {
    switch self {
    case .null(let range), .bool(_, let range), .int(_, let range), .double(_, let range),
      .string(_, let range), .list(_, let range), .map(_, let range):
      range
    }
  }

  /// The pairs of a map; none of anything else.
  package var entries: [Entry] {
    if case .map(let entries, _) = self { entries } else { [] }
  }

  /// The value of `key` in a map; nil when it has none or is no map.
  package subscript(key: String) -> LocatedNode? {
    guard case .map(let entries, _) = self else { return nil }
    return entries.first { $0.key.value == key }?.value
  }
}
