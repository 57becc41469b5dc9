/// An encoder of JSON (RFC 8259) into bytes: it places the commas and escapes every text, so that
/// what is written can always be read.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Makes room for `count` bytes.
  mutating func reserveCapacity(_ count: Int) {
    bytes.reserveCapacity(count)
  }

  /// A line break after the last value.
  mutating func endLine() {
    bytes.append(0x0A)
  }

  /// `{ … }` with what `body` writes.
  mutating func object(_ body: (inout JSONWriter) -> Void) {
    open(0x7B)
    body(&self)
    close(0x7D)
  }

  /// `"key": { … }`.
  mutating func object(_ key: String, _ body: (inout JSONWriter) -> Void) {
    self.key(key)
    object(body)
  }

  /// `"key": [ … ]`, each of `values` written by `body`; nothing at all for no values.
  mutating func array<Value>(
    _ key: String, _ values: [Value], _ body: (inout JSONWriter, Value) -> Void
  ) {
    if values.isEmpty { return }
    openArray(key)
    for value in values { body(&self, value) }
    closeArray()
  }

  /// `"key": [`, to be closed by `closeArray`.
  mutating func openArray(_ key: String) {
    self.key(key)
    open(0x5B)
  }

  /// `]`.
  mutating func closeArray() {
    close(0x5D)
  }

  /// `"key": "value"` with the text on one line; nothing at all for nil.
  mutating func member(_ key: String, _ value: String?) {
    guard let value else { return }
    self.key(key)
    string(plainLine(Array(value.utf8)))
  }

  /// `"key": "address"`; nothing at all for nil.
  mutating func member(_ key: String, address: String?) {
    guard let address else { return }
    self.key(key)
    string(Array(writtenAddress(address).utf8))
  }

  /// `"key": "text"` with UTF-8 text that keeps its lines.
  mutating func member(_ key: String, bytes text: [UInt8]) {
    self.key(key)
    string(text)
  }

  /// `"key": 1`; nothing at all for nil.
  mutating func member(_ key: String, _ value: Int?) {
    guard let value else { return }
    self.key(key)
    bytes.append(contentsOf: String(value).utf8)
    needsComma = true
  }

  /// A string as a value of its own, on one line.
  mutating func value(_ text: String) {
    if needsComma { bytes.append(0x2C) }
    string(plainLine(Array(text.utf8)))
  }

  private mutating func key(_ key: String) {
    if needsComma { bytes.append(0x2C) }
    bytes.append(0x0A)
    string(Array(key.utf8))
    bytes.append(0x3A)
    needsComma = false
  }

  private mutating func open(_ bracket: UInt8) {
    if needsComma { bytes.append(0x2C) }
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  /// The same characters are left out as of XML, so that all formats say the same.
  private mutating func string(_ text: [UInt8]) {
    bytes.append(0x22)
    var run = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte >= 0x20, byte < 0x7F, byte != 0x22, byte != 0x5C {
        index += 1
        continue
      }
      let length = byte >= 0x80 ? plainLength(text, at: index) : 0
      if length > 0 {
        index += length
        continue
      }
      bytes.append(contentsOf: text[run..<index])
      switch byte {
      case 0x22: bytes.append(contentsOf: "\\\"".utf8)
      case 0x5C: bytes.append(contentsOf: "\\\\".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0D where index + 1 < text.count && text[index + 1] == 0x0A: break
      case 0x0D: bytes.append(contentsOf: "\\n".utf8)
      default:
        let (replacement, taken) = mapped(text, at: index)
        bytes.append(contentsOf: replacement)
        index += taken - 1
      }
      index += 1
      run = index
    }
    bytes.append(contentsOf: text[run...])
    bytes.append(0x22)
    needsComma = true
  }
}
