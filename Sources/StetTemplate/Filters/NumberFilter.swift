import StetCore

/// Filters of numbers.
enum NumberFilter: String, CaseIterable, Sendable {
  case abs, float, int, round, filesizeformat

  /// The arguments it takes after the value.
  var parameters: Parameters {
    switch self {
    case .abs: .none
    case .float: Parameters("default?")
    case .int: Parameters("default?, base?")
    case .round: Parameters("precision?, method?")
    case .filesizeformat: Parameters("binary?")
    }
  }
}

extension Renderer {
  /// What `filter` makes of `base`.
  mutating func apply(
    _ filter: NumberFilter, _ base: Value, _ places: Places
  ) throws(Failure) -> Value {
    if case .undefined(let missing) = base {
      throw undefinedFailure(missing)
    }
    switch filter {
    case .abs:
      if let whole = base.wholeNumber {
        guard whole != .min else {
          throw failure(.templateNumber, "The result does not fit 64 bits")
        }
        return .int(Swift.abs(whole))
      }
      return .double(Swift.abs(try number(base)))
    case .float:
      if let number = base.number { return .double(number) }
      return base.text.flatMap { pythonNumber($0.string) }.map { .double($0) }
        ?? places[0] ?? .double(0)
    case .int: return try integer(base, places)
    case .round: return try rounded(base, places)
    case .filesizeformat: return try fileSize(base, isBinary: try truth(places, 0, false))
    }
  }

  private func number(_ value: Value) throws(Failure) -> Double {
    if let number = value.number { return number }
    throw failure(.templateType, "A number is needed here, not \(value.kindName)")
  }

  private mutating func integer(_ value: Value, _ places: Places) throws(Failure) -> Value {
    let fallback = places[0] ?? .int(0)
    if let whole = value.wholeNumber { return .int(whole) }
    var number = value.number
    if let text = value.text?.trimmed().string {
      let radix = try whole(places, 1, 10)
      if let whole = wholeNumber(text, radix) { return .int(whole) }
      number = pythonNumber(text)
    }
    guard let number, let whole = Int(exactly: number.rounded(.towardZero)) else {
      return fallback
    }
    return .int(whole)
  }

  private func wholeNumber(_ text: String, _ radix: Int) -> Int? {
    guard (2...36).contains(radix) || radix == 0 else { return nil }
    var digits = text.replacing("_", with: "")
    let isNegative = digits.hasPrefix("-")
    if isNegative || digits.hasPrefix("+") { digits.removeFirst() }
    var base = radix
    let prefixes = ["0x": 16, "0o": 8, "0b": 2]
    if let known = prefixes[digits.prefix(2).lowercased()], radix == known || radix == 0 {
      digits.removeFirst(2)
      base = known
    } else if radix == 0 {
      base = 10
    }
    guard digits.utf8.first.map({ $0 != 0x2B && $0 != 0x2D }) ?? false else { return nil }
    return Int((isNegative ? "-" : "") + digits, radix: base)
  }

  /// The number that Python's `float` reads from `text`.
  private func pythonNumber(_ text: String) -> Double? {
    let plain = Text(text).trimmed().string.replacing("_", with: "").lowercased()
    switch plain {
    case "inf", "+inf", "infinity", "+infinity": return .infinity
    case "-inf", "-infinity": return -.infinity
    case "nan", "+nan", "-nan": return .nan
    default:
      guard
        plain.utf8.allSatisfy({ byte in
          (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x65].contains(byte)
        })
      else { return nil }
      return Double(plain.hasSuffix(".") ? plain + "0" : plain.hasPrefix(".") ? "0" + plain : plain)
    }
  }

  private mutating func rounded(_ value: Value, _ places: Places) throws(Failure) -> Value {
    let precision = try whole(places, 0, 0)
    let method = try text(places, 1, "common").string
    guard ["common", "ceil", "floor"].contains(method) else {
      throw failure(.templateArgument, "round rounds by common, ceil or floor")
    }
    if method == "common" {
      // Python leaves a whole number whole, unless digits before the point are rounded.
      if let whole = value.wholeNumber, precision >= 0 { return .int(whole) }
      let number = try number(value)
      let made = roundedHalfEven(number, precision)
      if let whole = value.wholeNumber { return .int(Int(exactly: made) ?? whole) }
      return .double(made)
    }
    let scale = power(10, Double(precision))
    let scaled = try number(value) * scale
    let whole = method == "ceil" ? scaled.rounded(.up) : scaled.rounded(.down)
    // Adding zero makes a positive zero of a negative one.
    return .double((whole + 0) / scale)
  }

  private func fileSize(_ value: Value, isBinary: Bool) throws(Failure) -> Value {
    let size = value.text.flatMap { pythonNumber($0.string) } ?? value.number
    guard let size else {
      throw failure(.templateType, "A number is needed here, not \(value.kindName)")
    }
    let base: Double = isBinary ? 1024 : 1000
    if size == 1 { return "1 Byte" }
    if size < base { return .text("\(Int(exactly: size.rounded(.towardZero)) ?? 0) Bytes") }
    let names =
      isBinary
      ? ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"]
      : ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"]
    var unit = base
    for name in names.dropLast() {
      if size < unit * base { return .text("\(fixed(size / unit, 1)) \(name)") }
      unit *= base
    }
    return .text("\(fixed(size / unit, 1)) \(names[7])")
  }
}
