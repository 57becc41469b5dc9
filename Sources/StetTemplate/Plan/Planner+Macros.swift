extension Planner {
  /// Something that is printed where it is called.
  enum Routine {
    case block(Renderer.BlockReference)
    case macro(Renderer.MacroInstance)
  }

  /// What an imported template left behind: names of macros and constants.
  struct Module {
    var bindings: [Binding]
    let link: Int32
  }

  // MARK: - Names

  /// Notes the macro that `node` defines.
  mutating func planMacro(_ node: Node) throws(Unplannable) {
    try name(node.b, .macro(macro(node.a)))
  }

  /// The macro `declaration`, defined here.
  private func macro(_ declaration: Int32) -> Renderer.MacroInstance {
    let frame = frames.count - 1
    return Renderer.MacroInstance(
      declaration: declaration, link: Int32(frame), linkTop: bindings.count,
      context: frames[frame].context, isEscaping: isEscaping)
  }

  /// Gives the variable `symbol` of the innermost scope a meaning that needs no slot.
  private mutating func name(_ symbol: Int32, _ meaning: Meaning) throws(Unplannable) {
    guard let place = ownPlace(symbol) else {
      push(Binding(symbol: symbol, meaning: meaning))
      return
    }
    guard bindings[place].slot < 0 else { throw Unplannable() }
    bindings[place].meaning = meaning
  }

  // MARK: - Imports

  /// Names the module that `node` imports.
  mutating func planImport(_ node: Node) throws(Unplannable) {
    try name(node.c, .module(try module(node)))
  }

  /// Takes names from the module that `node` imports.
  mutating func planImportNames(_ node: Node) throws(Unplannable) {
    let module = try module(node)
    let start = Int(node.c)
    for pair in 0..<Int(pool.lists[start]) {
      let symbol = pool.lists[start + 1 + pair * 2]
      guard let binding = modules[module].bindings.last(where: { $0.symbol == symbol }) else {
        throw Unplannable()
      }
      try name(pool.lists[start + 2 + pair * 2], binding.meaning)
    }
  }

  /// The module of the template that `node` imports, which may do no more than define macros and name
  /// constants, so that it is the same whenever it is imported.
  private mutating func module(_ node: Node) throws(Unplannable) -> Int {
    guard node.b >= 0, node.flag & IncludeFlag.withContext == 0, modules.count < 100,
      pool.templates[Int(node.b)].isSound, !including.contains(node.b)
    else { throw Unplannable() }
    let template = pool.templates[Int(node.b)]
    guard template.parent < 0, !template.hasExtends else { throw Unplannable() }
    let saved = (scope: scope, isEscaping: isEscaping, mark: bindings.count)
    let frame = Int32(frames.count)
    including.append(node.b)
    contexts.append(
      Renderer.TemplateContext(
        template: node.b, frame: frame, exportTop: saved.mark, lineage: template.lineage))
    frames.append(
      Renderer.Frame(
        floor: saved.mark, link: Renderer.Link.globals, linkTop: 0,
        context: Int32(contexts.count - 1)))
    scope = Renderer.Scope(floor: saved.mark, isTop: true)
    isEscaping = template.isEscaped
    try planModule(template.root)
    var module = Module(bindings: Array(bindings[saved.mark...]), link: Renderer.Link.globals)
    for place in module.bindings.indices {
      guard case .macro(var macro) = module.bindings[place].meaning, macro.link == frame else {
        continue
      }
      macro.link = Renderer.Link.module(modules.count)
      module.bindings[place].meaning = .macro(macro)
    }
    modules.append(module)
    bindings.removeLast(bindings.count - saved.mark)
    frames.removeLast()
    contexts.removeLast()
    including.removeLast()
    scope = saved.scope
    isEscaping = saved.isEscaping
    return modules.count - 1
  }

  private mutating func planModule(_ index: Int32) throws(Unplannable) {
    try enter()
    let node = pool.nodes[Int(index)]
    switch node.kind {
    case .text: break
    case .sequence:
      for place in Int(node.a)..<Int(node.a + node.b) { try planModule(pool.lists[place]) }
    case .macro: try planMacro(node)
    case .importModule: try planImport(node)
    case .importNames: try planImportNames(node)
    case .assign:
      guard let value = folded(node.b), !value.isUndefined else { throw Unplannable() }
      try assign(node.a, .constant(value))
    default: throw Unplannable()
    }
    depth -= 1
  }

  // MARK: - Calls

  /// What the call `node` prints where it stands: `super()`, or a macro.
  func routine(calledBy node: Node) throws(Unplannable) -> Routine? {
    let callee = pool.nodes[Int(node.a)]
    switch callee.kind {
    case .name:
      switch special(callee.a) {
      case .block(let reference):
        if node.b >= 0, !pool.calls[Int(node.b)].isEmpty { throw Unplannable() }
        return .block(reference)
      case .macro(let macro): return .macro(macro)
      default: return nil
      }
    case .attribute:
      let base = pool.nodes[Int(callee.a)]
      guard base.kind == .name, case .module(let module)? = special(base.a),
        pool.names[Int(callee.b)].text.utf8.first != 0x5F
      else { return nil }
      let binding = modules[module].bindings.last { $0.symbol == callee.b }
      guard case .macro(let macro)? = binding?.meaning else { return nil }
      return .macro(macro)
    default: return nil
    }
  }

  /// Lays out what the call `node` prints.
  mutating func plan(_ routine: Routine, _ node: Node, at index: Int32) throws(Unplannable) {
    switch routine {
    case .block(let reference): try plan(block: reference, at: index)
    case .macro(let macro): try plan(macro, node.b, caller: nil, at: index)
    }
  }

  /// Lays out a macro called with the body that stands here.
  mutating func planCallBlock(_ node: Node) throws(Unplannable) {
    let call = pool.nodes[Int(node.a)]
    guard !isSilent, case .macro(let called)? = try routine(calledBy: call) else {
      throw Unplannable()
    }
    try plan(called, call.b, caller: macro(node.b), at: node.a)
  }

  private mutating func plan(
    _ instance: Renderer.MacroInstance, _ call: Int32, caller: Renderer.MacroInstance?,
    at index: Int32
  ) throws(Unplannable) {
    let macro = pool.macros[Int(instance.declaration)]
    var positional: [Found] = []
    var named: [(name: Int32, value: Found)] = []
    if call >= 0 {
      let arguments = pool.calls[Int(call)]
      guard arguments.restPositional < 0, arguments.restNamed < 0 else { throw Unplannable() }
      for node in arguments.positional { positional.append(try resolve(node)) }
      for (name, node) in arguments.named { named.append((name, try resolve(node))) }
    }
    guard positional.count <= macro.parameters.count, !macro.usesVarargs, !macro.usesKwargs,
      caller == nil || macro.usesCaller, instance.isEscaping == isEscaping,
      !macro.parameters.contains(Symbol.caller.rawValue)
    else { throw Unplannable() }
    try enter()
    let (mark, top) = (bindings.count, slotTop)
    let saved = (scope: scope, isSilent: isSilent)
    openFrame(of: instance)
    scope = Renderer.Scope(floor: mark)
    isSilent = false
    try bind(macro, positional, named, at: index)
    if macro.usesCaller, macro.name != Symbol.caller.rawValue {
      let missing = Undefined(.said("the macro was called without a body"), at: index)
      push(
        Binding(
          symbol: Symbol.caller.rawValue,
          meaning: caller.map { .macro($0) } ?? .constant(.undefined(missing))))
    }
    try plan(macro.body)
    scope = saved.scope
    isSilent = saved.isSilent
    frames.removeLast()
    bindings.removeLast(bindings.count - mark)
    slotTop = top
    depth -= 1
  }

  private mutating func openFrame(of macro: Renderer.MacroInstance) {
    var (link, top) = (macro.link, macro.linkTop)
    if link >= 0 {
      let context = Int(macro.context)
      if Int(link) >= frames.count || top > bindings.count || context >= contexts.count {
        link = Renderer.Link.values
      } else if contexts[context].frame == link {
        top = max(top, contexts[context].exportTop)
      }
    }
    frames.append(
      Renderer.Frame(
        floor: bindings.count, link: link, linkTop: top,
        context: min(macro.context, Int32(contexts.count - 1))))
  }

  private mutating func bind(
    _ macro: MacroDeclaration, _ positional: [Found], _ named: [(name: Int32, value: Found)],
    at index: Int32
  ) throws(Unplannable) {
    let firstDefault = macro.parameters.count - macro.defaults.count
    var used = 0
    for (place, symbol) in macro.parameters.enumerated() {
      var value = place < positional.count ? positional[place] : nil
      if let given = named.first(where: { $0.name == symbol }) {
        if value != nil { throw Unplannable() }
        value = given.value
        used += 1
      }
      if value == nil, place >= firstDefault {
        value = try resolve(macro.defaults[place - firstDefault])
      }
      let missing = Undefined(.said("the argument was not given"), at: index)
      try bind(symbol, value ?? .constant(.undefined(missing)), at: index)
    }
    if used < named.count { throw Unplannable() }
  }
}
