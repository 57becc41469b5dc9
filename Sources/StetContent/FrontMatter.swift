internal import StetCore

/// Where a file's front matter stands and how it is written.
struct FrontMatter {
  /// The notation of front matter.
  enum Notation {
    case yaml, toml, json, lines
  }

  let notation: Notation
  /// The bytes between the fences; of JSON from its brace to the end of the file.
  let range: Range<Int>
  /// The offset of the body; of JSON not yet known.
  let bodyStart: Int

  /// The front matter of `bytes`; nil when there is none, or none that is closed, which `report`
  /// then says.
  ///
  /// A byte order mark, blank lines before the fence and blanks after it are passed over.
  static func find(
    in bytes: [UInt8], dialect: ParseContext.Dialect, _ report: inout Report
  ) -> FrontMatter? {
    var reader = ByteReader(bytes, 0..<bytes.count)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.index = 3 }
    let textStart = reader.index
    reader.skipSpace()
    // A fence stands at the start of its line.
    let start = reader.index
    guard start == textStart || bytes[start - 1] == 0x0A || bytes[start - 1] == 0x0D else {
      return nil
    }
    let opening = line(at: start, in: bytes)
    switch opening.text {
    case "---", "--- yaml", "---yaml":
      return fenced(.yaml, ["---", "..."], opening, start, in: bytes, &report)
    case "+++", "---toml":
      let fence = opening.text == "+++" ? "+++" : "---"
      return fenced(.toml, [fence], opening, start, in: bytes, &report)
    case "---json":
      return fenced(.json, ["---"], opening, start, in: bytes, &report)
    default: break
    }
    if bytes[start...].first == UInt8(ascii: "{") {
      reader.index += 1
      reader.skipSpace()
      guard reader.next == UInt8(ascii: "\"") || reader.next == UInt8(ascii: "}") else {
        return nil
      }
      return FrontMatter(notation: .json, range: start..<bytes.count, bodyStart: bytes.count)
    }
    return dialect == .pelican ? keyLines(from: start, in: bytes) : nil
  }

  /// Where the body of a file without front matter begins.
  static func plainBodyStart(in bytes: [UInt8]) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  private static func fenced(
    _ notation: Notation, _ fences: [String], _ opening: Line, _ start: Int, in bytes: [UInt8],
    _ report: inout Report
  ) -> FrontMatter? {
    var at = opening.next
    while at < bytes.count {
      let line = line(at: at, in: bytes)
      if fences.contains(line.text) {
        return FrontMatter(notation: notation, range: opening.next..<at, bodyStart: line.next)
      }
      at = line.next
    }
    report.error(
      .frontMatterUnclosed, SourceRange(start, start + 3),
      "the front matter that begins here is never closed",
      note: "put a line with \(fences[0]) after the last key")
    return nil
  }

  /// Pelican's `Key: value` lines up to the first blank line.
  private static func keyLines(from start: Int, in bytes: [UInt8]) -> FrontMatter? {
    var reader = ByteReader(bytes, start..<bytes.count)
    let key = reader.text { isAlphanumeric($0) || $0 == 0x5F || $0 == 0x2D }
    guard !key.isEmpty, reader.next == UInt8(ascii: ":") else { return nil }
    var at = start
    while at < bytes.count {
      let line = line(at: at, in: bytes)
      if line.text.isEmpty {
        return FrontMatter(notation: .lines, range: start..<at, bodyStart: line.next)
      }
      at = line.next
    }
    return FrontMatter(notation: .lines, range: start..<bytes.count, bodyStart: bytes.count)
  }

  /// A short line without the blanks at its end (a long one is cut), and where the next begins.
  private struct Line {
    let text: String
    let next: Int
  }

  private static func line(at start: Int, in bytes: [UInt8]) -> Line {
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    var next = end
    if next < bytes.count, bytes[next] == 0x0D { next += 1 }
    if next < bytes.count, bytes[next] == 0x0A { next += 1 }
    var last = end
    while last > start, bytes[last - 1] == 0x20 || bytes[last - 1] == 0x09 { last -= 1 }
    let cut = bytes[start..<min(last, start + 12)]
    return Line(text: String(decoding: cut, as: UTF8.self), next: next)
  }
}

/// Reads Pelican's `Key: value` lines; an indented line continues the one before.
func keyLines(_ range: Range<Int>, of bytes: [UInt8], _ report: inout Report) -> LocatedNode {
  var reader = ByteReader(bytes, range)
  var entries: [LocatedNode.Entry] = []
  while !reader.isAtEnd {
    let start = reader.index
    let isContinuation = reader.next == 0x20 || reader.next == 0x09
    reader.skipLine()
    var end = reader.index
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    reader.index = min(reader.index + 1, reader.end)
    guard end > start else { continue }
    if isContinuation, let last = entries.popLast(), case .string(let text, let place) = last.value
    {
      let more = String(decoding: bytes[start..<end].drop(while: isSpace), as: UTF8.self)
      entries.append(
        .init(key: last.key, value: .string(text + "\n" + more, SourceRange(place.lower, end))))
      continue
    }
    guard let colon = bytes[start..<end].firstIndex(of: UInt8(ascii: ":")) else {
      report.error(
        .frontMatterInvalid, SourceRange(start, end), "this line is no `Key: value`",
        note: "put a blank line between the front matter and the text")
      continue
    }
    let name = String(decoding: bytes[start..<colon], as: UTF8.self).lowercased()
    let key = Located(name, at: SourceRange(start, colon))
    let valueStart = bytes[colon + 1..<end].firstIndex { !isSpace($0) } ?? end
    let place = SourceRange(valueStart, end)
    let value = LocatedNode.string(
      String(decoding: bytes[valueStart..<end], as: UTF8.self), place)
    if let earlier = entries.firstIndex(where: { $0.key.value == name }) {
      report.warning(
        .duplicateKey, entries[earlier].key.range,
        "`\(name)` is given more than once; the last is taken", note: "remove this one")
      entries.remove(at: earlier)
    }
    entries.append(.init(key: key, value: value))
  }
  return .map(entries, SourceRange(range))
}
