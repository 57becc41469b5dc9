internal import StetCore

extension BodyWriter {
  /// Remembers the plain text of a paragraph at the top for the excerpt.
  mutating func notePlain(_ index: Int) {
    guard plain.count < 1400 else { return }
    if !plain.isEmpty { plain.append(0x20) }
    let start = plain.count
    appendPlain(index, to: &plain)
    if firstParagraphEnd == nil, plain.count > start { firstParagraphEnd = plain.count }
  }

  /// The plain text before `<!--more-->`, else of the first paragraph, to at most 300 characters.
  var excerpt: String {
    let end = excerptPlainEnd ?? firstParagraphEnd ?? 0
    return cut(String(decoding: plain[..<min(end, plain.count)], as: UTF8.self), to: 300)
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
    return report
  }
}

/// `text` in one line, cut at a word to at most `countMax` characters.
func cut(_ text: String, to countMax: Int) -> String {
  let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  guard line.unicodeScalars.count > countMax else { return line }
  var kept = line.unicodeScalars.prefix(countMax - 1)
  if let space = kept.lastIndex(of: " "),
    kept.distance(from: kept.startIndex, to: space) > countMax / 2
  {
    kept = kept[..<space]
  }
  while let last = kept.last, " ,;:–—-".unicodeScalars.contains(last) { kept.removeLast() }
  return String(Substring(kept)) + "…"
}
