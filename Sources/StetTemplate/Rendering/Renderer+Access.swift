import StetCore

extension Renderer {
  /// The field `symbol` of `base`; undefined when it has none.
  mutating func attribute(
    _ base: Value, _ symbol: Int32, at node: Int32
  ) throws(Failure) -> Value {
    let name = program.names[Int(symbol)]
    switch base {
    case .record(let record): if let value = record[name] { return value }
    case .map(let map): if let value = map[name] { return value }
    case .handle(let handle):
      if let value = try attribute(handle, symbol, at: node) { return value }
    case .timestamp(let timestamp):
      if let value = part(of: timestamp, symbol) { return value }
    case .undefined(let missing): throw undefinedFailure(missing)
    default: break
    }
    return .undefined(Undefined(.attribute(name, of: base), at: node))
  }

  private mutating func attribute(
    _ handle: Handle, _ symbol: Int32, at node: Int32
  ) throws(Failure) -> Value? {
    let index = Int(handle.index)
    switch handle.kind {
    case .loop: return loopAttribute(index, symbol, at: node)
    case .namespace: return namespaces[index][program.names[Int(symbol)]]
    case .module:
      // A name that begins with an underscore is the template's own (as in Jinja).
      guard program.names[Int(symbol)].text.utf8.first != 0x5F,
        let place = modules[index].symbols.lastIndex(of: symbol)
      else { return nil }
      return modules[index].values[place]
    case .cycler:
      guard symbol == Symbol.current.rawValue || program.names[Int(symbol)].text == "current"
      else { return nil }
      return cyclers[index].items[cyclers[index].index]
    case .blocks:
      guard index < contexts.count, contexts[index].lineage[symbol] != nil else { return nil }
      blockReferences.append(
        BlockReference(
          name: symbol, level: 0, context: handle.index, link: contexts[index].frame,
          linkTop: contexts[index].exportTop))
      return .handle(Handle(.block, blockReferences.count - 1))
    case .block:
      guard symbol == Symbol.parent.rawValue, index < blockReferences.count else { return nil }
      var reference = blockReferences[index]
      reference.level += 1
      blockReferences.append(reference)
      return .handle(Handle(.block, blockReferences.count - 1))
    case .macro, .caller: return macroAttribute(index, symbol)
    case .joiner, .builtin: return nil
    }
  }

  private func macroAttribute(_ index: Int, _ symbol: Int32) -> Value? {
    let macro = program.macros[Int(macros[index].declaration)]
    switch Symbol(rawValue: symbol) {
    case .name: return .string(program.names[Int(macro.name)].text)
    case .arguments:
      return .tuple(macro.parameters.map { .string(program.names[Int($0)].text) })
    case .catchKwargs: return .bool(macro.usesKwargs)
    case .catchVarargs: return .bool(macro.usesVarargs)
    case .caller: return .bool(macro.usesCaller)
    default: return nil
    }
  }

  private func part(of timestamp: Timestamp, _ symbol: Int32) -> Value? {
    let civil = timestamp.civil
    switch Symbol(rawValue: symbol) {
    case .year: return .int(civil.year)
    case .month: return .int(civil.month)
    case .day: return .int(civil.day)
    case .hour: return .int(civil.hour)
    case .minute: return .int(civil.minute)
    case .second: return .int(civil.second)
    case .weekday: return .int(civil.weekday)
    default: return nil
    }
  }

  /// The element `key` of `base`: an index, a key, or a field by its name.
  mutating func item(_ base: Value, _ key: Value, at node: Int32) throws(Failure) -> Value {
    switch base {
    case .undefined(let missing): throw undefinedFailure(missing)
    case .list(let items), .tuple(let items):
      if let place = place(key, items.count) { return items[place] }
    case .map(let map): if let value = map[key] { return value }
    case .string(let text):
      if let place = place(key, text.count) { return .string(Text(scalars: [text.scalars[place]])) }
    case .markup(let text):
      if let place = place(key, text.count) { return .markup(Text(scalars: [text.scalars[place]])) }
    case .record(let record) where record.shape.isTuple:
      if let place = place(key, record.values.count) { return record.values[place] }
    default: break
    }
    if case .undefined(let missing) = key { throw undefinedFailure(missing) }
    if let name = key.text {
      if case .record(let record) = base, let value = record[Name(name)] { return value }
      if case .handle = base, let symbol = program.symbols[name] {
        return try attribute(base, symbol, at: node)
      }
      if case .timestamp = base, let symbol = program.symbols[name] {
        return try attribute(base, symbol, at: node)
      }
    }
    return .undefined(Undefined(.element(key, of: base), at: node))
  }

  private func place(_ key: Value, _ count: Int) -> Int? {
    guard let index = key.wholeNumber else { return nil }
    let place = index < 0 ? index + count : index
    return place >= 0 && place < count ? place : nil
  }

  /// The part of `base` from `lower` to `upper` in steps, as Python slices.
  mutating func slice(
    _ base: Value, _ lower: Int?, _ upper: Int?, _ step: Int?
  ) throws(Failure) -> Value {
    let step = step ?? 1
    guard step != 0 else { throw failure(.templateNumber, "A slice cannot step by zero") }
    switch base {
    case .list(let items):
      return .list(places(items.count, lower, upper, step).map { items[$0] })
    case .tuple(let items):
      return .tuple(places(items.count, lower, upper, step).map { items[$0] })
    case .record(let record) where record.shape.isTuple:
      return .tuple(places(record.values.count, lower, upper, step).map { record.values[$0] })
    case .string(let text):
      let scalars = text.scalars
      return .string(
        Text(scalars: places(scalars.count, lower, upper, step).map { scalars[$0] }))
    case .markup(let text):
      let scalars = text.scalars
      return .markup(
        Text(scalars: places(scalars.count, lower, upper, step).map { scalars[$0] }))
    case .undefined(let missing): throw undefinedFailure(missing)
    default:
      throw failure(.templateType, "\(base.kindName.capitalizedFirst) cannot be sliced")
    }
  }

  private func places(_ count: Int, _ lower: Int?, _ upper: Int?, _ step: Int) -> [Int] {
    let isForward = step > 0
    let clamp: (Int) -> Int = { index in
      let index = index < 0 ? max(index + count, -1) : index
      return isForward ? min(max(index, 0), count) : min(max(index, -1), count - 1)
    }
    let start = lower.map(clamp) ?? (isForward ? 0 : count - 1)
    let end = upper.map(clamp) ?? (isForward ? count : -1)
    // A step as large as an Int would overflow when added.
    let size = min(max(step, -count - 1), count + 1)
    return Array(stride(from: start, to: end, by: size))
  }

  // MARK: - What is missing

  /// The failure that something undefined was used.
  func undefinedFailure(_ missing: Undefined) -> Failure {
    let node = missing.node >= 0 ? missing.node : current
    switch missing.place {
    case .nothing:
      return failure(
        .unknownField, "The condition is false and there is no else", note: "add an else", at: node)
    case .said(let message):
      return failure(.unknownField, message.capitalizedFirst, at: node)
    case .variable(let name):
      if name.text == "super" {
        return failure(.unknownBlock, "There is no parent block that super could print", at: node)
      }
      let near = nearestName(to: name.string, among: visibleNames)
      return failure(
        .unknownVariable, "There is no variable called \(name.string)",
        note: near.map { "did you mean \($0)?" }, at: node)
    case .attribute(let name, let base):
      let near = nearestName(to: name.string, among: fieldNames(of: base))
      return failure(
        .unknownField,
        "\(base.kindName.capitalizedFirst) has no field called \(name.string)",
        note: near.map { "did you mean \($0)?" } ?? fieldNote(base), at: node)
    case .element(let key, let base):
      if let text = key.text?.string {
        let near = nearestName(to: text, among: fieldNames(of: base))
        return failure(
          .unknownField, "\(base.kindName.capitalizedFirst) has no key \(text)",
          note: near.map { "did you mean \($0)?" } ?? fieldNote(base), at: node)
      }
      return failure(
        .unknownField, "\(base.kindName.capitalizedFirst) has no element \(key.represented)",
        at: node)
    }
  }

  private func fieldNote(_ base: Value) -> String? {
    let names = fieldNames(of: base)
    guard !names.isEmpty else { return nil }
    let shown = names.prefix(12).joined(separator: ", ")
    return "it has \(shown)\(names.count > 12 ? ", …" : "")"
  }

  private func fieldNames(of base: Value) -> [String] {
    switch base {
    case .record(let record): return record.shape.fields
    case .map(let map): return map.keys.compactMap { $0.text?.string }
    case .handle(let handle):
      switch handle.kind {
      case .loop:
        let names: [Symbol] = [
          .index, .index0, .revindex, .revindex0, .first, .last, .length, .previtem, .nextitem,
          .cycle, .changed, .depth, .depth0,
        ]
        return names.map(\.name)
      case .namespace: return namespaces[Int(handle.index)].keys.compactMap { $0.text?.string }
      case .module:
        return modules[Int(handle.index)].symbols.map { program.names[Int($0)].string }
          .filter { !$0.hasPrefix("_") }
      case .blocks:
        return contexts[Int(handle.index)].lineage.keys.map { program.names[Int($0)].string }
          .sorted()
      default: return []
      }
    default: return []
    }
  }
}
