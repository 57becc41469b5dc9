/// Escapes text so that stet reads it again as that text.
struct MarkdownEscapes {
  /// Whether typed quotation marks, hyphens and dots stay as they are.
  var isExact = false
  /// Whether `$` could begin a formula.
  var hasDollars = false
  /// Whether the text stands between square brackets.
  var isInBrackets = false
  /// Whether the text stands in a cell of a table.
  var isInCell = false

  /// `text` with a backslash before what Markdown, GitHub or stet would take for a mark.
  ///
  /// Where it `isFollowed` by marks at once, an address at its end would take them in.
  func escaped(_ text: String, isFollowed: Bool = false) -> String {
    let scalars = Array(text.unicodeScalars)
    var out = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      if isAddressStart(scalars, index) {
        let end = wordEnd(scalars, from: index)
        let isBroken = isFollowed && end == scalars.count
        appendAddress(scalars[index..<end], isBroken: isBroken, to: &out)
        index = end
        continue
      }
      append(scalars, index, to: &out)
      index += 1
    }
    return String(out)
  }

  private func append(
    _ scalars: [Unicode.Scalar], _ index: Int, to out: inout String.UnicodeScalarView
  ) {
    if needsEscape(scalars, index) { out.append("\\") }
    out.append(scalars[index])
  }

  private func needsEscape(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    let next = index + 1 < scalars.count ? scalars[index + 1] : nil
    switch scalars[index] {
    case "\\", "`", "*", "[", "<", "{", "~", "^": return true
    case "]": return isInBrackets
    case "|": return isInCell
    case "_":
      let isInWord = index > 0 && isWord(scalars[index - 1]) && next.map(isWord) ?? false
      return !isInWord
    case "&": return next.map { isWord($0) || $0 == "#" } ?? true
    case "$": return hasDollars
    case "\"", "'": return isExact
    case "-": return isExact && (next == "-" || index > 0 && scalars[index - 1] == "-")
    case ".": return isExact && (next == "." || index > 0 && scalars[index - 1] == ".")
    default: return false
    }
  }

  private func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80 ? scalar.isASCIIWord : scalar.properties.isAlphabetic
  }

  // MARK: Addresses

  /// Whether GitHub's Markdown would make a link of what begins at `index`; such a word is read
  /// without heeding backslashes.
  private func isAddressStart(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    // Within brackets it makes none.
    guard !isInBrackets, index == 0 || !isLetter(scalars[index - 1]) else { return false }
    for start in ["http://", "https://", "ftp://", "www."] {
      let wanted = start.unicodeScalars
      guard index + wanted.count < scalars.count else { continue }
      let found = scalars[index..<index + wanted.count].lazy.map { lowercased($0) }
      if found.elementsEqual(wanted) { return true }
    }
    return false
  }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCIIWord && !("0"..."9").contains(scalar)
  }

  private func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    (0x41...0x5A).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar
  }

  private func wordEnd(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
    scalars[start...].firstIndex { $0.properties.isWhitespace } ?? scalars.count
  }

  /// Appends an address as it is where it needs no escapes, else so that it is no link.
  private func appendAddress(
    _ word: ArraySlice<Unicode.Scalar>, isBroken: Bool, to out: inout String.UnicodeScalarView
  ) {
    let word = Array(word)
    if !isBroken, !word.indices.contains(where: { needsEscape(word, $0) }) {
      out.append(contentsOf: word)
      return
    }
    for index in word.indices {
      let next = index + 1 < word.count ? word[index + 1] : " "
      let isMark = word[index] == ":" && next == "/" || word[index] == "." && index == 3
      if isMark, !needsEscape(word, index) { out.append("\\") }
      append(word, index, to: &out)
    }
  }
}

/// `text`, lines of a paragraph, with a backslash where a line would begin a block of another kind.
func guardedLineStarts(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    .map { guardedLineStart(String($0.element), isFirst: $0.offset == 0) }
    .joined(separator: "\n")
}

private func guardedLineStart(_ line: String, isFirst: Bool) -> String {
  let scalars = Array(line.unicodeScalars.prefix(14))
  guard let first = scalars.first else { return line }
  let second = scalars.count > 1 ? scalars[1] : " "
  switch first {
  case ">", "|": return "\\" + line
  case "#":
    let mark = scalars.drop { $0 == "#" }.first ?? " "
    return mark == " " || mark == "\t" || mark == "\\" ? "\\" + line : line
  case "+", "-":
    // Hyphens alone are a line, or make a heading of the line above.
    let isAlone = line.unicodeScalars.allSatisfy {
      $0 == "-" || $0 == " " || $0 == "|" || $0 == ":"
    }
    return second == " " || isAlone ? "\\" + line : line
  case "=": return !isFirst && line.allSatisfy { $0 == "=" || $0 == " " } ? "\\" + line : line
  case ":": return second == " " || second == "-" ? "\\" + line : line
  case "0"..."9":
    let digits = scalars.prefix { ("0"..."9").contains($0) }
    guard digits.count < 10, digits.count < scalars.count else { return line }
    let mark = scalars[digits.count]
    let after = digits.count + 1 < scalars.count ? scalars[digits.count + 1] : " "
    guard mark == "." || mark == ")", after == " " else { return line }
    return String(String.UnicodeScalarView(digits)) + "\\" + line.dropFirst(digits.count)
  default: return line
  }
}

extension Unicode.Scalar {
  /// Whether it is a letter or digit of ASCII.
  var isASCIIWord: Bool {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
