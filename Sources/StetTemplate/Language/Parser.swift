import StetCore

/// Reads one template into the pools of a program, as Jinja's parser does.
struct Parser {
  let source: [UInt8]
  let path: String
  let tokens: [Token]
  var pool: ProgramPool
  var template: CompiledTemplate
  var diagnostics: [Diagnostic] = []
  var next = 0
  var depth = 0
  /// Macros around the place being read.
  var macroStack: [MacroDeclaration] = []
  /// How many statements are open; a statement at the top of the template sees 1.
  var statementDepth = 0

  /// How deep statements and expressions may nest in one template; 80 levels are read on less than
  /// 512 KB of stack.
  static let depthMax = 80
  /// How many operators, fields or filters may stand in one row.
  static let chainMax = 120
  /// How many bytes one template may have.
  static let bytesMax = 8 * 1024 * 1024

  /// Reads `file` into `pool` as the template at `index`; problems are returned beside it.
  static func parse(
    _ file: SourceFile, as index: Int, _ policy: WhitespacePolicy, into pool: inout ProgramPool
  ) -> [Diagnostic] {
    pool.templates[index].firstNode = pool.nodes.count
    do throws(SyntaxFailure) {
      try check(file)
      let tokens = try Lexer.tokens(of: file.bytes, policy)
      var parser = Parser(
        source: file.bytes, path: file.path, tokens: tokens, pool: ProgramPool.hollow,
        template: pool.templates[index])
      swap(&parser.pool, &pool)
      let failure = parser.readTemplate()
      swap(&parser.pool, &pool)
      pool.templates[index] = parser.template
      pool.templates[index].endNode = pool.nodes.count
      if let failure { throw failure }
      pool.templates[index].isSound = parser.diagnostics.isEmpty
      return parser.diagnostics
    } catch {
      pool.templates[index].isSound = false
      pool.templates[index].endNode = pool.nodes.count
      return [
        Diagnostic(
          .error, error.code, path: file.path, range: SourceRange(error.lower, error.upper),
          error.message, note: error.note)
      ]
    }
  }

  private static func check(_ file: SourceFile) throws(SyntaxFailure) {
    guard file.bytes.count <= bytesMax else {
      throw SyntaxFailure(
        .templateSize, 0, 0, "The template has \(file.bytes.count) bytes; \(bytesMax) are allowed",
        note: "keep data out of templates and pass it as values")
    }
    if let bad = firstInvalidUTF8(in: file.bytes) {
      throw SyntaxFailure(
        .templateEncoding, bad, bad + 1, "This byte is not UTF-8",
        note: "save the template as UTF-8")
    }
  }

  private mutating func readTemplate() -> SyntaxFailure? {
    do throws(SyntaxFailure) {
      template.root = try parseBody(until: [], opener: nil)
      return nil
    } catch { return error }
  }

  // MARK: - Tokens

  var token: Token { tokens[next] }

  var following: Token { tokens[min(next + 1, tokens.count - 1)] }

  /// Steps to the next token; the last one stays.
  mutating func advance() { if next < tokens.count - 1 { next += 1 } }

  /// The text of `token`.
  func text(_ token: Token) -> Text {
    Text(utf8: Array(source[Int(token.lower)..<Int(token.upper)]))
  }

  /// Whether the current token is the word `word`.
  func isWord(_ word: String) -> Bool { isWord(token, word) }

  /// Whether `token` is the word `word`.
  func isWord(_ token: Token, _ word: String) -> Bool {
    token.kind == .name && source[Int(token.lower)..<Int(token.upper)].elementsEqual(word.utf8)
  }

  /// Steps over the word `word` when it stands here.
  mutating func skipWord(_ word: String) -> Bool {
    guard isWord(word) else { return false }
    advance()
    return true
  }

  /// Steps over a token of `kind` when it stands here.
  mutating func skip(_ kind: Token.Kind) -> Bool {
    guard token.kind == kind else { return false }
    advance()
    return true
  }

  /// Steps over a token of `kind`, which must stand here.
  mutating func expect(_ kind: Token.Kind, _ what: String) throws(SyntaxFailure) {
    guard skip(kind) else { throw unexpected("expected \(what)") }
  }

  /// Steps over the word `word`, which must stand here.
  mutating func expectWord(_ word: String) throws(SyntaxFailure) {
    guard skipWord(word) else { throw unexpected("expected \(word)") }
  }

  /// The failure that the current token is not what the grammar asks for.
  func unexpected(_ hope: String) -> SyntaxFailure {
    let found =
      switch token.kind {
      case .end: "the template ends"
      case .blockEnd: "the tag ends"
      case .variableEnd: "the expression ends"
      default: "there is \(text(token).string)"
      }
    return SyntaxFailure(
      Int(token.lower), Int(token.upper), "\(hope.capitalizedFirst), but \(found)")
  }

  /// Notes a problem that does not stop the reading.
  mutating func report(
    _ code: Diagnostic.Code, _ token: Token, _ message: String, note: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        .error, code, path: path, range: SourceRange(Int(token.lower), Int(token.upper)), message,
        note: note))
  }

  /// Enters one more level of nesting.
  mutating func enter() throws(SyntaxFailure) {
    depth += 1
    guard depth <= Parser.depthMax else {
      throw SyntaxFailure(
        .templateSize, Int(token.lower), Int(token.upper),
        "The template nests deeper than \(Parser.depthMax) levels",
        note: "move the inner part into a macro or an included template")
    }
  }

  // MARK: - Bodies

  /// Reads text and tags until one of the words of `ends` begins a tag, which is left to be read.
  mutating func parseBody(
    until ends: [String], opener: Token?
  ) throws(SyntaxFailure) -> Int32 {
    try enter()
    var items: [Int32] = []
    let start = token.lower
    while true {
      let token = token
      switch token.kind {
      case .end:
        if let opener {
          throw SyntaxFailure(
            Int(opener.lower), Int(opener.upper), "This \(text(opener).string) is never closed",
            note: "close it with {% \(ends.last ?? "") %}")
        }
        depth -= 1
        return sequence(items, start, token.upper)
      case .data:
        items.append(addText(token))
        advance()
      case .variableBegin:
        advance()
        let expression = try parseTuple()
        guard self.token.kind == .variableEnd else { throw unexpected("expected }}") }
        items.append(
          pool.add(Node(kind: .output, a: expression), token.lower, self.token.upper))
        advance()
      default:
        advance()
        if self.token.kind == .name, ends.contains(where: { isWord($0) }) {
          depth -= 1
          return sequence(items, start, token.lower)
        }
        statementDepth += 1
        let statement = try parseStatement(token)
        statementDepth -= 1
        items.append(contentsOf: statement)
        guard self.token.kind == .blockEnd else { throw unexpected("expected %}") }
        advance()
      }
    }
  }

  private mutating func sequence(_ items: [Int32], _ lower: Int32, _ upper: Int32) -> Int32 {
    if items.count == 1 { return items[0] }
    return pool.add(
      Node(kind: .sequence, a: pool.list(items), b: Int32(items.count)), lower, upper)
  }

  private mutating func addText(_ token: Token) -> Int32 {
    let bytes = source[Int(token.lower)..<Int(token.upper)]
    let start = pool.texts.count
    if bytes.contains(0x0D) {
      pool.texts.append(contentsOf: Parser.normalized(bytes))
    } else {
      pool.texts.append(contentsOf: bytes)
    }
    return pool.add(
      Node(kind: .text, a: Int32(start), b: Int32(pool.texts.count - start)), token.lower,
      token.upper)
  }

  /// `bytes` with CRLF and CR as LF.
  static func normalized(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var made: [UInt8] = []
    made.reserveCapacity(bytes.count)
    var isAfterReturn = false
    for byte in bytes {
      if byte == 0x0D {
        made.append(0x0A)
      } else if byte != 0x0A || !isAfterReturn {
        made.append(byte)
      }
      isAfterReturn = byte == 0x0D
    }
    return made
  }
}

extension ProgramPool {
  /// A pool with nothing in it, to stand in while a parser holds the real one.
  static var hollow: ProgramPool { ProgramPool(hollow: ()) }

  private init(hollow: Void) {}
}

extension String {
  /// The text with its first letter as a capital.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

/// The offset of the first byte that breaks UTF-8; nil when all is well.
func firstInvalidUTF8(in bytes: [UInt8]) -> Int? {
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    if byte < 0x80 {
      index += 1
      continue
    }
    let (length, least): (Int, UInt32) =
      switch byte {
      case 0xC2...0xDF: (2, 0x80)
      case 0xE0...0xEF: (3, 0x800)
      case 0xF0...0xF4: (4, 0x10000)
      default: (0, 0)
      }
    guard length > 0, index + length <= bytes.count else { return index }
    var scalar = UInt32(byte) & (0x7F >> UInt32(length))
    for tail in bytes[(index + 1)..<(index + length)] {
      guard tail & 0xC0 == 0x80 else { return index }
      scalar = scalar << 6 | UInt32(tail & 0x3F)
    }
    guard scalar >= least, Unicode.Scalar(scalar) != nil else { return index }
    index += length
  }
  return nil
}
