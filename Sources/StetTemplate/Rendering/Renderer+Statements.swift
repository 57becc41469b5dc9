import StetCore

extension Renderer {
  /// Carries out the statement `index`.
  mutating func run(_ index: Int32) throws(Failure) {
    let node = program.nodes[Int(index)]
    switch node.kind {
    case .text:
      if isSilent { return }
      output.appendText(from: Int(node.a), count: Int(node.b))
      if output.count > outputMax { try checkSize(output.count) }
    case .output:
      if isSilent { return }
      try write(try evaluate(node.a))
    case .sequence:
      try enter(index)
      var place = Int(node.a)
      let end = place &+ Int(node.b)
      while place < end {
        try run(program.lists[place])
        place &+= 1
      }
      depth -= 1
    case .branch:
      try enter(index)
      if try isTrue(node.a) {
        try run(node.b)
      } else if node.c >= 0 {
        try run(node.c)
      }
      depth -= 1
    case .loop:
      try enter(index)
      try runLoop(node.a)
      depth -= 1
    default:
      try enter(index)
      try runRare(node, index)
      depth -= 1
    }
  }

  @inline(never)
  private mutating func runRare(_ node: Node, _ index: Int32) throws(Failure) {
    switch node.kind {
    case .assign: try bind(node.a, try evaluate(node.b))
    case .assignBlock: try runAssignBlock(node)
    case .block: try runBlock(node, index)
    case .extends: try runExtends(node, index)
    case .include: try runInclude(node, index)
    case .importModule: try runImport(node, index)
    case .importNames: try runImportNames(node, index)
    case .macro: assign(node.b, .handle(Handle(.macro, define(node.a))))
    case .callBlock: try runCallBlock(node)
    case .filterBlock: try runFilterBlock(node)
    case .with: try runWith(node)
    case .autoescape:
      let saved = isEscaping
      isEscaping = try isTrue(node.a)
      try inScope { (renderer) throws(Failure) in try renderer.run(node.b) }
      isEscaping = saved
    default: preconditionFailure("an expression stands where a statement must")
    }
  }

  /// Appends what `value` prints, escaped as it must be.
  @inline(__always)
  mutating func write(_ value: Value) throws(Failure) {
    if !value.print(to: output, isEscaping: isEscaping) { try writeRare(value) }
    if output.count > outputMax { try checkSize(output.count) }
  }

  @inline(never)
  private mutating func writeRare(_ value: Value) throws(Failure) {
    if case .undefined(let missing) = value {
      if !isForgiven(missing) { throw undefinedFailure(missing) }
      return
    }
    if case .handle(let handle) = value, handle.kind == .module {
      output.append(modules[Int(handle.index)].body)
      return
    }
    let text = try printed(value)
    if isEscaping { output.appendEscaped(text.utf8) } else { output.append(text.utf8) }
  }

  /// What `body` prints, taken out of the output again.
  mutating func capture(
    _ body: (inout Renderer) throws(Failure) -> Void
  ) throws(Failure) -> Value {
    let start = output.count
    let wasSilent = isSilent
    isSilent = false
    try body(&self)
    isSilent = wasSilent
    let text = Text(utf8: output.take(from: start))
    return isEscaping ? .markup(text) : .string(text)
  }

  /// Carries out `body` in a scope of its own.
  mutating func inScope(_ body: (inout Renderer) throws(Failure) -> Void) throws(Failure) {
    let mark = symbols.count
    let saved = scope
    scope = Scope(floor: mark)
    try body(&self)
    truncate(to: mark)
    scope = saved
  }

  /// Gives the target `index` the value `value`, taking it apart where the target has parts.
  mutating func bind(_ index: Int32, _ value: Value) throws(Failure) {
    let target = program.nodes[Int(index)]
    switch target.kind {
    case .targetName:
      guard value.mayBeHeld else { throw failure(.templateLimit, Value.tooNested, at: index) }
      assign(target.a, value)
    case .targetField: try assignField(target, value, index)
    default:
      let parts = try unpack(value, Int(target.b), index)
      for (place, part) in parts.enumerated() {
        try bind(program.lists[Int(target.a) + place], part)
      }
    }
  }

  /// The `count` parts of `value` for a target with as many.
  private mutating func unpack(
    _ value: Value, _ count: Int, _ node: Int32
  ) throws(Failure) -> [Value] {
    current = node
    if value.number != nil {
      throw failure(
        .templateType,
        "\(value.kindName.capitalizedFirst) has no parts that \(count) names could take")
    }
    let parts = try elements(of: value)
    guard parts.count == count else {
      throw failure(
        .templateType, "\(count) names cannot take the \(parts.count) parts of the value")
    }
    return parts
  }

  private mutating func assignField(
    _ target: Node, _ value: Value, _ node: Int32
  ) throws(Failure) {
    guard case .handle(let handle) = lookup(target.a, at: node), handle.kind == .namespace else {
      throw failure(
        .templateType, "Only a namespace's fields can be given values",
        note: "make one with {% set ns = namespace() %}", at: node)
    }
    guard value.mayBeHeld else { throw failure(.templateLimit, Value.tooNested, at: node) }
    namespaces[Int(handle.index)].set(.string(program.names[Int(target.b)].text), value)
  }

  private mutating func runAssignBlock(_ node: Node) throws(Failure) {
    var value = try capture { (renderer) throws(Failure) in
      try renderer.inScope { (renderer) throws(Failure) in try renderer.run(node.b) }
    }
    if node.c >= 0 {
      caught.append(value)
      value = try evaluate(node.c)
      caught.removeLast()
      // What a block has caught is markup again after its filters, as in Jinja.
      if isEscaping, case .string(let text) = value { value = .markup(text) }
    }
    try bind(node.a, value)
  }

  private mutating func runFilterBlock(_ node: Node) throws(Failure) {
    let value = try capture { (renderer) throws(Failure) in
      try renderer.inScope { (renderer) throws(Failure) in try renderer.run(node.b) }
    }
    caught.append(value)
    // A filter block prints what its filters give as it is, as in Jinja.
    let filtered = try evaluate(node.a)
    let text = try printed(filtered)
    output.append(text.utf8)
    caught.removeLast()
  }

  private mutating func runWith(_ node: Node) throws(Failure) {
    let start = Int(node.a)
    let count = Int(program.lists[start])
    // All are evaluated before the first is bound.
    let first = pending.count
    for pair in 0..<count { pending.append(try evaluate(program.lists[start + 2 + pair * 2])) }
    try inScope { (renderer) throws(Failure) in
      for pair in 0..<count {
        let value = renderer.pending[first + pair]
        try renderer.bind(renderer.program.lists[start + 1 + pair * 2], value)
      }
      renderer.pending.removeLast(count)
      try renderer.run(node.b)
    }
  }
}

extension Value {
  /// Whether a variable may hold the value: lists that nest as deep as somebody likes could not be let go
  /// without end.
  var mayBeHeld: Bool {
    switch self {
    case .list, .tuple, .map: isNestedAtMost(60)
    default: true
    }
  }

  /// What is said of a value that may not be held.
  static let tooNested = "The value is nested too deeply or has too many parts"

  /// Whether lists and mappings nest at most `levels` deep in the value, and it has at most a million
  /// parts: a list that holds another twice has its parts twice.
  func isNestedAtMost(_ levels: Int) -> Bool {
    var partCountMax = 1_000_000
    return isNestedAtMost(levels, &partCountMax)
  }

  private func isNestedAtMost(_ levels: Int, _ partCountMax: inout Int) -> Bool {
    let parts: [Value]
    switch self {
    case .list(let items), .tuple(let items): parts = items
    case .map(let map): parts = map.values
    default: return true
    }
    partCountMax -= parts.count
    guard levels > 0, partCountMax >= 0 else { return false }
    for part in parts where !part.isNestedAtMost(levels - 1, &partCountMax) { return false }
    return true
  }
}
