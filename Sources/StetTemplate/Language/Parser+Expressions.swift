import StetCore

extension Parser {
  /// Reads expressions and commas: one expression, or a tuple of several.
  mutating func parseTuple(
    withConditional: Bool = true, endingAt end: String? = nil, inParentheses: Bool = false
  ) throws(SyntaxFailure) -> Int32 {
    let lower = token.lower
    var parts: [Int32] = []
    var isTuple = false
    while true {
      if isTupleEnd(end) { break }
      parts.append(withConditional ? try parseExpression() : try parseOr())
      guard skip(.comma) else { break }
      isTuple = true
    }
    if !isTuple {
      if let first = parts.first { return first }
      guard inParentheses else { throw unexpected("expected an expression") }
    }
    return pool.add(
      Node(kind: .tuple, a: pool.list(parts), b: Int32(parts.count)), lower, token.lower)
  }

  /// Whether no further part of a tuple can begin here.
  func isTupleEnd(_ end: String?) -> Bool {
    switch token.kind {
    case .variableEnd, .blockEnd, .rightParenthesis, .end: true
    default: end.map { isWord($0) } ?? false
    }
  }

  /// Reads an expression: `a if b else c` and everything that binds tighter.
  mutating func parseExpression() throws(SyntaxFailure) -> Int32 {
    try enter()
    let lower = token.lower
    var value = try parseOr()
    while skipWord("if") {
      let condition = try parseOr()
      var otherwise: Int32 = -1
      if skipWord("else") { otherwise = try parseExpression() }
      value = pool.add(
        Node(kind: .conditional, a: condition, b: value, c: otherwise), lower, previousUpper)
    }
    depth -= 1
    return value
  }

  private var previousUpper: Int32 { next > 0 ? tokens[next - 1].upper : 0 }

  private mutating func chain(
    _ node: Node, from lower: Int32, _ length: inout Int
  ) throws(SyntaxFailure) -> Int32 {
    length += 1
    // A long chain nests to the left, so that evaluating it nests as deep.
    guard length <= Parser.chainMax else {
      throw SyntaxFailure(
        .templateSize, Int(lower), Int(previousUpper),
        "The expression has more than \(Parser.chainMax) parts in one row",
        note: "split it with {% set %}")
    }
    return pool.add(node, lower, previousUpper)
  }

  /// Reads `a or b` and everything that binds tighter.
  mutating func parseOr() throws(SyntaxFailure) -> Int32 {
    let lower = token.lower
    var length = 0
    var left = try parseAnd()
    while skipWord("or") {
      let right = try parseAnd()
      left = try chain(Node(kind: .or, a: left, b: right), from: lower, &length)
    }
    return left
  }

  private mutating func parseAnd() throws(SyntaxFailure) -> Int32 {
    let lower = token.lower
    var length = 0
    var left = try parseNot()
    while skipWord("and") {
      let right = try parseNot()
      left = try chain(Node(kind: .and, a: left, b: right), from: lower, &length)
    }
    return left
  }

  private mutating func parseNot() throws(SyntaxFailure) -> Int32 {
    let lower = token.lower
    guard skipWord("not") else { return try parseCompare() }
    try enter()
    let inner = try parseNot()
    depth -= 1
    return pool.add(Node(kind: .not, a: inner), lower, previousUpper)
  }

  private mutating func parseCompare() throws(SyntaxFailure) -> Int32 {
    let lower = token.lower
    let first = try parseSum()
    var parts: [Int32] = []
    while let comparison = takeComparison() {
      parts.append(comparison.rawValue)
      parts.append(try parseSum())
    }
    if parts.isEmpty { return first }
    return pool.add(
      Node(kind: .compare, a: first, b: pool.list(parts), c: Int32(parts.count / 2)), lower,
      previousUpper)
  }

  private mutating func takeComparison() -> Comparison? {
    let comparison: Comparison? =
      switch token.kind {
      case .equal: .equal
      case .notEqual: .notEqual
      case .less: .less
      case .lessEqual: .lessEqual
      case .greater: .greater
      case .greaterEqual: .greaterEqual
      default: isWord("in") ? .within : nil
      }
    if let comparison {
      advance()
      return comparison
    }
    guard isWord("not"), isWord(following, "in") else { return nil }
    advance()
    advance()
    return .notWithin
  }

  private mutating func parseSum() throws(SyntaxFailure) -> Int32 {
    let lower = token.lower
    var length = 0
    var left = try parseConcat()
    while token.kind == .add || token.kind == .sub {
      let operation: Arithmetic = token.kind == .add ? .add : .subtract
      advance()
      let right = try parseConcat()
      left = try chain(
        Node(kind: .arithmetic, flag: operation.rawValue, a: left, b: right), from: lower, &length)
    }
    return left
  }

  private mutating func parseConcat() throws(SyntaxFailure) -> Int32 {
    let lower = token.lower
    var parts = [try parseProduct()]
    while skip(.tilde) { parts.append(try parseProduct()) }
    if parts.count == 1 { return parts[0] }
    return pool.add(
      Node(kind: .concat, a: pool.list(parts), b: Int32(parts.count)), lower, previousUpper)
  }

  private mutating func parseProduct() throws(SyntaxFailure) -> Int32 {
    let lower = token.lower
    var length = 0
    var left = try parsePower()
    while true {
      let operation: Arithmetic
      switch token.kind {
      case .mul: operation = .multiply
      case .div: operation = .divide
      case .floordiv: operation = .floorDivide
      case .mod: operation = .modulo
      default: return left
      }
      advance()
      let right = try parsePower()
      left = try chain(
        Node(kind: .arithmetic, flag: operation.rawValue, a: left, b: right), from: lower, &length)
    }
  }

  private mutating func parsePower() throws(SyntaxFailure) -> Int32 {
    let lower = token.lower
    var length = 0
    var left = try parseUnary(withFilters: true)
    while skip(.pow) {
      let right = try parseUnary(withFilters: true)
      left = try chain(
        Node(kind: .arithmetic, flag: Arithmetic.power.rawValue, a: left, b: right), from: lower,
        &length)
    }
    return left
  }

  private mutating func parseUnary(withFilters: Bool) throws(SyntaxFailure) -> Int32 {
    let lower = token.lower
    var node: Int32
    if token.kind == .sub || token.kind == .add {
      let kind: Node.Kind = token.kind == .sub ? .negative : .positive
      advance()
      try enter()
      let inner = try parseUnary(withFilters: false)
      depth -= 1
      node = pool.add(Node(kind: kind, a: inner), lower, previousUpper)
    } else {
      node = try parsePrimary()
    }
    node = try parsePostfix(node)
    return withFilters ? try parseFilterAndTests(node) : node
  }

  /// Reads a literal, a name, or something in brackets.
  mutating func parsePrimary() throws(SyntaxFailure) -> Int32 {
    let first = token
    switch first.kind {
    case .name: return try parseName()
    case .string: return try parseText()
    case .integer, .float:
      advance()
      return pool.constant(try number(first), first.lower, first.upper)
    case .leftParenthesis:
      advance()
      try enter()
      let inner = try parseTuple(inParentheses: true)
      depth -= 1
      try expect(.rightParenthesis, ")")
      return inner
    case .leftBracket:
      return try parseItems(first, until: .rightBracket, "]", .list)
    case .leftBrace:
      return try parseItems(first, until: .rightBrace, "}", .map)
    default: throw unexpected("expected an expression")
    }
  }

  private mutating func parseItems(
    _ first: Token, until end: Token.Kind, _ sign: String, _ kind: Node.Kind
  ) throws(SyntaxFailure) -> Int32 {
    advance()
    try enter()
    var items: [Int32] = []
    while token.kind != end {
      if !items.isEmpty {
        try expect(.comma, "a comma or \(sign)")
        if token.kind == end { break }
      }
      items.append(try parseExpression())
      guard kind == .map else { continue }
      try expect(.colon, ":")
      items.append(try parseExpression())
    }
    advance()
    depth -= 1
    if kind == .list, let values = pool.constants(at: items) {
      return pool.constant(.list(values), first.lower, previousUpper)
    }
    return pool.add(
      Node(kind: kind, a: pool.list(items), b: Int32(items.count)), first.lower, previousUpper)
  }

  private mutating func parseName() throws(SyntaxFailure) -> Int32 {
    let name = token
    let spelling = text(name)
    switch spelling.string {
    case "true", "True":
      advance()
      return pool.constant(.bool(true), name.lower, name.upper)
    case "false", "False":
      advance()
      return pool.constant(.bool(false), name.lower, name.upper)
    case "none", "None":
      advance()
      return pool.constant(.none, name.lower, name.upper)
    case let word where Parser.isReserved(word): throw unexpected("expected an expression")
    default: break
    }
    let symbol = pool.symbol(spelling)
    for index in macroStack.indices {
      switch symbol {
      case Symbol.caller.rawValue: macroStack[index].usesCaller = true
      case Symbol.varargs.rawValue: macroStack[index].usesVarargs = true
      case Symbol.kwargs.rawValue: macroStack[index].usesKwargs = true
      default: break
      }
    }
    advance()
    return pool.add(Node(kind: .name, a: symbol), name.lower, name.upper)
  }
}
