import StetCore

/// Statements that name templates, blocks and macros.
extension Parser {
  /// Reads a block and notes it under its name.
  mutating func parseBlock(_ tag: Token, _ open: Token) throws(SyntaxFailure) -> Int32 {
    let name = token
    guard name.kind == .name else { throw unexpected("expected the block's name") }
    let symbol = pool.symbol(text(name))
    advance()
    let isScoped = skipWord("scoped")
    let isRequired = skipWord("required")
    if token.kind == .sub {
      throw SyntaxFailure(
        Int(token.lower), Int(token.upper), "A block's name has no hyphen",
        note: "use an underscore instead")
    }
    if template.blocks[symbol] != nil {
      throw SyntaxFailure(
        Int(name.lower), Int(name.upper), "The block \(text(name).string) stands here twice",
        note: "a template names each block once; print it again with self.\(text(name).string)()")
    }
    let index = Int32(pool.blocks.count)
    template.blocks[symbol] = index
    pool.blocks.append(
      BlockDeclaration(
        name: symbol, body: -1, isScoped: isScoped, isRequired: isRequired,
        isEscaped: template.isEscaped, node: -1))
    let outer = macroStack
    macroStack = []
    let body = try parseInside(tag, until: ["endblock"])
    macroStack = outer
    if isRequired, !isBlank(body) {
      throw SyntaxFailure(
        Int(name.lower), Int(name.upper), "A required block holds only white space and comments")
    }
    advance()
    if isWord(text(name).string) { advance() }
    let node = pool.add(Node(kind: .block, a: index), name.lower, name.upper)
    pool.blocks[Int(index)].body = body
    pool.blocks[Int(index)].node = node
    return node
  }

  private func isBlank(_ body: Int32) -> Bool {
    let node = pool.nodes[Int(body)]
    switch node.kind {
    case .text:
      return pool.texts[Int(node.a)..<Int(node.a + node.b)].allSatisfy { Lexer.isSpace($0) }
    case .sequence:
      return pool.lists[Int(node.a)..<Int(node.a + node.b)].allSatisfy { isBlank($0) }
    default: return false
    }
  }

  /// Reads what the template extends.
  mutating func parseExtends(_ tag: Token, _ open: Token) throws(SyntaxFailure) -> Int32 {
    if !macroStack.isEmpty {
      throw SyntaxFailure(
        Int(tag.lower), Int(tag.upper), "A template extends another at its top, not in a macro")
    }
    let (expression, index) = try parseTemplateName(isOptional: false)
    if statementDepth == 1, index >= 0, !template.hasExtends { template.parent = index }
    template.hasExtends = true
    return pool.add(Node(kind: .extends, a: expression, b: index), open.lower, token.lower)
  }

  /// Reads an expression that names a template; the index is -1 when only rendering can tell.
  private mutating func parseTemplateName(
    isOptional: Bool
  ) throws(SyntaxFailure) -> (expression: Int32, index: Int32) {
    let start = token
    let expression = try parseExpression()
    let node = pool.nodes[Int(expression)]
    guard node.kind == .constant, case .string(let name) = pool.constants[Int(node.a)] else {
      template.usesAny = true
      return (expression, -1)
    }
    if isIgnoringMissing || isOptional {
      if let index = pool.templateIndex[name.string] { template.uses.append(index) }
      return (expression, pool.templateIndex[name.string] ?? -1)
    }
    guard let index = pool.templateIndex[name.string] else {
      let near = nearestName(to: name.string, among: pool.templateIndex.keys)
      report(
        .unknownTemplate, Token(start.kind, Int(start.lower), Int(tokens[next - 1].upper)),
        "There is no template \(name.string)", note: near.map { "did you mean \($0)?" })
      return (expression, -1)
    }
    template.uses.append(index)
    return (expression, index)
  }

  private var isIgnoringMissing: Bool { isWord("ignore") && isWord(following, "missing") }

  /// Reads an include.
  mutating func parseInclude(_ open: Token) throws(SyntaxFailure) -> Int32 {
    let (expression, index) = try parseTemplateName(isOptional: false)
    var flag: UInt8 = 0
    if isIgnoringMissing {
      advance()
      advance()
      flag |= IncludeFlag.ignoresMissing
    }
    if parseContext() ?? true { flag |= IncludeFlag.withContext }
    return pool.add(
      Node(kind: .include, flag: flag, a: expression, b: index), open.lower, token.lower)
  }

  /// Reads `with context` or `without context`; nil when neither stands here.
  private mutating func parseContext() -> Bool? {
    guard isWord("with") || isWord("without"), isWord(following, "context") else { return nil }
    let isWith = isWord("with")
    advance()
    advance()
    return isWith
  }

  /// Reads an import of a whole template.
  mutating func parseImport(_ open: Token) throws(SyntaxFailure) -> Int32 {
    let (expression, index) = try parseTemplateName(isOptional: false)
    try expectWord("as")
    let symbol = try parseNewName()
    let flag = parseContext() ?? false ? IncludeFlag.withContext : 0
    return pool.add(
      Node(kind: .importModule, flag: flag, a: expression, b: index, c: symbol), open.lower,
      token.lower)
  }

  /// Reads an import of single names.
  mutating func parseFromImport(_ open: Token) throws(SyntaxFailure) -> Int32 {
    let (expression, index) = try parseTemplateName(isOptional: false)
    try expectWord("import")
    var pairs: [Int32] = []
    var withContext = false
    while true {
      if let context = parseContext() {
        withContext = context
        break
      }
      let original = token
      let name = try parseNewName()
      if source[Int(original.lower)] == 0x5F {
        throw SyntaxFailure(
          Int(original.lower), Int(original.upper),
          "A name that begins with an underscore is private to its template")
      }
      let alias = skipWord("as") ? try parseNewName() : name
      pairs += [name, alias]
      if index >= 0 {
        let range = SourceRange(Int(original.lower), Int(original.upper))
        template.imports.append(ImportedName(template: index, name: name, range: range))
      }
      if let context = parseContext() {
        withContext = context
        break
      }
      guard token.kind == .comma else { break }
      advance()
    }
    let list = pool.list([Int32(pairs.count / 2)] + pairs)
    let flag = withContext ? IncludeFlag.withContext : 0
    return pool.add(
      Node(kind: .importNames, flag: flag, a: expression, b: index, c: list), open.lower,
      token.lower)
  }

  /// Reads a macro.
  mutating func parseMacro(_ tag: Token, _ open: Token) throws(SyntaxFailure) -> Int32 {
    let symbol = try parseNewName()
    var macro = MacroDeclaration(name: symbol)
    guard token.kind == .leftParenthesis else { throw unexpected("expected (") }
    try parseSignature(&macro)
    let index = try parseMacroBody(macro, tag, end: "endmacro")
    return pool.add(
      Node(kind: .macro, a: index, b: symbol), open.lower, token.lower)
  }

  private mutating func parseMacroBody(
    _ macro: MacroDeclaration, _ tag: Token, end: String
  ) throws(SyntaxFailure) -> Int32 {
    macroStack.append(macro)
    let body = try parseInside(tag, until: [end])
    advance()
    var finished = macroStack.removeLast()
    finished.body = body
    if finished.parameters.contains(Symbol.caller.rawValue) { finished.usesCaller = true }
    if finished.parameters.contains(Symbol.varargs.rawValue) { finished.usesVarargs = false }
    if finished.parameters.contains(Symbol.kwargs.rawValue) { finished.usesKwargs = false }
    pool.macros.append(finished)
    return Int32(pool.macros.count - 1)
  }

  private mutating func parseSignature(_ macro: inout MacroDeclaration) throws(SyntaxFailure) {
    try expect(.leftParenthesis, "(")
    while token.kind != .rightParenthesis {
      if !macro.parameters.isEmpty {
        try expect(.comma, "a comma")
        if token.kind == .rightParenthesis { break }
      }
      let name = token
      let symbol = try parseNewName()
      if macro.parameters.contains(symbol) {
        throw SyntaxFailure(
          Int(name.lower), Int(name.upper), "The parameter \(text(name).string) stands here twice")
      }
      macro.parameters.append(symbol)
      if skip(.assign) {
        macro.defaults.append(try parseExpression())
      } else if !macro.defaults.isEmpty {
        throw SyntaxFailure(
          Int(name.lower), Int(name.upper),
          "A parameter without a default stands after one with a default")
      }
    }
    try expect(.rightParenthesis, ")")
  }

  /// Reads a call with a body.
  mutating func parseCallBlock(_ tag: Token, _ open: Token) throws(SyntaxFailure) -> Int32 {
    var macro = MacroDeclaration(name: Symbol.caller.rawValue)
    if token.kind == .leftParenthesis { try parseSignature(&macro) }
    let start = token
    let call = try parseExpression()
    guard pool.nodes[Int(call)].kind == .call else {
      throw SyntaxFailure(
        Int(start.lower), Int(tokens[next - 1].upper),
        "A call block needs a call, as in {% call m() %}")
    }
    let index = try parseMacroBody(macro, tag, end: "endcall")
    return pool.add(
      Node(kind: .callBlock, a: call, b: index), open.lower, token.lower)
  }
}
