import StetCore

extension Renderer {
  /// Whether `operation` holds between `left` and `right`.
  mutating func holds(
    _ operation: Comparison, _ left: Value, _ right: Value
  ) throws(Failure) -> Bool {
    switch operation {
    case .equal: return try areEqual(left, right)
    case .notEqual: return !(try areEqual(left, right))
    case .less: return try precedes(left, right)
    case .lessEqual: return try !precedes(right, left, isSwapped: true) && isOrdered(left, right)
    case .greater: return try precedes(right, left, isSwapped: true)
    case .greaterEqual: return try !precedes(left, right) && isOrdered(left, right)
    case .within: return try contains(right, left)
    case .notWithin: return !(try contains(right, left))
    }
  }

  private func isOrdered(_ left: Value, _ right: Value) -> Bool {
    !(left.number?.isNaN ?? false) && !(right.number?.isNaN ?? false)
  }

  private mutating func areEqual(_ left: Value, _ right: Value) throws(Failure) -> Bool {
    if case .undefined(let missing) = left, !isForgiven(missing) {
      throw undefinedFailure(missing)
    }
    if case .undefined(let missing) = right, !isForgiven(missing) {
      throw undefinedFailure(missing)
    }
    var comparisonsMax = Value.comparisonsMax
    let areEqual = Value.areEqual(left, right, &comparisonsMax)
    if comparisonsMax < 0 {
      throw failure(.templateLimit, "The values have too many parts to be compared")
    }
    return areEqual
  }

  /// Whether `left` comes before `right`; values of different kinds have no order.
  mutating func precedes(
    _ left: Value, _ right: Value, isSwapped: Bool = false, ignoringCase: Bool = false
  ) throws(Failure) -> Bool {
    if let one = left.wholeNumber, let two = right.wholeNumber { return one < two }
    if let one = left.number, let two = right.number { return one < two }
    if let one = left.text, let two = right.text {
      // The order of UTF-8 bytes is the order of code points.
      return one.utf8.lexicographicallyPrecedes(two.utf8)
    }
    switch (left, right) {
    case (.list(let one), .list(let two)), (.tuple(let one), .tuple(let two)):
      return try precedes(one, two)
    case (.record(let one), .record(let two)) where one.shape.isTuple && two.shape.isTuple:
      return try precedes(one.values, two.values)
    case (.timestamp(let one), .timestamp(let two)): return one.isBefore(two)
    case (.undefined(let missing), _), (_, .undefined(let missing)):
      throw undefinedFailure(missing)
    default:
      let (one, two) = isSwapped ? (right, left) : (left, right)
      throw failure(
        .templateType, "\(one.kindName.capitalizedFirst) and \(two.kindName) have no order")
    }
  }

  private mutating func precedes(_ left: [Value], _ right: [Value]) throws(Failure) -> Bool {
    for (one, two) in zip(left, right) where one != two { return try precedes(one, two) }
    return left.count < right.count
  }

  /// Whether `item` is in `container`: an element, a key, or a part of a text.
  mutating func contains(_ container: Value, _ item: Value) throws(Failure) -> Bool {
    switch container {
    case .list(let items) where items.isEmpty, .tuple(let items) where items.isEmpty: return false
    default: break
    }
    if case .undefined(let missing) = item, !isForgiven(missing) {
      throw undefinedFailure(missing)
    }
    switch container {
    case .list(let items), .tuple(let items):
      for element in items where try areEqual(element, item) { return true }
      return false
    case .map(let map): return map[item] != nil
    case .record(let record):
      if record.shape.isTuple { return record.values.contains(item) }
      return item.text.map { record[Name($0)] != nil } ?? false
    case .string(let text), .markup(let text):
      guard let part = item.text else {
        throw failure(.templateType, "A text holds texts, not \(item.kindName)")
      }
      return text.utf8.firstRange(of: part.utf8) != nil
    case .undefined(let missing):
      if isForgiven(missing) { return false }
      throw undefinedFailure(missing)
    default:
      throw failure(.templateType, "Nothing can be in \(container.kindName)")
    }
  }
}

extension [UInt8] {
  /// Where `part` first stands from `start` on; nil when it does not.
  func firstRange(of part: [UInt8], from start: Int = 0) -> Range<Int>? {
    guard let first = part.first else { return start <= count ? start..<start : nil }
    guard count >= part.count else { return nil }
    var index = start
    let last = count - part.count
    while index <= last {
      if self[index] == first {
        var length = 1
        while length < part.count, self[index + length] == part[length] { length += 1 }
        if length == part.count { return index..<(index + length) }
      }
      index += 1
    }
    return nil
  }
}
