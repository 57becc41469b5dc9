internal import StetCore

/// Reads the JSON value at the front of `bytes[range]` (RFC 8259) and where it ends; nil when it is
/// not valid, which `report` then says.
func json(
  _ range: Range<Int>, of bytes: [UInt8], _ report: inout Report
) -> (node: LocatedNode, end: Int)? {
  var reader = JSONReader(reader: ByteReader(bytes, range))
  do throws(SyntaxProblem) {
    let node = try reader.value(depth: 0)
    for key in reader.duplicates {
      report.warning(
        .duplicateKey, key.range, "`\(key.value)` is given more than once; the last is taken",
        note: "remove this one")
    }
    return (node, reader.reader.index)
  } catch {
    report.error(.frontMatterInvalid, error.range, "this is not valid JSON: \(error.message)")
    return nil
  }
}

private struct JSONReader {
  static let depthMax = 200

  var reader: ByteReader
  var duplicates: [Located<String>] = []

  func problem(_ message: String) -> SyntaxProblem {
    SyntaxProblem(
      message: message, range: SourceRange(reader.index, min(reader.index + 1, reader.end)))
  }

  mutating func value(depth: Int) throws(SyntaxProblem) -> LocatedNode {
    guard depth < JSONReader.depthMax else {
      throw problem("lists and objects are nested more than \(JSONReader.depthMax) deep")
    }
    reader.skipSpace()
    let start = reader.index
    switch reader.next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""):
      let text = try string()
      return .string(text, SourceRange(start, reader.index))
    default: break
    }
    let word = reader.text { isAlphanumeric($0) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E }
    let range = SourceRange(start, reader.index)
    switch word {
    case "true": return .bool(true, range)
    case "false": return .bool(false, range)
    case "null": return .null(range)
    default:
      guard word.utf8.first != UInt8(ascii: "+"), let node = number(word, range) else {
        reader.index = start
        throw problem(word.isEmpty ? "a value is missing here" : "`\(word)` is no value")
      }
      return node
    }
  }

  mutating func object(depth: Int) throws(SyntaxProblem) -> LocatedNode {
    let start = reader.index
    reader.index += 1
    var entries: [LocatedNode.Entry] = []
    var places: [String: Int] = [:]
    reader.skipSpace()
    if reader.take("}") { return .map([], SourceRange(start, reader.index)) }
    while true {
      reader.skipSpace()
      let keyStart = reader.index
      guard reader.next == UInt8(ascii: "\"") else { throw problem("a key in quotes is missing") }
      let key = Located(try string(), at: SourceRange(keyStart, reader.index))
      reader.skipSpace()
      guard reader.take(":") else { throw problem("a colon is missing after the key") }
      let entry = LocatedNode.Entry(key: key, value: try value(depth: depth + 1))
      if let earlier = places[key.value] {
        duplicates.append(entries[earlier].key)
        entries[earlier] = entry
      } else {
        places[key.value] = entries.count
        entries.append(entry)
      }
      reader.skipSpace()
      if reader.take("}") { return .map(entries, SourceRange(start, reader.index)) }
      guard reader.take(",") else { throw problem("a comma or `}` is missing") }
    }
  }

  mutating func array(depth: Int) throws(SyntaxProblem) -> LocatedNode {
    let start = reader.index
    reader.index += 1
    var list: [LocatedNode] = []
    reader.skipSpace()
    if reader.take("]") { return .list([], SourceRange(start, reader.index)) }
    while true {
      list.append(try value(depth: depth + 1))
      reader.skipSpace()
      if reader.take("]") { return .list(list, SourceRange(start, reader.index)) }
      guard reader.take(",") else { throw problem("a comma or `]` is missing") }
    }
  }

  mutating func string() throws(SyntaxProblem) -> String {
    reader.index += 1
    var text: [UInt8] = []
    while !reader.isAtEnd {
      let byte = reader.next
      switch byte {
      case UInt8(ascii: "\""):
        reader.index += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        reader.index += 1
        try escape(into: &text)
      case 0x0A, 0x0D: throw problem("a quoted text is not closed on its line")
      default:
        text.append(byte)
        reader.index += 1
      }
    }
    throw problem("a quoted text is not closed")
  }

  private mutating func escape(into text: inout [UInt8]) throws(SyntaxProblem) {
    if let plain = reader.plainEscape() { return text.append(plain) }
    let byte = reader.next
    reader.index += 1
    switch byte {
    case UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "u"):
      guard var value = reader.hexadecimal(4) else { throw problem("\\u needs four digits") }
      if (0xD800...0xDBFF).contains(value), reader.take("\\u"), let low = reader.hexadecimal(4),
        (0xDC00...0xDFFF).contains(low)
      {
        value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
      }
      if !text.append(scalar: value) { text.append(contentsOf: [0xEF, 0xBF, 0xBD]) }
    default:
      reader.index -= 1
      throw problem("there is no such escape")
    }
  }
}
