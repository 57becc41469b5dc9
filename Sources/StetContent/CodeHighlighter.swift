/// Appends `code` as HTML, its comments, texts, numbers and keywords in `span` elements with the
/// classes `comment`, `string`, `number`, `keyword` and `type`.
///
/// Without its tags the result is `code` again, whatever that holds.
func highlight(_ code: [UInt8], _ grammar: CodeGrammar, into out: inout [UInt8]) {
  switch grammar.shape {
  case .code: highlightCode(code, grammar, into: &out)
  case .markup: highlightMarkup(code, into: &out)
  case .difference: highlightDifference(code, into: &out)
  }
}

private func span(
  _ name: StaticString, _ text: ArraySlice<UInt8>, into out: inout [UInt8]
) {
  out.append("<span class=\"")
  out.append(name)
  out.append("\">")
  out.appendEscaped(text)
  out.append("</span>")
}

private func highlightCode(_ code: [UInt8], _ grammar: CodeGrammar, into out: inout [UInt8]) {
  var start = 0
  var index = 0
  while index < code.count {
    let byte = code[index]
    if isAlphanumeric(byte) || byte == 0x5F {
      let end = wordEnd(code, index)
      if let name = wordClass(code[index..<end], grammar) {
        out.appendEscaped(code[start..<index])
        span(name, code[index..<end], into: &out)
        start = end
      }
      index = end
      continue
    }
    guard byte != 0x20, byte != 0x0A, let (name, end) = mark(code, index, grammar) else {
      index += 1
      continue
    }
    out.appendEscaped(code[start..<index])
    span(name, code[index..<end], into: &out)
    start = end
    index = end
  }
  out.appendEscaped(code[start...])
}

private func wordEnd(_ code: [UInt8], _ start: Int) -> Int {
  var end = start
  let isNumber = isDigit(code[start])
  while end < code.count,
    isAlphanumeric(code[end]) || code[end] == 0x5F || code[end] >= 0x80
      || (isNumber && code[end] == 0x2E && end + 1 < code.count && isDigit(code[end + 1]))
  {
    end += 1
  }
  return end
}

private func wordClass(_ word: ArraySlice<UInt8>, _ grammar: CodeGrammar) -> StaticString? {
  guard let first = word.first, word.count <= 40 else { return nil }
  if isDigit(first) { return "number" }
  let text = String(decoding: word, as: UTF8.self)
  if grammar.keywords.contains(grammar.ignoresCase ? text.lowercased() : text) { return "keyword" }
  return grammar.hasTypes && (0x41...0x5A).contains(first) ? "type" : nil
}

/// The comment or text that begins at `index`, and where it ends.
private func mark(
  _ code: [UInt8], _ index: Int, _ grammar: CodeGrammar
) -> (StaticString, Int)? {
  let rest = code[index...]
  for comment in grammar.lineComments where rest.starts(with: comment) {
    // In a shell `$#` and `a#b` begin no comment.
    if comment.count == 1, index > 0, !isSpace(code[index - 1]) { continue }
    return ("comment", rest.firstIndex(of: 0x0A) ?? code.count)
  }
  if let (open, close) = grammar.blockComment, rest.starts(with: open) {
    return ("comment", end(of: close, in: code, from: index + open.count))
  }
  let byte = code[index]
  let isLong = grammar.longQuotes.contains(byte)
  guard isLong || grammar.quotes.contains(byte) else { return nil }
  if grammar.hasTripleQuotes, rest.starts(with: [byte, byte, byte]) {
    return ("string", end(of: [byte, byte, byte], in: code, from: index + 3))
  }
  var at = index + 1
  while at < code.count, code[at] != byte {
    if code[at] == 0x5C { at += 1 }
    // An apostrophe in a comment of a language that is not known well begins no text.
    if at < code.count, code[at] == 0x0A, !isLong { return nil }
    at += 1
  }
  guard at < code.count else { return nil }
  return ("string", at + 1)
}

private func end(of mark: [UInt8], in code: [UInt8], from start: Int) -> Int {
  var index = start
  while index + mark.count <= code.count {
    if code[index] == mark[0], code[index...].starts(with: mark) { return index + mark.count }
    index += 1
  }
  return code.count
}

private func highlightMarkup(_ code: [UInt8], into out: inout [UInt8]) {
  var index = 0
  while index < code.count {
    let tag = HTMLTag(code, at: index, end: code.count)
    switch tag.kind {
    case .text: out.appendEscaped(code[tag.range])
    case .comment: span("comment", code[tag.range], into: &out)
    case .declaration: span("keyword", code[tag.range], into: &out)
    case .open, .close:
      let nameStart = tag.range.lowerBound + (tag.kind == .close ? 2 : 1)
      let nameEnd = nameStart + tag.name.utf8.count
      out.appendEscaped(code[tag.range.lowerBound..<nameStart])
      span("keyword", code[nameStart..<nameEnd], into: &out)
      var at = nameEnd
      for attribute in tag.attributes where attribute.hasValue && !attribute.value.isEmpty {
        out.appendEscaped(code[at..<attribute.value.lowerBound])
        span("string", code[attribute.value], into: &out)
        at = attribute.value.upperBound
      }
      out.appendEscaped(code[at..<tag.range.upperBound])
    }
    index = tag.range.upperBound
  }
}

private func highlightDifference(_ code: [UInt8], into out: inout [UInt8]) {
  var start = 0
  while start < code.count {
    let end = code[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? code.count
    switch code[start] {
    case UInt8(ascii: "+"): span("inserted", code[start..<end], into: &out)
    case UInt8(ascii: "-"): span("deleted", code[start..<end], into: &out)
    case UInt8(ascii: "@"): span("comment", code[start..<end], into: &out)
    default: out.appendEscaped(code[start..<end])
    }
    start = end
  }
}
