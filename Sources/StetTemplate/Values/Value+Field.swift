/// What is asked of values that stay where they are: asking copies nothing, so it counts no references.
extension Value {
  /// The field whose name has the hash `hash`; nil where this is no record or has no such field.
  @inline(__always)
  func field(_ hash: UInt64) -> Value? {
    guard case .record(let record) = self, let slot = record.shape.slot(of: hash) else {
      return nil
    }
    return record.values[slot]
  }

  /// What the field whose name has the hash `hash` counts as in a condition; nil where only asking for its
  /// value can tell.
  @inline(__always)
  func truth(ofField hash: UInt64) -> Bool? {
    guard case .record(let record) = self, let slot = record.shape.slot(of: hash) else {
      return nil
    }
    let values = record.values
    return values.span[slot].truth
  }

  /// Whether the field whose name has the hash `hash` is there; nil where this is no record.
  @inline(__always)
  func hasField(_ hash: UInt64) -> Bool? {
    guard case .record(let record) = self else { return nil }
    guard let slot = record.shape.slot(of: hash) else { return false }
    let values = record.values
    return !values.span[slot].isUndefined
  }

  /// Whether this and `other` are the same text; nil where one of them is no text that is not markup.
  @inline(__always)
  func isSameText(as other: Value) -> Bool? {
    guard case .string(let one) = self, case .string(let two) = other else { return nil }
    return one.utf8 == two.utf8
  }

  /// The same of the field whose name has the hash `hash`.
  @inline(__always)
  func isField(_ hash: UInt64, sameTextAs other: Value) -> Bool? {
    guard case .record(let record) = self, let slot = record.shape.slot(of: hash) else {
      return nil
    }
    let values = record.values
    return values.span[slot].isSameText(as: other)
  }

  /// Appends a text or a whole number to `output` as it is printed; false where it is neither.
  @inline(__always)
  func print(to output: PageBytes, isEscaping: Bool) -> Bool {
    switch self {
    case .markup(let text): output.append(text.utf8)
    case .string(let text):
      if isEscaping {
        output.appendEscaped(text.utf8)
      } else {
        output.append(text.utf8)
      }
    case .int(let number): output.appendDecimal(number)
    default: return false
    }
    return true
  }

  /// The same of the field whose name has the hash `hash`.
  @inline(__always)
  func printField(_ hash: UInt64, to output: PageBytes, isEscaping: Bool) -> Bool {
    switch self {
    case .record(let record):
      guard let slot = record.shape.slot(of: hash) else { return false }
      return record.values[slot].print(to: output, isEscaping: isEscaping)
    default: return false
    }
  }
}
