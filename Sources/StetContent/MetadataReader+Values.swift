internal import StetCore

extension MetadataReader {
  /// The text of a scalar as the author spelt it; nil for null, lists and maps.
  mutating func text(_ value: LocatedNode) -> Located<String>? {
    switch value {
    case .string(let text, let range): clean(text, range)
    case .bool(_, let range), .int(_, let range), .double(_, let range):
      value.spelled(in: bytes).map { Located($0, at: range) }
    case .null, .list, .map: nil
    }
  }

  /// `text` without white space around it and without the characters that no page may hold.
  mutating func clean(_ text: String, _ range: SourceRange) -> Located<String> {
    let utf8 = text.utf8
    var isPlain = true
    for byte in utf8 where byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xEF {
      isPlain = false
      break
    }
    if isPlain, let first = utf8.first, first != 0x20, utf8.last != 0x20 {
      return Located(text, at: range)
    }
    var scalars = String.UnicodeScalarView()
    var dropped: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: scalars.append(" ")
      case 0..<0x20, 0x7F...0x9F, 0xFFFE, 0xFFFF: dropped = dropped ?? scalar
      default: scalars.append(scalar)
      }
    }
    if let dropped {
      let name = "U+" + String(dropped.value + 0x10000, radix: 16, uppercase: true).dropFirst()
      report.warning(
        .controlCharacter, controlRange(dropped, in: range),
        "this text holds the control character \(name), which is left out")
    }
    let kept = scalars.drop { $0 == " " }
    guard let end = kept.lastIndex(where: { $0 != " " }) else { return Located("", at: range) }
    return Located(String(Substring(kept[...end])), at: range)
  }

  /// Where `scalar` stands in `range` as a byte; the whole range when it was written as an escape.
  private func controlRange(_ scalar: Unicode.Scalar, in range: SourceRange) -> SourceRange {
    let wanted = Array(String(scalar).utf8)
    let upper = min(range.upper, bytes.count)
    var index = range.lower
    while index + wanted.count <= upper {
      if bytes[index..<index + wanted.count].elementsEqual(wanted) {
        return SourceRange(index, index + wanted.count)
      }
      index += 1
    }
    return range
  }

  /// The truth value; also of YAML 1.1's words.
  func truth(_ value: LocatedNode) -> Bool? {
    switch value {
    case .bool(let truth, _): truth
    case .string(let text, _):
      switch text.lowercased() {
      case "true", "yes", "on", "y": true
      case "false", "no", "off", "n": false
      default: nil
      }
    case .int(0, _): false
    case .int(1, _): true
    default: nil
    }
  }

  /// The date, in the site's zone where it names none; what is no date is an error.
  mutating func date(_ value: LocatedNode) -> Located<Timestamp>? {
    guard let text = text(value) else {
      report.error(.invalidDate, value.range, "this should be a date")
      return nil
    }
    switch DateText(text.value, zone: context.zone) {
    case .date(let date): return Located(date, at: value.range)
    case .impossible(let reason):
      report.error(
        .invalidDate, value.range, "`\(text.value)` is no date: \(reason)")
    case .unreadable:
      report.error(
        .invalidDate, value.range, "`\(text.value)` cannot be read as a date",
        note: "write it as 2026-01-31, or 2026-01-31T18:30:00+01:00")
    }
    return nil
  }

  /// The texts of a list, of one scalar, or of a text with commas; empty ones are dropped.
  mutating func texts(_ value: LocatedNode, splitsCommas: Bool) -> [Located<String>] {
    switch value {
    case .null: return []
    case .list(let list, _):
      var texts: [Located<String>] = []
      for node in list {
        if let text = text(node) {
          if !text.value.isEmpty { texts.append(text) }
        } else if case .null = node {
          continue
        } else {
          report.warning(.wrongValue, node.range, "this must be text; it is left out")
        }
      }
      return texts
    case .map:
      report.warning(.wrongValue, value.range, "this must be a list of texts; it is left out")
      return []
    case .string(let text, let range) where splitsCommas && text.utf8.contains(UInt8(ascii: ",")):
      return split(text, range)
    default:
      guard let text = text(value), !text.value.isEmpty else { return [] }
      return [text]
    }
  }

  /// The parts of `text` between its commas, each with its own place; `Jr.` and degrees stay.
  private mutating func split(_ text: String, _ range: SourceRange) -> [Located<String>] {
    let parts = text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    let isVerbatim =
      range.upper <= bytes.count
      && bytes[range.lower..<range.upper].elementsEqual(text.utf8)
    let isQuoted =
      range.upper <= bytes.count && range.upper - range.lower == text.utf8.count + 2
      && bytes[range.lower + 1..<range.upper - 1].elementsEqual(text.utf8)
    var offset = range.lower + (isQuoted ? 1 : 0)
    var found: [Located<String>] = []
    for part in parts {
      let place =
        isVerbatim || isQuoted ? SourceRange(offset, offset + part.count) : range
      offset += part.count + 1
      var piece = clean(String(Substring(part)), place)
      let blanks = part.prefix { $0 == 0x20 }.count
      if isVerbatim || isQuoted, !piece.value.isEmpty {
        let lower = place.lower + blanks
        piece = Located(piece.value, at: SourceRange(lower, lower + piece.value.utf8.count))
      }
      if ["Jr.", "Jr", "Sr.", "Sr", "II", "III", "PhD", "Ph.D.", "MD", "M.D."]
        .contains(piece.value), let last = found.popLast()
      {
        let whole = SourceRange(last.range.lower, max(last.range.upper, piece.range.upper))
        found.append(Located(last.value + ", " + piece.value, at: whole))
      } else if !piece.value.isEmpty {
        found.append(piece)
      }
    }
    return found
  }

  /// The terms of a taxonomy, each once; Jekyll also parts them by spaces.
  mutating func terms(_ value: LocatedNode) -> [Located<String>] {
    var all = texts(value, splitsCommas: true)
    if context.dialect == .jekyll, case .string(let text, _) = value,
      !text.utf8.contains(UInt8(ascii: ",")), let only = all.first, all.count == 1
    {
      all = only.value.split(separator: " ").map { Located(String($0), at: only.range) }
    }
    if all.count > 16 {
      var seen: Set<String> = []
      return all.filter { seen.insert($0.value).inserted }
    }
    // Of few it is quicker to look at each.
    let isRepeated = all.indices.contains { place in
      all[..<place].contains { $0.value == all[place].value }
    }
    if !isRepeated { return all }
    return all.indices.filter { place in !all[..<place].contains { $0.value == all[place].value } }
      .map { all[$0] }
  }
}
