import StetContent
import StetCore

/// Reads typed values out of one configuration file and keeps what is wrong with them.
struct NodeReader {
  let path: String
  private(set) var diagnostics: [Diagnostic] = []

  init(path: String) {
    self.path = path
  }

  mutating func report(
    _ code: Diagnostic.Code, at range: SourceRange, _ message: String, note: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    diagnostics.append(
      Diagnostic(severity, code, path: path, range: range, message, note: note))
  }

  /// Tells of an error in the file as a whole.
  mutating func reportUnplaced(_ code: Diagnostic.Code, _ message: String, note: String) {
    diagnostics.append(Diagnostic(.error, code, path: path, message, note: note))
  }

  /// Warns of each key of `node` that is not among `known`, naming the nearest.
  mutating func warnOfUnknownKeys(in node: LocatedNode, known: [String], of owner: String) {
    guard case .map(let entries, _) = node else { return }
    for entry in entries where !known.contains(entry.key.value) {
      let nearest = nearestName(to: entry.key.value, among: known)
      report(
        .configurationKeyUnknown, at: entry.key.range,
        "\(owner) has no key “\(entry.key.value)”",
        note: nearest.map { "did you mean “\($0)”?" }
          ?? "known keys: \(known.joined(separator: ", "))", severity: .warning)
    }
  }

  mutating func string(_ node: LocatedNode?, _ key: String) -> String? {
    switch node {
    case nil, .null: return nil
    case .string(let text, _): return text
    case .int(let number, _): return String(number)
    case .some(let other):
      wrongKind(other, key, wanted: "text")
      return nil
    }
  }

  mutating func int(_ node: LocatedNode?, _ key: String, in range: ClosedRange<Int>) -> Int? {
    switch node {
    case nil, .null: return nil
    case .int(let number, let place):
      if range.contains(number) { return number }
      report(
        .configurationValueInvalid, at: place,
        "“\(key)” must be from \(range.lowerBound) to \(range.upperBound)")
      return nil
    case .some(let other):
      wrongKind(other, key, wanted: "a whole number")
      return nil
    }
  }

  mutating func bool(_ node: LocatedNode?, _ key: String) -> Bool? {
    switch node {
    case nil, .null: return nil
    case .bool(let flag, _): return flag
    case .some(let other):
      wrongKind(other, key, wanted: "true or false")
      return nil
    }
  }

  /// A list of text; a single text is a list of one.
  mutating func strings(_ node: LocatedNode?, _ key: String) -> [String]? {
    switch node {
    case nil, .null: return nil
    case .list(let nodes, _): return nodes.compactMap { string($0, key) }
    case .some(let other): return string(other, key).map { [$0] }
    }
  }

  /// A list of text, each with its place; a single text is a list of one.
  mutating func locatedStrings(_ node: LocatedNode?, _ key: String) -> [Located<String>]? {
    let nodes: [LocatedNode] =
      if case .list(let nodes, _)? = node { nodes } else { [node].compactMap(\.self) }
    let found = nodes.compactMap { node in string(node, key).map { Located($0, at: node.range) } }
    return found.isEmpty ? nil : found
  }

  /// The entries of a map.
  mutating func entries(_ node: LocatedNode?, _ key: String) -> [LocatedNode.Entry]? {
    switch node {
    case nil, .null: return nil
    case .map(let entries, _): return entries
    case .some(let other):
      wrongKind(other, key, wanted: "a map of keys and values")
      return nil
    }
  }

  mutating func wrongKind(_ node: LocatedNode, _ key: String, wanted: String) {
    report(.configurationValueInvalid, at: node.range, "“\(key)” must be \(wanted)")
  }
}
