internal import StetCore

/// Values and keys of TOML 1.0.
enum TOMLValue {
  private static let depthMax = 100

  /// The dotted key that comes next, with the blanks around it.
  static func path(_ reader: inout ByteReader, max: Int) throws(SyntaxProblem) -> [Located<String>]
  {
    var keys: [Located<String>] = []
    repeat {
      guard keys.count < max else { throw tomlProblem("this key has too many parts", reader) }
      reader.skipBlanks()
      let start = reader.index
      let name: String
      if reader.next == UInt8(ascii: "\"") || reader.next == UInt8(ascii: "'") {
        name = try string(&reader)
      } else {
        name = reader.text { isAlphanumeric($0) || $0 == 0x2D || $0 == 0x5F }
        guard !name.isEmpty else { throw tomlProblem("a key is missing here", reader) }
      }
      keys.append(Located(name, at: SourceRange(start, reader.index)))
      reader.skipBlanks()
    } while reader.take(".")
    return keys
  }

  /// The value that comes next.
  static func read(
    _ reader: inout ByteReader, _ duplicates: inout [Located<String>], depth: Int
  ) throws(SyntaxProblem) -> LocatedNode {
    guard depth < depthMax else {
      throw tomlProblem("values are nested more than \(depthMax) deep", reader)
    }
    reader.skipBlanks()
    let start = reader.index
    switch reader.next {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let text = try string(&reader)
      return .string(text, SourceRange(start, reader.index))
    case UInt8(ascii: "["): return try array(&reader, &duplicates, depth: depth)
    case UInt8(ascii: "{"): return try inlineTable(&reader, &duplicates, depth: depth)
    default: return try word(&reader)
    }
  }

  private static func array(
    _ reader: inout ByteReader, _ duplicates: inout [Located<String>], depth: Int
  ) throws(SyntaxProblem) -> LocatedNode {
    let start = reader.index
    reader.index += 1
    var list: [LocatedNode] = []
    while true {
      skipSpaceAndComments(&reader)
      if reader.take("]") { return .list(list, SourceRange(start, reader.index)) }
      list.append(try read(&reader, &duplicates, depth: depth + 1))
      skipSpaceAndComments(&reader)
      if reader.take("]") { return .list(list, SourceRange(start, reader.index)) }
      guard reader.take(",") else { throw tomlProblem("a comma or `]` is missing", reader) }
    }
  }

  private static func inlineTable(
    _ reader: inout ByteReader, _ duplicates: inout [Located<String>], depth: Int
  ) throws(SyntaxProblem) -> LocatedNode {
    let start = reader.index
    reader.index += 1
    var table = TOMLTable(range: SourceRange(start, start))
    reader.skipBlanks()
    if !reader.take("}") {
      repeat {
        let keys = try path(&reader, max: 64)
        guard reader.take("=") else { throw tomlProblem("a `=` is missing after the key", reader) }
        let value = try read(&reader, &duplicates, depth: depth + 1)
        if let earlier = try table.insert(.leaf(value), at: keys[...]) {
          duplicates.append(earlier)
        }
        reader.skipBlanks()
      } while reader.take(",")
      guard reader.take("}") else { throw tomlProblem("a comma or `}` is missing", reader) }
    }
    table.range = SourceRange(start, reader.index)
    return table.located
  }

  private static func skipSpaceAndComments(_ reader: inout ByteReader) {
    while true {
      reader.skipSpace()
      guard reader.next == UInt8(ascii: "#") else { return }
      reader.skipLine()
    }
  }

  /// A number, a truth value or a date; a date may have one space before its time.
  private static func word(_ reader: inout ByteReader) throws(SyntaxProblem) -> LocatedNode {
    let start = reader.index
    let isWord: (UInt8) -> Bool = {
      isAlphanumeric($0) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E || $0 == 0x3A || $0 == 0x5F
    }
    var text = reader.text(while: isWord)
    let isDate = text.utf8.count >= 10 && text.utf8.dropFirst(4).first == 0x2D
    if isDate, text.utf8.count == 10, reader.next == 0x20, isDigit(reader.peek(1)) {
      reader.index += 1
      text += " " + reader.text(while: isWord)
    }
    let range = SourceRange(start, reader.index)
    switch text {
    case "true": return .bool(true, range)
    case "false": return .bool(false, range)
    case "": throw tomlProblem("a value is missing here", reader)
    default: break
    }
    if isDate || text.utf8.contains(0x3A) { return .string(text, range) }
    let plain = text.filter { $0 != "_" }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where plain.hasPrefix(prefix) {
      if let value = Int(plain.dropFirst(2), radix: radix) { return .int(value, range) }
    }
    if let node = number(plain, range) { return node }
    switch plain.drop(while: { $0 == "+" || $0 == "-" }) {
    case "inf", "nan": return .string(text, range)
    default:
      throw SyntaxProblem(message: "`\(text)` is no value; text must stand in quotes", range: range)
    }
  }

  /// The text in quotes that comes next: basic or literal, on one line or several.
  private static func string(_ reader: inout ByteReader) throws(SyntaxProblem) -> String {
    let start = reader.index
    let quote = reader.next
    let isLong = reader.peek(1) == quote && reader.peek(2) == quote
    reader.index += isLong ? 3 : 1
    if isLong {
      _ = reader.take("\r\n") || reader.take("\n")
    }
    var text: [UInt8] = []
    while !reader.isAtEnd {
      let byte = reader.next
      if byte == quote {
        if !isLong {
          reader.index += 1
          return String(decoding: text, as: UTF8.self)
        }
        if reader.peek(1) == quote, reader.peek(2) == quote {
          // Up to two quotes may stand before the closing three.
          while reader.peek(3) == quote, text.count < reader.end {
            text.append(quote)
            reader.index += 1
          }
          reader.index += 3
          return String(decoding: text, as: UTF8.self)
        }
      }
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        reader.index += 1
        try escape(&reader, isLong: isLong, into: &text)
        continue
      }
      if byte == 0x0A, !isLong { break }
      if byte != 0x0D || reader.peek(1) != 0x0A { text.append(byte) }
      reader.index += 1
    }
    throw SyntaxProblem(
      message: "a quoted text is not closed", range: SourceRange(start, start + 1))
  }

  private static func escape(
    _ reader: inout ByteReader, isLong: Bool, into text: inout [UInt8]
  ) throws(SyntaxProblem) {
    if let plain = reader.plainEscape() { return text.append(plain) }
    let byte = reader.next
    reader.index += 1
    switch byte {
    case UInt8(ascii: "e"): text.append(0x1B)
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let start = reader.index
      guard let value = reader.hexadecimal(byte == UInt8(ascii: "u") ? 4 : 8),
        text.append(scalar: value)
      else {
        reader.index = start
        throw tomlProblem("this escape names no character", reader)
      }
    case 0x20, 0x09, 0x0A,
      0x0D where isLong:
      reader.index -= 1
      let start = reader.index
      reader.skipSpace()
      guard reader.bytes[start..<reader.index].contains(0x0A) else {
        throw tomlProblem("there is no such escape", reader)
      }
    default:
      reader.index -= 1
      throw tomlProblem("there is no such escape", reader)
    }
  }
}
