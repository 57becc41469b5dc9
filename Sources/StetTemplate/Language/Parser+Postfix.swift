import StetCore

extension Parser {
  /// Reads fields, subscripts and calls after `base`.
  mutating func parsePostfix(_ base: Int32) throws(SyntaxFailure) -> Int32 {
    let lower = pool.ranges[Int(base)].lower
    var node = base
    var length = 0
    while true {
      switch token.kind {
      case .dot: node = try parseField(node, lower)
      case .leftBracket: node = try parseSubscript(node, lower)
      case .leftParenthesis: node = try parseCall(node, lower)
      default: return node
      }
      try checkChain(&length)
    }
  }

  private func checkChain(_ length: inout Int) throws(SyntaxFailure) {
    length += 1
    guard length <= Parser.chainMax else {
      throw SyntaxFailure(
        .templateSize, Int(token.lower), Int(token.upper),
        "The expression has more than \(Parser.chainMax) parts in one row",
        note: "split it with {% set %}")
    }
  }

  /// Reads filters, tests and calls after `base`.
  mutating func parseFilterAndTests(_ base: Int32) throws(SyntaxFailure) -> Int32 {
    let lower = pool.ranges[Int(base)].lower
    var node = base
    var length = 0
    while true {
      switch token.kind {
      case .pipe: node = try parseFilters(node)
      case .leftParenthesis: node = try parseCall(node, lower)
      case .name where isWord("is"): node = try parseTest(node, lower)
      default: return node
      }
      try checkChain(&length)
    }
  }

  private mutating func parseField(_ base: Int32, _ lower: Int32) throws(SyntaxFailure) -> Int32 {
    advance()
    let field = token
    if field.kind == .name {
      advance()
      let symbol = pool.symbol(text(field))
      // The range is that of the field alone, so that the caret stands under the wrong name.
      return pool.add(Node(kind: .attribute, a: base, b: symbol), field.lower, field.upper)
    }
    guard field.kind == .integer else { throw unexpected("expected a name or a number") }
    advance()
    let key = pool.constant(try number(field), field.lower, field.upper)
    return pool.add(Node(kind: .item, a: base, b: key), lower, field.upper)
  }

  private mutating func parseSubscript(
    _ base: Int32, _ lower: Int32
  ) throws(SyntaxFailure) -> Int32 {
    let open = token
    advance()
    try enter()
    if token.kind == .rightBracket { throw unexpected("expected an index") }
    var bounds: [Int32] = []
    var isSlice = false
    for place in 0..<3 {
      if token.kind == .colon || token.kind == .rightBracket || token.kind == .comma {
        bounds.append(-1)
      } else {
        bounds.append(try parseExpression())
      }
      guard place < 2, skip(.colon) else { break }
      isSlice = true
    }
    if !isSlice, token.kind == .comma {
      var parts = bounds
      while skip(.comma) { parts.append(try parseExpression()) }
      let tuple = Node(kind: .tuple, a: pool.list(parts), b: Int32(parts.count))
      bounds = [pool.add(tuple, open.upper, token.lower)]
    }
    depth -= 1
    try expect(.rightBracket, "]")
    let upper = tokens[next - 1].upper
    guard isSlice else {
      return pool.add(Node(kind: .item, a: base, b: bounds[0]), lower, upper)
    }
    while bounds.count < 3 { bounds.append(-1) }
    return pool.add(Node(kind: .slice, a: base, b: pool.list(bounds)), lower, upper)
  }

  private mutating func parseCall(_ base: Int32, _ lower: Int32) throws(SyntaxFailure) -> Int32 {
    let arguments = try parseArguments()
    pool.calls.append(arguments)
    return pool.add(
      Node(kind: .call, a: base, b: Int32(pool.calls.count - 1)), lower, tokens[next - 1].upper)
  }

  /// Reads the arguments of a call, brackets included.
  private mutating func parseArguments() throws(SyntaxFailure) -> CallArguments {
    try expect(.leftParenthesis, "(")
    try enter()
    var arguments = CallArguments()
    var isFirst = true
    while token.kind != .rightParenthesis {
      if !isFirst {
        try expect(.comma, "a comma or )")
        if token.kind == .rightParenthesis { break }
      }
      isFirst = false
      let start = token
      if skip(.mul) {
        guard arguments.restPositional < 0, arguments.restNamed < 0 else {
          throw misplaced(start)
        }
        arguments.restPositional = try parseExpression()
      } else if skip(.pow) {
        guard arguments.restNamed < 0 else { throw misplaced(start) }
        arguments.restNamed = try parseExpression()
      } else if start.kind == .name, following.kind == .assign {
        guard arguments.restNamed < 0 else { throw misplaced(start) }
        let name = pool.symbol(text(start))
        advance()
        advance()
        guard !arguments.named.contains(where: { $0.name == name }) else { throw misplaced(start) }
        arguments.named.append((name, try parseExpression()))
      } else {
        guard arguments.restPositional < 0, arguments.restNamed < 0, arguments.named.isEmpty
        else { throw misplaced(start) }
        arguments.positional.append(try parseExpression())
      }
    }
    depth -= 1
    advance()
    return arguments
  }

  private func misplaced(_ token: Token) -> SyntaxFailure {
    SyntaxFailure(
      Int(token.lower), Int(token.upper), "This argument cannot stand here",
      note: "arguments by place come first, then those by name, each once, then *list and **map")
  }

  /// Reads `| name(arguments)` as often as it stands here; `startsInline` leaves out the first bar.
  mutating func parseFilters(
    _ base: Int32, startsInline: Bool = false
  ) throws(SyntaxFailure) -> Int32 {
    var node = base
    var isInline = startsInline
    var length = 0
    while isInline || token.kind == .pipe {
      if !isInline { advance() }
      isInline = false
      let name = token
      guard name.kind == .name else { throw unexpected("expected the name of a filter") }
      advance()
      var arguments = CallArguments()
      if token.kind == .leftParenthesis { arguments = try parseArguments() }
      var filter: Int32 = -1
      if let known = pool.filterIndex[text(name).string] {
        filter = known
        let parameters = pool.filters[Int(known)].parameters
        arguments = bound(arguments, parameters, name)
        if case .function = pool.filters[Int(known)] {
          arguments.isPlaced = false
        } else {
          arguments.isPlaced = !parameters.isVariadic
        }
        checkNested(pool.filters[Int(known)], arguments, name)
      } else {
        reportUnknown(.unknownFilter, "filter", name, pool.filterIndex.keys)
      }
      node = pool.add(
        Node(kind: .filter, a: node, b: add(arguments), c: filter), name.lower, name.upper)
      try checkChain(&length)
    }
    return node
  }

  private mutating func reportUnknown(
    _ code: Diagnostic.Code, _ what: String, _ token: Token,
    _ names: some Sequence<String>
  ) {
    let name = text(token).string
    let near = nearestName(to: name, among: names)
    report(
      code, token, "There is no \(what) called \(name)", note: near.map { "did you mean \($0)?" })
  }

  private mutating func add(_ arguments: CallArguments) -> Int32 {
    if arguments.isEmpty { return -1 }
    pool.calls.append(arguments)
    if arguments.isStatic, let values = pool.constants(at: arguments.positional) {
      pool.calls[pool.calls.count - 1].constants = Places(
        values: values, given: Given(positional: values))
    }
    return Int32(pool.calls.count - 1)
  }

  private mutating func parseTest(_ base: Int32, _ lower: Int32) throws(SyntaxFailure) -> Int32 {
    advance()
    let isNegated = skipWord("not")
    let name = token
    guard name.kind == .name else { throw unexpected("expected the name of a test") }
    advance()
    var arguments = CallArguments()
    switch token.kind {
    case .leftParenthesis: arguments = try parseArguments()
    case .string, .integer, .float, .leftBracket, .leftBrace:
      arguments.positional = [try parsePostfix(try parsePrimary())]
    case .name where !isWord("else") && !isWord("or") && !isWord("and"):
      if isWord("is") {
        throw SyntaxFailure(
          Int(token.lower), Int(token.upper), "Two tests cannot be chained with is",
          note: "join them with and")
      }
      let ends = ["in", "if", "not", "recursive"]
      if !ends.contains(where: { isWord($0) }) {
        arguments.positional = [try parsePostfix(try parsePrimary())]
      }
    default: break
    }
    var test: Int32 = -1
    if let known = pool.testIndex[text(name).string] {
      test = known
      arguments = bound(arguments, pool.tests[Int(known)].parameters, name)
    } else {
      reportUnknown(.unknownTest, "test", name, pool.testIndex.keys)
    }
    let node = pool.add(
      Node(kind: .test, a: base, b: add(arguments), c: test), name.lower, name.upper)
    if !isNegated { return node }
    return pool.add(Node(kind: .not, a: node), lower, tokens[next - 1].upper)
  }

  /// The arguments by place for something that takes `parameters`; what does not fit is reported.
  private mutating func bound(
    _ arguments: CallArguments, _ parameters: Parameters, _ token: Token
  ) -> CallArguments {
    if parameters.isVariadic || arguments.restPositional >= 0 || arguments.restNamed >= 0 {
      return arguments
    }
    let name = text(token).string
    var made = CallArguments()
    made.positional = arguments.positional
    if made.positional.count > parameters.names.count {
      let most = parameters.names.count
      report(
        .templateArgument, token,
        "\(name) takes \(most == 0 ? "no" : "\(most)") argument\(most == 1 ? "" : "s"), not \(made.positional.count)",
        note: parameters.note)
      return made
    }
    for (symbol, node) in arguments.named {
      let parameter = pool.names[Int(symbol)].string
      guard let place = parameters.names.firstIndex(of: parameter) else {
        let near = nearestName(to: parameter, among: parameters.names)
        report(
          .templateArgument, token, "\(name) has no argument called \(parameter)",
          note: near.map { "did you mean \($0)?" } ?? parameters.note)
        continue
      }
      while made.positional.count <= place { made.positional.append(-1) }
      made.positional[place] = node
    }
    for place in 0..<parameters.required
    where place >= made.positional.count || made.positional[place] < 0 {
      report(
        .templateArgument, token, "\(name) needs the argument \(parameters.names[place])",
        note: parameters.note)
    }
    return made
  }

  /// Reports a filter or test that another filter is to apply and that does not exist.
  private mutating func checkNested(_ filter: Filter, _ arguments: CallArguments, _ token: Token) {
    guard let (place, isTest) = filter.nestedName, place < arguments.positional.count else {
      return
    }
    let node = pool.nodes[Int(arguments.positional[place])]
    guard node.kind == .constant, let name = pool.constants[Int(node.a)].text?.string else {
      return
    }
    let index = isTest ? pool.testIndex : pool.filterIndex
    guard index[name] == nil else { return }
    let what = isTest ? "test" : "filter"
    let near = nearestName(to: name, among: index.keys)
    report(
      isTest ? .unknownTest : .unknownFilter, token, "There is no \(what) called \(name)",
      note: near.map { "did you mean \($0)?" })
  }
}
