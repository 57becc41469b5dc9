import StetCore

/// One `%…` of a pattern.
private struct PercentField {
  var key: Text?
  var flags: Set<UInt8> = []
  var width: Int?
  var precision: Int?
  var conversion: UInt8 = 0
}

extension Renderer {
  /// `pattern` with its `%` fields filled, as Python's `%` operator does.
  mutating func formatted(
    _ pattern: Text, _ positional: [Value], _ named: [(name: Name, value: Value)], isMarkup: Bool
  ) throws(Failure) -> Value {
    let source = pattern.utf8
    var bytes: [UInt8] = []
    var (index, taken) = (0, 0)
    var usesNames = false
    while index < source.count {
      guard source[index] == 0x25 else {
        bytes.append(source[index])
        index += 1
        continue
      }
      index += 1
      let field = try percentField(source, &index, positional, &taken)
      if field.conversion == 0x25 {
        bytes.append(0x25)
        continue
      }
      var value: Value
      if let key = field.key {
        usesNames = true
        guard let found = try namedValue(key, positional, named) else {
          throw failure(.templateArgument, "format is not given \(key.string)")
        }
        value = found
      } else {
        guard taken < positional.count else {
          throw failure(.templateArgument, "format has more fields than arguments")
        }
        value = positional[taken]
        taken += 1
      }
      let text = try filled(field, value, isMarkup: isMarkup)
      bytes.append(contentsOf: text)
      try checkSize(bytes.count)
    }
    if !usesNames, taken < positional.count, !positional[taken].isMapping {
      throw failure(.templateArgument, "format has fewer fields than arguments")
    }
    return isMarkup ? .markup(Text(utf8: bytes)) : .string(Text(utf8: bytes))
  }

  private func namedValue(
    _ key: Text, _ positional: [Value], _ named: [(name: Name, value: Value)]
  ) throws(Failure) -> Value? {
    if let found = named.first(where: { $0.name.text == key }) { return found.value }
    switch positional.first {
    case .map(let map): return map[.string(key)]
    case .record(let record): return record[Name(key)]
    default: return nil
    }
  }

  private func percentField(
    _ source: [UInt8], _ index: inout Int, _ positional: [Value], _ taken: inout Int
  ) throws(Failure) -> PercentField {
    var field = PercentField()
    if index < source.count, source[index] == 0x28 {
      guard let close = source[index...].firstIndex(of: 0x29) else { throw brokenPattern() }
      field.key = Text(utf8: Array(source[(index + 1)..<close]))
      index = close + 1
    }
    while index < source.count, [0x2D, 0x2B, 0x20, 0x30, 0x23].contains(source[index]) {
      field.flags.insert(source[index])
      index += 1
    }
    field.width = try number(source, &index, positional, &taken)
    if index < source.count, source[index] == 0x2E {
      index += 1
      field.precision = try number(source, &index, positional, &taken) ?? 0
    }
    if let width = field.width, width < 0 {
      field.flags.insert(0x2D)
      field.width = -width
    }
    try checkSize(max(field.width ?? 0, field.precision ?? 0))
    while index < source.count, [0x68, 0x6C, 0x4C].contains(source[index]) { index += 1 }
    guard index < source.count else { throw brokenPattern() }
    field.conversion = source[index]
    index += 1
    return field
  }

  private func brokenPattern() -> Failure {
    failure(
      .templateArgument, "The format ends within a field", note: "write %% for a percent sign")
  }

  private func number(
    _ source: [UInt8], _ index: inout Int, _ positional: [Value], _ taken: inout Int
  ) throws(Failure) -> Int? {
    if index < source.count, source[index] == 0x2A {
      index += 1
      guard taken < positional.count, let number = positional[taken].wholeNumber else {
        throw failure(.templateArgument, "* needs a whole number")
      }
      taken += 1
      return number
    }
    var digits: Int?
    while index < source.count, (0x30...0x39).contains(source[index]), (digits ?? 0) < 1 << 40 {
      digits = (digits ?? 0) * 10 + Int(source[index] - 0x30)
      index += 1
    }
    return digits
  }

  private mutating func filled(
    _ field: PercentField, _ value: Value, isMarkup: Bool
  ) throws(Failure) -> [UInt8] {
    let letter = Unicode.Scalar(field.conversion)
    switch letter {
    case "s", "r", "a":
      var text = letter == "s" ? try printed(value) : Text(try represented(value))
      if isMarkup, !(letter == "s" && value.isMarkup) { text = escaped(text) }
      if let precision = field.precision { text = Text(scalars: text.scalars.prefix(precision)) }
      return padded(text.utf8, text.count, field)
    case "c":
      if let code = value.wholeNumber, let scalar = Unicode.Scalar(UInt32(clamping: code)) {
        return padded(Text(scalars: [scalar]).utf8, 1, field)
      }
      guard let text = value.text, text.count == 1 else { throw wrongKind("a character", value) }
      return padded(text.utf8, 1, field)
    case "d", "i", "u", "x", "X", "o": return try filledWhole(field, letter, value)
    case "e", "E", "f", "F", "g", "G":
      guard let number = value.number else { throw wrongKind("a number", value) }
      guard (field.precision ?? 0) <= 400 else {
        throw failure(.templateLimit, "A number is printed with at most 400 digits")
      }
      let sharp = field.flags.contains(0x23) ? "#" : ""
      let text = StetTemplate.printed(
        number.magnitude, "%\(sharp).\(field.precision ?? 6)\(letter)")
      return signed(Array(text.utf8), isNegative: number.sign == .minus, field)
    default:
      throw failure(
        .templateArgument, "% does not know \(letter)", note: "write %% for a percent sign")
    }
  }

  private func wrongKind(_ wanted: String, _ value: Value) -> Failure {
    failure(.templateType, "The field needs \(wanted), not \(value.kindName)")
  }

  private func filledWhole(
    _ field: PercentField, _ letter: Unicode.Scalar, _ value: Value
  ) throws(Failure) -> [UInt8] {
    var whole = value.wholeNumber
    let isDecimal = letter == "d" || letter == "i" || letter == "u"
    if whole == nil, isDecimal, case .double(let number) = value {
      whole = Int(exactly: number.rounded(.towardZero))
    }
    guard let whole else { throw wrongKind("a whole number", value) }
    let radix = isDecimal ? 10 : letter == "o" ? 8 : 16
    var digits = String(whole.magnitude, radix: radix, uppercase: letter == "X")
    if let precision = field.precision, digits.utf8.count < precision {
      digits = String(repeating: "0", count: precision - digits.utf8.count) + digits
    }
    if field.flags.contains(0x23), !isDecimal { digits = "0\(letter)\(digits)" }
    return signed(Array(digits.utf8), isNegative: whole < 0, field)
  }

  private func signed(
    _ digits: [UInt8], isNegative: Bool, _ field: PercentField
  ) -> [UInt8] {
    var sign: [UInt8] = []
    if isNegative {
      sign = [0x2D]
    } else if field.flags.contains(0x2B) {
      sign = [0x2B]
    } else if field.flags.contains(0x20) {
      sign = [0x20]
    }
    let missing = (field.width ?? 0) - sign.count - digits.count
    if field.flags.contains(0x30), !field.flags.contains(0x2D), missing > 0 {
      return sign + Array(repeating: 0x30, count: missing) + digits
    }
    return padded(sign + digits, sign.count + digits.count, field)
  }

  private func padded(_ bytes: [UInt8], _ count: Int, _ field: PercentField) -> [UInt8] {
    let missing = (field.width ?? 0) - count
    guard missing > 0 else { return bytes }
    let spaces = [UInt8](repeating: 0x20, count: missing)
    return field.flags.contains(0x2D) ? bytes + spaces : spaces + bytes
  }
}

extension Value {
  /// Whether it has named fields.
  var isMapping: Bool {
    switch self {
    case .map, .record: true
    default: false
    }
  }
}
