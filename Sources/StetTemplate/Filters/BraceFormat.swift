import StetCore

/// What stands after the colon of a `{…}` field.
private struct BraceSpecification {
  var fill: Unicode.Scalar = " "
  var alignment: Unicode.Scalar?
  var sign: Unicode.Scalar = "-"
  var isAlternate = false
  var width = 0
  var grouping: Unicode.Scalar?
  var precision: Int?
  var kind: Unicode.Scalar?

  /// Whether anything was said; only texts and numbers can be laid out.
  let isGiven: Bool

  init?(_ text: [Unicode.Scalar]) {
    isGiven = !text.isEmpty
    var rest = text[...]
    let alignments: [Unicode.Scalar] = ["<", ">", "^", "="]
    if rest.count > 1, alignments.contains(rest[rest.startIndex + 1]) {
      fill = rest.removeFirst()
      alignment = rest.removeFirst()
    } else if let first = rest.first, alignments.contains(first) {
      alignment = rest.removeFirst()
    }
    if let first = rest.first, ["+", "-", " "].contains(first) { sign = rest.removeFirst() }
    if rest.first == "#" {
      isAlternate = true
      rest.removeFirst()
    }
    if rest.first == "0", alignment == nil {
      fill = "0"
      alignment = "="
    }
    width = BraceSpecification.number(&rest) ?? 0
    if let first = rest.first, first == "," || first == "_" { grouping = rest.removeFirst() }
    if rest.first == "." {
      rest.removeFirst()
      guard let digits = BraceSpecification.number(&rest) else { return nil }
      precision = digits
    }
    kind = rest.popFirst()
    if !rest.isEmpty { return nil }
  }

  private static func number(_ rest: inout ArraySlice<Unicode.Scalar>) -> Int? {
    var number: Int?
    while let digit = rest.first, ("0"..."9").contains(digit), (number ?? 0) < 1 << 40 {
      number = (number ?? 0) * 10 + Int(digit.value - 0x30)
      rest.removeFirst()
    }
    return number
  }
}

extension Renderer {
  /// `pattern` with its `{}` fields filled, as Python's `format` method does.
  mutating func formattedByBraces(
    _ pattern: Text, _ given: Given, isMarkup: Bool
  ) throws(Failure) -> Value {
    let source = pattern.scalars
    var made: [Unicode.Scalar] = []
    var (index, counter) = (0, 0)
    while index < source.count {
      let scalar = source[index]
      index += 1
      guard scalar == "{" || scalar == "}" else {
        made.append(scalar)
        continue
      }
      if index < source.count, source[index] == scalar {
        made.append(scalar)
        index += 1
        continue
      }
      guard scalar == "{", let close = source[index...].firstIndex(of: "}") else {
        throw failure(
          .templateArgument, "The format has a brace without its pair",
          note: "write {{ and }} for braces")
      }
      let field = Array(source[index..<close])
      index = close + 1
      made += try filled(field, given, &counter, isMarkup: isMarkup)
      try checkSize(made.count)
    }
    let text = Text(scalars: made)
    return isMarkup ? .markup(text) : .string(text)
  }

  private mutating func filled(
    _ field: [Unicode.Scalar], _ given: Given, _ counter: inout Int, isMarkup: Bool
  ) throws(Failure) -> [Unicode.Scalar] {
    let colon = field.firstIndex(of: ":") ?? field.count
    var head = Array(field[..<colon])
    let tail = colon < field.count ? Array(field[(colon + 1)...]) : []
    var conversion: Unicode.Scalar?
    if let mark = head.lastIndex(of: "!"), mark + 1 < head.count {
      conversion = head[mark + 1]
      head.removeSubrange(mark...)
    }
    var value = try fieldValue(String(String.UnicodeScalarView(head)), given, &counter)
    if conversion == "r" || conversion == "a" { value = .text(try represented(value)) }
    if conversion == "s" { value = .string(try printed(value)) }
    guard let specification = BraceSpecification(tail) else {
      throw failure(.templateArgument, "The format has a field that cannot be read")
    }
    var text = try laidOut(value, specification)
    if isMarkup, !value.isMarkup { text = escaped(text) }
    return text.scalars
  }

  private func fieldValue(
    _ name: String, _ given: Given, _ counter: inout Int
  ) throws(Failure) -> Value {
    let end = name.firstIndex { $0 == "." || $0 == "[" } ?? name.endIndex
    let first = String(name[..<end])
    var value: Value?
    if first.isEmpty {
      value = counter < given.positional.count ? given.positional[counter] : nil
      counter += 1
    } else if let index = Int(first) {
      value = index < given.positional.count ? given.positional[index] : nil
    } else {
      value = given.named.first { $0.name.string == first }?.value
    }
    guard var value else {
      throw failure(
        .templateArgument,
        first.isEmpty ? "format has more fields than arguments" : "format is not given \(first)")
    }
    var rest = name[end...]
    while let sign = rest.popFirst() {
      let stop = rest.firstIndex { sign == "[" ? $0 == "]" : $0 == "." || $0 == "[" }
      let key = String(rest[..<(stop ?? rest.endIndex)])
      rest = rest[(stop ?? rest.endIndex)...]
      if sign == "[" { rest = rest.dropFirst() }
      value = try part(of: value, key, isIndex: sign == "[")
    }
    return value
  }

  private func part(of value: Value, _ key: String, isIndex: Bool) throws(Failure) -> Value {
    var found: Value?
    switch value {
    case .map(let map) where isIndex: found = map[key]
    case .record(let record): found = record[key]
    case .list(let items), .tuple(let items):
      if isIndex, let index = Int(key), items.indices.contains(index) { found = items[index] }
    default: break
    }
    guard let found else {
      throw failure(.unknownField, "\(value.kindName.capitalizedFirst) has no \(key)")
    }
    return found
  }

  private mutating func laidOut(
    _ value: Value, _ specification: BraceSpecification
  ) throws(Failure) -> Text {
    try checkSize(max(specification.width, specification.precision ?? 0))
    var body: String
    var sign = ""
    var isNumber = false
    let isText = value.text != nil || !specification.isGiven
    if isText, specification.kind == nil || specification.kind == "s",
      value.number == nil || value.isBool
    {
      var text = try printed(value)
      if let precision = specification.precision {
        text = Text(scalars: text.scalars.prefix(precision))
      }
      body = text.string
    } else if let digits = try digits(of: value, specification) {
      isNumber = true
      body = digits.text
      sign = digits.isNegative ? "-" : specification.sign == "-" ? "" : String(specification.sign)
    } else {
      throw failure(.templateType, "The field does not suit \(value.kindName)")
    }
    let missing = specification.width - Text(sign + body).count
    guard missing > 0 else { return Text(sign + body) }
    let fill: (Int) -> String = { String(repeating: String(specification.fill), count: $0) }
    switch specification.alignment ?? (isNumber ? ">" : "<") {
    case "<": return Text(sign + body + fill(missing))
    case ">": return Text(fill(missing) + sign + body)
    case "=": return Text(sign + fill(missing) + body)
    default: return Text(fill(missing / 2) + sign + body + fill(missing - missing / 2))
    }
  }

  private func digits(
    _ value: Value, _ radix: Int, _ prefix: String, _ specification: BraceSpecification
  ) -> (text: String, isNegative: Bool)? {
    guard let whole = value.wholeNumber else { return nil }
    let digits = String(whole.magnitude, radix: radix, uppercase: specification.kind == "X")
    let text = (specification.isAlternate ? prefix : "") + grouped(digits, specification.grouping)
    return (text, whole < 0)
  }

  private func digits(
    of value: Value, _ specification: BraceSpecification
  ) throws(Failure) -> (text: String, isNegative: Bool)? {
    guard let number = value.number, (specification.precision ?? 0) <= 400 else { return nil }
    switch specification.kind {
    case "d": return digits(value, 10, "", specification)
    case nil where value.wholeNumber != nil: return digits(value, 10, "", specification)
    case "x", "X": return digits(value, 16, "0x", specification)
    case "o": return digits(value, 8, "0o", specification)
    case "b": return digits(value, 2, "0b", specification)
    case "e", "E", "f", "F", "g", "G", "%":
      let isPercent = specification.kind == "%"
      let letter = isPercent ? "f" : String(specification.kind ?? "f")
      let size = isPercent ? number.magnitude * 100 : number.magnitude
      let text = StetTemplate.printed(size, "%.\(specification.precision ?? 6)\(letter)")
      return (grouped(text, specification.grouping) + (isPercent ? "%" : ""), number.sign == .minus)
    case nil:
      var text = pythonText(of: number.magnitude)
      if let precision = specification.precision {
        text = StetTemplate.printed(number.magnitude, "%.\(precision)g")
        if !text.contains("."), !text.contains("e") { text += ".0" }
      }
      return (grouped(text, specification.grouping), number.sign == .minus)
    default: return nil
    }
  }

  private func grouped(_ digits: String, _ sign: Unicode.Scalar?) -> String {
    guard let sign else { return digits }
    let end = digits.firstIndex { !$0.isHexDigit } ?? digits.endIndex
    var made = ""
    for (place, digit) in digits[..<end].reversed().enumerated() {
      if place > 0, place % 3 == 0 { made.unicodeScalars.append(sign) }
      made.append(digit)
    }
    return String(made.reversed()) + digits[end...]
  }
}

extension Value {
  /// Whether it is `true` or `false`.
  var isBool: Bool { if case .bool = self { true } else { false } }
}
