import StetCore

/// The arguments of a call, evaluated.
struct Given {
  var positional: [Value] = []
  var named: [(name: Name, value: Value)] = []

  var isEmpty: Bool { positional.isEmpty && named.isEmpty }
}

extension Renderer {
  /// Notes a macro that is defined here and returns its number.
  mutating func define(_ declaration: Int32) -> Int {
    let frame = frames.count - 1
    macros.append(
      MacroInstance(
        declaration: declaration, link: Int32(frame), linkTop: symbols.count,
        context: frames[frame].context, isEscaping: isEscaping))
    return macros.count - 1
  }

  /// The values of the arguments at `index` of the pool.
  mutating func given(_ index: Int32) throws(Failure) -> Given {
    var given = Given()
    guard index >= 0 else { return given }
    let arguments = program.calls[Int(index)]
    given.positional.reserveCapacity(arguments.positional.count)
    for node in arguments.positional { given.positional.append(try evaluate(node)) }
    for (name, node) in arguments.named {
      given.named.append((program.names[Int(name)], try evaluate(node)))
    }
    if arguments.restPositional >= 0 {
      let rest = try evaluate(arguments.restPositional)
      current = arguments.restPositional
      given.positional += try elements(of: rest)
    }
    if arguments.restNamed >= 0 {
      let rest = try evaluate(arguments.restNamed)
      current = arguments.restNamed
      given.named += try namedArguments(rest)
    }
    return given
  }

  private mutating func namedArguments(
    _ rest: Value
  ) throws(Failure) -> [(name: Name, value: Value)] {
    var named: [(name: Name, value: Value)] = []
    switch rest {
    case .map(let map):
      for (key, value) in zip(map.keys, map.values) {
        guard let text = key.text else {
          throw failure(.templateArgument, "An argument's name must be a text")
        }
        named.append((Name(text), value))
      }
    case .record(let record):
      for (name, value) in zip(record.shape.names, record.values) { named.append((name, value)) }
    case .undefined(let missing): throw undefinedFailure(missing)
    default: throw failure(.templateArgument, "** needs a mapping, not \(rest.kindName)")
    }
    return named
  }

  /// What calling `callee` gives.
  mutating func call(
    _ callee: Value, _ given: Given, at node: Int32
  ) throws(Failure) -> Value {
    current = node
    switch callee {
    case .function(let function): return try call(function, given)
    case .handle(let handle):
      switch handle.kind {
      case .macro, .caller: return try callMacro(Int(handle.index), given, at: node)
      case .builtin: return try callBuiltin(handle.index, given)
      case .loop: return try callLoop(Int(handle.index), given, at: node)
      case .joiner: return callJoiner(Int(handle.index))
      case .block:
        let reference = blockReferences[Int(handle.index)]
        return try capture { (renderer) throws(Failure) in
          try renderer.runBlock(reference, at: node)
        }
      default: break
      }
    case .undefined(let missing): throw undefinedFailure(missing)
    default: break
    }
    throw failure(.templateType, "\(callee.kindName.capitalizedFirst) cannot be called")
  }

  /// What the host's `function` gives.
  mutating func call(_ function: Function, _ given: Given) throws(Failure) -> Value {
    let arguments = Arguments(
      given.positional, named: given.named.map { (name: $0.name.string, value: $0.value) })
    do throws(CallFailure) {
      return try function.body(arguments, context)
    } catch {
      throw failure(.templateArgument, error.message, note: error.note)
    }
  }

  private mutating func callJoiner(_ index: Int) -> Value {
    if joiners[index].isUsed { return joiners[index].separator }
    joiners[index].isUsed = true
    return .string("")
  }

  /// Calls a macro with the body that stands here.
  mutating func runCallBlock(_ node: Node) throws(Failure) {
    let call = program.nodes[Int(node.a)]
    let callee = try evaluateCallee(call)
    var arguments = try given(call.b)
    let caller = Value.handle(Handle(.caller, define(node.b)))
    arguments.named.append((program.names[Int(Symbol.caller.rawValue)], caller))
    let value = try finishCall(callee, arguments, at: node.a)
    let text = try printed(value)
    output.append(text.utf8)
  }

  /// What the macro `index` prints for `given`.
  mutating func callMacro(
    _ index: Int, _ given: Given, at node: Int32
  ) throws(Failure) -> Value {
    let instance = macros[index]
    let macro = program.macros[Int(instance.declaration)]
    try enter(node)
    current = node
    try step()
    let saved = (scope, isEscaping)
    isEscaping = instance.isEscaping
    openMacroFrame(instance)
    scope = Scope(floor: symbols.count)
    try bindParameters(macro, given, at: node)
    let value = try capture { (renderer) throws(Failure) in try renderer.run(macro.body) }
    (scope, isEscaping) = saved
    closeFrame()
    depth -= 1
    // Whether it is markup depends on the caller's escaping, its text on the macro's own.
    let text = value.text ?? ""
    return isEscaping ? .markup(text) : .string(text)
  }

  private mutating func openMacroFrame(_ instance: MacroInstance) {
    var (link, top) = (instance.link, instance.linkTop)
    if link >= 0 {
      let context = Int(instance.context)
      // A macro kept beyond its place, in a namespace, sees the page's values only.
      if Int(link) >= frames.count || top > symbols.count || context >= contexts.count {
        link = Link.values
      } else if contexts[context].frame == link {
        top = max(top, contexts[context].exportTop)
      }
    }
    openFrame(link: link, linkTop: top, context: min(instance.context, Int32(contexts.count - 1)))
  }

  private mutating func bindParameters(
    _ macro: MacroDeclaration, _ given: Given, at node: Int32
  ) throws(Failure) {
    var named = given.named
    let surplus = given.positional.count - macro.parameters.count
    if surplus > 0, !macro.usesVarargs {
      throw macroFailure(
        macro, "takes at most \(macro.parameters.count) arguments, not \(given.positional.count)",
        node)
    }
    let firstDefault = macro.parameters.count - macro.defaults.count
    for (place, symbol) in macro.parameters.enumerated() {
      let name = program.names[Int(symbol)]
      var value: Value?
      if place < given.positional.count { value = given.positional[place] }
      if let slot = named.firstIndex(where: { $0.name == name }) {
        if value != nil {
          throw macroFailure(macro, "is given the argument \(name.string) twice", node)
        }
        value = named.remove(at: slot).value
      }
      if value == nil, place >= firstDefault {
        value = try evaluate(macro.defaults[place - firstDefault])
      }
      push(
        symbol,
        value ?? .undefined(Undefined(.said("the argument \(name.string) was not given"), at: node))
      )
    }
    try bindRest(macro, &named, given, at: node)
  }

  private mutating func bindRest(
    _ macro: MacroDeclaration, _ named: inout [(name: Name, value: Value)], _ given: Given,
    at node: Int32
  ) throws(Failure) {
    let callerSymbol = Symbol.caller.rawValue
    if macro.usesCaller, !macro.parameters.contains(callerSymbol),
      macro.name != callerSymbol
    {
      var caller = Value.undefined(
        Undefined(.said("the macro was called without a body"), at: node))
      if let slot = named.firstIndex(where: { $0.name.text == "caller" }) {
        caller = named.remove(at: slot).value
      }
      push(callerSymbol, caller)
    }
    if macro.usesVarargs {
      push(
        Symbol.varargs.rawValue,
        .tuple(Array(given.positional.dropFirst(macro.parameters.count))))
    }
    if macro.usesKwargs {
      let pairs = named.map { (Value.string($0.name.text), $0.value) }
      push(Symbol.kwargs.rawValue, .map(ValueMap(pairs: pairs)))
    } else if let extra = named.first {
      if extra.name.text == "caller" {
        throw macroFailure(macro, "takes no body: it never calls caller()", node)
      }
      let near = nearestName(
        to: extra.name.string, among: macro.parameters.map { program.names[Int($0)].string })
      throw failure(
        .templateArgument,
        "The macro \(program.names[Int(macro.name)].string) has no argument called \(extra.name.string)",
        note: near.map { "did you mean \($0)?" }, at: node)
    }
  }

  private func macroFailure(
    _ macro: MacroDeclaration, _ message: String, _ node: Int32
  ) -> Failure {
    failure(
      .templateArgument, "The macro \(program.names[Int(macro.name)].string) \(message)", at: node)
  }
}
