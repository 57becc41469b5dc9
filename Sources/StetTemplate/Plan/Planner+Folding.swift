import StetCore

extension Planner {
  /// The value of the expression `index` where all that it depends on is known and nothing fails.
  mutating func folded(_ index: Int32) -> Value? {
    let node = pool.nodes[Int(index)]
    if node.kind == .constant { return pool.constants[Int(node.a)] }
    var variables: [Int32: Value] = [:]
    guard isKnown(index, &variables) else { return nil }
    desk.isEscaping = isEscaping
    desk.loops = unrolled
    desk.depth = 0
    desk.steps = 0
    desk.symbols = Array(variables.keys)
    desk.locals = desk.symbols.map { variables[$0] ?? .none }
    defer {
      desk.symbols = []
      desk.locals = []
    }
    do throws(Failure) {
      let value = try desk.evaluate(index)
      if case .handle = value { return nil }
      return value
    } catch {
      return nil
    }
  }

  /// Whether `value` counts as true; nil where asking is a mistake.
  mutating func truth(of value: Value) -> Bool? {
    do throws(Failure) { return try desk.isTrue(value, at: 0) } catch { return nil }
  }

  /// Whether the expression `index` depends on nothing but constants; `variables` takes those it
  /// names.
  private mutating func isKnown(_ index: Int32, _ variables: inout [Int32: Value]) -> Bool {
    if index < 0 { return true }
    effort -= 1
    let node = pool.nodes[Int(index)]
    switch node.kind {
    case .constant: return true
    case .name: return isKnownName(node.a, at: index, &variables)
    case .attribute:
      if isUnrolledLoop(node.a, &variables) { return node.b != Symbol.changed.rawValue }
      return isKnown(node.a, &variables)
    case .item, .arithmetic, .and, .or:
      return isKnown(node.a, &variables) && isKnown(node.b, &variables)
    case .not, .negative, .positive: return isKnown(node.a, &variables)
    case .conditional:
      return isKnown(node.a, &variables) && isKnown(node.b, &variables)
        && isKnown(node.c, &variables)
    case .slice:
      return isKnown(node.a, &variables) && areKnown(node.b, 3, &variables)
    case .concat, .list, .tuple, .map: return areKnown(node.a, node.b, &variables)
    case .compare:
      guard isKnown(node.a, &variables) else { return false }
      for pair in 0..<node.c {
        guard isKnown(pool.lists[Int(node.b + pair * 2 + 1)], &variables) else { return false }
      }
      return true
    case .test: return isKnown(node.a, &variables) && areKnown(arguments: node.b, &variables)
    case .filter:
      return isKnown(node.a, &variables) && areKnown(arguments: node.b, &variables)
        && isSettled(node)
    case .call:
      return isKnownCallee(node.a, &variables) && areKnown(arguments: node.b, &variables)
    default: return false
    }
  }

  private mutating func areKnown(
    _ start: Int32, _ count: Int32, _ variables: inout [Int32: Value]
  ) -> Bool {
    for place in Int(start)..<Int(start + count) {
      guard isKnown(pool.lists[place], &variables) else { return false }
    }
    return true
  }

  private mutating func areKnown(
    arguments index: Int32, _ variables: inout [Int32: Value]
  ) -> Bool {
    guard index >= 0 else { return true }
    let arguments = pool.calls[Int(index)]
    let nodes = arguments.positional + arguments.named.map(\.node)
    for node in nodes + [arguments.restPositional, arguments.restNamed] {
      guard isKnown(node, &variables) else { return false }
    }
    return true
  }

  private mutating func isKnownName(
    _ symbol: Int32, at index: Int32, _ variables: inout [Int32: Value]
  ) -> Bool {
    guard let value = known(symbol, at: index) else { return false }
    if case .handle = value { return false }
    variables[symbol] = value
    return true
  }

  /// The value of the variable `symbol` where it is the same on every page.
  private mutating func known(_ symbol: Int32, at index: Int32) -> Value? {
    let (count, assumed) = (pageNames.count, assumed)
    if special(symbol) == nil {
      do throws(Unplannable) {
        if case .constant(let value) = try find(symbol, at: index) { return value }
      } catch {}
    }
    pageNames.removeLast(pageNames.count - count)
    self.assumed = assumed
    return nil
  }

  private func isUnrolledLoop(_ index: Int32, _ variables: inout [Int32: Value]) -> Bool {
    let node = pool.nodes[Int(index)]
    guard node.kind == .name, case .loop(let loop)? = special(node.a) else { return false }
    variables[node.a] = .handle(Handle(.loop, loop))
    return true
  }

  // MARK: - What may be worked out once

  /// Whether the filter of `node` gives the same on every page.
  func isSettled(_ node: Node) -> Bool {
    guard node.c >= 0 else { return false }
    let filter = pool.filters[Int(node.c)]
    guard case .list(.map) = filter, node.b >= 0 else { return isSettled(filter) }
    // `map` applies the filter that its first argument names, which a list may give it unseen.
    guard pool.calls[Int(node.b)].restPositional < 0 else { return false }
    guard let name = pool.calls[Int(node.b)].positional.first else { return true }
    guard pool.nodes[Int(name)].kind == .constant,
      let text = pool.constants[Int(pool.nodes[Int(name)].a)].text,
      let nested = pool.filterIndex[text.string]
    else { return false }
    return isSettled(pool.filters[Int(nested)])
  }

  private func isSettled(_ filter: Filter) -> Bool {
    switch filter {
    case .function(let index): standing != nil && !pool.functions[index].seesPage
    case .publication(.relativeURL), .publication(.absoluteURL): false
    case .publication: standing != nil
    case .list(.map): false
    default: true
    }
  }

  private mutating func isKnownCallee(_ index: Int32, _ variables: inout [Int32: Value]) -> Bool {
    let node = pool.nodes[Int(index)]
    switch node.kind {
    case .name:
      guard let value = known(node.a, at: index) else { return false }
      variables[node.a] = value
      switch value {
      case .function(let function): return standing != nil && !function.seesPage
      case .handle(let handle):
        let pure: [Symbol] = [.range, .dict, .lipsum]
        return handle.kind == .builtin && pure.contains { $0.rawValue == handle.index }
      default: return false
      }
    case .attribute:
      guard isKnown(index, &variables) else { return false }
      // A field may hold a function; a method is the engine's.
      if isUnrolledLoop(node.a, &variables) { return true }
      if case .function(let function)? = folded(index) {
        return standing != nil && !function.seesPage
      }
      return true
    default: return false
    }
  }
}
