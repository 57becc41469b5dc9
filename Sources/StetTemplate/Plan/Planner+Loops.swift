extension Planner {
  /// The most items a loop has that is unrolled.
  private static let unrolledMax = 64

  /// What is to be taken up again where a part could not be laid out in one way.
  private struct Mark {
    let planner: (steps: [Step], bindings: [Binding], frames: [Renderer.Frame])
    let contexts: [Renderer.TemplateContext]
    let scope: Renderer.Scope
    let flags: (isEscaping: Bool, isSilent: Bool)
    let slotTop: Int32
    let counts: (turning: Int32, unrolled: Int, branches: Int, depth: Int)
    let stacks: (caught: [Int32], including: [Int32])
  }

  private var mark: Mark {
    Mark(
      planner: (steps, bindings, frames), contexts: contexts, scope: scope,
      flags: (isEscaping, isSilent), slotTop: slotTop,
      counts: (turning, unrolled.count, branches, depth), stacks: (caught, including))
  }

  private mutating func goBack(to mark: Mark) {
    (steps, bindings, frames) = mark.planner
    contexts = mark.contexts
    scope = mark.scope
    (isEscaping, isSilent) = mark.flags
    slotTop = mark.slotTop
    turning = mark.counts.turning
    unrolled.removeLast(unrolled.count - mark.counts.unrolled)
    branches = mark.counts.branches
    depth = mark.counts.depth
    (caught, including) = mark.stacks
    barrier = steps.count
  }

  /// Lays out the loop `declaration`: turn by turn where its items are known.
  mutating func planLoop(_ declaration: Int32) throws(Unplannable) {
    let loop = pool.loops[Int(declaration)]
    if loop.isRecursive { throw Unplannable() }
    let iterable = try resolve(loop.iterable)
    if case .constant(let value) = iterable, let items = parts(of: value),
      items.count <= Planner.unrolledMax
    {
      let mark = mark
      do throws(Unplannable) {
        try unroll(loop, declaration, over: items)
        return
      } catch {
        goBack(to: mark)
      }
    }
    try planTurning(loop, node(of: iterable, at: loop.iterable))
  }

  private mutating func unroll(
    _ loop: LoopDeclaration, _ declaration: Int32, over all: [Value]
  ) throws(Unplannable) {
    var items = all
    if loop.condition >= 0 {
      items = []
      for item in all {
        try inScope { (planner) throws(Unplannable) in
          try planner.assign(loop.target, .constant(item))
          guard let condition = planner.folded(loop.condition),
            let truth = planner.truth(of: condition)
          else { throw Unplannable() }
          if truth { items.append(item) }
        }
      }
    }
    if items.isEmpty, loop.otherwise >= 0 {
      try inScope { (planner) throws(Unplannable) in try planner.plan(loop.otherwise) }
    }
    let own = unrolled.count
    for index in items.indices {
      unrolled.append(
        Renderer.LoopState(
          items: items, index: index, declaration: declaration, depth: 0, frame: 0, mark: 0))
      try inScope { (planner) throws(Unplannable) in
        planner.push(Binding(symbol: Symbol.loop.rawValue, meaning: .loop(own)))
        try planner.assign(loop.target, .constant(items[index]))
        try planner.plan(loop.body)
      }
      unrolled.removeLast()
    }
  }

  private mutating func planTurning(
    _ loop: LoopDeclaration, _ iterable: Int32
  ) throws(Unplannable) {
    var begin = Step(kind: .begin, a: iterable)
    if loop.condition >= 0 {
      try planSifting(loop, iterable)
      begin.a = -1
    }
    let start = add(begin)
    try inScope { (planner) throws(Unplannable) in
      let handle = Value.handle(Handle(.loop, Int(planner.turning)))
      let node = planner.node(of: .constant(handle), at: loop.iterable)
      planner.push(Binding(symbol: Symbol.loop.rawValue, meaning: .node(node)))
      planner.turning += 1
      let first = try planner.planItem(loop)
      try planner.plan(loop.body)
      planner.add(Step(kind: .next, c: first))
      planner.turning -= 1
    }
    guard loop.otherwise >= 0 else {
      steps[start].c = here()
      return
    }
    let end = add(Step(kind: .skip))
    steps[start].c = here()
    try inScope { (planner) throws(Unplannable) in try planner.plan(loop.otherwise) }
    steps[end].c = here()
  }

  /// Lays out the choice of the items for which the loop's condition holds.
  private mutating func planSifting(
    _ loop: LoopDeclaration, _ iterable: Int32
  ) throws(Unplannable) {
    add(Step(kind: .sift))
    let start = add(Step(kind: .begin, a: iterable))
    try inScope { (planner) throws(Unplannable) in
      planner.turning += 1
      let first = try planner.planItem(loop)
      let test = planner.add(
        Step(kind: .skipUnless, a: try planner.node(for: loop.condition)))
      planner.add(Step(kind: .keep))
      planner.steps[test].c = planner.here()
      planner.add(Step(kind: .next, c: first))
      planner.turning -= 1
    }
    steps[start].c = here()
  }

  /// Gives the targets of the loop the item of each turn; returns the step where a turn begins.
  private mutating func planItem(_ loop: LoopDeclaration) throws(Unplannable) -> Int32 {
    let first = here()
    let target = pool.nodes[Int(loop.target)]
    switch target.kind {
    case .targetName: add(Step(kind: .item, flag: 1, b: slot(for: target.a)))
    case .targetTuple: add(Step(kind: .item, b: try targets(loop.target)))
    default: throw Unplannable()
    }
    return first
  }
}
