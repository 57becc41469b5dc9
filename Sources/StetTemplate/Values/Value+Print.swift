import StetCore

extension Value {
  /// The text that `{{ value }}` prints, before escaping: Python's `str`.
  public var printed: String {
    var bytes: [UInt8] = []
    bytes.appendPrinted(self)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The value as Python's `repr` shows it, for messages, and therefore not all of a long one.
  var represented: String {
    var bytes: [UInt8] = []
    bytes.appendRepresented(self, depth: 0, upTo: 1 << 16)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What kind of value it is, for messages.
  var kindName: String {
    switch self {
    case .undefined: "undefined"
    case .none: "none"
    case .bool: "a truth value"
    case .int: "a whole number"
    case .double: "a number"
    case .string, .markup: "a text"
    case .list: "a list"
    case .tuple: "a tuple"
    case .map: "a mapping"
    case .record: "a record"
    case .timestamp: "a date"
    case .function: "a function"
    case .handle(let handle): handle.kindName
    }
  }
}

extension Handle {
  /// What the handle stands for, for messages.
  var kindName: String {
    switch kind {
    case .macro, .caller: "a macro"
    case .loop: "the loop"
    case .namespace: "a namespace"
    case .cycler: "a cycler"
    case .joiner: "a joiner"
    case .module: "a template's module"
    case .block, .blocks: "a block"
    case .builtin: "a function"
    }
  }
}

extension [UInt8] {
  /// Appends what `{{ value }}` prints, unescaped; little more once there are `limit` bytes.
  mutating func appendPrinted(_ value: Value, upTo limit: Int = .max) {
    switch value {
    case .string(let text), .markup(let text): append(contentsOf: text.utf8)
    case .int(let number): appendDecimal(number)
    case .undefined: break
    default: appendRepresented(value, depth: 0, upTo: limit)
    }
  }

  /// Appends `value` as Python's `repr` shows it; what is nested too deeply, or comes after `limit`
  /// bytes, is shown as `...`.
  mutating func appendRepresented(_ value: Value, depth: Int, upTo limit: Int) {
    guard depth < 100, count <= limit else {
      append(contentsOf: "...".utf8)
      return
    }
    switch value {
    case .undefined: append(contentsOf: "Undefined".utf8)
    case .none: append(contentsOf: "None".utf8)
    case .bool(let truth): append(contentsOf: (truth ? "True" : "False").utf8)
    case .int(let number): appendDecimal(number)
    case .double(let number): append(contentsOf: pythonText(of: number).utf8)
    case .string(let text): appendQuoted(text)
    case .markup(let text):
      append(contentsOf: "Markup(".utf8)
      appendQuoted(text)
      append(0x29)
    case .list(let items): appendItems(items, "[", "]", depth: depth, upTo: limit)
    case .tuple(let items): appendTuple(items, depth: depth, upTo: limit)
    case .map(let map):
      appendPairs(map.keys, map.values, depth: depth, upTo: limit)
    case .record(let record):
      if record.shape.isTuple {
        appendTuple(record.values, depth: depth, upTo: limit)
      } else {
        appendPairs(
          record.shape.names.map { .string($0.text) }, record.values, depth: depth, upTo: limit)
      }
    case .timestamp(let timestamp): append(contentsOf: timestamp.rfc3339.utf8)
    case .function(let function): append(contentsOf: "<function \(function.name)>".utf8)
    case .handle(let handle): append(contentsOf: "<\(handle.kind)>".utf8)
    }
  }

  private mutating func appendTuple(_ items: [Value], depth: Int, upTo limit: Int) {
    appendItems(items, "(", items.count == 1 ? ",)" : ")", depth: depth, upTo: limit)
  }

  private mutating func appendItems(
    _ items: [Value], _ open: String, _ close: String, depth: Int, upTo limit: Int
  ) {
    append(contentsOf: open.utf8)
    for (index, item) in items.enumerated() {
      if index > 0 { append(contentsOf: ", ".utf8) }
      appendRepresented(item, depth: depth + 1, upTo: limit)
    }
    append(contentsOf: close.utf8)
  }

  private mutating func appendPairs(
    _ keys: [Value], _ values: [Value], depth: Int, upTo limit: Int
  ) {
    append(0x7B)
    for index in keys.indices {
      if index > 0 { append(contentsOf: ", ".utf8) }
      appendRepresented(keys[index], depth: depth + 1, upTo: limit)
      append(contentsOf: ": ".utf8)
      appendRepresented(values[index], depth: depth + 1, upTo: limit)
    }
    append(0x7D)
  }

  /// Appends `text` in quotes as Python shows a text inside a list.
  private mutating func appendQuoted(_ text: Text) {
    let quote: UInt8 = text.utf8.contains(0x27) && !text.utf8.contains(0x22) ? 0x22 : 0x27
    append(quote)
    for scalar in text.string.unicodeScalars {
      switch scalar {
      case "\n": append(contentsOf: "\\n".utf8)
      case "\r": append(contentsOf: "\\r".utf8)
      case "\t": append(contentsOf: "\\t".utf8)
      case "\\": append(contentsOf: "\\\\".utf8)
      default:
        if scalar.value == UInt32(quote) { append(0x5C) }
        if isShownAsItself(scalar) {
          append(contentsOf: UTF8.encode(scalar) ?? .init())
        } else {
          appendEscape(scalar.value)
        }
      }
    }
    append(quote)
  }

  private mutating func appendEscape(_ value: UInt32) {
    let (letter, width) = value < 0x100 ? ("x", 2) : value < 0x10000 ? ("u", 4) : ("U", 8)
    let digits = String(value, radix: 16)
    let zeros = String(repeating: "0", count: width - digits.utf8.count)
    append(contentsOf: "\\\(letter)\(zeros)\(digits)".utf8)
  }

  private func isShownAsItself(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value >= 0x20 }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .spaceSeparator:
      return false
    default: return true
    }
  }
}

/// `number` as Python's `repr` writes it: the shortest digits that read back, with an exponent below
/// 1e-4 and from 1e16 on.
func pythonText(of number: Double) -> String {
  if number.isNaN { return "nan" }
  if number.isInfinite { return number < 0 ? "-inf" : "inf" }
  let parts = DecimalDigits(number)
  let sign = parts.isNegative ? "-" : ""
  let digits = parts.digits
  let point = parts.point
  if point > 16 || point < -3 {
    let exponent = point - 1
    let tail = digits.dropFirst()
    let size = abs(exponent) < 10 ? "0\(abs(exponent))" : "\(abs(exponent))"
    let fraction = tail.isEmpty ? "" : ".\(tail)"
    return "\(sign)\(digits.prefix(1))\(fraction)e\(exponent < 0 ? "-" : "+")\(size)"
  }
  if point <= 0 { return "\(sign)0.\(String(repeating: "0", count: -point))\(digits)" }
  if digits.utf8.count <= point {
    return "\(sign)\(digits)\(String(repeating: "0", count: point - digits.utf8.count)).0"
  }
  return "\(sign)\(digits.prefix(point)).\(digits.dropFirst(point))"
}

/// The shortest decimal digits that read back as a number: 0.`digits` × 10^`point`.
private struct DecimalDigits {
  let isNegative: Bool
  let digits: String
  let point: Int

  init(_ number: Double) {
    isNegative = number.sign == .minus
    let text = number.magnitude.description
    let halves = text.split(separator: "e")
    let exponent = halves.count > 1 ? Int(halves[1]) ?? 0 : 0
    let mantissa = halves[0].split(separator: ".", omittingEmptySubsequences: false)
    let whole = mantissa[0]
    let fraction = mantissa.count > 1 ? mantissa[1] : ""
    var all = Substring(whole + fraction)
    var point = whole.utf8.count + exponent
    while all.hasPrefix("0"), all.utf8.count > 1 {
      all.removeFirst()
      point -= 1
    }
    while all.hasSuffix("0"), all.utf8.count > 1 { all.removeLast() }
    digits = String(all)
    self.point = all == "0" ? 1 : point
  }
}
