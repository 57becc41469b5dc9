import StetCore

extension Value {
  /// The value that the JSON of `file` writes; `none` beside a diagnostic when it is no JSON.
  ///
  /// The order of keys is kept; a number without point and exponent is whole when it fits 64 bits.
  public static func reading(json file: SourceFile) -> Diagnosed<Value> {
    var reader = JSONReader(bytes: file.bytes)
    reader.skipSpace()
    if let value = reader.value(depth: 0) {
      reader.skipSpace()
      if reader.position == file.bytes.count { return Diagnosed(value) }
    }
    let place = min(reader.position, file.bytes.count)
    return Diagnosed(
      .none,
      [
        Diagnostic(
          .error, .templateValues, path: file.path, range: SourceRange(place, place),
          "The values are no JSON from here on", note: "see RFC 8259")
      ])
  }
}

/// Reads JSON (RFC 8259) from bytes.
private struct JSONReader {
  let bytes: [UInt8]
  var position = 0

  private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

  /// Steps over white space.
  mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) {
      position += 1
    }
  }

  /// The value that begins here; nil when none does.
  mutating func value(depth: Int) -> Value? {
    guard depth < 100, position < bytes.count else { return nil }
    switch byte {
    case 0x7B: return map(depth)
    case 0x5B: return list(depth)
    case 0x22: return string().map { .string($0) }
    case 0x74: return word("true", .bool(true))
    case 0x66: return word("false", .bool(false))
    case 0x6E: return word("null", .none)
    default: return number()
    }
  }

  private mutating func word(_ word: String, _ value: Value) -> Value? {
    guard bytes[position...].starts(with: word.utf8) else { return nil }
    position += word.utf8.count
    return value
  }

  private mutating func take(_ wanted: UInt8) -> Bool {
    skipSpace()
    guard byte == wanted, position < bytes.count else { return false }
    position += 1
    return true
  }

  private mutating func list(_ depth: Int) -> Value? {
    position += 1
    var items: [Value] = []
    if take(0x5D) { return .list(items) }
    repeat {
      skipSpace()
      guard let item = value(depth: depth + 1) else { return nil }
      items.append(item)
    } while take(0x2C)
    return take(0x5D) ? .list(items) : nil
  }

  private mutating func map(_ depth: Int) -> Value? {
    position += 1
    var map = ValueMap()
    if take(0x7D) { return .map(map) }
    repeat {
      skipSpace()
      guard byte == 0x22, let key = string(), take(0x3A) else { return nil }
      skipSpace()
      guard let item = value(depth: depth + 1) else { return nil }
      map.set(.string(key), item)
    } while take(0x2C)
    return take(0x7D) ? .map(map) : nil
  }

  private mutating func number() -> Value? {
    let start = position
    while position < bytes.count,
      (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
    { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let first = text.utf8.first, first != 0x2B, first != 0x2E else { return nil }
    if let whole = Int(text) { return .int(whole) }
    if let number = Double(text) { return .double(number) }
    position = start
    return nil
  }

  private mutating func string() -> Text? {
    position += 1
    var made: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case 0x22: return Text(utf8: made)
      case 0x5C:
        guard let escape = escape() else { return nil }
        made.append(contentsOf: escape)
      case 0..<0x20: return nil
      default: made.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> [UInt8]? {
    let letter = byte
    position += 1
    switch letter {
    case 0x22, 0x5C, 0x2F: return [letter]
    case 0x62: return [0x08]
    case 0x66: return [0x0C]
    case 0x6E: return [0x0A]
    case 0x72: return [0x0D]
    case 0x74: return [0x09]
    case 0x75:
      guard var code = unit() else { return nil }
      if (0xD800..<0xDC00).contains(code), byte == 0x5C, position + 1 < bytes.count,
        bytes[position + 1] == 0x75
      {
        position += 2
        guard let low = unit(), (0xDC00..<0xE000).contains(low) else { return nil }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      return Unicode.Scalar(code).flatMap { UTF8.encode($0) }.map(Array.init)
    default: return nil
    }
  }

  private mutating func unit() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    let digits = String(decoding: bytes[position..<(position + 4)], as: UTF8.self)
    position += 4
    return UInt32(digits, radix: 16)
  }
}
