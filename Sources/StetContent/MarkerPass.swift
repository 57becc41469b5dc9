internal import StetCore

/// Reads a body before Markdown does: shortcodes, the template constructs of other generators,
/// attributes, formulas and abbreviations become markers or plain Markdown.
///
/// Code is passed over, so that what merely looks like a template there stays as it is.
struct MarkerPass {
  /// The whole file.
  let bytes: [UInt8]
  let start: Int
  let end: Int
  let manuscript: Manuscript
  let alphabet: MarkerAlphabet
  var report: Report
  var out: [UInt8] = []
  var anchors: [(offset: Int, source: Int)] = []
  var prepared: PreparedMarkdown
  /// Where closing shortcodes stand, ascending.
  var closers: [(name: String, range: Range<Int>)] = []
  /// Closing tags that do not stand in the rest of the text.
  var missingTags: Set<String> = []
  /// The next byte.
  var index: Int
  private var copied: Int
  private var fence: (byte: UInt8, count: Int)?
  private var codeEnd = 0
  private static let shortcodesMax = 10_000

  /// A pass over `bytes[start...]`.
  init(
    _ bytes: [UInt8], _ range: Range<Int>, as manuscript: Manuscript, alphabet: MarkerAlphabet,
    report: Report
  ) {
    self.bytes = bytes
    self.start = range.lowerBound
    self.end = range.upperBound
    self.manuscript = manuscript
    self.alphabet = alphabet
    self.report = report
    index = range.lowerBound
    copied = range.lowerBound
    anchors = [(0, range.lowerBound)]
    prepared = PreparedMarkdown(
      source: MarkdownSource([], from: 0), alphabet: alphabet, continuing: manuscript)
    out.reserveCapacity(range.count + range.count / 8)
    closers = findClosers(range)
  }

  var context: ParseContext { manuscript.context }

  /// The Markdown, prepared.
  mutating func run() -> PreparedMarkdown {
    var isLineStart = true
    while index < end {
      if isLineStart, startLine() {
        isLineStart = true
        continue
      }
      index = nextMark(from: index)
      guard index < end else { break }
      let byte = bytes[index]
      isLineStart = byte == 0x0A
      let start = index
      switch byte {
      case UInt8(ascii: "{"): brace()
      case UInt8(ascii: "`") where fence == nil && index >= codeEnd: passCodeSpan()
      case UInt8(ascii: "\\") where !isInCode: escape()
      case UInt8(ascii: "$") where manuscript.hasFormulas && !isInCode: formula()
      default: break
      }
      if index == start {
        index += 1
      } else if index > start {
        isLineStart = bytes[index - 1] == 0x0A
      }
    }
    copyUp(to: end)
    prepared.source = MarkdownSource(out, anchors: anchors)
    return prepared
  }

  /// The offset of the next byte that may begin something, or that ends a line; `end` when none does.
  private func nextMark(from start: Int) -> Int {
    let text = bytes.span
    var at = start
    while at < end {
      switch text[at] {
      case 0x0A, UInt8(ascii: "{"), UInt8(ascii: "`"), UInt8(ascii: "\\"), UInt8(ascii: "$"):
        return at
      default: at += 1
      }
    }
    return end
  }

  /// Whether the next byte stands in a code block or a code span.
  var isInCode: Bool { fence != nil || index < codeEnd }

  /// Puts `text` in place of the bytes up to `end` of what begins at the next byte.
  mutating func replace(upTo end: Int, with text: some Sequence<UInt8>) {
    copyUp(to: index)
    anchors.append((out.count, index))
    out.append(contentsOf: text)
    anchors.append((out.count, end))
    copied = end
    index = end
  }

  /// Puts a marker in place of the bytes up to `end` of what begins at the next byte.
  mutating func mark(_ marker: Marker, upTo end: Int) {
    let number = prepared.markers.count
    guard number < MarkerPass.shortcodesMax else {
      index = end
      return
    }
    prepared.markers.append(marker)
    prepared.originals.append((Array(bytes[index..<end]), SourceRange(index, end)))
    var text: [UInt8] = []
    alphabet.append(number, to: &text)
    replace(upTo: end, with: text)
  }

  /// Notes a construct that is left as it stands up to `end`.
  mutating func leave(_ kind: String, upTo end: Int) {
    if let place = prepared.unread.firstIndex(where: { $0.kind == kind }) {
      prepared.unread[place].count += 1
    } else if prepared.unread.count < 100 {
      prepared.unread.append(
        UnreadConstruct(path: report.path, kind: kind, SourceRange(index, end), in: bytes))
    }
    index = end
  }

  /// Adds what the text inside a shortcode left as it stands.
  mutating func join(_ found: [UnreadConstruct]) {
    for construct in found {
      if let place = prepared.unread.firstIndex(where: { $0.kind == construct.kind }) {
        prepared.unread[place].count += construct.count
      } else {
        prepared.unread.append(construct)
      }
    }
  }

  /// Whether the byte at `offset` is still to be copied.
  func isUncopied(_ offset: Int) -> Bool { offset >= copied }

  private mutating func copyUp(to offset: Int) {
    guard offset > copied else { return }
    out.append(contentsOf: bytes[copied..<offset])
    copied = offset
  }

  /// Steps over the fences of code blocks and the definitions of abbreviations; true when the line
  /// is dealt with.
  private mutating func startLine() -> Bool {
    var at = index
    while at < end, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x3E { at += 1 }
    guard at < end else { return false }
    let byte = bytes[at]
    if byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~") {
      var count = 0
      while at + count < end, bytes[at + count] == byte { count += 1 }
      let lineEnd = lineEnd(at)
      let rest = bytes[(at + count)..<lineEnd]
      if let open = fence {
        if byte == open.byte, count >= open.count, rest.allSatisfy(isSpace) { fence = nil }
        index = lineEnd
        return false
      }
      if count >= 3, byte != UInt8(ascii: "`") || !rest.contains(byte) {
        fence = (byte, count)
        index = lineEnd
      }
      return false
    }
    if fence != nil || index < codeEnd { return false }
    if byte == UInt8(ascii: "*"), at == index { return abbreviation() }
    if byte == UInt8(ascii: "["), at == index { return contentsMark() }
    return false
  }

  /// The end of the line that holds `start`, before its line feed.
  func lineEnd(_ start: Int) -> Int {
    bytes[start..<end].firstIndex(of: 0x0A) ?? end
  }

  /// `*[HTML]: HyperText Markup Language`.
  private mutating func abbreviation() -> Bool {
    guard hasAbbreviations, index + 1 < end, bytes[index + 1] == UInt8(ascii: "[") else {
      return false
    }
    let lineEnd = lineEnd(index)
    guard let close = bytes[index..<lineEnd].firstIndex(of: UInt8(ascii: "]")),
      close > index + 2, close + 1 < lineEnd, bytes[close + 1] == UInt8(ascii: ":")
    else { return false }
    let name = Array(bytes[(index + 2)..<close])
    let meaning = String(decoding: bytes[(close + 2)..<lineEnd].drop(while: isSpace), as: UTF8.self)
    guard prepared.abbreviations.count < 500 else { return false }
    let trimmed = meaning.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    prepared.abbreviations.append((name, trimmed))
    replace(upTo: min(lineEnd + 1, end), with: [])
    return true
  }

  private var hasAbbreviations: Bool {
    switch context.dialect {
    case .stet, .jekyll, .pelican: true
    case .hugo, .zola, .eleventy, .plain: false
    }
  }

  /// `[TOC]` or `[[toc]]` alone on its line.
  private mutating func contentsMark() -> Bool {
    let lineEnd = lineEnd(index)
    guard lineEnd - index <= 12, context.dialect != .plain, context.dialect != .hugo else {
      return false
    }
    let line = HTMLTag.lowercased(bytes[index..<lineEnd]).split(separator: " ").joined()
    guard line == "[toc]" || line == "[[toc]]" || line == "[toc]\r" || line == "[[toc]]\r" else {
      return false
    }
    mark(.contents, upTo: lineEnd)
    return false
  }

  /// Notes where the code span that begins here ends; spans end before a blank line.
  private mutating func passCodeSpan() {
    var count = 0
    while index + count < end, bytes[index + count] == 0x60 { count += 1 }
    var at = index + count
    while at < end {
      if bytes[at] == 0x0A, isBlankLine(at + 1) { break }
      guard bytes[at] == 0x60 else {
        at += 1
        continue
      }
      var closing = 0
      while at + closing < end, bytes[at + closing] == 0x60 { closing += 1 }
      at += closing
      if closing == count {
        codeEnd = at
        break
      }
    }
    index += count
  }

  private func isBlankLine(_ start: Int) -> Bool {
    var at = start
    while at < end, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0D { at += 1 }
    return at >= end || bytes[at] == 0x0A
  }

  /// `\"`, `\~` and their like: typed so that no typographic mark takes their place and nothing that
  /// stet adds to Markdown begins there.
  private mutating func escape() {
    guard index + 1 < end else { return }
    switch bytes[index + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "~"), UInt8(ascii: "^"),
      UInt8(ascii: ":")
    where bytes[index + 1] != 0x3A || index + 2 >= end || isSpace(bytes[index + 2]):
      mark(.literal(String(decoding: [bytes[index + 1]], as: UTF8.self)), upTo: index + 2)
    case UInt8(ascii: "-"), UInt8(ascii: "."):
      // Only where they would otherwise be set as a dash or an ellipsis.
      let isRun = index + 2 < end && bytes[index + 2] == bytes[index + 1]
      let isEscapedRun = index + 3 < end && bytes[index + 2] == 0x5C
      if isRun || isEscapedRun {
        mark(.literal(String(decoding: [bytes[index + 1]], as: UTF8.self)), upTo: index + 2)
      } else {
        index += 2
      }
    case UInt8(ascii: "[") where index + 2 < end && bytes[index + 2] == UInt8(ascii: "!"):
      mark(.literal("["), upTo: index + 2)
    default: index += 2
    }
  }
}
