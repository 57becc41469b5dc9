import StetCore

extension Undefined {
  /// What a slot holds that no template has put a value into.
  static let nothingYet = Undefined(.said("nothing was put here"), at: -1)
  /// A variable that the page does not come with.
  static let notGiven = Undefined(.said("the page has no such value"), at: -1)
}

extension Renderer {
  /// Prints the page that `plan` lays out; a failure says no more than that it cannot.
  mutating func printPage(_ plan: Plan) throws(Failure) {
    slots = [Value](repeating: .none, count: plan.slotCount)
    for name in plan.pageNames {
      slots[Int(name.slot)] = pageValue(name.symbol, seesValues: name.seesValues)
    }
    row = plan.steps
    isEscaping = plan.isEscaped
    try carryOut(from: 0, to: row.count)
    try checkSize(output.count)
  }

  private func pageValue(_ symbol: Int32, seesValues: Bool) -> Value {
    let hash = program.nameHashes[Int(symbol)]
    if seesValues, let slot = values.shape.slot(of: hash) { return values.values[slot] }
    if let globals = context.globals, let slot = globals.shape.slot(of: hash) {
      return globals.values[slot]
    }
    return .undefined(Undefined.notGiven)
  }

  /// Carries out the steps from `start` to `end` of the plan.
  mutating func carryOut(from start: Int, to end: Int) throws(Failure) {
    // Held here, so that they are not fetched for each step.
    let (row, output, outputMax) = (row, output, outputMax)
    var place = start
    while place < end {
      let step = row[place]
      place &+= 1
      switch step.kind {
      case .text:
        output.appendText(from: Int(step.b), count: Int(step.c))
        if output.count > outputMax { try checkSize(output.count) }
      case .print:
        try print(step)
        if step.c > 0 { output.appendText(from: Int(step.b), count: Int(step.c)) }
      case .skip: place = Int(step.c)
      case .skipUnless: if !(try isTrue(step.a)) { place = Int(step.c) }
      case .put:
        let value = try evaluate(step.b)
        guard value.mayBeHeld else { throw failure(.templateLimit, Value.tooNested) }
        slots[Int(step.a)] = value
      case .begin: if !(try begin(step)) { place = Int(step.c) }
      case .item: if try takeItem(step) { place = Int(step.c) }
      case .next:
        let turn = loops.count &- 1
        if step.a >= 0 { keepPrint(of: turn, step.a) }
        loops[turn].index &+= 1
        if loops[turn].index < loops[turn].items.count {
          place = Int(step.c)
        } else {
          loops.removeLast()
        }
      default: try carryOutRare(step)
      }
    }
  }

  @inline(never)
  private mutating func carryOutRare(_ step: Step) throws(Failure) {
    switch step.kind {
    case .clear: slots[Int(step.a)] = .undefined(Undefined.nothingYet)
    case .unpack: try unpack(try evaluate(step.b), into: Int(step.a))
    case .putField: try putField(step)
    case .sift: sifted.append([])
    case .keep:
      let loop = loops[loops.count - 1]
      sifted[sifted.count - 1].append(loop.items[loop.index])
    case .catchOutput: catching.append(output.count)
    case .caught: slots[Int(step.a)] = takeCaught()
    case .escape: isEscaping = step.flag == 1
    case .include: try includeLate(step)
    default: preconditionFailure("a step that is carried out elsewhere")
    }
  }

  private mutating func print(_ step: Step) throws(Failure) {
    let node = program.nodes[Int(step.a)]
    if node.kind == .slotField,
      slots.span[Int(node.a)].printField(
        program.nameHashes[Int(node.b)], to: output, isEscaping: step.flag == 1)
    {
      if output.count > outputMax { try checkSize(output.count) }
      return
    }
    let saved = isEscaping
    let value = try evaluate(step.a)
    isEscaping = step.flag == 1
    try write(value)
    isEscaping = saved
  }

  // MARK: - Loops

  /// Begins a loop; false when it has no items.
  private mutating func begin(_ step: Step) throws(Failure) -> Bool {
    let items: [Value]
    if step.a < 0 {
      items = sifted.removeLast()
    } else {
      let value = try evaluate(step.a)
      items = try elements(of: value)
    }
    if items.isEmpty { return false }
    loops.append(LoopState(items: items, index: 0, declaration: 0, depth: 0, frame: 0, mark: 0))
    return true
  }

  /// Begins a turn; true where all that it prints is known and stands in the output.
  private mutating func takeItem(_ step: Step) throws(Failure) -> Bool {
    try self.step()
    let turn = loops.count &- 1
    let index = loops[turn].index
    switch step.flag {
    case 0: try unpack(loops[turn].items[index], into: Int(step.b))
    case 2:
      if case .record(let record) = loops[turn].items[index], record.isLasting {
        if let bytes = program.prints.bytes(of: record, in: step.a) {
          output.append(bytes)
          if output.count > outputMax { try checkSize(output.count) }
          return true
        }
        loops[turn].printed = record
        loops[turn].printStart = output.count
      }
      fallthrough
    default: slots[Int(step.b)] = loops[turn].items[index]
    }
    return false
  }

  /// Keeps what this turn of the loop printed of its item, if it lasts and was not printed before.
  private mutating func keepPrint(of turn: Int, _ key: Int32) {
    guard let record = loops[turn].printed else { return }
    loops[turn].printed = nil
    program.prints.keep(output.bytes(from: loops[turn].printStart), of: record, in: key)
  }

  // MARK: - Values

  private mutating func unpack(_ value: Value, into targets: Int) throws(Failure) {
    let parts = try elements(of: value)
    guard parts.count == Int(program.lists[targets]) else {
      throw failure(.templateType, "The names cannot take the parts of the value")
    }
    for (place, part) in parts.enumerated() {
      let slot = program.lists[targets + 1 + place]
      if slot >= 0 {
        slots[Int(slot)] = part
      } else {
        try unpack(part, into: Int(-2 - slot))
      }
    }
  }

  private mutating func putField(_ step: Step) throws(Failure) {
    guard case .handle(let handle) = try evaluate(step.a), handle.kind == .namespace else {
      throw failure(.templateType, "Only a namespace's fields can be given values")
    }
    let value = try evaluate(step.c)
    guard value.mayBeHeld else { throw failure(.templateLimit, Value.tooNested) }
    namespaces[Int(handle.index)].set(.string(program.names[Int(step.b)].text), value)
  }

  private mutating func takeCaught() -> Value {
    let text = Text(utf8: output.take(from: catching.removeLast()))
    return isEscaping ? .markup(text) : .string(text)
  }

  /// What the steps of the node `node` print.
  mutating func captured(_ node: Node) throws(Failure) -> Value {
    catching.append(output.count)
    try carryOut(from: Int(node.a), to: Int(node.b))
    return takeCaught()
  }

  /// Has the interpreter include a template, which sees the variables that the step lists.
  private mutating func includeLate(_ step: Step) throws(Failure) {
    let mark = symbols.count
    let first = Int(step.b)
    for pair in 0..<Int(program.lists[first]) / 2 {
      let value = try evaluate(program.lists[first + 2 + pair * 2])
      if case .undefined(let missing) = value, missing === Undefined.nothingYet { continue }
      push(program.lists[first + 1 + pair * 2], value)
    }
    let saved = scope
    contexts.append(
      TemplateContext(
        template: 0, frame: Int32(frames.count), exportTop: symbols.count, lineage: [:]))
    frames.append(
      Frame(
        floor: mark, link: step.flag == 1 ? Link.values : Link.globals, linkTop: 0,
        context: Int32(contexts.count - 1)))
    scope = Scope(floor: symbols.count)
    try run(step.a)
    scope = saved
    contexts.removeLast()
    closeFrame()
  }
}
