import StetCore

/// A test, as in `is defined`.
enum Test: String, CaseIterable, Sendable {
  case boolean, callable, defined, divisibleby, eq, escaped, even, `false`, filter, float, ge, gt
  case `in`, integer, iterable, le, lower, lt, mapping, ne, none, number, odd, sameas, sequence
  case string, test, `true`, undefined, upper

  /// Other names of tests.
  static let aliases: [(String, Test)] = [
    ("equalto", .eq), ("==", .eq), ("!=", .ne), (">", .gt), ("greaterthan", .gt), (">=", .ge),
    ("<", .lt), ("lessthan", .lt), ("<=", .le),
  ]

  /// The arguments it takes after the value.
  var parameters: Parameters {
    switch self {
    case .divisibleby: Parameters("num")
    case .eq, .ge, .gt, .le, .lt, .ne, .sameas: Parameters("other")
    case .in: Parameters("seq")
    default: .none
    }
  }
}

extension Renderer {
  /// Whether the test of `node` holds for `base`.
  mutating func applyTest(
    _ node: Node, _ base: Value, at index: Int32
  ) throws(Failure) -> Bool {
    let test = program.tests[Int(node.c)]
    let places = try places(node.b, test.parameters)
    current = index
    return try holds(test, base, places)
  }

  /// Whether `test` holds for `value`.
  mutating func holds(_ test: Test, _ value: Value, _ places: Places) throws(Failure) -> Bool {
    switch test {
    case .defined: return !value.isUndefined
    case .undefined: return value.isUndefined
    case .boolean: if case .bool = value { return true } else { return false }
    case .true: if case .bool(true) = value { return true } else { return false }
    case .false: if case .bool(false) = value { return true } else { return false }
    case .none: if case .none = value { return true } else { return false }
    case .integer: if case .int = value { return true } else { return false }
    case .float: if case .double = value { return true } else { return false }
    case .number: return value.number != nil
    case .string: return value.text != nil
    case .escaped: if case .markup = value { return true } else { return false }
    case .mapping: return isMapping(value)
    case .sequence: return isIterable(value, test)
    case .iterable:
      if case .undefined(let missing) = value {
        if isForgiven(missing) { return true }
        throw undefinedFailure(missing)
      }
      return isIterable(value, test)
    case .callable: return isCallable(value)
    case .lower, .upper:
      let text = try printed(value)
      return try callTextMethod(.string(text), test == .lower ? "islower" : "isupper", Given())
        == .bool(true)
    case .even: return try remainder(value, 2) == 0
    case .odd: return try remainder(value, 2) != 0
    case .divisibleby: return try remainder(value, try whole(places, 0, 1)) == 0
    case .filter:
      return Filter.all.contains { $0.name == value.text?.string }
        || program.filterNames.contains(value.text?.string ?? "")
    case .test:
      return Test(rawValue: value.text?.string ?? "") != nil
        || Test.aliases.contains { $0.0 == value.text?.string }
    default: return try compare(test, value, places[0] ?? .none)
    }
  }

  private mutating func compare(_ test: Test, _ value: Value, _ other: Value) throws(Failure)
    -> Bool
  {
    switch test {
    case .eq: return try holds(.equal, value, other)
    case .ne: return try holds(.notEqual, value, other)
    case .lt: return try holds(.less, value, other)
    case .le: return try holds(.lessEqual, value, other)
    case .gt: return try holds(.greater, value, other)
    case .ge: return try holds(.greaterEqual, value, other)
    case .in: return try holds(.within, value, other)
    default: return isSame(value, other)
    }
  }

  private mutating func remainder(_ value: Value, _ divisor: Int) throws(Failure) -> Double {
    switch try compute(.modulo, value, .int(divisor)) {
    case .int(let number): return Double(number)
    case .double(let number): return number
    default: throw failure(.templateType, "A number is needed here, not \(value.kindName)")
    }
  }

  private func isMapping(_ value: Value) -> Bool {
    switch value {
    case .map: true
    case .record(let record): !record.shape.isTuple
    default: false
    }
  }

  private func isIterable(_ value: Value, _ test: Test) -> Bool {
    switch value {
    case .list, .tuple, .map, .record, .string, .markup: true
    case .handle(let handle): handle.kind == .loop && test == .iterable
    default: false
    }
  }

  private func isCallable(_ value: Value) -> Bool {
    switch value {
    case .function: return true
    case .handle(let handle):
      switch handle.kind {
      case .macro, .caller, .builtin, .joiner, .block: return true
      case .loop:
        let index = Int(handle.index)
        return index < loops.count && program.loops[Int(loops[index].declaration)].isRecursive
      default: return false
      }
    default: return false
    }
  }

  private func isSame(_ value: Value, _ other: Value) -> Bool {
    switch (value, other) {
    case (.bool(let one), .bool(let two)): one == two
    case (.int(let one), .int(let two)): one == two
    case (.double(let one), .double(let two)): one == two
    case (.none, .none): true
    case (.string(let one), .string(let two)), (.markup(let one), .markup(let two)): one == two
    case (.list(let one), .list(let two)), (.tuple(let one), .tuple(let two)): one == two
    case (.map(let one), .map(let two)): one == two
    case (.record(let one), .record(let two)): one === two
    case (.timestamp(let one), .timestamp(let two)): one == two
    case (.function(let one), .function(let two)): one === two
    case (.handle(let one), .handle(let two)): one == two
    default: false
    }
  }
}

extension Value {
  /// Whether it counts as true, as Python has it; nil when it is not there.
  var truth: Bool? {
    switch self {
    case .bool(let truth): truth
    case .none: false
    case .undefined: nil
    case .int(let number): number != 0
    case .double(let number): number != 0
    case .string(let text), .markup(let text): !text.utf8.isEmpty
    case .list(let items), .tuple(let items): !items.isEmpty
    case .map(let map): map.count > 0
    case .record(let record): !record.values.isEmpty
    case .timestamp, .function, .handle: true
    }
  }

  /// Whether it is not there.
  var isUndefined: Bool { if case .undefined = self { true } else { false } }
}
