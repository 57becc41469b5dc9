import StetCore

extension Renderer {
  /// Carries out the loop `declaration`.
  mutating func runLoop(_ declaration: Int32) throws(Failure) {
    let loop = program.loops[Int(declaration)]
    let value = try evaluate(loop.iterable)
    current = loop.iterable
    if loop.isRecursive {
      // A recursive loop's output is markup of its own, as what `loop(…)` returns.
      let text = try capture { (renderer) throws(Failure) in
        try renderer.turn(declaration, over: try renderer.elements(of: value), depth: 0)
      }
      output.append(text.text?.utf8 ?? [])
    } else {
      try turn(declaration, over: try elements(of: value), depth: 0)
    }
  }

  private mutating func turn(
    _ declaration: Int32, over all: [Value], depth: Int
  ) throws(Failure) {
    let loop = program.loops[Int(declaration)]
    var items = all
    if loop.condition >= 0 { items = try filtered(all, loop) }
    if items.isEmpty {
      if loop.otherwise >= 0 {
        try inScope { (renderer) throws(Failure) in try renderer.run(loop.otherwise) }
      }
      return
    }
    let mark = symbols.count
    let saved = scope
    scope = Scope(floor: mark)
    let own = loops.count
    loops.append(
      LoopState(
        items: items, index: 0, declaration: declaration, depth: depth,
        frame: Int32(frames.count - 1), mark: mark))
    push(Symbol.loop.rawValue, .handle(Handle(.loop, own)))
    let target = program.nodes[Int(loop.target)]
    for index in items.indices {
      loops[own].index = index
      try step()
      truncate(to: mark + 1)
      if target.kind == .targetName {
        push(target.a, items[index])
      } else {
        try bind(loop.target, items[index])
      }
      try run(loop.body)
    }
    loops.removeLast()
    truncate(to: mark)
    scope = saved
  }

  private mutating func filtered(
    _ all: [Value], _ loop: LoopDeclaration
  ) throws(Failure) -> [Value] {
    var kept: [Value] = []
    let mark = symbols.count
    let saved = scope
    scope = Scope(floor: mark)
    for item in all {
      try step()
      try bind(loop.target, item)
      if try isTrue(loop.condition) { kept.append(item) }
      truncate(to: mark)
    }
    scope = saved
    return kept
  }

  /// What `loop(items)` prints in a recursive loop.
  mutating func callLoop(
    _ index: Int, _ given: Given, at node: Int32
  ) throws(Failure) -> Value {
    guard index < loops.count, program.loops[Int(loops[index].declaration)].isRecursive else {
      throw failure(
        .templateType, "The loop cannot be called: it is not recursive",
        note: "write {% for … in … recursive %}")
    }
    guard given.positional.count == 1, given.named.isEmpty else {
      throw failure(.templateArgument, "loop takes one argument: what to loop over next")
    }
    let state = loops[index]
    try enter(node)
    let items = try elements(of: given.positional[0])
    let saved = scope
    let text = try capture { (renderer) throws(Failure) in
      let context = renderer.frames[renderer.frames.count - 1].context
      renderer.openFrame(link: state.frame, linkTop: state.mark, context: context)
      renderer.scope = Scope(floor: renderer.symbols.count)
      try renderer.turn(state.declaration, over: items, depth: state.depth + 1)
      renderer.closeFrame()
    }
    scope = saved
    depth -= 1
    return text
  }

  /// The attribute `symbol` of the loop `index`; nil when it has none.
  mutating func loopAttribute(_ index: Int, _ symbol: Int32, at node: Int32) -> Value? {
    guard index < loops.count, let attribute = Symbol(rawValue: symbol) else { return nil }
    let count = loops[index].items.count
    let place = loops[index].index
    switch attribute {
    case .index: return .int(place + 1)
    case .index0: return .int(place)
    case .revindex: return .int(count - place)
    case .revindex0: return .int(count - place - 1)
    case .first: return .bool(place == 0)
    case .last: return .bool(place == count - 1)
    case .length: return .int(count)
    case .depth: return .int(loops[index].depth + 1)
    case .depth0: return .int(loops[index].depth)
    case .previtem:
      if place > 0 { return loops[index].items[place - 1] }
      return .undefined(Undefined(.said("the first turn has no item before it"), at: node))
    case .nextitem:
      if place + 1 < count { return loops[index].items[place + 1] }
      return .undefined(Undefined(.said("the last turn has no item after it"), at: node))
    default: return nil
    }
  }

  /// What the method `symbol` of the loop `index` gives; nil when it has none.
  mutating func callLoopMethod(
    _ index: Int, _ symbol: Int32, _ given: Given
  ) throws(Failure) -> Value? {
    guard index < loops.count else { return nil }
    if symbol == Symbol.cycle.rawValue {
      guard !given.positional.isEmpty else {
        throw failure(.templateArgument, "loop.cycle needs something to cycle through")
      }
      return given.positional[loops[index].index % given.positional.count]
    }
    guard symbol == Symbol.changed.rawValue else { return nil }
    if let last = loops[index].changed {
      for value in last + given.positional {
        if case .undefined(let missing) = value, !isForgiven(missing) {
          throw undefinedFailure(missing)
        }
      }
      if last == given.positional { return .bool(false) }
    }
    loops[index].changed = given.positional
    return .bool(true)
  }

  /// The items that a loop over `value` meets.
  mutating func elements(of value: Value) throws(Failure) -> [Value] {
    switch value {
    case .list(let items), .tuple(let items): return items
    case .map(let map): return map.keys
    case .record(let record):
      if record.shape.isTuple { return record.values }
      return record.shape.names.map { .string($0.text) }
    // The characters of markup are texts: alone they are no markup.
    case .string(let text), .markup(let text): return characters(of: text).map { .string($0) }
    case .undefined(let missing):
      if isForgiven(missing) { return [] }
      throw undefinedFailure(missing)
    case .handle(let handle) where handle.kind == .namespace:
      return namespaces[Int(handle.index)].keys
    default:
      throw failure(.templateType, "\(value.kindName.capitalizedFirst) cannot be looped over")
    }
  }

  private func characters(of text: Text) -> [Text] {
    if text.isASCII { return text.utf8.map { Text(utf8: [$0]) } }
    return text.string.unicodeScalars.map { Text(scalars: [$0]) }
  }
}
