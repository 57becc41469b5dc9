package import StetCore

/// What stands before a body.
struct Head {
  var metadata: Metadata
  let bodyStart: Int
  /// The front matter's own texts by name, for templates in the body.
  var values: [String: String] = [:]
  /// Addresses that only a template could make.
  var unread: [UnreadConstruct] = []
}

/// The front matter of `file`, laid over the defaults of its folder, and where the body begins.
func head(of file: SourceFile, in context: ParseContext, _ report: inout Report) -> Head {
  var reader = MetadataReader(bytes: file.bytes, context: context, report: report)
  let defaults = context.settings.defaults.filter { $0.isFor(file.path) }
  for entries in defaults.map(\.entries) { reader.readDefaults(entries) }
  var found: (LocatedNode?, bodyStart: Int) = (nil, FrontMatter.plainBodyStart(in: file.bytes))
  if let frontMatter = FrontMatter.find(in: file.bytes, dialect: context.dialect, &reader.report) {
    found = node(of: frontMatter, in: file.bytes, &reader.report)
  }
  if let node = found.0 { reader.read(node) }
  reader.finish()
  report = reader.report
  var head = Head(metadata: reader.metadata, bodyStart: found.bodyStart)
  if let range = reader.unreadAddress {
    head.unread.append(
      UnreadConstruct(path: file.path, kind: UnreadConstruct.address, range, in: file.bytes))
  }
  if context.dialect == .jekyll || context.dialect == .eleventy {
    for entries in defaults.map(\.entries) + [found.0?.entries ?? []] {
      for entry in entries {
        head.values[entry.key.value] = entry.value.spelled(in: file.bytes)
      }
    }
  }
  return head
}

/// The front matter of `file` as it is written; nil where it has none.
package func frontMatter(of file: SourceFile, in context: ParseContext) -> LocatedNode? {
  var report = Report(path: file.path)
  guard isUTF8(file.bytes, &report),
    let found = FrontMatter.find(in: file.bytes, dialect: context.dialect, &report)
  else { return nil }
  return node(of: found, in: file.bytes, &report).0
}

/// The front matter found, and where the body begins.
private func node(
  of found: FrontMatter, in bytes: [UInt8], _ report: inout Report
) -> (LocatedNode?, bodyStart: Int) {
  var bodyStart = found.bodyStart
  var node: LocatedNode?
  switch found.notation {
  case .yaml: node = yaml(found.range, of: bytes, &report)
  case .toml: node = toml(found.range, of: bytes, &report)
  case .lines: node = keyLines(found.range, of: bytes, &report)
  case .json:
    let isFenced = found.range.upperBound < bytes.count || bodyStart < bytes.count
    if isFenced {
      node = wholeJSON(found.range, of: bytes, &report)
    } else if let (value, end) = json(found.range, of: bytes, &report) {
      node = value
      bodyStart = end
    }
  }
  return (node, bodyStart)
}

/// The one JSON value of `bytes[range]`.
func wholeJSON(_ range: Range<Int>, of bytes: [UInt8], _ report: inout Report) -> LocatedNode? {
  guard let (node, end) = json(range, of: bytes, &report) else { return nil }
  if let rest = bytes[end..<range.upperBound].firstIndex(where: { !isSpace($0) }) {
    report.error(
      .frontMatterInvalid, SourceRange(rest, rest + 1),
      "this is not valid JSON: nothing may follow the value")
    return nil
  }
  return node
}

/// Takes the date from the file's name, or from the address the file sets, where it gives none.
func noteDate(
  _ localPath: String, of file: SourceFile, in context: ParseContext, _ metadata: inout Metadata
) {
  if context.dialect == .jekyll, file.path.hasPrefix("_drafts/") || file.path.contains("/_drafts/")
  {
    metadata.isDraft = true
  }
  guard metadata.date == nil else { return }
  let start = SourceRange(0, 0)
  if let date = DateText.inPath(localPath, zone: context.zone) {
    metadata.date = Located(date, at: start)
  } else if let address = metadata.address,
    let date = DateText.inPath(address.value, zone: context.zone)
  {
    metadata.date = Located(date, at: address.range)
  }
}

/// Whether `bytes` are UTF-8; else `report` says where they are not.
func isUTF8(_ bytes: [UInt8], _ report: inout Report) -> Bool {
  if String(validating: bytes, as: UTF8.self) != nil { return true }
  var index = 0
  while let count = characterCount(bytes, at: index) { index += count }
  report.error(
    .invalidUTF8, SourceRange(index, min(index + 1, bytes.count)),
    "the file is not UTF-8: byte \(index) belongs to no character",
    note: "save the file as UTF-8")
  return false
}

/// How many bytes the character at `index` has (Unicode, table 3-7); nil when there is none.
private func characterCount(_ bytes: [UInt8], at index: Int) -> Int? {
  guard index < bytes.count else { return nil }
  let first = bytes[index]
  let second: ClosedRange<UInt8>
  let count: Int
  switch first {
  case 0x00...0x7F: return 1
  case 0xC2...0xDF: (second, count) = (0x80...0xBF, 2)
  case 0xE0: (second, count) = (0xA0...0xBF, 3)
  case 0xED: (second, count) = (0x80...0x9F, 3)
  case 0xE1...0xEF: (second, count) = (0x80...0xBF, 3)
  case 0xF0: (second, count) = (0x90...0xBF, 4)
  case 0xF1...0xF3: (second, count) = (0x80...0xBF, 4)
  case 0xF4: (second, count) = (0x80...0x8F, 4)
  default: return nil
  }
  guard index + count <= bytes.count, second.contains(bytes[index + 1]),
    bytes[(index + 2)..<max(index + 2, index + count)].allSatisfy({ $0 & 0xC0 == 0x80 })
  else { return nil }
  return count
}

/// How a text is read, and what it stands in.
struct Manuscript {
  let context: ParseContext
  /// Texts of its front matter that templates in it may name.
  var values: [String: String] = [:]
  /// Whether `$…$` is a formula.
  let hasFormulas: Bool
  /// How deep shortcodes nest around it.
  var nesting = 0
  /// What came before it: shortcodes and addresses of the same article.
  var references: [Reference] = []
  var shortcodes: [Shortcode] = []
}

/// The Markdown of `bytes[range]` ready for the parser; text without anything for `MarkerPass` is
/// taken as it is.
func prepare(
  _ bytes: [UInt8], _ range: Range<Int>, as manuscript: Manuscript, surveyed: BodySurvey? = nil,
  report: Report
) -> (PreparedMarkdown, Report) {
  let survey = surveyed ?? BodySurvey(bytes.span.extracting(range))
  guard survey.hasMarks, let alphabet = MarkerAlphabet(for: bytes[range])
  else {
    let source = MarkdownSource(Array(bytes[range]), from: range.lowerBound)
    return (PreparedMarkdown(source: source, continuing: manuscript), report)
  }
  var pass = MarkerPass(bytes, range, as: manuscript, alphabet: alphabet, report: report)
  let prepared = pass.run()
  return (prepared, pass.report)
}

extension Metadata {
  /// Whether the front matter turns formulas on, as themes of other generators have it.
  var asksForFormulas: Bool {
    extra.contains { key, value in
      guard ["math", "mathjax", "katex", "latex"].contains(key.lowercased()) else { return false }
      if case .bool(false, _) = value { return false }
      return true
    }
  }
}

/// Whether the body can be parsed in bounded time; else `report` says why not.
///
/// libcmark-gfm is quadratic in the cells of a table that rows leave out and in the `@` of one word.
func isBounded(
  _ bytes: [UInt8], from start: Int, _ survey: BodySurvey, _ report: inout Report
) -> Bool {
  let sizeMax = 16_777_216
  guard bytes.count - start <= sizeMax else {
    report.error(
      .excessiveNesting, nil, "the text is larger than 16 MB", note: "part it into several files")
    return false
  }
  let text = bytes.span
  if survey.countPipes < 64, survey.countAts <= 20_000 { return true }
  var lines = 1
  var columnsMax = 0
  var pipes = 0
  var marks = 0
  var isDelimiter = true
  for index in start..<max(start, bytes.count) {
    let byte = text[index]
    // Letters, which are most of a text, end a row of delimiters and no word.
    if byte > UInt8(ascii: "@"), byte != UInt8(ascii: "|") {
      isDelimiter = false
      continue
    }
    switch byte {
    case 0x0A:
      if isDelimiter { columnsMax = max(columnsMax, pipes) }
      lines += 1
      pipes = 0
      marks = 0
      isDelimiter = true
    case UInt8(ascii: "|"): pipes += 1
    case 0x20, 0x09, 0x0D: marks = 0
    case UInt8(ascii: "-"), UInt8(ascii: ">"), UInt8(ascii: ":"): break
    case UInt8(ascii: "@"):
      marks += 1
      isDelimiter = false
      guard marks <= 20_000 else {
        report.error(
          .excessiveNesting, SourceRange(index, index + 1),
          "a word holds more than 20,000 of `@`")
        return false
      }
    default: isDelimiter = false
    }
  }
  if isDelimiter { columnsMax = max(columnsMax, pipes) }
  guard columnsMax < 64 || columnsMax * lines < 4_000_000 else {
    report.error(
      .excessiveNesting, nil, "a table has \(columnsMax) columns, more than can be read")
    return false
  }
  return true
}

/// Warns of control characters in the body, which are left out of it.
func checkControls(
  _ bytes: [UInt8], from start: Int, _ survey: BodySurvey, _ report: inout Report
) {
  let count = survey.countControls
  guard count > 0, let first = bytes[start...].firstIndex(where: isUnprintable) else { return }
  let digits = String(UInt32(bytes[first]) + 0x10000, radix: 16, uppercase: true).dropFirst()
  report.warning(
    .controlCharacter, SourceRange(first, first + 1),
    count == 1
      ? "the text holds the control character U+\(digits), which is left out"
      : "the text holds \(count) control characters, which are left out; the first is U+\(digits)")
}
