/// Writes one line of Markdown: text, marks and pieces that are Markdown already.
///
/// Blanks are written only before the next thing that shows, so none stands at an end or just inside
/// a mark.
struct InlineWriter {
  let escapes: MarkdownEscapes
  /// Whether a line break is a tag, because the line may not end.
  let isOneLine: Bool
  private var out = String.UnicodeScalarView()
  /// Text that is not escaped yet; what stands beside a character decides.
  private var text = String.UnicodeScalarView()
  private var isSpacePending = false
  private var breaksPending = 0
  private var openers: [InlineMark] = []
  /// Whether blanks came before anything that shows.
  private(set) var hasSpaceBefore = false

  init(escapes: MarkdownEscapes, isOneLine: Bool) {
    self.escapes = escapes
    self.isOneLine = isOneLine
  }

  /// Whether nothing that shows was written.
  var isEmpty: Bool { out.isEmpty && text.isEmpty }

  /// Whether blanks stand at its end.
  var hasSpaceAfter: Bool { isSpacePending || breaksPending > 0 }

  /// Adds text; a run of white space is one blank, a line end a line break where `keepsLines`.
  mutating func add(_ added: String, keepsLines: Bool = false) {
    for scalar in added.unicodeScalars {
      switch scalar {
      case "\n" where keepsLines: addBreak()
      case " ", "\n", "\t", "\r", "\u{C}": addSpace()
      default:
        if scalar.isForbidden { continue }
        settle()
        text.append(scalar)
      }
    }
  }

  /// Adds a blank.
  mutating func addSpace() {
    if isEmpty { hasSpaceBefore = true }
    isSpacePending = true
  }

  /// Adds a line break.
  mutating func addBreak() {
    if isEmpty {
      hasSpaceBefore = true
    } else {
      breaksPending += 1
    }
  }

  /// Adds what is Markdown already.
  mutating func addMarkdown(_ markdown: String) {
    settle()
    flush()
    // An exclamation mark before a link would make it an image.
    if markdown.hasPrefix("["), out.last == "!" {
      out.removeLast()
      out.append(contentsOf: "\\!".unicodeScalars)
    }
    // Two stretches of code side by side would be read as one.
    if markdown.hasPrefix("`"), out.last == "`" {
      out.append(contentsOf: "<!-- -->".unicodeScalars)
    }
    out.append(contentsOf: markdown.unicodeScalars)
  }

  /// Begins a stretch between marks.
  mutating func open(_ mark: InlineMark) { openers.append(mark) }

  /// Ends the stretch begun last.
  mutating func close(_ mark: InlineMark) {
    if openers.last == mark {
      openers.removeLast()
      return
    }
    flush()
    out.append(mark.closing)
  }

  /// The line, its marks in place.
  mutating func finished() -> String {
    flush(isFollowed: false)
    return resolvedMarks(out)
  }

  /// Writes what waits for the next thing that shows.
  private mutating func settle() {
    if breaksPending > 0 {
      flush()
      for _ in 0..<breaksPending {
        out.append(contentsOf: (isOneLine ? "<br>" : "\\\n").unicodeScalars)
      }
      breaksPending = 0
      isSpacePending = false
    } else if isSpacePending {
      isSpacePending = false
      if !isEmpty { text.append(" ") }
    }
    guard !openers.isEmpty else { return }
    flush()
    for mark in openers { out.append(mark.opening) }
    openers.removeAll()
  }

  private mutating func flush(isFollowed: Bool = true) {
    guard !text.isEmpty else { return }
    let escaped = escapes.escaped(String(text), isFollowed: isFollowed)
    out.append(contentsOf: escaped.unicodeScalars)
    text.removeAll(keepingCapacity: true)
  }
}

extension Unicode.Scalar {
  /// Whether no page may hold it (XML 1.0 §2.2), or it is a mark of the byte order.
  var isForbidden: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F...0x9F, 0xFFFE, 0xFFFF, 0xFEFF: true
    default: false
    }
  }
}
