extension Planner {
  /// What the variable `symbol` is here.
  mutating func find(_ symbol: Int32, at node: Int32) throws(Unplannable) -> Found {
    var open: [Int32] = []
    var found: Found?
    var top = bindings.count
    var frame = frames.count - 1
    var link = Renderer.Link.values
    search: while true {
      for place in stride(from: top - 1, through: frames[frame].floor, by: -1)
      where bindings[place].symbol == symbol {
        switch bindings[place].meaning {
        case .constant(let value): found = .constant(value)
        case .node(let node): found = .node(node)
        case .table(let table): found = .node(whole(table))
        case .perhaps(let slot):
          open.append(slot)
          continue
        case .loop, .block, .macro, .module: throw Unplannable()
        }
        break search
      }
      link = frames[frame].link
      guard link >= 0 else { break }
      top = frames[frame].linkTop
      frame = Int(link)
    }
    while link < Renderer.Link.globals {
      let module = modules[Renderer.Link.moduleIndex(link)]
      if let binding = module.bindings.last(where: { $0.symbol == symbol }) {
        guard case .constant(let value) = binding.meaning else { throw Unplannable() }
        found = .constant(value)
        break
      }
      link = module.link
    }
    var result: Found
    if let found {
      result = found
    } else {
      result = try inherited(symbol, seesValues: link == Renderer.Link.values)
    }
    for slot in open.reversed() {
      result = .node(
        add(Node(kind: .slotOr, a: slot, b: self.node(of: result, at: node)), at: node))
    }
    return result
  }

  /// What a variable means here that is no plain value: `loop`, `super`, a macro, a module or a table;
  /// nil for any other.
  func special(_ symbol: Int32) -> Meaning? {
    var top = bindings.count
    var frame = frames.count - 1
    while true {
      for place in stride(from: top - 1, through: frames[frame].floor, by: -1)
      where bindings[place].symbol == symbol {
        switch bindings[place].meaning {
        case .loop, .block, .macro, .module, .table: return bindings[place].meaning
        default: return nil
        }
      }
      let link = frames[frame].link
      guard link >= 0 else { return macro(symbol, in: link) }
      top = frames[frame].linkTop
      frame = Int(link)
    }
  }

  private func macro(_ symbol: Int32, in link: Int32) -> Meaning? {
    guard link < Renderer.Link.globals else { return nil }
    let module = modules[Renderer.Link.moduleIndex(link)]
    switch module.bindings.last(where: { $0.symbol == symbol })?.meaning {
    case .macro(let macro): return .macro(macro)
    case .module(let index): return .module(index)
    default: return nil
    }
  }

  private mutating func inherited(
    _ symbol: Int32, seesValues: Bool
  ) throws(Unplannable) -> Found {
    let name = pool.names[Int(symbol)]
    if let standing {
      if seesValues, let value = standing.values[name] { return .constant(value) }
      if let value = standing.context.globals?[name] {
        if seesValues { assumed.insert(symbol) }
        return .constant(value)
      }
    }
    if symbol <= Symbol.namespace.rawValue {
      assumed.insert(symbol)
      return .constant(.handle(Handle(.builtin, Int(symbol))))
    }
    if symbol <= Symbol.caller.rawValue { throw Unplannable() }
    if let known = pageNames.first(where: { $0.symbol == symbol && $0.seesValues == seesValues }) {
      return .node(slotNode(known.slot))
    }
    let slot = Planner.firstPageSlot + Int32(pageNames.count)
    pageNames.append(Plan.PageName(symbol: symbol, slot: slot, seesValues: seesValues))
    return .node(slotNode(slot))
  }

  // MARK: - Giving values

  func ownPlace(_ symbol: Int32) -> Int? {
    bindings[scope.floor...].lastIndex { $0.symbol == symbol }
  }

  /// Gives the variable `symbol` of the innermost scope the value `found`.
  mutating func bind(_ symbol: Int32, _ found: Found, at node: Int32) throws(Unplannable) {
    let place = ownPlace(symbol)
    if case .constant(let value) = found, place.map({ bindings[$0].slot < 0 }) ?? true {
      if let place {
        bindings[place].meaning = .constant(value)
      } else {
        push(Binding(symbol: symbol, meaning: .constant(value)))
      }
      return
    }
    let value = self.node(of: found, at: node)
    let isFree = place.map { bindings[$0].slot < 0 } ?? true
    let slot = slot(for: symbol)
    let step = add(Step(kind: .put, a: slot, b: value))
    guard isFree else { return }
    if givesText(value) { textSlots.insert(slot) }
    if isTable(value), let place = ownPlace(symbol) {
      let table = Table(node: value, slot: slot, step: step, isEscaping: isEscaping)
      bindings[place].meaning = .table(table)
      tables.append(table)
    }
  }

  /// The slot that the variable `symbol` of the innermost scope is from here on found in.
  mutating func slot(for symbol: Int32) -> Int32 {
    if let place = ownPlace(symbol) {
      let slot = bindings[place].slot >= 0 ? bindings[place].slot : newSlot()
      bindings[place].meaning = .node(slotNode(slot))
      return slot
    }
    let slot = newSlot()
    push(Binding(symbol: symbol, meaning: .node(slotNode(slot))))
    return slot
  }

  /// Adds a variable to the innermost scope.
  mutating func push(_ binding: Binding) {
    bindings.append(binding)
    if scope.isTop { contexts[Int(frames[frames.count - 1].context)].exportTop = bindings.count }
  }

  /// The targets of the node `index`, each variable with its slot, in the list pool: a count, and for
  /// each part a slot or, negative, where its own parts are.
  mutating func targets(_ index: Int32) throws(Unplannable) -> Int32 {
    let target = pool.nodes[Int(index)]
    guard target.kind == .targetTuple else { throw Unplannable() }
    var entries = [target.b]
    for place in Int(target.a)..<Int(target.a + target.b) {
      let part = pool.lists[place]
      if pool.nodes[Int(part)].kind == .targetName {
        entries.append(slot(for: pool.nodes[Int(part)].a))
      } else {
        entries.append(-2 - (try targets(part)))
      }
    }
    return pool.list(entries)
  }

  /// Gives the target `index` the value `found`.
  mutating func assign(_ index: Int32, _ found: Found) throws(Unplannable) {
    let target = pool.nodes[Int(index)]
    switch target.kind {
    case .targetName:
      if case .constant(let value) = found, !value.mayBeHeld { throw Unplannable() }
      try bind(target.a, found, at: index)
    case .targetField:
      let base = try find(target.a, at: index)
      guard case .node(let node) = base else { throw Unplannable() }
      add(Step(kind: .putField, a: node, b: target.b, c: self.node(of: found, at: index)))
    default:
      if case .constant(let value) = found, let parts = parts(of: value), parts.count == target.b {
        for (place, part) in parts.enumerated() {
          try assign(pool.lists[Int(target.a) + place], .constant(part))
        }
        return
      }
      let value = self.node(of: found, at: index)
      add(Step(kind: .unpack, a: try targets(index), b: value))
    }
  }

  /// The items of a value that is known.
  mutating func parts(of value: Value) -> [Value]? {
    do throws(Failure) { return try desk.elements(of: value) } catch { return nil }
  }

  // MARK: - Branches

  /// Gives each variable that `nodes` may set in this scope a slot, so that it is in one place
  /// whichever of them is carried out.
  mutating func pin(_ nodes: [Int32]) throws(Unplannable) {
    var symbols: [Int32] = []
    for node in nodes where node >= 0 { try collect(node, into: &symbols) }
    for symbol in symbols {
      if let place = ownPlace(symbol) {
        guard bindings[place].slot < 0 else { continue }
        let slot = newSlot()
        let value: Int32
        switch bindings[place].meaning {
        case .constant(let constant): value = self.node(of: .constant(constant), at: nodes[0])
        case .node(let node): value = node
        case .table(let table): value = whole(table)
        default: throw Unplannable()
        }
        add(Step(kind: .put, a: slot, b: value))
        bindings[place] = Binding(symbol: symbol, meaning: .node(slotNode(slot)), slot: slot)
      } else {
        let slot = newSlot()
        add(Step(kind: .clear, a: slot))
        push(Binding(symbol: symbol, meaning: .perhaps(slot), slot: slot))
      }
    }
  }

  /// The names that `index` may give values in the scope around it.
  private func collect(_ index: Int32, into symbols: inout [Int32]) throws(Unplannable) {
    let node = pool.nodes[Int(index)]
    switch node.kind {
    case .sequence:
      for place in Int(node.a)..<Int(node.a + node.b) {
        try collect(pool.lists[place], into: &symbols)
      }
    case .branch:
      try collect(node.b, into: &symbols)
      if node.c >= 0 { try collect(node.c, into: &symbols) }
    case .assign, .assignBlock: collectTargets(node.a, into: &symbols)
    case .importModule, .importNames, .macro, .extends: throw Unplannable()
    default: break
    }
  }

  private func collectTargets(_ index: Int32, into symbols: inout [Int32]) {
    let target = pool.nodes[Int(index)]
    switch target.kind {
    case .targetName: if !symbols.contains(target.a) { symbols.append(target.a) }
    case .targetTuple:
      for place in Int(target.a)..<Int(target.a + target.b) {
        collectTargets(pool.lists[place], into: &symbols)
      }
    default: break
    }
  }

  /// What is known after one of two branches was carried out, of which `first` and the present
  /// bindings tell.
  mutating func merge(_ first: [Binding]) throws(Unplannable) {
    guard first.count == bindings.count else { throw Unplannable() }
    for place in bindings.indices {
      guard bindings[place].slot >= 0 else { continue }
      if case .perhaps = first[place].meaning { bindings[place].meaning = first[place].meaning }
    }
  }
}
