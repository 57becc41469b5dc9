package import StetCore

/// What a configuration says of the files of a content folder: stet.yaml, or the files of the
/// generator that they were written for.
package struct FolderSettings: Sendable, Hashable {
  /// Texts that templates in bodies name: `site.repository`.
  package let values: [String: String]
  /// Front matter for files that give none, the more particular last.
  package let defaults: [FrontMatterDefaults]
  /// The fingerprint of all of it.
  package let fingerprint: Fingerprint

  package init(values: [String: String] = [:], defaults: [FrontMatterDefaults] = []) {
    self.values = values
    self.defaults = defaults
    fingerprint = Fingerprint(
      of: values.sorted { $0.key < $1.key }.flatMap {
        [Fingerprint(of: $0.key), Fingerprint(of: $0.value)]
      } + defaults.map(\.fingerprint))
  }

  /// Whether both say the same.
  package static func == (first: FolderSettings, second: FolderSettings) -> Bool {
    first.fingerprint == second.fingerprint
  }

  /// Adds all of it to `hasher`.
  package func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}

/// Front matter for the files of a folder that give none of their own.
package struct FrontMatterDefaults: Sendable {
  /// Which of the files below a folder are meant.
  package enum Kind: Sendable, Hashable {
    case all
    /// Those in a folder of this name: `_posts`.
    case inFolder(String)
    /// Those in no folder whose name begins with `_`.
    case pages
  }

  /// A folder or file, from the site's root, without its ending; `*` stands for any one name.
  package let scope: String
  package let kind: Kind
  /// The pairs; their ranges are empty, because they stand in another file.
  package let entries: [LocatedNode.Entry]
  /// The fingerprint of all of it.
  package let fingerprint: Fingerprint

  /// The pairs of `map`, which stands in `file`, for what lies in `scope`.
  package init(
    _ map: LocatedNode, in file: SourceFile, scope: String, kind: Kind = .all
  ) {
    self.scope = scope
    self.kind = kind
    if case .map(let entries, _) = map.moved(to: SourceRange(0, 0), spelledIn: file.bytes) {
      self.entries = entries
    } else {
      entries = []
    }
    let range = map.range
    let upper = min(range.upper, file.bytes.count)
    let text = Array(file.bytes[min(range.lower, upper)..<upper])
    fingerprint = Fingerprint(of: [
      Fingerprint(of: scope), Fingerprint(of: "\(kind)"), Fingerprint(of: text),
    ])
  }

  /// Whether the file at `path`, from the site's root, is meant.
  package func isFor(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    switch kind {
    case .all: break
    case .inFolder(let name):
      guard parts.dropLast().contains(where: { $0 == name }) else { return false }
    case .pages:
      guard !parts.dropLast().contains(where: { $0.hasPrefix("_") }) else { return false }
    }
    let wanted = scope.split(separator: "/").filter { $0 != "." }
    guard wanted.count <= parts.count else { return false }
    return zip(wanted, parts).enumerated().allSatisfy { at, pair in
      if pair.0 == "*" || pair.0 == pair.1 { return true }
      let isFile = at == parts.count - 1
      return isFile && pair.1.hasPrefix(pair.0)
        && pair.1.dropFirst(pair.0.count).utf8.first == 0x2E
    }
  }

  /// What is wrong with the pairs of `map`, which stands in `file`, as front matter.
  package static func diagnostics(
    of map: LocatedNode, in file: SourceFile, for context: ParseContext
  ) -> [Diagnostic] {
    var reader = MetadataReader(
      bytes: file.bytes, context: context, report: Report(path: file.path))
    reader.read(map)
    guard let range = reader.unreadAddress else { return reader.report.diagnostics }
    let unread = UnreadConstruct(
      path: file.path, kind: UnreadConstruct.address, range, in: file.bytes)
    return reader.report.diagnostics + UnreadConstruct.warnings(of: [unread])
  }
}

extension LocatedNode {
  /// The same value as if it stood at `range`; numbers are as `bytes` spell them.
  func moved(to range: SourceRange, spelledIn bytes: [UInt8]) -> LocatedNode {
    switch self {
    case .null: .null(range)
    case .bool(let truth, _): .bool(truth, range)
    case .int(let number, _): .int(number, range)
    case .double: .string(spelled(in: bytes) ?? "", range)
    case .string(let text, _): .string(text, range)
    case .list(let list, _): .list(list.map { $0.moved(to: range, spelledIn: bytes) }, range)
    case .map(let entries, _):
      .map(
        entries.map {
          Entry(
            key: Located($0.key.value, at: range),
            value: $0.value.moved(to: range, spelledIn: bytes))
        }, range)
    }
  }

  /// A scalar as `bytes` spell it, text without its quotes; nil for null, lists and maps.
  package func spelled(in bytes: [UInt8]) -> String? {
    switch self {
    case .string(let text, _): text
    case .bool(let truth, let range) where range.lower == range.upper: truth ? "true" : "false"
    case .int(let number, let range) where range.lower == range.upper: String(number)
    case .bool(_, let range), .int(_, let range), .double(_, let range):
      range.upper <= bytes.count
        ? String(decoding: bytes[range.lower..<range.upper], as: UTF8.self) : nil
    case .null, .list, .map: nil
    }
  }

  /// Every text, number and truth value of a map by its path, `a.b` for `b` of `a`.
  package func flattened(spelledIn bytes: [UInt8], under name: String = "") -> [String: String] {
    guard case .map(let entries, _) = self else { return [:] }
    var values: [String: String] = [:]
    for entry in entries {
      let path = name + entry.key.value
      if let text = entry.value.spelled(in: bytes) { values[path] = text }
      values.merge(entry.value.flattened(spelledIn: bytes, under: path + ".")) { own, _ in own }
    }
    return values
  }
}
