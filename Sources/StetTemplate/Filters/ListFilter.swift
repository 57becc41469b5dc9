import StetCore

/// Filters of lists and mappings.
enum ListFilter: String, CaseIterable, Sendable {
  case `default`, length, first, last, list, items, join, reverse, sort, dictsort, unique, groupby
  case batch, slice, map, select, reject, selectattr, rejectattr, min, max, sum, attr, random

  /// The arguments it takes after the value.
  var parameters: Parameters {
    switch self {
    case .default: Parameters("default_value?, boolean?")
    case .join: Parameters("d?, attribute?")
    case .sort: Parameters("reverse?, case_sensitive?, attribute?")
    case .dictsort: Parameters("case_sensitive?, by?, reverse?")
    case .unique, .min, .max: Parameters("case_sensitive?, attribute?")
    case .groupby: Parameters("attribute, default?, case_sensitive?")
    case .batch: Parameters("linecount, fill_with?")
    case .slice: Parameters("slices, fill_with?")
    case .sum: Parameters("attribute?, start?")
    case .attr: Parameters("name")
    case .map, .select, .reject, .selectattr, .rejectattr: Parameters("...")
    case .length, .first, .last, .list, .items, .reverse, .random: .none
    }
  }
}

extension Renderer {
  /// What `filter` makes of `base`.
  mutating func apply(
    _ filter: ListFilter, _ base: Value, _ places: Places
  ) throws(Failure) -> Value {
    switch filter {
    case .default: return try replacement(base, places)
    case .length: return .int(try length(of: base))
    case .first, .last: return try end(of: base, isFirst: filter == .first)
    case .list: return .list(try elements(of: base))
    case .items: return try pairs(of: base)
    case .join: return try join(base, places)
    case .reverse: return try reversed(base)
    case .sort: return try sorted(base, places)
    case .dictsort: return try sortedPairs(base, places)
    case .unique: return try unique(base, places)
    case .groupby: return try grouped(base, places)
    case .batch: return try batches(base, places)
    case .slice: return try slices(base, places)
    case .map: return try mapped(base, places.given)
    case .select, .reject: return try chosen(base, places.given, keeps: filter == .select)
    case .selectattr, .rejectattr:
      return try chosenByField(base, places.given, keeps: filter == .selectattr)
    case .min, .max: return try extreme(base, places, isMax: filter == .max)
    case .sum: return try sum(base, places)
    case .attr: return try field(base, try text(places, 0, ""))
    case .random:
      // A page depends on its values alone, so that chance has no place in it.
      throw failure(
        .templateType, "random would make a page that differs from one build to the next",
        note: "choose by a value, as in items[index % items|length]")
    }
  }

  private mutating func replacement(_ base: Value, _ places: Places) throws(Failure) -> Value {
    let fallback = places[0] ?? .string("")
    if base.isUndefined { return fallback }
    if try truth(places, 1, false), try !isTrue(base, at: current) { return fallback }
    return base
  }

  /// How many items or characters `value` has.
  mutating func length(of value: Value) throws(Failure) -> Int {
    switch value {
    case .string(let text), .markup(let text): return text.count
    case .list(let items), .tuple(let items): return items.count
    case .map(let map): return map.count
    case .record(let record): return record.values.count
    case .handle(let handle) where handle.kind == .loop && Int(handle.index) < loops.count:
      return loops[Int(handle.index)].items.count
    case .undefined(let missing):
      if isForgiven(missing) { return 0 }
      throw undefinedFailure(missing)
    default: throw failure(.templateType, "\(value.kindName.capitalizedFirst) has no length")
    }
  }

  private mutating func end(of value: Value, isFirst: Bool) throws(Failure) -> Value {
    let items = try elements(of: value)
    return (isFirst ? items.first : items.last)
      ?? .undefined(
        Undefined(
          .said("the list is empty and has no \(isFirst ? "first" : "last") item"), at: current))
  }

  private mutating func pairs(of value: Value) throws(Failure) -> Value {
    switch value {
    case .map(let map): return .list(zip(map.keys, map.values).map { .tuple([$0, $1]) })
    case .record(let record):
      return .list(
        zip(record.shape.names, record.values).map { .tuple([.string($0.text), $1]) })
    case .undefined: return .list([])
    default: throw failure(.templateType, "items needs a mapping, not \(value.kindName)")
    }
  }

  private mutating func join(_ base: Value, _ places: Places) throws(Failure) -> Value {
    var items = try elements(of: base)
    if let path = places[1] {
      for index in items.indices { items[index] = try field(items[index], at: path) }
    }
    let separator = places[0] ?? .string("")
    let isMarkup = isEscaping && ([separator] + items).contains { $0.isMarkup }
    var bytes: [UInt8] = []
    for (index, item) in items.enumerated() {
      if index > 0 { try append(separator, to: &bytes, isMarkup) }
      try append(item, to: &bytes, isMarkup)
      try checkSize(bytes.count)
    }
    return isMarkup ? .markup(Text(utf8: bytes)) : .string(Text(utf8: bytes))
  }

  private mutating func append(
    _ value: Value, to bytes: inout [UInt8], _ isMarkup: Bool
  ) throws(Failure) {
    let text = try printed(value)
    if isMarkup, !value.isMarkup {
      bytes.appendEscaped(text.utf8)
    } else {
      bytes.append(contentsOf: text.utf8)
    }
  }

  private mutating func reversed(_ value: Value) throws(Failure) -> Value {
    switch value {
    case .string(let text): return .string(text.reversed)
    case .markup(let text): return .markup(text.reversed)
    default: return .list(try elements(of: value).reversed())
    }
  }

  private mutating func batches(_ base: Value, _ places: Places) throws(Failure) -> Value {
    let size = try whole(places, 0, 1)
    guard size > 0 else { throw failure(.templateArgument, "batch needs a size above zero") }
    var batches: [Value] = []
    var batch: [Value] = []
    for item in try elements(of: base) {
      if batch.count == size {
        batches.append(.list(batch))
        batch = []
      }
      batch.append(item)
    }
    if !batch.isEmpty {
      if let fill = places[1], fill != .none {
        try checkSize(size)
        batch += Array(repeating: fill, count: size - batch.count)
      }
      batches.append(.list(batch))
    }
    return .list(batches)
  }

  private mutating func slices(_ base: Value, _ places: Places) throws(Failure) -> Value {
    let count = try whole(places, 0, 1)
    guard count > 0 else { throw failure(.templateArgument, "slice needs a count above zero") }
    try checkSize(count)
    let items = try elements(of: base)
    let (size, extra) = items.count.quotientAndRemainder(dividingBy: count)
    var slices: [Value] = []
    var start = 0
    for number in 0..<count {
      let end = start + size + (number < extra ? 1 : 0)
      var slice = Array(items[start..<end])
      if let fill = places[1], fill != .none, number >= extra { slice.append(fill) }
      slices.append(.list(slice))
      start = end
    }
    return .list(slices)
  }
}

extension Value {
  /// Whether it is a list or a tuple.
  var isList: Bool {
    switch self {
    case .list, .tuple: true
    default: false
    }
  }

  /// Whether it is markup already.
  var isMarkup: Bool { if case .markup = self { true } else { false } }
}
