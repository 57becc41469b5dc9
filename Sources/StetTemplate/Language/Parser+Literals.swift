import StetCore

extension Parser {
  /// Reads one text literal, or several side by side as one.
  mutating func parseText() throws(SyntaxFailure) -> Int32 {
    let first = token
    var bytes: [UInt8] = []
    while token.kind == .string {
      try appendText(token, to: &bytes)
      advance()
    }
    return pool.constant(.string(Text(utf8: bytes)), first.lower, tokens[next - 1].upper)
  }

  private func appendText(_ token: Token, to bytes: inout [UInt8]) throws(SyntaxFailure) {
    let inside = source[(Int(token.lower) + 1)..<(Int(token.upper) - 1)]
    guard inside.contains(where: { $0 == 0x5C || $0 == 0x0D }) else {
      bytes.append(contentsOf: inside)
      return
    }
    let plain = Parser.normalized(inside)
    var index = 0
    while index < plain.count {
      let byte = plain[index]
      index += 1
      guard byte == 0x5C, index < plain.count else {
        bytes.append(byte)
        continue
      }
      guard let escape = Escape(plain, index) else {
        throw SyntaxFailure(
          Int(token.lower), Int(token.upper), "The text has an escape that names no character")
      }
      bytes.append(contentsOf: escape.bytes)
      index = escape.end
    }
  }

  /// The number that `token` writes.
  func number(_ token: Token) throws(SyntaxFailure) -> Value {
    let digits = source[Int(token.lower)..<Int(token.upper)].filter { $0 != 0x5F }
    let text = String(decoding: digits, as: UTF8.self)
    if token.kind == .float, let number = Double(text) { return .double(number) }
    let radix =
      switch text.prefix(2).lowercased() {
      case "0x": 16
      case "0o": 8
      case "0b": 2
      default: 10
      }
    if radix == 10, text.hasPrefix("0"), text.contains(where: { $0 != "0" }) {
      throw SyntaxFailure(
        Int(token.lower), Int(token.upper), "A number does not begin with zero")
    }
    guard let number = Int(radix == 10 ? text[...] : text.dropFirst(2), radix: radix) else {
      throw SyntaxFailure(
        .templateNumber, Int(token.lower), Int(token.upper), "The number does not fit 64 bits")
    }
    return .int(number)
  }
}

/// What stands after a backslash in a text literal, as Python reads it.
private struct Escape {
  let bytes: [UInt8]
  let end: Int

  init?(_ text: [UInt8], _ start: Int) {
    let letter = text[start]
    switch letter {
    case 0x0A: (bytes, end) = ([], start + 1)
    case 0x5C, 0x27, 0x22: (bytes, end) = ([letter], start + 1)
    case 0x61: (bytes, end) = ([0x07], start + 1)
    case 0x62: (bytes, end) = ([0x08], start + 1)
    case 0x66: (bytes, end) = ([0x0C], start + 1)
    case 0x6E: (bytes, end) = ([0x0A], start + 1)
    case 0x72: (bytes, end) = ([0x0D], start + 1)
    case 0x74: (bytes, end) = ([0x09], start + 1)
    case 0x76: (bytes, end) = ([0x0B], start + 1)
    case 0x30...0x37:
      var stop = start
      var value: UInt32 = 0
      while stop < min(start + 3, text.count), (0x30...0x37).contains(text[stop]) {
        value = value * 8 + UInt32(text[stop] - 0x30)
        stop += 1
      }
      guard let encoded = Escape.encoded(value) else { return nil }
      (bytes, end) = (encoded, stop)
    case 0x78, 0x75, 0x55:
      let width = letter == 0x78 ? 2 : letter == 0x75 ? 4 : 8
      guard start + 1 + width <= text.count else { return nil }
      let digits = String(decoding: text[(start + 1)..<(start + 1 + width)], as: UTF8.self)
      guard let value = UInt32(digits, radix: 16), let encoded = Escape.encoded(value) else {
        return nil
      }
      (bytes, end) = (encoded, start + 1 + width)
    case 0x4E: return nil
    default: (bytes, end) = ([0x5C, letter], start + 1)
    }
  }

  private static func encoded(_ value: UInt32) -> [UInt8]? {
    Unicode.Scalar(value).flatMap { UTF8.encode($0) }.map(Array.init)
  }
}
