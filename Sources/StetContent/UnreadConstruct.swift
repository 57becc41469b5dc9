package import StetCore

/// A construct of another generator that a file holds and that was left as it stands.
package struct UnreadConstruct: Sendable, Hashable {
  package let path: String
  /// What it is, in the words of its generator: `{% include %}`.
  package let kind: String
  /// How often it stands in the file.
  package var count: Int
  /// Where it stands first, and on which line.
  package let range: SourceRange
  package let line: Int

  /// The kind of an address in front matter that only a template could make.
  static let address = "permalink"

  /// One construct, at `range` of `bytes`.
  init(path: String, kind: String, _ range: SourceRange, in bytes: [UInt8]) {
    self.path = path
    self.kind = kind
    self.range = range
    count = 1
    line = bytes[..<min(range.lower, bytes.count)].count { $0 == 0x0A } + 1
  }

  /// A warning for each kind in `found`, which are ordered by file: at its first place, with the
  /// others in its note.
  package static func warnings(of found: [UnreadConstruct]) -> [Diagnostic] {
    var kinds: [String] = []
    var places: [String: [UnreadConstruct]] = [:]
    for construct in found {
      if places[construct.kind] == nil { kinds.append(construct.kind) }
      places[construct.kind, default: []].append(construct)
    }
    return kinds.compactMap { kind in
      guard let all = places[kind], let first = all.first else { return nil }
      let isAddress = kind == address
      let message =
        isAddress
        ? "an address made by a template is not read"
        : "`\(kind)` is not understood and stays as it is"
      let notes = [
        isAddress ? "the address follows the permalinks of stet.yaml" : nil, others(all),
      ].compactMap(\.self)
      return Diagnostic(
        .warning, .unknownConstruct, path: first.path, range: first.range,
        message + extent(of: all), note: notes.isEmpty ? nil : notes.joined(separator: "; "))
    }
  }

  private static func extent(of all: [UnreadConstruct]) -> String {
    let count = all.reduce(0) { $0 + $1.count }
    if count == 1 { return "" }
    let files = all.count == 1 ? "this file" : "\(all.count) files"
    return count == all.count ? " (in \(files))" : " (\(count) times in \(files))"
  }

  /// The places after the first, as an editor opens them.
  private static func others(_ all: [UnreadConstruct]) -> String? {
    let shownMax = 5
    guard all.count > 1 else { return nil }
    let shown = all.dropFirst().prefix(shownMax).map { "\($0.path):\($0.line)" }
    let rest = all.count - 1 - shown.count
    return "also at " + shown.joined(separator: ", ")
      + (rest == 0 ? "" : rest == 1 ? " and in one more file" : " and in \(rest) more files")
  }
}
