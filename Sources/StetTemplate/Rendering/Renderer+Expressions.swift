import StetCore

extension Renderer {
  /// The value of the expression `index`.
  mutating func evaluate(_ index: Int32) throws(Failure) -> Value {
    let node = program.nodes[Int(index)]
    switch node.kind {
    case .constant: return program.constants[Int(node.a)]
    case .name: return lookup(node.a, at: index)
    case .slot: return slots[Int(node.a)]
    case .slotField:
      if let value = slots.span[Int(node.a)].field(program.nameHashes[Int(node.b)]) { return value }
      return try attribute(slots[Int(node.a)], node.b, at: index)
    case .attribute:
      try enter(index)
      let base = try evaluate(node.a)
      depth -= 1
      if let value = base.field(program.nameHashes[Int(node.b)]) { return value }
      return try attribute(base, node.b, at: index)
    case .filter:
      try enter(index)
      let base = try evaluate(node.a)
      let value = try applyFilter(node, base, at: index)
      depth -= 1
      return value
    default:
      try enter(index)
      let value = try evaluateRare(node, index)
      depth -= 1
      return value
    }
  }

  @inline(never)
  private mutating func evaluateRare(_ node: Node, _ index: Int32) throws(Failure) -> Value {
    switch node.kind {
    case .call: return try evaluateCall(node, index)
    case .test, .not, .and, .or, .compare: return try evaluateTruth(node, index)
    case .conditional:
      if try isTrue(node.a) { return try evaluate(node.b) }
      if node.c >= 0 { return try evaluate(node.c) }
      return .undefined(Undefined(.nothing, at: index))
    case .item:
      let base = try evaluate(node.a)
      let key = try evaluate(node.b)
      current = index
      return try item(base, key, at: index)
    case .slice: return try evaluateSlice(node, index)
    case .concat: return try evaluateConcat(node, index)
    case .arithmetic:
      let left = try evaluate(node.a)
      let right = try evaluate(node.b)
      current = index
      return try compute(Arithmetic(rawValue: node.flag) ?? .add, left, right)
    case .negative, .positive:
      let value = try evaluate(node.a)
      current = index
      return try signed(value, isNegative: node.kind == .negative)
    case .list: return .list(try evaluateItems(node))
    case .tuple: return .tuple(try evaluateItems(node))
    case .map: return try evaluateMap(node, index)
    case .filterInput: return caught.last ?? .none
    case .slotOr:
      if case .undefined(let missing) = slots[Int(node.a)], missing === Undefined.nothingYet {
        return try evaluate(node.b)
      }
      return slots[Int(node.a)]
    case .captured: return try captured(node)
    case .asMarkup:
      let value = try evaluate(node.a)
      if case .string(let text) = value { return .markup(text) }
      return value
    default: preconditionFailure("a statement stands where an expression must")
    }
  }

  private mutating func evaluateTruth(_ node: Node, _ index: Int32) throws(Failure) -> Value {
    switch node.kind {
    case .test: return .bool(try evaluateTest(node, index))
    case .not: return .bool(!(try isTrue(node.a)))
    case .and:
      let left = try evaluate(node.a)
      return try isTrue(left, at: node.a) ? try evaluate(node.b) : left
    case .or:
      let left = try evaluate(node.a)
      return try isTrue(left, at: node.a) ? left : try evaluate(node.b)
    default: return .bool(try evaluateComparison(node, index))
    }
  }

  private mutating func evaluateItems(_ node: Node) throws(Failure) -> [Value] {
    var items: [Value] = []
    items.reserveCapacity(Int(node.b))
    for place in Int(node.a)..<Int(node.a + node.b) {
      items.append(try evaluate(program.lists[place]))
    }
    return items
  }

  private mutating func evaluateMap(_ node: Node, _ index: Int32) throws(Failure) -> Value {
    var map = ValueMap()
    for place in stride(from: Int(node.a), to: Int(node.a + node.b), by: 2) {
      let key = try evaluate(program.lists[place])
      let value = try evaluate(program.lists[place + 1])
      if case .undefined(let missing) = key { throw undefinedFailure(missing) }
      guard key.keyHash != nil else {
        throw failure(
          .templateType, "\(key.kindName.capitalizedFirst) cannot be a key", at: index)
      }
      map.set(key, value)
    }
    return .map(map)
  }

  private mutating func evaluateConcat(_ node: Node, _ index: Int32) throws(Failure) -> Value {
    let parts = try evaluateItems(node)
    current = index
    let isMarkup =
      isEscaping
      && parts.contains { part in if case .markup = part { true } else { false } }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(parts.reduce(0) { $0 + ($1.text?.utf8.count ?? 8) })
    for part in parts {
      let text = try printed(part)
      if case .markup = part {
        bytes.append(contentsOf: text.utf8)
      } else if isMarkup {
        bytes.appendEscaped(text.utf8)
      } else {
        bytes.append(contentsOf: text.utf8)
      }
      try checkSize(bytes.count)
    }
    return isMarkup ? .markup(Text(utf8: bytes)) : .string(Text(utf8: bytes))
  }

  private mutating func evaluateComparison(
    _ node: Node, _ index: Int32
  ) throws(Failure) -> Bool {
    if node.c == 1, let isEqual = areSameText(node) { return isEqual }
    var left = try evaluate(node.a)
    for pair in 0..<Int(node.c) {
      let operation = Comparison(rawValue: program.lists[Int(node.b) + pair * 2]) ?? .equal
      let right = try evaluate(program.lists[Int(node.b) + pair * 2 + 1])
      current = index
      guard try holds(operation, left, right) else { return false }
      left = right
    }
    return true
  }

  /// Whether a variable or field is the text of a constant, which most conditions of themes ask; nil where
  /// `node` compares anything else.
  private mutating func areSameText(_ node: Node) -> Bool? {
    let constant = program.nodes[Int(program.lists[Int(node.b) + 1])]
    guard program.lists[Int(node.b)] == Comparison.equal.rawValue, constant.kind == .constant else {
      return nil
    }
    let left = program.nodes[Int(node.a)]
    let constants = program.constants
    switch left.kind {
    case .slot: return slots.span[Int(left.a)].isSameText(as: constants.span[Int(constant.a)])
    case .slotField:
      return slots.span[Int(left.a)].isField(
        program.nameHashes[Int(left.b)], sameTextAs: constants.span[Int(constant.a)])
    default: return nil
    }
  }

  private mutating func evaluateSlice(_ node: Node, _ index: Int32) throws(Failure) -> Value {
    let base = try evaluate(node.a)
    var bounds: [Int?] = []
    for place in 0..<3 {
      let bound = program.lists[Int(node.b) + place]
      if bound < 0 {
        bounds.append(nil)
        continue
      }
      let value = try evaluate(bound)
      current = bound
      switch value {
      case .none: bounds.append(nil)
      case .undefined(let missing): throw undefinedFailure(missing)
      default:
        guard let whole = value.wholeNumber else {
          throw failure(.templateType, "A slice counts with whole numbers, not \(value.kindName)")
        }
        bounds.append(whole)
      }
    }
    current = index
    return try slice(base, bounds[0], bounds[1], bounds[2])
  }

  /// Whether the expression `index` is true.
  mutating func isTrue(_ index: Int32) throws(Failure) -> Bool {
    let node = program.nodes[Int(index)]
    switch node.kind {
    case .slot: if let truth = slots.span[Int(node.a)].truth { return truth }
    case .slotField:
      if let truth = slots.span[Int(node.a)].truth(ofField: program.nameHashes[Int(node.b)]) {
        return truth
      }
    case .not: return !(try isTrue(node.a))
    case .and:
      let left = try isTrue(node.a)
      return left ? try isTrue(node.b) : false
    case .or:
      let left = try isTrue(node.a)
      return left ? true : try isTrue(node.b)
    case .compare: return try evaluateComparison(node, index)
    case .test: return try evaluateTest(node, index)
    default: break
    }
    // In two steps: in one, the whole renderer would be copied before it is used to evaluate.
    let value = try evaluate(index)
    return try isTrue(value, at: index)
  }

  /// Whether the test `node` holds.
  private mutating func evaluateTest(_ node: Node, _ index: Int32) throws(Failure) -> Bool {
    if program.tests[Int(node.c)] == .defined, let isDefined = isThere(node.a) { return isDefined }
    let base = try evaluate(node.a)
    return try applyTest(node, base, at: index)
  }

  /// Whether the variable or the field of a record that `index` names is there; nil where it names
  /// neither.
  private mutating func isThere(_ index: Int32) -> Bool? {
    let node = program.nodes[Int(index)]
    switch node.kind {
    case .slot: return !slots.span[Int(node.a)].isUndefined
    case .slotField: return slots.span[Int(node.a)].hasField(program.nameHashes[Int(node.b)])
    default: return nil
    }
  }

  /// Whether `value` counts as true, as Python has it.
  mutating func isTrue(_ value: Value, at node: Int32) throws(Failure) -> Bool {
    if let truth = value.truth { return truth }
    guard case .undefined(let missing) = value, !isForgiven(missing) else { return false }
    throw undefinedFailure(missing)
  }

  /// What `value` prints, as a text.
  mutating func printed(_ value: Value) throws(Failure) -> Text {
    switch value {
    case .string(let text), .markup(let text): return text
    case .undefined(let missing):
      if isForgiven(missing) { return "" }
      throw undefinedFailure(missing)
    case .handle(let handle) where handle.kind == .module:
      return Text(utf8: modules[Int(handle.index)].body)
    default: break
    }
    var bytes: [UInt8] = []
    bytes.appendPrinted(value, upTo: outputMax)
    try checkSize(bytes.count)
    return Text(utf8: bytes)
  }

  /// The value as Python's `repr` shows it.
  func represented(_ value: Value) throws(Failure) -> String {
    var bytes: [UInt8] = []
    bytes.appendRepresented(value, depth: 0, upTo: outputMax)
    try checkSize(bytes.count)
    return String(decoding: bytes, as: UTF8.self)
  }
}
