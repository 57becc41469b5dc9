internal import StetCore

extension BodyWriter {
  /// Remembers the plain text of a paragraph at the top for the excerpt: of the first one, or, where raw
  /// HTML may end it later, of several.
  mutating func notePlain(_ index: Int) {
    guard plain.count < 1400, firstParagraphEnd == nil || hasRawHTML else { return }
    var text: [UInt8] = []
    swap(&text, &plain)
    if !text.isEmpty { text.append(0x20) }
    let start = text.count
    appendPlain(index, to: &text)
    if firstParagraphEnd == nil, text.count > start { firstParagraphEnd = text.count }
    plain = text
  }

  /// The plain text before `<!--more-->`, else of the first paragraph, to at most 300 characters.
  var excerpt: String {
    let end = excerptPlainEnd ?? firstParagraphEnd ?? 0
    return cut(Array(plain[..<min(end, plain.count)]), to: 300)
  }

  /// The report, with what became clear only at the end.
  var finishedReport: Report {
    var report = report
    if let (name, range) = unclosedTags.first {
      let more = unclosedTags.count > 1 ? " (and \(unclosedTags.count - 1) more in this file)" : ""
      report.warning(
        .unbalancedHTML, range, "`<\(name)>` is never closed where it stands\(more)",
        note:
          "it is closed where the text around it ends; add `\(name == "!--" ? "--" : "</\(name)")>`"
      )
    }
    if let (name, range) = strayTags.first {
      let more = strayTags.count > 1 ? " (and \(strayTags.count - 1) more in this file)" : ""
      report.warning(
        .unbalancedHTML, range, "`</\(name)>` closes nothing here\(more)",
        note: "it is left out")
    }
    if let range = altlessImages.first {
      let count = altlessImages.count
      report.warning(
        .imageAltMissing, range,
        count == 1
          ? "this picture has no `alt`"
          : "this picture has no `alt`, and \(count - 1) more in this file",
        note: "say in it what the picture shows; `alt=\"\"` where it is decoration")
    }
    return report
  }
}

/// `text` in one line, cut at a word to at most `countMax` scalars.
func cut(_ text: [UInt8], to countMax: Int) -> String {
  var line: [UInt8] = []
  line.reserveCapacity(min(text.count, 4 * countMax))
  var (count, wordEnd, kept) = (0, 0, 0)
  for byte in text {
    if isSpace(byte) {
      guard let last = line.last, last != 0x20 else { continue }
      wordEnd = line.count
      line.append(0x20)
      count += 1
    } else {
      line.append(byte)
      if byte & 0xC0 != 0x80 { count += 1 }
    }
    if count < countMax { kept = line.count }
    if count > countMax { break }
  }
  if line.last == 0x20, count <= countMax { line.removeLast() }
  guard count > countMax else { return String(decoding: line, as: UTF8.self) }
  // A text without blanks is cut between two characters, not within one.
  var end = wordEnd > kept / 2 ? min(wordEnd, kept) : kept
  while end > 0, end < line.count, line[end] & 0xC0 == 0x80 { end -= 1 }
  while end > 0, [0x20, 0x2C, 0x3B, 0x3A, 0x2D].contains(line[end - 1]) { end -= 1 }
  return String(decoding: line[..<end], as: UTF8.self) + "…"
}
