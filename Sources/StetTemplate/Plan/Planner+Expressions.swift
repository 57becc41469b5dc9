extension Planner {
  /// Adds `node`, which does the work of the node `origin`.
  mutating func add(_ node: Node, at origin: Int32) -> Int32 {
    let range = pool.ranges[Int(origin)]
    return pool.add(node, range.lower, range.upper)
  }

  /// The node that gives what was found.
  mutating func node(of found: Found, at origin: Int32) -> Int32 {
    switch found {
    case .node(let node): return node
    case .constant(let value):
      let range = pool.ranges[Int(origin)]
      return pool.constant(value, range.lower, range.upper)
    }
  }

  /// The node of what `slot` holds.
  mutating func slotNode(_ slot: Int32) -> Int32 {
    pool.add(Node(kind: .slot, a: slot), 0, 0)
  }

  /// The node that gives what the expression `index` gives.
  mutating func node(for index: Int32) throws(Unplannable) -> Int32 {
    node(of: try resolve(index), at: index)
  }

  /// What the expression `index` is: its value, or a node whose variables are slots.
  mutating func resolve(_ index: Int32) throws(Unplannable) -> Found {
    try enter()
    let value = folded(index)
    let found = if let value { Found.constant(value) } else { try rebuilt(index) }
    depth -= 1
    return found
  }

  private mutating func rebuilt(_ index: Int32) throws(Unplannable) -> Found {
    var node = pool.nodes[Int(index)]
    switch node.kind {
    case .constant: return .constant(pool.constants[Int(node.a)])
    case .name: return try find(node.a, at: index)
    case .attribute: return try attribute(node, at: index)
    case .call: return try call(node, at: index)
    case .filterInput:
      guard let slot = caught.last else { throw Unplannable() }
      return .node(slotNode(slot))
    case .and, .or:
      if let left = folded(node.a), let truth = truth(of: left) {
        if truth != (node.kind == .and) { return .constant(left) }
        return try resolve(node.b)
      }
      node.a = try self.node(for: node.a)
      node.b = try self.node(for: node.b)
    case .conditional:
      if let condition = folded(node.a), let truth = truth(of: condition) {
        if truth { return try resolve(node.b) }
        if node.c >= 0 { return try resolve(node.c) }
        return .constant(.undefined(Undefined(.nothing, at: index)))
      }
      node.a = try self.node(for: node.a)
      node.b = try self.node(for: node.b)
      if node.c >= 0 { node.c = try self.node(for: node.c) }
    case .item:
      if let key = folded(node.b)?.text, let part = part(of: node.a, under: key) { return part }
      node.a = try self.node(for: node.a)
      node.b = try self.node(for: node.b)
    case .arithmetic:
      node.a = try self.node(for: node.a)
      node.b = try self.node(for: node.b)
    case .not, .negative, .positive: node.a = try self.node(for: node.a)
    case .filter, .test:
      node.a = try self.node(for: node.a)
      node.b = try arguments(node.b)
      if node.kind == .test, pool.tests[Int(node.c)] == .defined, isText(node.a) {
        return .constant(.bool(true))
      }
    case .slice:
      node.a = try self.node(for: node.a)
      node.b = try list(node.b, 3)
    case .concat, .list, .tuple, .map: node.a = try list(node.a, node.b)
    case .compare:
      node.a = try self.node(for: node.a)
      var entries: [Int32] = []
      for pair in 0..<Int(node.c) {
        entries.append(pool.lists[Int(node.b) + pair * 2])
        entries.append(try self.node(for: pool.lists[Int(node.b) + pair * 2 + 1]))
      }
      node.b = pool.list(entries)
    default: throw Unplannable()
    }
    return .node(add(node, at: index))
  }

  /// The `count` expressions from `start` on of the list pool, resolved; -1 stays.
  private mutating func list(_ start: Int32, _ count: Int32) throws(Unplannable) -> Int32 {
    var entries: [Int32] = []
    for place in Int(start)..<Int(start + count) {
      let entry = pool.lists[place]
      entries.append(entry < 0 ? -1 : try node(for: entry))
    }
    return pool.list(entries)
  }

  private mutating func attribute(_ node: Node, at index: Int32) throws(Unplannable) -> Found {
    let base = pool.nodes[Int(node.a)]
    let name = pool.names[Int(node.b)].text
    if let part = part(of: node.a, under: name) { return part }
    if base.kind == .name, let meaning = special(base.a), !meaning.isTable {
      guard case .module(let module) = meaning, name.utf8.first != 0x5F,
        let binding = modules[module].bindings.last(where: { $0.symbol == node.b }),
        case .constant(let value) = binding.meaning
      else { throw Unplannable() }
      return .constant(value)
    }
    let resolved = try self.node(for: node.a)
    let inner = pool.nodes[Int(resolved)]
    if inner.kind == .slot {
      return .node(add(Node(kind: .slotField, a: inner.a, b: node.b), at: index))
    }
    return .node(add(Node(kind: .attribute, a: resolved, b: node.b), at: index))
  }

  // MARK: - Calls

  private mutating func call(_ node: Node, at index: Int32) throws(Unplannable) -> Found {
    if let routine = try routine(calledBy: node) {
      let start = add(Step(kind: .skip))
      let first = here()
      try plan(routine, node, at: index)
      let end = here()
      steps[start].c = end
      // Its steps are carried out where the value is asked for: what is put into slots until then lies
      // above theirs.
      slotTop = slotCount
      return .node(add(Node(kind: .captured, a: first, b: end), at: index))
    }
    var made = node
    let callee = pool.nodes[Int(node.a)]
    if callee.kind == .attribute {
      let base = pool.nodes[Int(callee.a)]
      if base.kind == .name, let meaning = special(base.a), !meaning.isTable { throw Unplannable() }
      // A method is called on what stands before its name, so the name must be kept apart.
      let holder = try self.node(for: callee.a)
      made.a = add(Node(kind: .attribute, a: holder, b: callee.b), at: node.a)
    } else {
      made.a = try self.node(for: node.a)
    }
    made.b = try arguments(node.b)
    return .node(add(made, at: index))
  }

  private mutating func arguments(_ index: Int32) throws(Unplannable) -> Int32 {
    guard index >= 0 else { return -1 }
    var arguments = pool.calls[Int(index)]
    if arguments.constants != nil { return index }
    for place in arguments.positional.indices where arguments.positional[place] >= 0 {
      arguments.positional[place] = try node(for: arguments.positional[place])
    }
    for place in arguments.named.indices {
      arguments.named[place].node = try node(for: arguments.named[place].node)
    }
    if arguments.restPositional >= 0 {
      arguments.restPositional = try node(for: arguments.restPositional)
    }
    if arguments.restNamed >= 0 { arguments.restNamed = try node(for: arguments.restNamed) }
    if arguments.isStatic, let values = pool.constants(at: arguments.positional) {
      arguments.constants = Places(values: values, given: Given(positional: values))
    }
    pool.calls.append(arguments)
    return Int32(pool.calls.count - 1)
  }
}
