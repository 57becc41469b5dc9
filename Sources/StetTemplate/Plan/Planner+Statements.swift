extension Planner {
  /// Lays out the statement `index`.
  mutating func plan(_ index: Int32) throws(Unplannable) {
    try enter()
    let node = pool.nodes[Int(index)]
    switch node.kind {
    case .text:
      if !isSilent { try addText(from: node.a, count: node.b) }
    case .output: if !isSilent { try planOutput(node.a) }
    case .sequence:
      for place in Int(node.a)..<Int(node.a + node.b) { try plan(pool.lists[place]) }
    case .branch: try planBranch(node)
    case .loop: try planLoop(node.a)
    case .assign: try assign(node.a, try resolve(node.b))
    case .assignBlock: try planAssignBlock(node)
    case .block: try planBlock(node)
    case .extends: try planExtends(node)
    case .include: try planInclude(node, index)
    case .macro: try planMacro(node)
    case .callBlock: try planCallBlock(node)
    case .importModule: try planImport(node)
    case .importNames: try planImportNames(node)
    case .filterBlock: try planFilterBlock(node)
    case .with: try planWith(node)
    case .autoescape:
      guard let wanted = folded(node.a).flatMap({ truth(of: $0) }) else { throw Unplannable() }
      let saved = isEscaping
      setEscaping(wanted)
      try inScope { (planner) throws(Unplannable) in try planner.plan(node.b) }
      setEscaping(saved)
    default: throw Unplannable()
    }
    depth -= 1
  }

  /// Lays out the printing of the expression `index`: known text where it can be.
  private mutating func planOutput(_ index: Int32) throws(Unplannable) {
    let node = pool.nodes[Int(index)]
    if node.kind == .call, let routine = try routine(calledBy: node) {
      try plan(routine, node, at: index)
      return
    }
    let found = try resolve(index)
    if case .constant(let value) = found, let bytes = bytes(printing: value) {
      try addText(bytes)
      return
    }
    try planPrint(self.node(of: found, at: index))
  }

  /// Lays out the printing of the node `index`, of a text put together part by part.
  private mutating func planPrint(_ index: Int32) throws(Unplannable) {
    let node = pool.nodes[Int(index)]
    switch node.kind {
    case .concat:
      for place in Int(node.a)..<Int(node.a + node.b) { try planPrint(pool.lists[place]) }
    case .constant:
      guard let bytes = bytes(printing: pool.constants[Int(node.a)]) else { fallthrough }
      try addText(bytes)
    default: add(Step(kind: .print, flag: isEscaping ? 1 : 0, a: index))
    }
  }

  /// What `value` prints here; nil where it cannot be printed.
  private mutating func bytes(printing value: Value) -> [UInt8]? {
    desk.isEscaping = isEscaping
    do throws(Failure) {
      try desk.write(value)
      return desk.output.take(from: 0)
    } catch {
      _ = desk.output.take(from: 0)
      return nil
    }
  }

  private mutating func planBranch(_ node: Node) throws(Unplannable) {
    let condition = try resolve(node.a)
    if case .constant(let value) = condition, let truth = truth(of: value) {
      if truth { try plan(node.b) } else if node.c >= 0 { try plan(node.c) }
      return
    }
    try pin([node.b, node.c])
    let test = add(Step(kind: .skipUnless, a: self.node(of: condition, at: node.a)))
    branches += 1
    let before = bindings
    try plan(node.b)
    let after = bindings
    bindings = before
    if node.c >= 0 {
      let end = add(Step(kind: .skip))
      steps[test].c = here()
      try plan(node.c)
      steps[end].c = here()
    } else {
      steps[test].c = here()
    }
    branches -= 1
    try merge(after)
  }

  private mutating func planWith(_ node: Node) throws(Unplannable) {
    let start = Int(node.a)
    let count = Int(pool.lists[start])
    var found: [Found] = []
    for pair in 0..<count { found.append(try resolve(pool.lists[start + 2 + pair * 2])) }
    try inScope { (planner) throws(Unplannable) in
      for pair in 0..<count {
        try planner.assign(planner.pool.lists[start + 1 + pair * 2], found[pair])
      }
      try planner.plan(node.b)
    }
  }

  // MARK: - What is caught

  /// Lays out `body` so that what it prints is put into `slot`.
  private mutating func planCaught(_ body: Int32, in slot: Int32) throws(Unplannable) {
    let wasSilent = isSilent
    isSilent = false
    add(Step(kind: .catchOutput))
    try inScope { (planner) throws(Unplannable) in try planner.plan(body) }
    add(Step(kind: .caught, a: slot))
    isSilent = wasSilent
  }

  private mutating func planAssignBlock(_ node: Node) throws(Unplannable) {
    let slot = newSlot()
    try planCaught(node.b, in: slot)
    guard node.c >= 0 else {
      try assign(node.a, .node(slotNode(slot)))
      return
    }
    caught.append(slot)
    let filtered = try self.node(for: node.c)
    caught.removeLast()
    let value = isEscaping ? add(Node(kind: .asMarkup, a: filtered), at: node.c) : filtered
    try assign(node.a, .node(value))
  }

  private mutating func planFilterBlock(_ node: Node) throws(Unplannable) {
    let slot = newSlot()
    // What is caught inside a part that prints nothing is still filtered and printed.
    try planCaught(node.b, in: slot)
    caught.append(slot)
    let filtered = try self.node(for: node.a)
    caught.removeLast()
    add(Step(kind: .print, a: filtered))
  }
}
