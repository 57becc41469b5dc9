import StetCore

extension Planner {
  /// Lays out the template `index`, whose variables are looked for on at `link` when it has none.
  mutating func plan(template index: Int32, link: Int32, linkTop: Int) throws(Unplannable) {
    guard pool.templates[Int(index)].isSound else { throw Unplannable() }
    let (mark, top) = (bindings.count, slotTop)
    including.append(index)
    contexts.append(
      Renderer.TemplateContext(
        template: index, frame: Int32(frames.count), exportTop: mark,
        lineage: pool.templates[Int(index)].lineage))
    frames.append(
      Renderer.Frame(
        floor: mark, link: link, linkTop: linkTop, context: Int32(contexts.count - 1)))
    try planLineage(of: index)
    frames.removeLast()
    contexts.removeLast()
    including.removeLast()
    bindings.removeLast(bindings.count - mark)
    slotTop = top
  }

  /// Lays out the template `index` and, after it, what it extends.
  private mutating func planLineage(of index: Int32) throws(Unplannable) {
    let own = contexts.count - 1
    let saved = (scope: scope, isEscaping: isEscaping, isSilent: isSilent)
    scope = Renderer.Scope(floor: bindings.count, isTop: true)
    var next = index
    while next >= 0 {
      try enter()
      setEscaping(pool.templates[Int(next)].isEscaped)
      isSilent = false
      contexts[own].parent = -1
      try plan(pool.templates[Int(next)].root)
      next = contexts[own].parent
      depth -= 1
    }
    scope = saved.scope
    setEscaping(saved.isEscaping)
    isSilent = saved.isSilent
  }

  // MARK: - Inheritance

  mutating func planExtends(_ node: Node) throws(Unplannable) {
    let frame = frames[frames.count - 1]
    let own = Int(frame.context)
    guard contexts[own].frame == Int32(frames.count - 1), contexts[own].parent < 0, branches == 0,
      node.b >= 0, pool.templates[Int(node.b)].isSound
    else { throw Unplannable() }
    contexts[own].parent = node.b
    isSilent = true
    guard pool.templates[Int(contexts[own].template)].parent != node.b else { return }
    for (name, block) in pool.templates[Int(node.b)].blocks {
      let levels = contexts[own].lineage[name] ?? []
      if !levels.contains(block) { contexts[own].lineage[name] = levels + [block] }
    }
  }

  mutating func planBlock(_ node: Node) throws(Unplannable) {
    if isSilent { return }
    let block = pool.blocks[Int(node.a)]
    let frame = frames[frames.count - 1]
    let own = Int(frame.context)
    if block.isRequired, contexts[own].lineage[block.name]?.count ?? 0 <= 1 { throw Unplannable() }
    try plan(
      block: Renderer.BlockReference(
        name: block.name, level: 0, context: frame.context,
        link: block.isScoped ? Int32(frames.count - 1) : contexts[own].frame,
        linkTop: block.isScoped ? bindings.count : contexts[own].exportTop),
      at: block.node)
  }

  /// Lays out the block that `reference` names.
  mutating func plan(
    block reference: Renderer.BlockReference, at node: Int32
  ) throws(Unplannable) {
    let levels = contexts[Int(reference.context)].lineage[reference.name] ?? []
    guard reference.level < levels.count else { throw Unplannable() }
    try enter()
    let block = pool.blocks[Int(levels[reference.level])]
    let (mark, top) = (bindings.count, slotTop)
    let saved = (scope: scope, isEscaping: isEscaping, isSilent: isSilent)
    frames.append(
      Renderer.Frame(
        floor: mark, link: reference.link, linkTop: reference.linkTop, context: reference.context))
    if reference.level + 1 < levels.count {
      var next = reference
      next.level += 1
      bindings.append(Binding(symbol: Symbol.parent.rawValue, meaning: .block(next)))
    }
    scope = Renderer.Scope(floor: bindings.count)
    isSilent = false
    setEscaping(block.isEscaped)
    try plan(block.body)
    scope = saved.scope
    setEscaping(saved.isEscaping)
    isSilent = saved.isSilent
    frames.removeLast()
    bindings.removeLast(bindings.count - mark)
    slotTop = top
    depth -= 1
  }

  // MARK: - Includes

  mutating func planInclude(_ node: Node, _ index: Int32) throws(Unplannable) {
    var template: Int32? = node.b >= 0 ? node.b : nil
    if template == nil {
      guard let name = folded(node.a) else { throw Unplannable() }
      var names = [name]
      if case .list(let items) = name { names = items }
      if case .tuple(let items) = name { names = items }
      let texts = names.compactMap { $0.text?.string }
      guard texts.count == names.count else { throw Unplannable() }
      template = texts.compactMap { pool.templateIndex[$0] }.first
      if template == nil, node.flag & IncludeFlag.ignoresMissing == 0 { throw Unplannable() }
    }
    guard let template else { return }
    if including.contains(template) {
      try planLateInclude(node, index, of: template)
    } else if node.flag & IncludeFlag.withContext != 0 {
      try plan(template: template, link: Int32(frames.count - 1), linkTop: bindings.count)
    } else {
      try plan(template: template, link: Renderer.Link.globals, linkTop: 0)
    }
  }

  /// Leaves the include of a template that includes itself to the interpreter, handing it the
  /// variables that can be seen here.
  private mutating func planLateInclude(
    _ node: Node, _ index: Int32, of template: Int32
  ) throws(Unplannable) {
    guard node.b >= 0 else { throw Unplannable() }
    var entries: [Int32] = []
    var link = Renderer.Link.globals
    if node.flag & IncludeFlag.withContext != 0 {
      guard !mentionsLoop(template) else { throw Unplannable() }
      var frame = frames.count - 1
      var top = bindings.count
      while true {
        var own: [Int32] = []
        for binding in bindings[frames[frame].floor..<top] {
          switch binding.meaning {
          case .constant(let value):
            own += [binding.symbol, self.node(of: .constant(value), at: index)]
          case .node(let value):
            if binding.symbol != Symbol.loop.rawValue { own += [binding.symbol, value] }
          case .perhaps(let slot): own += [binding.symbol, slotNode(slot)]
          case .table(let table): own += [binding.symbol, whole(table)]
          case .loop, .block: break
          case .macro, .module: throw Unplannable()
          }
        }
        entries = own + entries
        link = frames[frame].link
        guard link >= 0 else { break }
        top = frames[frame].linkTop
        frame = Int(link)
      }
    }
    let list = pool.list([Int32(entries.count)] + entries)
    let sees: UInt8 = link == Renderer.Link.values ? 1 : 0
    add(Step(kind: .include, flag: sees, a: index, b: list))
  }

  /// Whether the template `index`, or one it can reach, may ask for a `loop` or `super` around it.
  private func mentionsLoop(_ index: Int32) -> Bool {
    var waiting = [index]
    var seen: Set<Int32> = [index]
    while let next = waiting.popLast() {
      let template = pool.templates[Int(next)]
      if template.usesAny { return true }
      let asks = pool.nodes[template.firstNode..<template.endNode].contains { node in
        node.kind == .name && (node.a == Symbol.loop.rawValue || node.a == Symbol.parent.rawValue)
      }
      if asks { return true }
      for used in template.uses where seen.insert(used).inserted { waiting.append(used) }
    }
    return false
  }
}
