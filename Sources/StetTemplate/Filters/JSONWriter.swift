import StetCore

/// Writes values as JSON that is safe inside a `script` element: `< > & '` as escapes, keys sorted.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private let indent: Int?
  private let byteCountMax: Int

  init(indent: Int?, byteCountMax: Int) {
    self.indent = indent.map { min($0, 100) }
    self.byteCountMax = byteCountMax
  }

  /// Appends `value`; false when it holds something JSON cannot say. Once there are more bytes than may
  /// be, nothing more is appended: parts that are shared can stand for more than there is room for.
  mutating func append(_ value: Value, depth: Int) -> Bool {
    guard depth < 100 else { return false }
    if bytes.count > byteCountMax { return true }
    switch value {
    case .none: bytes.append(contentsOf: "null".utf8)
    case .bool(let truth): bytes.append(contentsOf: (truth ? "true" : "false").utf8)
    case .int(let number): bytes.appendDecimal(number)
    case .double(let number):
      if number.isNaN {
        bytes.append(contentsOf: "NaN".utf8)
      } else if number.isInfinite {
        bytes.append(contentsOf: (number < 0 ? "-Infinity" : "Infinity").utf8)
      } else {
        bytes.append(contentsOf: pythonText(of: number).utf8)
      }
    case .string(let text), .markup(let text): append(text)
    case .timestamp(let timestamp): append(Text(timestamp.rfc3339))
    case .list(let items), .tuple(let items): return append(items, depth)
    case .map(let map):
      var pairs: [(Text, Value)] = []
      for (key, value) in zip(map.keys, map.values) {
        guard let name = name(key) else { return false }
        pairs.append((name, value))
      }
      return append(pairs, depth)
    case .record(let record):
      if record.shape.isTuple { return append(record.values, depth) }
      return append(Array(zip(record.shape.names.map(\.text), record.values)), depth)
    case .undefined, .function, .handle: return false
    }
    return true
  }

  private func name(_ key: Value) -> Text? {
    switch key {
    case .string(let text), .markup(let text): text
    case .int, .double: Text(key.printed)
    case .bool(let truth): truth ? "true" : "false"
    case .none: "null"
    default: nil
    }
  }

  private mutating func append(_ items: [Value], _ depth: Int) -> Bool {
    bytes.append(0x5B)
    for (index, item) in items.enumerated() {
      separate(index, depth)
      guard append(item, depth: depth + 1) else { return false }
    }
    if !items.isEmpty { breakLine(depth) }
    bytes.append(0x5D)
    return true
  }

  private mutating func append(_ pairs: [(Text, Value)], _ depth: Int) -> Bool {
    let sorted = pairs.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
    bytes.append(0x7B)
    for (index, pair) in sorted.enumerated() {
      separate(index, depth)
      append(pair.0)
      bytes.append(contentsOf: [0x3A, 0x20])
      guard append(pair.1, depth: depth + 1) else { return false }
    }
    if !sorted.isEmpty { breakLine(depth) }
    bytes.append(0x7D)
    return true
  }

  private mutating func separate(_ index: Int, _ depth: Int) {
    if index > 0 {
      bytes.append(0x2C)
      if indent == nil { bytes.append(0x20) }
    }
    breakLine(depth + 1)
  }

  private mutating func breakLine(_ depth: Int) {
    guard let indent else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: max(0, indent) * depth))
  }

  private mutating func append(_ text: Text) {
    bytes.append(0x22)
    for unit in text.string.utf16 {
      switch unit {
      case 0x22: bytes.append(contentsOf: [0x5C, 0x22])
      case 0x5C: bytes.append(contentsOf: [0x5C, 0x5C])
      case 0x0A: bytes.append(contentsOf: [0x5C, 0x6E])
      case 0x0D: bytes.append(contentsOf: [0x5C, 0x72])
      case 0x09: bytes.append(contentsOf: [0x5C, 0x74])
      case 0x08: bytes.append(contentsOf: [0x5C, 0x62])
      case 0x0C: bytes.append(contentsOf: [0x5C, 0x66])
      case 0x20...0x7E where ![0x3C, 0x3E, 0x26, 0x27].contains(unit): bytes.append(UInt8(unit))
      case 0x7F: bytes.append(0x7F)
      default:
        bytes.append(contentsOf: [0x5C, 0x75])
        for shift: UInt16 in [12, 8, 4, 0] {
          let digit = UInt8(unit >> shift & 0xF)
          bytes.append(digit < 10 ? digit + 0x30 : digit + 0x57)
        }
      }
    }
    bytes.append(0x22)
  }
}
