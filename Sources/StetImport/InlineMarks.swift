/// The marks around a stretch of text: emphasis and its like.
///
/// While a line is written, a character that no text holds stands for each; only when the line is
/// whole can it be told whether Markdown's mark would be read as one there.
enum InlineMark: UInt32, CaseIterable {
  case emphasis = 1
  case strong = 3
  case both = 5
  case deleted = 14
  case below = 16
  case above = 18

  /// What stands for its beginning.
  var opening: Unicode.Scalar { Unicode.Scalar(UInt8(rawValue)) }
  /// What stands for its end.
  var closing: Unicode.Scalar { Unicode.Scalar(UInt8(rawValue + 1)) }

  var markdown: String {
    switch self {
    case .emphasis: "*"
    case .strong: "**"
    case .both: "***"
    case .deleted: "~~"
    case .below: "~"
    case .above: "^"
    }
  }

  var tags: [String] {
    switch self {
    case .emphasis: ["em"]
    case .strong: ["strong"]
    case .both: ["em", "strong"]
    case .deleted: ["del"]
    case .below: ["sub"]
    case .above: ["sup"]
    }
  }

  var openingTag: String { tags.map { "<\($0)>" }.joined() }
  var closingTag: String { tags.reversed().map { "</\($0)>" }.joined() }
}

/// `line` with Markdown's marks for what stands for them, or tags where Markdown's would be read as
/// something else (CommonMark 0.29 §6.4).
func resolvedMarks(_ line: String.UnicodeScalarView) -> String {
  let scalars = Array(line)
  var replaced: [Int: String] = [:]
  var open: [(mark: InlineMark, index: Int)] = []
  for (index, scalar) in scalars.enumerated() where scalar.value < 0x20 && scalar != "\n" {
    guard
      let mark = InlineMark.allCases.first(where: { $0.opening == scalar || $0.closing == scalar })
    else { continue }
    if scalar == mark.opening {
      open.append((mark, index))
      continue
    }
    guard let start = open.popLast(), start.mark == mark else { continue }
    let isPlain = MarkPlace(scalars, start.index, index, replaced).allows(mark)
    replaced[start.index] = isPlain ? mark.markdown : mark.openingTag
    replaced[index] = isPlain ? mark.markdown : mark.closingTag
  }
  var out = ""
  out.reserveCapacity(scalars.count + 16)
  for (index, scalar) in scalars.enumerated() {
    if let text = replaced[index] {
      out += text
    } else if scalar.value >= 0x20 || scalar == "\n" {
      out.unicodeScalars.append(scalar)
    }
  }
  return out
}

/// What stands around and between two marks.
private struct MarkPlace {
  let inside: ArraySlice<Unicode.Scalar>
  let before: Unicode.Scalar
  let after: Unicode.Scalar
  let first: Unicode.Scalar
  let last: Unicode.Scalar

  init(
    _ scalars: [Unicode.Scalar], _ start: Int, _ end: Int, _ replaced: [Int: String]
  ) {
    func scalar(_ index: Int) -> Unicode.Scalar {
      guard scalars.indices.contains(index) else { return " " }
      // A tag in place of a mark is punctuation; a mark still open is nothing one may stand beside.
      if let text = replaced[index] { return text.hasPrefix("<") ? "<" : "*" }
      return scalars[index]
    }
    inside = scalars[(start + 1)..<end]
    before = scalar(start - 1)
    after = scalar(end + 1)
    first = scalar(start + 1)
    last = scalar(end - 1)
  }

  func allows(_ mark: InlineMark) -> Bool {
    guard !inside.isEmpty, !isSpace(first), !isSpace(last),
      ![before, after, first, last].contains(where: { isMark($0) })
    else { return false }
    switch mark {
    case .emphasis, .strong, .both:
      let opens = isWord(first) || isSpace(before)
      let closes = isWord(last) || isSpace(after) || ".,;:!?)".unicodeScalars.contains(after)
      return opens && closes
    case .deleted: return !inside.contains { $0 == "~" || $0.value == 16 || $0.value == 17 }
    case .below, .above:
      return inside.count <= 20 && inside.allSatisfy { $0.isASCIIWord || $0 == "+" }
        && !inside.allSatisfy { $0 == "+" }
    }
  }

  private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "*" || scalar == "~" || scalar == "^" || scalar.value < 0x20 && scalar != "\n"
  }

  private func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  private func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return scalar.isASCIIWord }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber:
      return true
    default: return false
    }
  }
}
