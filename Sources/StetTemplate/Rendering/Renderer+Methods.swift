import StetCore

/// What is about to be called: a value, or a method of one.
enum Callee {
  case value(Value)
  case method(Value, Int32)
}

extension Renderer {
  /// What the call `node` gives.
  mutating func evaluateCall(_ node: Node, _ index: Int32) throws(Failure) -> Value {
    let callee = try evaluateCallee(node)
    let arguments = try given(node.b)
    return try finishCall(callee, arguments, at: index)
  }

  /// What the call `call` is about to call.
  mutating func evaluateCallee(_ call: Node) throws(Failure) -> Callee {
    let node = program.nodes[Int(call.a)]
    guard node.kind == .attribute else { return .value(try evaluate(call.a)) }
    let base = try evaluate(node.a)
    current = call.a
    switch base {
    case .handle(let handle):
      let isMethod =
        (handle.kind == .loop && node.b != Symbol.length.rawValue) || handle.kind == .cycler
      if isMethod { return .method(base, node.b) }
      return .value(try attribute(base, node.b, at: call.a))
    case .record(let record):
      if let value = record[program.names[Int(node.b)]] { return .value(value) }
      return .method(base, node.b)
    case .undefined(let missing): throw undefinedFailure(missing)
    default: return .method(base, node.b)
    }
  }

  /// What calling `callee` with `given` gives.
  mutating func finishCall(
    _ callee: Callee, _ given: Given, at node: Int32
  ) throws(Failure) -> Value {
    switch callee {
    case .value(let value): return try call(value, given, at: node)
    case .method(let base, let symbol):
      current = node
      return try callMethod(base, symbol, given, at: node)
    }
  }

  private mutating func callMethod(
    _ base: Value, _ symbol: Int32, _ given: Given, at node: Int32
  ) throws(Failure) -> Value {
    let name = program.names[Int(symbol)].string
    switch base {
    case .handle(let handle):
      if handle.kind == .loop,
        let value = try callLoopMethod(Int(handle.index), symbol, given)
      {
        return value
      }
      if handle.kind == .cycler, let value = callCycler(Int(handle.index), symbol) { return value }
    case .string, .markup:
      if let value = try callTextMethod(base, name, given) { return value }
    case .map(let map):
      if let value = try callMapMethod(map.keys, map.values, name, given, { map[$0] }) {
        return value
      }
    case .record(let record):
      let keys = record.shape.names.map { Value.string($0.text) }
      let find: (Value) -> Value? = { key in key.text.flatMap { record[Name($0)] } }
      if let value = try callMapMethod(keys, record.values, name, given, find) { return value }
    case .list(let items), .tuple(let items):
      if let value = try callListMethod(items, name, given) { return value }
    case .timestamp(let timestamp):
      if name == "isoformat", given.isEmpty { return .text(timestamp.rfc3339) }
    default: break
    }
    let near = nearestName(to: name, among: methodNames(of: base))
    throw failure(
      .unknownField, "\(base.kindName.capitalizedFirst) has no method called \(name)",
      note: near.map { "did you mean \($0)?" } ?? refusal(name), at: node)
  }

  private func refusal(_ name: String) -> String? {
    switch name {
    case "append", "extend", "insert", "remove", "pop", "clear", "sort", "update", "setdefault":
      "values never change; make a new one, as in {% set all = all + [one] %}"
    default: nil
    }
  }

  private func methodNames(of value: Value) -> [String] {
    switch value {
    case .string, .markup: TextMethod.allCases.map(\.rawValue)
    case .map, .record: ["items", "keys", "values", "get"]
    case .list, .tuple: ["index", "count"]
    default: []
    }
  }

  private mutating func callCycler(_ index: Int, _ symbol: Int32) -> Value? {
    switch Symbol(rawValue: symbol) {
    case .next:
      let value = cyclers[index].items[cyclers[index].index]
      cyclers[index].index = (cyclers[index].index + 1) % cyclers[index].items.count
      return value
    case .reset:
      cyclers[index].index = 0
      return Value.none
    default: return nil
    }
  }

  private func callMapMethod(
    _ keys: [Value], _ values: [Value], _ name: String, _ given: Given,
    _ find: (Value) -> Value?
  ) throws(Failure) -> Value? {
    switch name {
    case "items":
      return .list(zip(keys, values).map { .tuple([$0, $1]) })
    case "keys": return .list(keys)
    case "values": return .list(values)
    case "copy": return .map(ValueMap(pairs: Array(zip(keys, values))))
    case "get":
      guard let key = given.positional.first else {
        throw failure(.templateArgument, "get needs the key")
      }
      if case .undefined(let missing) = key { throw undefinedFailure(missing) }
      return find(key) ?? (given.positional.count > 1 ? given.positional[1] : .none)
    default: return nil
    }
  }

  private func callListMethod(
    _ items: [Value], _ name: String, _ given: Given
  ) throws(Failure) -> Value? {
    guard name == "index" || name == "count", let wanted = given.positional.first else {
      return nil
    }
    if name == "count" { return .int(items.reduce(0) { $0 + ($1 == wanted ? 1 : 0) }) }
    guard let place = items.firstIndex(of: wanted) else {
      throw failure(.templateArgument, "The list has no element \(wanted.represented)")
    }
    return .int(place)
  }

  // MARK: - Functions every template has

  /// What the built-in function `symbol` gives.
  mutating func callBuiltin(_ symbol: Int32, _ given: Given) throws(Failure) -> Value {
    switch Symbol(rawValue: symbol) {
    case .range: return try range(given)
    case .dict: return .map(try mapping(given))
    case .namespace:
      namespaces.append(try mapping(given))
      return .handle(Handle(.namespace, namespaces.count - 1))
    case .cycler:
      guard !given.positional.isEmpty else {
        throw failure(.templateArgument, "cycler needs something to cycle through")
      }
      cyclers.append(Cycler(items: given.positional))
      return .handle(Handle(.cycler, cyclers.count - 1))
    case .joiner:
      let separator = given.positional.first ?? given.named.first?.value ?? .string(", ")
      joiners.append(Joiner(separator: separator))
      return .handle(Handle(.joiner, joiners.count - 1))
    default: return try filler(given)
    }
  }

  private func mapping(_ given: Given) throws(Failure) -> ValueMap {
    var map = ValueMap()
    for value in given.positional {
      switch value {
      case .map(let other):
        for (key, value) in zip(other.keys, other.values) { map.set(key, value) }
      case .list(let pairs), .tuple(let pairs):
        for pair in pairs {
          guard case .tuple(let parts) = pair, parts.count == 2 else {
            throw failure(.templateType, "A mapping is made of pairs")
          }
          map.set(parts[0], parts[1])
        }
      default:
        throw failure(.templateType, "A mapping is made of pairs, not of \(value.kindName)")
      }
    }
    for (name, value) in given.named { map.set(.string(name.text), value) }
    return map
  }

  private func range(_ given: Given) throws(Failure) -> Value {
    var bounds: [Int] = []
    for value in given.positional {
      if case .undefined(let missing) = value { throw undefinedFailure(missing) }
      guard let bound = value.wholeNumber else {
        throw failure(.templateType, "range counts with whole numbers, not \(value.kindName)")
      }
      bounds.append(bound)
    }
    guard (1...3).contains(bounds.count), given.named.isEmpty else {
      throw failure(
        .templateArgument, "range takes one to three numbers: start, end, step")
    }
    let (start, end) = bounds.count == 1 ? (0, bounds[0]) : (bounds[0], bounds[1])
    let step = bounds.count == 3 ? bounds[2] : 1
    guard step != 0 else { throw failure(.templateNumber, "range cannot step by zero") }
    let distance = Double(end) - Double(start)
    if distance / Double(step) > 100_000 {
      throw failure(.templateLimit, "range counts more than 100000 numbers")
    }
    return .list(stride(from: start, to: end, by: step).map { .int($0) })
  }

  /// Text to fill a page with; always the same, since a page depends on its values alone.
  private func filler(_ given: Given) throws(Failure) -> Value {
    let count = given.positional.first?.wholeNumber ?? given.named.first?.value.wholeNumber ?? 5
    let sentence =
      "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt "
      + "ut labore et dolore magna aliqua."
    let paragraphs = Array(repeating: "<p>\(sentence)</p>", count: max(0, min(count, 100)))
    return .html(paragraphs.joined(separator: "\n"))
  }
}
