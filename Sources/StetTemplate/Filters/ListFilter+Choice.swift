import StetCore

/// Filters that look at fields of items: sorting, grouping, choosing, adding up.
extension Renderer {
  /// The value that `path` names in `item`: `author.name`, or an index.
  mutating func field(
    _ item: Value, at path: Value, fallback: Value? = nil
  ) throws(Failure) -> Value {
    guard let text = path.text else {
      if case .none = path { return item }
      return try self.item(item, path, at: current)
    }
    var value = item
    for part in text.string.split(separator: ".", omittingEmptySubsequences: false) {
      let isIndex = !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
      if isIndex, let index = Int(part) {
        value = try self.item(value, .int(index), at: current)
      } else {
        value = try self.item(value, .string(Text(String(part))), at: current)
      }
      if let fallback, value.isUndefined { value = fallback }
    }
    return value
  }

  /// The field `name` of `value`, never an element of it.
  mutating func field(_ value: Value, _ name: Text) throws(Failure) -> Value {
    guard let symbol = program.symbols[name] else {
      return .undefined(Undefined(.attribute(Name(name), of: value), at: current))
    }
    if case .map = value {
      return .undefined(Undefined(.attribute(Name(name), of: value), at: current))
    }
    return try attribute(value, symbol, at: current)
  }

  private func folded(_ value: Value) -> Value {
    value.text.map { .string($0.lowercased) } ?? value
  }

  /// The items with the keys they are compared by; several fields are separated by commas.
  private mutating func keyed(
    _ items: [Value], _ path: Value?, isCaseSensitive: Bool, fallback: Value? = nil
  ) throws(Failure) -> [(key: [Value], item: Value)] {
    var paths: [Value] = [path ?? .none]
    if let text = path?.text {
      paths = text.string.split(separator: ",", omittingEmptySubsequences: false)
        .map { .string(Text(String($0))) }
    }
    var keyed: [(key: [Value], item: Value)] = []
    keyed.reserveCapacity(items.count)
    for item in items {
      var key: [Value] = []
      for path in paths {
        let value = try field(item, at: path, fallback: fallback)
        key.append(isCaseSensitive ? value : folded(value))
      }
      keyed.append((key, item))
    }
    return keyed
  }

  private mutating func precedes(_ one: [Value], _ two: [Value]) throws(Failure) -> Bool {
    for (first, second) in zip(one, two) {
      if case .undefined(let missing) = first { throw undefinedFailure(missing) }
      if case .undefined(let missing) = second { throw undefinedFailure(missing) }
      if first != second { return try precedes(first, second) }
    }
    return false
  }

  /// `items` in the order of their keys, equals as they stood: a merge sort, since its comparison
  /// can fail.
  private mutating func merged(
    _ items: [(key: [Value], item: Value)], isReversed: Bool
  ) throws(Failure) -> [(key: [Value], item: Value)] {
    guard items.count > 1 else { return items }
    let middle = items.count / 2
    let left = try merged(Array(items[..<middle]), isReversed: isReversed)
    let right = try merged(Array(items[middle...]), isReversed: isReversed)
    try step()
    var made: [(key: [Value], item: Value)] = []
    made.reserveCapacity(items.count)
    var (one, two) = (0, 0)
    while one < left.count, two < right.count {
      let isRightFirst =
        isReversed
        ? try precedes(left[one].key, right[two].key)
        : try precedes(right[two].key, left[one].key)
      if isRightFirst {
        made.append(right[two])
        two += 1
      } else {
        made.append(left[one])
        one += 1
      }
    }
    return made + left[one...] + right[two...]
  }

  /// The items in order.
  mutating func sorted(_ base: Value, _ places: Places) throws(Failure) -> Value {
    let keyed = try keyed(
      try elements(of: base), places[2], isCaseSensitive: try truth(places, 1, false))
    let merged = try merged(keyed, isReversed: try truth(places, 0, false))
    return .list(merged.map(\.item))
  }

  /// The pairs of a mapping in the order of keys or values.
  mutating func sortedPairs(_ base: Value, _ places: Places) throws(Failure) -> Value {
    let by = try text(places, 1, "key")
    guard by == "key" || by == "value" else {
      throw failure(.templateArgument, "dictsort sorts by key or value")
    }
    let isCaseSensitive = try truth(places, 0, false)
    let pairs: [(Value, Value)]
    switch base {
    case .map(let map): pairs = Array(zip(map.keys, map.values))
    case .record(let record):
      pairs = Array(zip(record.shape.names.map { .string($0.text) }, record.values))
    case .undefined(let missing): throw undefinedFailure(missing)
    default: throw failure(.templateType, "dictsort needs a mapping, not \(base.kindName)")
    }
    let keyed = pairs.map { pair in
      let key = by == "key" ? pair.0 : pair.1
      return (key: [isCaseSensitive ? key : folded(key)], item: Value.tuple([pair.0, pair.1]))
    }
    return .list(try merged(keyed, isReversed: try truth(places, 2, false)).map(\.item))
  }

  /// The items without those met before.
  mutating func unique(_ base: Value, _ places: Places) throws(Failure) -> Value {
    let keyed = try keyed(
      try elements(of: base), places[1], isCaseSensitive: try truth(places, 0, false))
    var seen = ValueMap()
    var kept: [Value] = []
    for (key, item) in keyed {
      if case .undefined(let missing) = key.first, !isForgiven(missing) {
        throw undefinedFailure(missing)
      }
      let key = Value.tuple(key)
      guard key.keyHash != nil else {
        throw failure(.templateType, "unique cannot compare such items")
      }
      if seen[key] != nil { continue }
      seen.set(key, .none)
      kept.append(item)
    }
    return .list(kept)
  }

  private static let groupShape = Shape(["grouper", "list"], isTuple: true)

  /// The items in groups that share a field, the groups in order.
  mutating func grouped(_ base: Value, _ places: Places) throws(Failure) -> Value {
    let isCaseSensitive = try truth(places, 2, false)
    let path = places[0] ?? .none
    let fallback = places[1].flatMap { $0 == .none ? nil : $0 }
    let keyed = try keyed(
      try elements(of: base), path, isCaseSensitive: isCaseSensitive, fallback: fallback)
    var groups: [(key: [Value], items: [Value])] = []
    for (key, item) in try merged(keyed, isReversed: false) {
      if let last = groups.last, last.key == key {
        groups[groups.count - 1].items.append(item)
      } else {
        groups.append((key, [item]))
      }
    }
    var values: [Value] = []
    for group in groups {
      let grouper = try field(group.items[0], at: path, fallback: fallback)
      values.append(.record(Record(Renderer.groupShape, [grouper, .list(group.items)])))
    }
    return .list(values)
  }

  /// The first of the smallest or largest items.
  mutating func extreme(
    _ base: Value, _ places: Places, isMax: Bool
  ) throws(Failure) -> Value {
    let keyed = try keyed(
      try elements(of: base), places[1], isCaseSensitive: try truth(places, 0, false))
    guard var best = keyed.first else {
      return .undefined(
        Undefined(
          .said("the list is empty and has no \(isMax ? "largest" : "smallest") item"), at: current)
      )
    }
    for one in keyed.dropFirst() {
      let isBetter =
        isMax ? try precedes(best.key, one.key) : try precedes(one.key, best.key)
      if isBetter { best = one }
    }
    return best.item
  }

  /// The sum of the items or of their fields.
  mutating func sum(_ base: Value, _ places: Places) throws(Failure) -> Value {
    var total = places[1] ?? .int(0)
    for item in try elements(of: base) {
      var value = item
      if let path = places[0] { value = try field(item, at: path) }
      total = try compute(.add, total, value)
    }
    return total
  }
}
