import StetCore

extension Renderer {
  /// `text` wrapped to lines of at most `width` characters, as Python's `textwrap` does.
  func wrapped(
    _ text: Text, width: Int, breaksWords: Bool, separator: Text, breaksHyphens: Bool
  ) throws(Failure) -> Text {
    guard width > 0 else {
      throw failure(.templateArgument, "wordwrap needs a width above zero")
    }
    var bytes: [UInt8] = []
    var isFirst = true
    for line in lines(of: text) {
      let made = wrappedLines(
        chunks(line.scalars, breaksHyphens: breaksHyphens), width, breaksWords: breaksWords,
        breaksHyphens: breaksHyphens)
      for piece in made.isEmpty ? [[]] : made {
        if !isFirst { bytes.append(contentsOf: separator.utf8) }
        isFirst = false
        bytes.append(contentsOf: Text(scalars: piece).utf8)
        try checkSize(bytes.count)
      }
    }
    return Text(utf8: bytes)
  }

  /// The words and gaps of a line; a hyphen between letters ends a word that may be broken there.
  private func chunks(
    _ line: [Unicode.Scalar], breaksHyphens: Bool
  ) -> [ArraySlice<Unicode.Scalar>] {
    let isSpace: (Unicode.Scalar) -> Bool = { [9, 10, 11, 12, 13, 32].contains($0.value) }
    var chunks: [ArraySlice<Unicode.Scalar>] = []
    var index = 0
    while index < line.count {
      var end = index + 1
      let gap = isSpace(line[index])
      while end < line.count, isSpace(line[end]) == gap { end += 1 }
      let run = Array(line[index..<end])
      chunks += gap || !breaksHyphens ? [run[...]] : hyphenated(run)
      index = end
    }
    return chunks
  }

  /// `word` cut after each hyphen that stands between two letters and two more, and around dashes.
  private func hyphenated(_ word: [Unicode.Scalar]) -> [ArraySlice<Unicode.Scalar>] {
    let isLetter: (Int) -> Bool = { place in
      word.indices.contains(place) && word[place].isWord
        && word[place].properties.numericType == nil
    }
    var parts: [ArraySlice<Unicode.Scalar>] = []
    var start = 0
    var index = 0
    while index < word.count {
      guard word[index] == "-" else {
        index += 1
        continue
      }
      var end = index
      while end < word.count, word[end] == "-" { end += 1 }
      if end - index > 1 {
        let isDash =
          index > 0 && end < word.count && word[end].isWord && word[index - 1].isDashNeighbour
        if isDash {
          if index > start { parts.append(word[start..<index]) }
          parts.append(word[index..<end])
          start = end
        }
      } else {
        let isBreak =
          isLetter(index - 1)
          && (isLetter(index - 2) || word.indices.contains(index - 2) && word[index - 2] == "-")
          && isLetter(index + 1)
          && (isLetter(index + 2) || word.indices.contains(index + 2) && word[index + 2] == "-")
        if isBreak {
          parts.append(word[start...index])
          start = end
        }
      }
      index = end
    }
    if start < word.count { parts.append(word[start...]) }
    return parts
  }

  private func wrappedLines(
    _ chunks: [ArraySlice<Unicode.Scalar>], _ width: Int, breaksWords: Bool, breaksHyphens: Bool
  ) -> [[Unicode.Scalar]] {
    var rest = Array(chunks.reversed())
    var lines: [[Unicode.Scalar]] = []
    let isGap: (ArraySlice<Unicode.Scalar>) -> Bool = { $0.allSatisfy(\.isPythonSpace) }
    while !rest.isEmpty {
      var line: [ArraySlice<Unicode.Scalar>] = []
      var length = 0
      if !lines.isEmpty, let next = rest.last, isGap(next) { rest.removeLast() }
      while let next = rest.last, length + next.count <= width {
        line.append(next)
        length += next.count
        rest.removeLast()
      }
      if let next = rest.last, next.count > width {
        if breaksWords {
          // Nothing of the word may fit, and then a gap before it stays at the line's end.
          var room = width - length
          let hyphen = breaksHyphens ? next.prefix(room).lastIndex(of: "-") : nil
          if let hyphen, next[..<hyphen].contains(where: { $0 != "-" }) {
            room = hyphen - next.startIndex + 1
          }
          line.append(next.prefix(room))
          rest[rest.count - 1] = next.dropFirst(room)
        } else if line.isEmpty {
          line.append(next)
          rest.removeLast()
        }
      }
      if let last = line.last, isGap(last) { line.removeLast() }
      if !line.isEmpty { lines.append(Array(line.joined())) }
    }
    return lines
  }
}

extension Unicode.Scalar {
  /// Whether a dash after it is taken as one between words (`textwrap`'s word punctuation).
  var isDashNeighbour: Bool { isWord || "!\"'&.,?".unicodeScalars.contains(self) }
}
