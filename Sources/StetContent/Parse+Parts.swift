internal import StetCore

/// The metadata that `bytes` begin with, and where the body begins.
func metadata(
  of bytes: [UInt8], in context: ParseContext, _ report: inout Report
) -> (Metadata, bodyStart: Int) {
  guard let found = FrontMatter.find(in: bytes, dialect: context.dialect, &report) else {
    return (Metadata(), FrontMatter.plainBodyStart(in: bytes))
  }
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
  guard let node else { return (Metadata(), bodyStart) }
  var reader = MetadataReader(bytes: bytes, context: context, report: report)
  reader.read(node)
  report = reader.report
  return (reader.metadata, bodyStart)
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
func noteDate(_ localPath: String, in context: ParseContext, _ metadata: inout Metadata) {
  if context.dialect == .jekyll, localPath.hasPrefix("_drafts/") || localPath.contains("/_drafts/")
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

/// Warns of control characters in the body, which are left out of it.
func checkControls(_ bytes: [UInt8], from start: Int, _ report: inout Report) {
  var count = 0
  var first = 0
  for index in start..<max(start, bytes.count) {
    let byte = bytes[index]
    guard byte < 0x20 || byte == 0x7F, !isSpace(byte) || byte == 0x0B || byte == 0x0C else {
      continue
    }
    if count == 0 { first = index }
    count += 1
  }
  guard count > 0 else { return }
  let digits = String(UInt32(bytes[first]) + 0x10000, radix: 16, uppercase: true).dropFirst()
  report.warning(
    .controlCharacter, SourceRange(first, first + 1),
    count == 1
      ? "the text holds the control character U+\(digits), which is left out"
      : "the text holds \(count) control characters, which are left out; the first is U+\(digits)")
}
