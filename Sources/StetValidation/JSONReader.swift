/// A value of JSON and where it begins.
struct JSONNode {
  let value: JSONValue
  let offset: Int

  /// The text of a string; nil for anything else.
  var text: String? {
    if case .string(let text) = value { text } else { nil }
  }
}

/// A value of JSON (RFC 8259 §3).
indirect enum JSONValue {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONNode])
  case object([(key: String, node: JSONNode)])
}

/// What is wrong with a JSON text.
struct JSONProblem: Error {
  let offset: Int
  let message: String
}

/// Reads JSON (RFC 8259) from UTF-8, strictly, with a limit on nesting.
///
/// Objects and arrays can be read member by member, so that a long list need not be held at once.
struct JSONReader {
  let bytes: [UInt8]
  private(set) var index = 0
  private var depth = 0
  private static let depthMax = 128
  /// How many values the list item being read has so far.
  private var nodeCount = 0
  private static let nodeCountMax = 1_000_000

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  /// The byte that comes next, after white space; nil at the end.
  mutating func peek() -> UInt8? {
    while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
    return index < bytes.count ? bytes[index] : nil
  }

  /// Takes `byte` or fails.
  mutating func expect(_ byte: UInt8) throws(JSONProblem) {
    guard peek() == byte else {
      throw problem("\(String(Unicode.Scalar(byte))) is missing")
    }
    index += 1
  }

  /// Takes `{` or `[`, or fails when the nesting is too deep.
  mutating func open(_ bracket: UInt8) throws(JSONProblem) {
    try expect(bracket)
    depth += 1
    if depth > JSONReader.depthMax { throw problem("values are nested too deeply") }
  }

  /// Whether another member follows in a list that ends with `bracket`; takes the comma or bracket.
  mutating func hasNext(isFirst: Bool, before bracket: UInt8) throws(JSONProblem) -> Bool {
    if peek() == bracket {
      index += 1
      depth -= 1
      return false
    }
    if !isFirst {
      try expect(0x2C)
      if peek() == bracket { throw problem("there is a comma before the end") }
    }
    return true
  }

  /// The key of the next member of an object.
  mutating func key() throws(JSONProblem) -> (text: String, offset: Int) {
    guard peek() == 0x22 else { throw problem("a name in quotes is missing") }
    let offset = index
    let text = try string()
    try expect(0x3A)
    return (text, offset)
  }

  /// The next value, whatever it is.
  mutating func value() throws(JSONProblem) -> JSONNode {
    guard let first = peek() else { throw problem("the text ends where a value should be") }
    // Below the members of the document and of its list of items, depth is 3 or more.
    nodeCount = depth <= 2 ? 0 : nodeCount + 1
    if nodeCount > JSONReader.nodeCountMax { throw problem("an item has too many values") }
    let offset = index
    switch first {
    case 0x22: return JSONNode(value: .string(try string()), offset: offset)
    case 0x7B:
      try open(0x7B)
      var members: [(key: String, node: JSONNode)] = []
      while try hasNext(isFirst: members.isEmpty, before: 0x7D) {
        let key = try key().text
        members.append((key, try value()))
      }
      return JSONNode(value: .object(members), offset: offset)
    case 0x5B:
      try open(0x5B)
      var values: [JSONNode] = []
      while try hasNext(isFirst: values.isEmpty, before: 0x5D) { values.append(try value()) }
      return JSONNode(value: .array(values), offset: offset)
    case 0x74: return JSONNode(value: try word("true", .bool(true)), offset: offset)
    case 0x66: return JSONNode(value: try word("false", .bool(false)), offset: offset)
    case 0x6E: return JSONNode(value: try word("null", .null), offset: offset)
    default: return JSONNode(value: try number(), offset: offset)
    }
  }

  /// Fails when anything but white space is left.
  mutating func finish() throws(JSONProblem) {
    if peek() != nil { throw problem("something follows the end") }
  }

  private func problem(_ message: String) -> JSONProblem {
    JSONProblem(offset: min(index, bytes.count), message: message)
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONProblem) -> JSONValue {
    guard bytes[index...].starts(with: word.utf8) else { throw problem("this is no value") }
    index += word.utf8.count
    return value
  }

  private mutating func number() throws(JSONProblem) -> JSONValue {
    let start = index
    if bytes[index] == 0x2D { index += 1 }
    let integer = index
    try digits()
    if bytes[integer] == 0x30, index > integer + 1 { throw problem("a number begins with 0") }
    if index < bytes.count, bytes[index] == 0x2E {
      index += 1
      try digits()
    }
    if index < bytes.count, bytes[index] | 0x20 == 0x65 {
      index += 1
      if index < bytes.count, bytes[index] == 0x2B || bytes[index] == 0x2D { index += 1 }
      try digits()
    }
    return .number(String(decoding: bytes[start..<index], as: UTF8.self))
  }

  private mutating func digits() throws(JSONProblem) {
    let start = index
    while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    if index == start { throw problem("this is no value") }
  }

  private mutating func string() throws(JSONProblem) -> String {
    index += 1
    var text: [UInt8] = []
    var run = index
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x22 {
        text.append(contentsOf: bytes[run..<index])
        guard let string = String(validating: text, as: UTF8.self) else {
          throw problem("a text is not UTF-8")
        }
        index += 1
        return string
      }
      if byte < 0x20 { throw problem("a control character stands in a text unescaped") }
      guard byte == 0x5C else {
        index += 1
        continue
      }
      text.append(contentsOf: bytes[run..<index])
      try escape(into: &text)
      run = index
    }
    throw problem("a text is not closed")
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONProblem) {
    index += 1
    guard index < bytes.count else { throw problem("a text is not closed") }
    let letters: [UInt8: UInt8] = [
      0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D,
      0x74: 0x09,
    ]
    if let plain = letters[bytes[index]] {
      index += 1
      text.append(plain)
      return
    }
    var value = try codeUnit()
    if (0xD800...0xDBFF).contains(value), index < bytes.count, bytes[index] == 0x5C {
      index += 1
      let second = try codeUnit()
      guard (0xDC00...0xDFFF).contains(second) else { throw problem("half a character is escaped") }
      value = 0x10000 + (value - 0xD800) << 10 + (second - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else { throw problem("half a character is escaped") }
    text.append(contentsOf: String(Character(scalar)).utf8)
  }

  private mutating func codeUnit() throws(JSONProblem) -> UInt32 {
    guard index + 4 < bytes.count, bytes[index] == 0x75 else {
      throw problem("JSON has no such escape")
    }
    let digits = bytes[(index + 1)...(index + 4)]
    guard digits.allSatisfy(isHexDigit),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw problem("an escape lacks its four digits") }
    index += 5
    return value
  }
}
