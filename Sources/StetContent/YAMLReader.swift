internal import StetCore
private import Yams

/// Reads the YAML in `bytes[range]`; nil when it is not valid, which `report` then says.
///
/// An empty document is an empty map. Of keys written twice the last remains.
func yaml(_ range: Range<Int>, of bytes: [UInt8], _ report: inout Report) -> LocatedNode? {
  PlainYAML.node(range, of: bytes) ?? wholeYAML(range, of: bytes, &report)
}

/// The same by the library alone.
func wholeYAML(
  _ range: Range<Int>, of bytes: [UInt8], _ report: inout Report
) -> LocatedNode? {
  var text = Array(bytes[range])
  guard flowDepth(text) < YAMLNodes.depthMax else {
    report.error(
      .frontMatterInvalid, SourceRange(range.lowerBound, range.lowerBound),
      "lists and maps are nested more than \(YAMLNodes.depthMax) deep")
    return nil
  }
  let lines = YAMLLines(bytes: bytes, range: range)
  var masked: Set<Int> = []
  // Yams refuses a map with a key written twice; all but the last are masked and it is asked again.
  for _ in 0..<32 {
    do throws(YAMLProblem) {
      guard let root = try compose(text) else { return .map([], SourceRange(range)) }
      var nodes = YAMLNodes(lines: lines, masked: masked)
      let node = nodes.located(root, depth: 0)
      if nodes.isExhausted {
        report.error(
          .frontMatterInvalid, SourceRange(range.lowerBound, range.lowerBound),
          "the aliases or the nesting of this YAML go beyond any reasonable size")
        return nil
      }
      return node
    } catch {
      switch error {
      case .duplicate(let key, let line, let column):
        let places = lines.keyPlaces(key, in: text, from: lines.offset(line, column)).dropLast()
        guard !places.isEmpty else {
          report.error(
            .frontMatterInvalid, lines.lineRange(line), "`\(key)` stands twice in this map")
          return nil
        }
        for place in places {
          report.warning(
            .duplicateKey, place, "`\(key)` is given more than once; the last is taken",
            note: "remove this one")
          masked.insert(place.lower)
          mask(place, number: masked.count, in: &text, from: range.lowerBound)
        }
      case .syntax(let problem, let line, let column):
        reportSyntax(problem, line, column, lines, &report)
        return nil
      }
    }
  }
  report.error(.frontMatterInvalid, SourceRange(range), "too many keys stand twice in one map")
  return nil
}

/// What Yams has against a text.
private enum YAMLProblem: Error {
  case duplicate(String, line: Int, column: Int)
  case syntax(String, line: Int, column: Int)
}

private func compose(_ text: [UInt8]) throws(YAMLProblem) -> Node? {
  do {
    // Every scalar is text to Yams: what it means is read here, without its regular expressions.
    // Asked for its default encoding, it would read the whole environment each time.
    return try Yams.compose(yaml: String(decoding: text, as: UTF8.self), .basic, .default, .utf8)
  } catch let error as YamlError {
    switch error {
    case .duplicatedKeysInMapping(let keys, let context):
      throw .duplicate(keys.first ?? "", line: context.mark.line, column: context.mark.column)
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      throw .syntax(problem, line: mark.line, column: mark.column)
    case .reader(let problem, _, _, _):
      throw .syntax(problem, line: 1, column: 1)
    default:
      throw .syntax("it cannot be read", line: 1, column: 1)
    }
  } catch {
    throw .syntax("it cannot be read", line: 1, column: 1)
  }
}

private func reportSyntax(
  _ problem: String, _ line: Int, _ column: Int, _ lines: YAMLLines, _ report: inout Report
) {
  if let tab = lines.indentingTab(upTo: line) {
    report.error(
      .yamlTab, SourceRange(tab, tab + 1), "YAML may not be indented with a tab",
      note: "indent with spaces")
    return
  }
  let offset = lines.offset(line, column)
  let note: String? =
    if problem.contains("mapping values are not allowed")
      || problem.contains("cannot start any token")
      || problem.contains("did not find expected <document start>")
      || problem.contains("while scanning an alias")
    {
      "text with a colon, or that begins with one of @ ` % * & ! [ {, must stand in quotes"
    } else {
      nil
    }
  report.error(
    .frontMatterInvalid, SourceRange(offset, offset), "this is not valid YAML: \(problem)",
    note: note)
}

/// Writes a number over the key at `place`, so that no other key is the same.
private func mask(_ place: SourceRange, number: Int, in text: inout [UInt8], from start: Int) {
  let width = place.upper - place.lower
  let digits = Array(String(10_000 + number).utf8).suffix(width)
  let name = Array(repeating: UInt8(ascii: "9"), count: width - digits.count) + digits
  text.replaceSubrange(place.lower - start..<place.upper - start, with: name)
}

/// How deep the square and curly brackets of `text` nest at most, quoted or not.
private func flowDepth(_ text: [UInt8]) -> Int {
  var depth = 0
  var deepest = 0
  for byte in text {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      depth += 1
      deepest = max(deepest, depth)
    case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
    default: break
    }
  }
  return deepest
}

/// Turns the nodes of Yams into ours, with their bytes.
private struct YAMLNodes {
  static let depthMax = 200
  private static let countMax = 500_000

  let lines: YAMLLines
  /// Offsets of keys that were masked because they stand again further on.
  let masked: Set<Int>
  private var count = 0
  private(set) var isExhausted = false
  private var cursor = YAMLLines.Cursor()

  init(lines: YAMLLines, masked: Set<Int>) {
    self.lines = lines
    self.masked = masked
  }

  mutating func located(_ node: Node, depth: Int) -> LocatedNode {
    count += 1
    guard count < YAMLNodes.countMax, depth < YAMLNodes.depthMax else {
      isExhausted = true
      return .null(SourceRange(lines.range.lowerBound, lines.range.lowerBound))
    }
    switch node {
    case .scalar(let scalar):
      let range = scalarRange(scalar)
      return scalar.style == .plain || scalar.style == .any
        ? plainScalar(scalar.string, range) : .string(scalar.string, range)
    case .sequence(let sequence):
      let start = offset(sequence.mark)
      let list = sequence.map { located($0, depth: depth + 1) }
      let end = max(start, list.last?.range.upper ?? start)
      return .list(
        list, SourceRange(start, sequence.style == .flow ? lines.closing(end) : end))
    case .mapping(let mapping):
      let start = offset(mapping.mark)
      var entries: [LocatedNode.Entry] = []
      entries.reserveCapacity(mapping.count)
      for (key, value) in mapping {
        guard case .scalar(let name) = key else { continue }
        let keyRange = scalarRange(name)
        if !masked.isEmpty, masked.contains(keyRange.lower) || masked.contains(keyRange.lower + 1) {
          continue
        }
        entries.append(
          .init(key: Located(name.string, at: keyRange), value: located(value, depth: depth + 1)))
      }
      let end = max(start, entries.last?.value.range.upper ?? start)
      merge(&entries)
      return .map(
        entries, SourceRange(start, mapping.style == .flow ? lines.closing(end) : end))
    case .alias:
      return .null(SourceRange(lines.range.lowerBound, lines.range.lowerBound))
    }
  }

  /// Puts the pairs of the maps under `<<` in its place, save those whose keys are there already.
  private func merge(_ entries: inout [LocatedNode.Entry]) {
    guard let place = entries.firstIndex(where: { $0.key.value == "<<" }) else { return }
    let merged = entries.remove(at: place).value
    var maps = [merged]
    if case .list(let list, _) = merged { maps = list }
    for case .map(let more, _) in maps {
      let known = Set(entries.map(\.key.value))
      entries += more.filter { !known.contains($0.key.value) }
    }
  }

  private mutating func offset(_ mark: Mark?) -> Int {
    guard let mark else { return lines.range.lowerBound }
    return lines.offset(mark.line, mark.column, &cursor)
  }

  private mutating func scalarRange(_ scalar: Node.Scalar) -> SourceRange {
    let start = offset(scalar.mark)
    let end =
      switch scalar.style {
      case .singleQuoted, .doubleQuoted: lines.quotedEnd(start)
      case .literal, .folded: lines.lineEnd(start)
      default: min(lines.lineEnd(start), start + scalar.string.utf8.count)
      }
    return SourceRange(start, max(start, end))
  }
}

/// The value of an unquoted YAML scalar, by the core schema of YAML 1.2 §10.3.2, dates as text.
func plainScalar(_ text: String, _ range: SourceRange) -> LocatedNode {
  switch text {
  case "", "~", "null", "Null", "NULL": return .null(range)
  case "true", "True", "TRUE": return .bool(true, range)
  case "false", "False", "FALSE": return .bool(false, range)
  default: break
  }
  guard let first = text.utf8.first, first < 0x3A, first >= 0x2B else {
    return .string(text, range)
  }
  return number(text, range) ?? .string(text, range)
}

/// The number that `text` writes in decimal; nil for text, also for digits that begin with 0.
func number(_ text: String, _ range: SourceRange) -> LocatedNode? {
  let digits = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
  guard text.utf8.count - digits.count <= 1, let first = digits.first,
    digits.allSatisfy({ byte in
      (0x30...0x39).contains(byte) || byte == 0x2E || byte == 0x45 || byte == 0x65 || byte == 0x2B
        || byte == 0x2D
    })
  else { return nil }
  if digits.allSatisfy({ (0x30...0x39).contains($0) }) {
    guard digits.count == 1 || first != 0x30, let value = Int(text) else { return nil }
    return .int(value, range)
  }
  guard digits.count == 1 || first != 0x30 || digits.dropFirst().first == 0x2E,
    let value = Double(text), value.isFinite
  else { return nil }
  return .double(value, range)
}
