import StetCore

extension Parser {
  /// Reads one statement after its `{%`; most make one node.
  mutating func parseStatement(_ open: Token) throws(SyntaxFailure) -> [Int32] {
    let tag = token
    guard tag.kind == .name else { throw unexpected("expected the name of a tag") }
    advance()
    switch text(tag).string {
    case "if": return [try parseIf(tag, open)]
    case "for": return [try parseFor(tag, open)]
    case "set": return [try parseSet(tag, open)]
    case "block": return [try parseBlock(tag, open)]
    case "extends": return [try parseExtends(tag, open)]
    case "include": return [try parseInclude(open)]
    case "import": return [try parseImport(open)]
    case "from": return [try parseFromImport(open)]
    case "macro": return [try parseMacro(tag, open)]
    case "call": return [try parseCallBlock(tag, open)]
    case "filter": return [try parseFilterBlock(tag, open)]
    case "with": return [try parseWith(tag, open)]
    case "autoescape": return [try parseAutoescape(tag, open)]
    case "print": return try parsePrint(open)
    default: throw unknownTag(tag)
    }
  }

  static let tagNames = [
    "if", "for", "set", "block", "extends", "include", "import", "from", "macro", "call", "filter",
    "with", "autoescape", "print", "raw",
  ]

  private func unknownTag(_ tag: Token) -> SyntaxFailure {
    let name = text(tag).string
    var note: String?
    if name.hasPrefix("end") || name == "else" || name == "elif" {
      return SyntaxFailure(
        Int(tag.lower), Int(tag.upper), "Nothing is open that \(name) could close or continue")
    }
    if name == "raw" {
      return SyntaxFailure(
        Int(tag.lower), Int(tag.upper), "raw stands alone in its tag",
        note: "write {% raw %} or {%- raw -%}")
    }
    if let near = nearestName(to: name, among: Parser.tagNames) { note = "did you mean \(near)?" }
    return SyntaxFailure(
      Int(tag.lower), Int(tag.upper), "There is no tag called \(name)", note: note)
  }

  /// Reads the end of the opening tag, its body, and steps to the word that ended it.
  mutating func parseInside(
    _ tag: Token, until ends: [String]
  ) throws(SyntaxFailure) -> Int32 {
    _ = skip(.colon)
    try expect(.blockEnd, "%}")
    return try parseBody(until: ends, opener: tag)
  }

  private mutating func parseIf(_ tag: Token, _ open: Token) throws(SyntaxFailure) -> Int32 {
    var branches: [(condition: Int32, body: Int32, lower: Int32)] = []
    var otherwise: Int32 = -1
    var lower = open.lower
    while true {
      let condition = try parseTuple(withConditional: false)
      let body = try parseInside(tag, until: ["elif", "else", "endif"])
      branches.append((condition, body, lower))
      lower = token.lower
      if skipWord("elif") {
        guard branches.count < 500 else {
          throw SyntaxFailure(
            .templateSize, Int(lower), Int(lower) + 4, "There are more than 500 elif here")
        }
        continue
      }
      if skipWord("else") { otherwise = try parseInside(tag, until: ["endif"]) }
      try expectWord("endif")
      break
    }
    for branch in branches.reversed() {
      otherwise = pool.add(
        Node(kind: .branch, a: branch.condition, b: branch.body, c: otherwise), branch.lower,
        token.upper)
    }
    return otherwise
  }

  private mutating func parseFor(_ tag: Token, _ open: Token) throws(SyntaxFailure) -> Int32 {
    let target = try parseTarget(endingAt: "in")
    try expectWord("in")
    let iterable = try parseTuple(withConditional: false, endingAt: "recursive")
    var condition: Int32 = -1
    if skipWord("if") { condition = try parseExpression() }
    let isRecursive = skipWord("recursive")
    let body = try parseInside(tag, until: ["else", "endfor"])
    var otherwise: Int32 = -1
    if skipWord("else") { otherwise = try parseInside(tag, until: ["endfor"]) }
    try expectWord("endfor")
    pool.loops.append(
      LoopDeclaration(
        target: target, iterable: iterable, condition: condition, body: body,
        otherwise: otherwise, isRecursive: isRecursive))
    return pool.add(
      Node(kind: .loop, a: Int32(pool.loops.count - 1)), open.lower, token.upper)
  }

  private mutating func parseSet(_ tag: Token, _ open: Token) throws(SyntaxFailure) -> Int32 {
    let target = try parseTarget(allowsField: true)
    if skip(.assign) {
      let value = try parseTuple()
      return pool.add(Node(kind: .assign, a: target, b: value), open.lower, token.lower)
    }
    var filter: Int32 = -1
    if token.kind == .pipe {
      let input = pool.add(Node(kind: .filterInput), token.lower, token.lower)
      filter = try parseFilters(input)
    }
    let body = try parseInside(tag, until: ["endset"])
    advance()
    return pool.add(
      Node(kind: .assignBlock, a: target, b: body, c: filter), open.lower, token.lower)
  }

  private mutating func parseFilterBlock(
    _ tag: Token, _ open: Token
  ) throws(SyntaxFailure) -> Int32 {
    let input = pool.add(Node(kind: .filterInput), token.lower, token.lower)
    let filter = try parseFilters(input, startsInline: true)
    let body = try parseInside(tag, until: ["endfilter"])
    advance()
    return pool.add(Node(kind: .filterBlock, a: filter, b: body), open.lower, token.lower)
  }

  private mutating func parseWith(_ tag: Token, _ open: Token) throws(SyntaxFailure) -> Int32 {
    var pairs: [Int32] = []
    while token.kind != .blockEnd, token.kind != .end {
      if !pairs.isEmpty { try expect(.comma, "a comma") }
      pairs.append(try parseTarget())
      try expect(.assign, "=")
      pairs.append(try parseExpression())
    }
    let body = try parseInside(tag, until: ["endwith"])
    advance()
    let list = pool.list([Int32(pairs.count / 2)] + pairs)
    return pool.add(Node(kind: .with, a: list, b: body), open.lower, token.lower)
  }

  private mutating func parseAutoescape(
    _ tag: Token, _ open: Token
  ) throws(SyntaxFailure) -> Int32 {
    let truth = try parseExpression()
    let body = try parseInside(tag, until: ["endautoescape"])
    advance()
    return pool.add(Node(kind: .autoescape, a: truth, b: body), open.lower, token.lower)
  }

  private mutating func parsePrint(_ open: Token) throws(SyntaxFailure) -> [Int32] {
    var outputs: [Int32] = []
    while token.kind != .blockEnd, token.kind != .end {
      if !outputs.isEmpty { try expect(.comma, "a comma") }
      let value = try parseExpression()
      outputs.append(pool.add(Node(kind: .output, a: value), open.lower, token.lower))
    }
    return outputs
  }

  // MARK: - Targets

  /// Reads what a value is given to: a name, names in a tuple, or a field of a namespace.
  mutating func parseTarget(
    endingAt end: String? = nil, allowsField: Bool = false
  ) throws(SyntaxFailure) -> Int32 {
    let lower = token.lower
    var parts: [Int32] = []
    var isTuple = false
    while true {
      if isTupleEnd(end) || token.kind == .assign { break }
      parts.append(try parseSingleTarget(end, allowsField: allowsField))
      guard skip(.comma) else { break }
      isTuple = true
    }
    guard let first = parts.first else { throw unexpected("expected a name") }
    if !isTuple { return first }
    return pool.add(
      Node(kind: .targetTuple, a: pool.list(parts), b: Int32(parts.count)), lower, token.lower)
  }

  private mutating func parseSingleTarget(
    _ end: String?, allowsField: Bool
  ) throws(SyntaxFailure) -> Int32 {
    if skip(.leftParenthesis) {
      try enter()
      let inner = try parseTarget(allowsField: allowsField)
      try expect(.rightParenthesis, ")")
      depth -= 1
      return inner
    }
    let name = token
    if end == "in", isWord("loop") {
      throw SyntaxFailure(
        Int(token.lower), Int(token.upper), "loop is the loop's own and cannot be given a value")
    }
    let symbol = try parseNewName()
    if allowsField, token.kind == .dot, following.kind == .name {
      advance()
      let field = pool.symbol(text(token))
      advance()
      return pool.add(
        Node(kind: .targetField, a: symbol, b: field), name.lower, tokens[next - 1].upper)
    }
    return pool.add(Node(kind: .targetName, a: symbol), name.lower, name.upper)
  }

  /// Reads a name that is about to be given a value.
  mutating func parseNewName() throws(SyntaxFailure) -> Int32 {
    guard token.kind == .name else { throw unexpected("expected a name") }
    let name = text(token)
    guard !Parser.isReserved(name.string), !(0x30...0x39).contains(name.utf8[0]) else {
      throw SyntaxFailure(
        Int(token.lower), Int(token.upper), "\(name.string) cannot be given a value",
        note: "choose another name")
    }
    let symbol = pool.symbol(name)
    template.exports.insert(symbol)
    advance()
    return symbol
  }

  /// Whether `name` is a word of the language.
  static func isReserved(_ name: String) -> Bool {
    switch name {
    case "true", "false", "none", "True", "False", "None", "and", "or", "not", "is", "in", "if",
      "else", "elif":
      true
    default: false
    }
  }
}
