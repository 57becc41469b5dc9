import StetCore

extension Renderer {
  /// The result of `left` and `right` under `operation`, as Python has it but within 64 bits.
  mutating func compute(
    _ operation: Arithmetic, _ left: Value, _ right: Value
  ) throws(Failure) -> Value {
    if case .undefined(let missing) = left { throw undefinedFailure(missing) }
    if case .undefined(let missing) = right, operation != .modulo || left.text == nil {
      throw undefinedFailure(missing)
    }
    if let one = left.wholeNumber, let two = right.wholeNumber {
      return try computeWhole(operation, one, two)
    }
    if let one = left.number, let two = right.number {
      return try computeFloating(operation, one, two)
    }
    switch operation {
    case .add: if let sum = try joined(left, right) { return sum }
    case .multiply:
      if let times = right.wholeNumber { return try repeated(left, times) }
      if let times = left.wholeNumber { return try repeated(right, times) }
    case .modulo:
      if let pattern = left.text {
        var arguments: [Value] = [right]
        if case .tuple(let items) = right { arguments = items }
        let isMarkup = if case .markup = left { true } else { false }
        return try formatted(pattern, arguments, [], isMarkup: isMarkup)
      }
    default: break
    }
    throw mismatch(operation, left, right)
  }

  private func mismatch(_ operation: Arithmetic, _ left: Value, _ right: Value) -> Failure {
    let sign =
      switch operation {
      case .add: "+"
      case .subtract: "-"
      case .multiply: "*"
      case .divide: "/"
      case .floorDivide: "//"
      case .modulo: "%"
      case .power: "**"
      }
    var note: String?
    if operation == .add, left.text != nil || right.text != nil {
      note = "join texts with ~, which makes texts of both sides"
    }
    return failure(
      .templateType, "\(sign) does not work on \(left.kindName) and \(right.kindName)", note: note)
  }

  private func computeWhole(
    _ operation: Arithmetic, _ left: Int, _ right: Int
  ) throws(Failure) -> Value {
    let result: (partialValue: Int, overflow: Bool)
    switch operation {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .divide:
      try checkDivisor(right != 0)
      return .double(Double(left) / Double(right))
    case .floorDivide, .modulo:
      try checkDivisor(right != 0)
      if right == -1 {
        if operation == .modulo { return .int(0) }
        result = 0.subtractingReportingOverflow(left)
      } else {
        var (quotient, remainder) = left.quotientAndRemainder(dividingBy: right)
        if remainder != 0, (remainder < 0) != (right < 0) {
          quotient -= 1
          remainder += right
        }
        return .int(operation == .modulo ? remainder : quotient)
      }
    case .power: return try power(left, right)
    }
    if result.overflow { throw failure(.templateNumber, "The result does not fit 64 bits") }
    return .int(result.partialValue)
  }

  private func power(_ base: Int, _ exponent: Int) throws(Failure) -> Value {
    if exponent < 0 {
      try checkDivisor(base != 0)
      return .double(StetTemplate.power(Double(base), Double(exponent)))
    }
    // Any other base overflows within 64 turns.
    var turns = exponent
    if base == -1 { turns = exponent % 2 }
    if base == 0 || base == 1 { turns = min(exponent, 1) }
    var result = 1
    for _ in 0..<min(turns, 64) {
      let product = result.multipliedReportingOverflow(by: base)
      if product.overflow { throw failure(.templateNumber, "The result does not fit 64 bits") }
      result = product.partialValue
    }
    return .int(result)
  }

  private func computeFloating(
    _ operation: Arithmetic, _ left: Double, _ right: Double
  ) throws(Failure) -> Value {
    switch operation {
    case .add: return .double(left + right)
    case .subtract: return .double(left - right)
    case .multiply: return .double(left * right)
    case .divide:
      try checkDivisor(right != 0)
      return .double(left / right)
    case .floorDivide:
      try checkDivisor(right != 0)
      let remainder = pythonRemainder(left, right)
      let quotient = ((left - remainder) / right).rounded()
      return .double(quotient == 0 ? Double(signOf: left / right, magnitudeOf: 0) : quotient)
    case .modulo:
      try checkDivisor(right != 0)
      return .double(pythonRemainder(left, right))
    case .power:
      if left == 0, right < 0 { try checkDivisor(false) }
      let result = StetTemplate.power(left, right)
      if result.isNaN, !left.isNaN, !right.isNaN {
        throw failure(.templateNumber, "The result is no real number")
      }
      return .double(result)
    }
  }

  private func pythonRemainder(_ left: Double, _ right: Double) -> Double {
    let remainder = left.truncatingRemainder(dividingBy: right)
    if remainder == 0 { return Double(signOf: right, magnitudeOf: 0) }
    return (remainder < 0) != (right < 0) ? remainder + right : remainder
  }

  private func checkDivisor(_ isSound: Bool) throws(Failure) {
    if !isSound { throw failure(.templateNumber, "A number is divided by zero") }
  }

  /// Two texts, lists or tuples as one; nil for anything else.
  private mutating func joined(_ left: Value, _ right: Value) throws(Failure) -> Value? {
    switch (left, right) {
    case (.string(let one), .string(let two)):
      try checkSize(one.utf8.count + two.utf8.count)
      return .string(Text(utf8: one.utf8 + two.utf8))
    case (.markup(let one), .markup(let two)):
      try checkSize(one.utf8.count + two.utf8.count)
      return .markup(Text(utf8: one.utf8 + two.utf8))
    case (.markup(let one), .string(let two)):
      return try joined(.markup(one), .markup(escaped(two)))
    case (.string(let one), .markup(let two)):
      return try joined(.markup(escaped(one)), .markup(two))
    case (.list(let one), .list(let two)):
      try checkSize((one.count + two.count) * MemoryLayout<Value>.stride)
      return .list(one + two)
    case (.tuple(let one), .tuple(let two)):
      try checkSize((one.count + two.count) * MemoryLayout<Value>.stride)
      return .tuple(one + two)
    default: return nil
    }
  }

  private func repeated(_ value: Value, _ times: Int) throws(Failure) -> Value {
    let times = max(0, times)
    switch value {
    case .string(let text): return .string(try repeated(text, times))
    case .markup(let text): return .markup(try repeated(text, times))
    case .list(let items): return .list(try repeated(items, times))
    case .tuple(let items): return .tuple(try repeated(items, times))
    default: throw mismatch(.multiply, value, .int(times))
    }
  }

  private func repeated(_ text: Text, _ times: Int) throws(Failure) -> Text {
    Text(utf8: try repeated(text.utf8, times))
  }

  private func repeated<Item>(_ items: [Item], _ times: Int) throws(Failure) -> [Item] {
    let size = (items.count * MemoryLayout<Item>.stride).multipliedReportingOverflow(by: times)
    try checkSize(size.overflow ? .max : size.partialValue)
    return Array(repeatElement(items, count: items.isEmpty ? 0 : times).joined())
  }

  /// The number `value` with its sign kept or turned.
  mutating func signed(_ value: Value, isNegative: Bool) throws(Failure) -> Value {
    if case .undefined(let missing) = value { throw undefinedFailure(missing) }
    if let whole = value.wholeNumber {
      return isNegative ? try computeWhole(.subtract, 0, whole) : .int(whole)
    }
    if case .double(let number) = value { return .double(isNegative ? -number : number) }
    throw failure(.templateType, "\(value.kindName.capitalizedFirst) has no sign")
  }
}
