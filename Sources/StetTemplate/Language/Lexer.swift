import StetCore

/// Why a template cannot be read; carries the diagnostic's parts.
struct SyntaxFailure: Error {
  let code: Diagnostic.Code
  let lower: Int
  let upper: Int
  let message: String
  let note: String?

  init(
    _ lower: Int, _ upper: Int, _ message: String, note: String? = nil
  ) {
    self.init(.templateSyntax, lower, upper, message, note: note)
  }

  init(
    _ code: Diagnostic.Code, _ lower: Int, _ upper: Int, _ message: String, note: String? = nil
  ) {
    self.code = code
    self.lower = lower
    self.upper = max(lower, upper)
    self.message = message
    self.note = note
  }
}

/// Splits a template into tokens as Jinja's lexer does, its white space control included.
///
/// Trimming takes ASCII white space only: a no-break space is typography, not layout.
struct Lexer {
  let source: [UInt8]
  private let policy: WhitespacePolicy
  var position = 0
  var end: Int
  var tokens: [Token] = []

  private init(_ source: [UInt8], _ policy: WhitespacePolicy) {
    self.source = source
    self.policy = policy
    end = source.count
    if source.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    guard !policy.keepTrailingNewline, end > position else { return }
    if source[end - 1] == 0x0A {
      end -= end - 1 > position && source[end - 2] == 0x0D ? 2 : 1
    } else if source[end - 1] == 0x0D {
      end -= 1
    }
  }

  /// The tokens of `source`, the last of them `end`.
  static func tokens(
    of source: [UInt8], _ policy: WhitespacePolicy
  ) throws(SyntaxFailure) -> [Token] {
    var lexer = Lexer(source, policy)
    while lexer.position < lexer.end { try lexer.scanData() }
    lexer.tokens.append(Token(.end, lexer.end, lexer.end))
    return lexer.tokens
  }

  /// The byte at `index`; zero beyond the end.
  func byte(_ index: Int) -> UInt8 { index < end ? source[index] : 0 }

  private mutating func scanData() throws(SyntaxFailure) {
    let start = position
    var tag = start
    while tag < end {
      if source[tag] == 0x7B {
        let next = byte(tag + 1)
        if next == 0x7B || next == 0x25 || next == 0x23 { break }
      }
      tag += 1
    }
    guard tag < end else {
      addData(start, end)
      position = end
      return
    }
    let opener = byte(tag + 1)
    let sign = byte(tag + 2)
    addData(start, stripped(start, tag, sign, isVariable: opener == 0x7B))
    position = tag + (sign == 0x2D || sign == 0x2B ? 3 : 2)
    switch opener {
    case 0x23: try skipComment(tag)
    case 0x7B:
      tokens.append(Token(.variableBegin, tag, position))
      try scanTag(tag, closer: 0x7D, closing: .variableEnd)
    default:
      if let body = rawBodyStart() {
        try scanRaw(tag, body)
      } else {
        tokens.append(Token(.blockBegin, tag, position))
        try scanTag(tag, closer: 0x25, closing: .blockEnd)
      }
    }
  }

  /// Where the text before a tag ends once white space control is done.
  private func stripped(_ start: Int, _ tag: Int, _ sign: UInt8, isVariable: Bool) -> Int {
    var cut = tag
    if sign == 0x2D {
      while cut > start, Lexer.isSpace(source[cut - 1]) { cut -= 1 }
    } else if sign != 0x2B, policy.lstripBlocks, !isVariable {
      while cut > start, Lexer.isSpace(source[cut - 1]), !isNewline(cut - 1) { cut -= 1 }
      let isLineStart = cut == 0 || isNewline(cut - 1)
      if !isLineStart { cut = tag }
    }
    return cut
  }

  private func isNewline(_ index: Int) -> Bool { source[index] == 0x0A || source[index] == 0x0D }

  private mutating func addData(_ lower: Int, _ upper: Int) {
    if upper > lower { tokens.append(Token(.data, lower, upper)) }
  }

  private mutating func skipComment(_ tag: Int) throws(SyntaxFailure) {
    var index = tag + 2
    while index + 1 < end {
      if source[index] == 0x23, source[index + 1] == 0x7D {
        position = index + 2
        let sign = index > tag + 2 ? source[index - 1] : 0
        skipAfterTag(sign)
        return
      }
      index += 1
    }
    throw SyntaxFailure(tag, tag + 2, "The comment is never closed", note: "close it with #}")
  }

  /// Skips what the end of a block or comment takes with it: all white space after `-`, one line
  /// end when blocks are trimmed.
  private mutating func skipAfterTag(_ sign: UInt8) {
    if sign == 0x2D {
      skipSpace()
    } else if sign != 0x2B, policy.trimBlocks {
      if byte(position) == 0x0D { position += 1 }
      if byte(position) == 0x0A { position += 1 }
    }
  }

  private mutating func skipSpace() {
    while position < end, Lexer.isSpace(source[position]) { position += 1 }
  }

  /// Where the text of a raw block begins, when the tag being read is `raw`.
  private func rawBodyStart() -> Int? {
    guard var index = afterWord([0x72, 0x61, 0x77], from: position) else { return nil }
    let isTrimmed = byte(index) == 0x2D
    if isTrimmed { index += 1 }
    guard byte(index) == 0x25, byte(index + 1) == 0x7D else { return nil }
    index += 2
    if isTrimmed { while index < end, Lexer.isSpace(source[index]) { index += 1 } }
    return index
  }

  private func afterWord(_ word: [UInt8], from start: Int) -> Int? {
    var index = start
    while index < end, Lexer.isSpace(source[index]) { index += 1 }
    for letter in word {
      guard byte(index) == letter else { return nil }
      index += 1
    }
    while index < end, Lexer.isSpace(source[index]) { index += 1 }
    return index
  }

  private mutating func scanRaw(_ tag: Int, _ body: Int) throws(SyntaxFailure) {
    var index = body
    while index + 1 < end {
      guard source[index] == 0x7B, source[index + 1] == 0x25 else {
        index += 1
        continue
      }
      let sign = byte(index + 2)
      let inside = index + (sign == 0x2D || sign == 0x2B ? 3 : 2)
      if var close = afterWord(Array("endraw".utf8), from: inside) {
        let closeSign = byte(close)
        if closeSign == 0x2D || closeSign == 0x2B { close += 1 }
        if byte(close) == 0x25, byte(close + 1) == 0x7D {
          addData(body, stripped(body, index, sign, isVariable: false))
          position = close + 2
          skipAfterTag(closeSign)
          return
        }
      }
      index += 2
    }
    throw SyntaxFailure(
      tag, position, "The raw block is never closed", note: "close it with {% endraw %}")
  }

  private mutating func scanTag(
    _ tag: Int, closer: UInt8, closing: Token.Kind
  ) throws(SyntaxFailure) {
    var open: [Token] = []
    while true {
      skipSpace()
      guard position < end else {
        let (what, how) = closer == 0x25 ? ("tag", "%}") : ("expression", "}}")
        throw SyntaxFailure(
          tag, tag + 2, "The \(what) is never closed", note: "close it with \(how)")
      }
      let sign = byte(position)
      if open.isEmpty, closes(position, closer) {
        tokens.append(Token(closing, position, position + 2))
        position += 2
        if closer == 0x25 { skipAfterTag(0) }
        return
      }
      let isSigned = sign == 0x2D || (sign == 0x2B && closer == 0x25)
      if open.isEmpty, isSigned, closes(position + 1, closer) {
        tokens.append(Token(closing, position, position + 3))
        position += 3
        skipAfterTag(sign)
        return
      }
      try scanToken()
      try balance(&open)
    }
  }

  private func closes(_ index: Int, _ closer: UInt8) -> Bool {
    byte(index) == closer && byte(index + 1) == 0x7D
  }

  private func balance(_ open: inout [Token]) throws(SyntaxFailure) {
    let token = tokens[tokens.count - 1]
    let wanted: Token.Kind
    switch token.kind {
    case .leftBrace, .leftBracket, .leftParenthesis:
      open.append(token)
      return
    case .rightBrace: wanted = .leftBrace
    case .rightBracket: wanted = .leftBracket
    case .rightParenthesis: wanted = .leftParenthesis
    default: return
    }
    guard let last = open.popLast() else {
      throw SyntaxFailure(
        Int(token.lower), Int(token.upper), "This bracket closes none that is open")
    }
    if last.kind != wanted {
      throw SyntaxFailure(
        Int(last.lower), Int(last.upper),
        "This \(written(last)) is not closed before the \(written(token))")
    }
  }

  private func written(_ token: Token) -> String {
    String(decoding: source[Int(token.lower)..<Int(token.upper)], as: UTF8.self)
  }

  /// Whether `byte` is ASCII white space as Python counts it.
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte) || (0x1C...0x1F).contains(byte)
  }
}
