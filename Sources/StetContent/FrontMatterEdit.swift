package import StetCore

/// Changes to the front matter of one file that leave every other byte as it was.
///
/// A change that cannot be made safely is not made, and says so; whoever asks for it reads the
/// result again before it is kept.
package struct FrontMatterEdit {
  let bytes: [UInt8]
  let notation: FrontMatter.Notation
  /// Where keys may be written.
  let range: Range<Int>
  let entries: [LocatedNode.Entry]
  private var changes: [(range: Range<Int>, text: [UInt8])] = []

  /// An edit of `file`; nil where it has no front matter that can be read.
  package init?(_ file: SourceFile, dialect: ParseContext.Dialect) {
    var report = Report(path: file.path)
    guard isUTF8(file.bytes, &report),
      let found = FrontMatter.find(in: file.bytes, dialect: dialect, &report)
    else { return nil }
    let node =
      switch found.notation {
      case .yaml: yaml(found.range, of: file.bytes, &report)
      case .toml: toml(found.range, of: file.bytes, &report)
      case .lines: keyLines(found.range, of: file.bytes, &report)
      case .json: json(found.range, of: file.bytes, &report)?.node
      }
    guard case .map(let entries, _)? = node else { return nil }
    bytes = file.bytes
    notation = found.notation
    range = found.range
    self.entries = entries
  }

  /// The file with every change made.
  package var result: [UInt8] {
    var made: [UInt8] = []
    made.reserveCapacity(bytes.count + 64)
    var position = 0
    for change in changes.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      // Two items taken out side by side may both claim the comma between them.
      if position < change.range.lowerBound { made += bytes[position..<change.range.lowerBound] }
      made += change.text
      position = max(position, change.range.upperBound)
    }
    return made + bytes[position...]
  }

  mutating func replace(_ range: Range<Int>, by text: String) {
    changes.append((range, Array(text.utf8)))
  }

  /// How a value is written.
  enum Setting {
    /// A value of its own: an item of a block list, the value of a key.
    case alone
    /// An item between square brackets.
    case inBrackets
  }

  /// `text` as a value, in the quotes that `sample` has, in those it needs, or in none.
  func written(_ text: String, like sample: ArraySlice<UInt8> = [], _ setting: Setting) -> String {
    let quote = sample.first.flatMap { [0x22, 0x27].contains($0) ? $0 : nil }
    if quote == 0x27, notation == .yaml {
      return "'" + text.replacing("'", with: "''") + "'"
    }
    if quote == 0x27, notation == .toml, !text.contains("'") { return "'" + text + "'" }
    if notation == .lines { return text }
    if notation == .yaml, quote == nil, isPlain(text, setting) { return text }
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"" + escaped + "\""
  }

  /// Whether YAML reads `text` without quotes as that text.
  private func isPlain(_ text: String, _ setting: Setting) -> Bool {
    guard let first = text.utf8.first, !" -?:,[]{}#&*!|>'\"%@`".utf8.contains(first),
      text.utf8.last != 0x20, text.utf8.last != 0x3A, !text.contains(": "), !text.contains(" #")
    else { return false }
    if setting == .inBrackets, text.utf8.contains(where: { ",[]{}:".utf8.contains($0) }) {
      return false
    }
    var report = Report(path: "")
    let line = Array(text.utf8)
    if case .string(let read, _)? = yaml(0..<line.count, of: line, &report) { return read == text }
    return false
  }
}

// MARK: Terms

extension FrontMatterEdit {
  /// What a term of a list is to the change.
  package enum Match {
    /// It is to be replaced.
    case old
    /// It says already what the old one is replaced by.
    case new
    case other
  }

  /// Writes `new` in place of each term of the lists `keys` that `match` calls old, or takes it out
  /// where the list has the new one. Whether everything could be changed.
  package mutating func replaceTerms(
    of keys: [String], by new: String, splittingSpaces: Bool, match: (String) -> Match
  ) -> Bool {
    let known = Set(keys)
    var lists: [LocatedNode] = []
    for entry in entries {
      let name = entry.key.value
      if known.contains(name) || known.contains(name.lowercased()) { lists.append(entry.value) }
      if FrontMatterKey.normalized(name) == FrontMatterKey.taxonomies.rawValue,
        case .map(let inner, _) = entry.value
      {
        lists += inner.filter { known.contains($0.key.value) }.map(\.value)
      }
    }
    return lists.reduce(true) { isDone, list in
      let isChanged =
        if case .list(let items, _) = list {
          replaceItems(items, of: list.range, by: new, match)
        } else {
          replaceText(list, by: new, splittingSpaces, match)
        }
      return isChanged && isDone
    }
  }

  private mutating func replaceItems(
    _ items: [LocatedNode], of list: SourceRange, by new: String, _ match: (String) -> Match
  ) -> Bool {
    var isPresent = items.contains { match(text(of: $0) ?? "") == .new }
    let isInBrackets = bytes[list.lower...].first == 0x5B
    for item in items {
      guard let text = text(of: item), match(text) == .old else { continue }
      let range = item.range.lower..<item.range.upper
      let raw = bytes[range]
      guard raw.elementsEqual(text.utf8) || raw.first == 0x22 || raw.first == 0x27 else {
        return false
      }
      if !isPresent {
        replace(range, by: written(new, like: raw, isInBrackets ? .inBrackets : .alone))
        isPresent = true
      } else if isInBrackets ? !removeItem(range) : !removeLine(range) {
        return false
      }
    }
    return true
  }

  /// A list written as one text: with commas, in Jekyll with spaces, or a single term.
  private mutating func replaceText(
    _ node: LocatedNode, by new: String, _ splittingSpaces: Bool, _ match: (String) -> Match
  ) -> Bool {
    guard let whole = text(of: node) else { return true }
    let comma = UInt8(ascii: ",")
    let isList = whole.utf8.contains(comma)
    let separator = isList ? comma : 0x20
    guard isList || splittingSpaces && whole.utf8.contains(0x20) else {
      guard match(whole) == .old else { return true }
      let range = node.range.lower..<node.range.upper
      replace(range, by: written(new, like: bytes[range], .alone))
      return true
    }
    let parts = whole.utf8.split(separator: separator, omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    var kept: [String] = []
    var isPresent = parts.contains { match(trimmed($0)) == .new }
    for part in parts {
      let term = trimmed(part)
      guard match(term) == .old, !term.isEmpty else {
        kept.append(part)
        continue
      }
      if isPresent { continue }
      kept.append(part.replacing(term, with: new, maxReplacements: 1))
      isPresent = true
    }
    if kept == parts { return true }
    if parts.first?.first != " ", let first = kept.first {
      kept[0] = String(first.drop { $0 == " " })
    }
    guard !new.utf8.contains(separator) else { return false }
    let range = node.range.lower..<node.range.upper
    let joined = kept.joined(separator: isList ? "," : " ")
    if bytes[range].elementsEqual(whole.utf8) {
      replace(range, by: joined)
    } else if bytes[range].dropFirst().dropLast().elementsEqual(whole.utf8) {
      replace(range, by: written(joined, like: bytes[range], .alone))
    } else {
      return false
    }
    return true
  }

  private func trimmed(_ text: String) -> String {
    var rest = Substring(text).drop { $0 == " " || $0 == "\t" }
    while rest.last == " " || rest.last == "\t" { rest.removeLast() }
    return String(rest)
  }

  /// The text of a scalar as the author spelt it; nil for null, lists and maps.
  private func text(of node: LocatedNode) -> String? {
    switch node {
    case .string(let text, _): text
    case .bool(_, let range), .int(_, let range), .double(_, let range):
      String(decoding: bytes[range.lower..<range.upper], as: UTF8.self)
    case .null, .list, .map: nil
    }
  }

  /// Takes an item and one comma out of brackets.
  private mutating func removeItem(_ item: Range<Int>) -> Bool {
    let after = bytes[item.upperBound...].firstIndex { !isSpace($0) } ?? bytes.count
    if after < bytes.count, bytes[after] == 0x2C {
      let next = bytes[(after + 1)...].firstIndex { !isSpace($0) } ?? after + 1
      if bytes[next] != 0x5D {
        replace(item.lowerBound..<next, by: "")
        return true
      }
    }
    guard let before = bytes[..<item.lowerBound].lastIndex(where: { !isSpace($0) }),
      bytes[before] == 0x2C
    else { return false }
    replace(before..<item.upperBound, by: "")
    return true
  }

  /// Takes the whole line of an item of a block list out.
  private mutating func removeLine(_ item: Range<Int>) -> Bool {
    let start = lineStart(item.lowerBound)
    let end = lineEnd(item.upperBound)
    let lead = bytes[start..<item.lowerBound].filter { $0 != 0x20 && $0 != 0x09 }
    guard lead == [0x2D], end > item.upperBound else { return false }
    replace(start..<end, by: "")
    return true
  }

  func lineStart(_ offset: Int) -> Int {
    (bytes[..<offset].lastIndex { $0 == 0x0A || $0 == 0x0D } ?? -1) + 1
  }

  /// The offset after the line break of the line that `offset` stands in.
  func lineEnd(_ offset: Int) -> Int {
    guard let end = bytes[offset...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else {
      return bytes.count
    }
    let isPair = bytes[end] == 0x0D && bytes[(end + 1)...].first == 0x0A
    return isPair ? end + 2 : end + 1
  }
}
