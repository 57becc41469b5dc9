import StetCore

/// JSON written in the order given, safe inside a `<script>` element of HTML.
enum JSONText {
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([JSONText])
  case object([(String, JSONText?)])
  /// JSON that is written already.
  case written([UInt8])

  /// The UTF-8 of the JSON; members that are nil are left out.
  var bytes: [UInt8] {
    var made: [UInt8] = []
    write(to: &made)
    return made
  }

  private func write(to made: inout [UInt8]) {
    switch self {
    case .text(let text): JSONText.write(text, to: &made)
    case .number(let number): made.append(contentsOf: String(number).utf8)
    case .flag(let flag): made.append(contentsOf: (flag ? "true" : "false").utf8)
    case .list(let items):
      made.append(0x5B)
      for (index, item) in items.enumerated() {
        if index > 0 { made.append(0x2C) }
        item.write(to: &made)
      }
      made.append(0x5D)
    case .object(let members):
      made.append(0x7B)
      var isFirst = true
      for case (let key, let value?) in members {
        if !isFirst { made.append(0x2C) }
        isFirst = false
        JSONText.write(key, to: &made)
        made.append(0x3A)
        value.write(to: &made)
      }
      made.append(0x7D)
    case .written(let bytes): made.append(contentsOf: bytes)
    }
  }

  /// RFC 8259 §7; `<`, `>` and `&` are escaped too, so that no text can end the script or begin a
  /// comment.
  fileprivate static func write(_ text: String, to made: inout [UInt8]) {
    made.append(0x22)
    // Most texts need no escape: they are copied, and looked at where they stand.
    let start = made.count
    made.append(utf8Of: text)
    if made.span.extracting(start...).isPlainJSON { return made.append(0x22) }
    made.removeSubrange(start...)
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C: made.append(contentsOf: [0x5C, byte])
      case 0x0A: made.append(contentsOf: [0x5C, 0x6E])
      case 0x00..<0x20, 0x3C, 0x3E, 0x26:
        let digits = String(byte, radix: 16)
        let zeros = String(repeating: "0", count: 4 - digits.count)
        made.append(contentsOf: "\\u\(zeros)\(digits)".utf8)
      default: made.append(byte)
      }
    }
    made.append(0x22)
  }
}

/// JSON that is written member by member, as `JSONText` writes it: for what many pages say.
struct JSONWriter {
  /// The UTF-8 of what was written.
  private(set) var bytes: [UInt8] = []

  /// Nothing, or what was written `before`, with room for `capacity` bytes more.
  init(after before: [UInt8] = [], capacity: Int) {
    bytes.reserveCapacity(before.count + capacity)
    bytes += before
  }

  /// Begins a list, as an item or as a member called `name`.
  mutating func beginList(_ name: String? = nil) {
    begin(name)
    bytes.append(0x5B)
  }

  /// Ends the list begun last.
  mutating func endList() { bytes.append(0x5D) }

  /// Begins an object, as an item of a list.
  mutating func beginObject() {
    begin(nil)
    bytes.append(0x7B)
  }

  /// Ends the object begun last.
  mutating func endObject() { bytes.append(0x7D) }

  /// Adds a text; nil adds nothing.
  mutating func add(_ name: String, _ text: String?) {
    guard let text else { return }
    begin(name)
    JSONText.write(text, to: &bytes)
  }

  /// Adds an instant; nil adds nothing.
  mutating func add(_ name: String, _ time: Timestamp?) {
    guard let time else { return }
    begin(name)
    bytes.append(0x22)
    time.appendRFC3339(to: &bytes)
    bytes.append(0x22)
  }

  /// Adds a number.
  mutating func add(_ name: String, _ number: Int) {
    begin(name)
    bytes.appendDecimal(number)
  }

  /// Adds what is true.
  mutating func addTruth(_ name: String) {
    begin(name)
    bytes.append(utf8Of: "true")
  }

  /// Adds what is written as JSON already, as a member or, without a name, as an item; nil adds nothing.
  mutating func add(_ name: String?, written json: [UInt8]?) {
    guard let json else { return }
    begin(name)
    bytes.append(contentsOf: json)
  }

  /// Begins an item, or a member called `name`; no name needs an escape.
  private mutating func begin(_ name: String?) {
    if let last = bytes.last, last != 0x7B, last != 0x5B { bytes.append(0x2C) }
    guard let name else { return }
    bytes.append(0x22)
    bytes.append(utf8Of: name)
    bytes.append(0x22)
    bytes.append(0x3A)
  }
}

extension Span<UInt8> {
  /// Whether the bytes stand for themselves in a text of JSON inside HTML.
  fileprivate var isPlainJSON: Bool {
    for index in indices {
      switch self[index] {
      case 0x00..<0x20, 0x22, 0x26, 0x3C, 0x3E, 0x5C: return false
      default: break
      }
    }
    return true
  }
}
