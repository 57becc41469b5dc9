/// Reads what a `PackedWriter` wrote, in the same order.
///
/// What is not there is read as zero or nothing, and `isDamaged` says so: who reads looks once, at
/// the end.
package struct PackedReader: Sendable {
  private let bytes: [UInt8]
  /// Where the next value begins.
  package private(set) var position: Int
  private let end: Int
  /// Whether something was read that cannot have been written.
  package private(set) var isDamaged = false

  /// A reader of the bytes of `range`.
  package init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    let inside = range.clamped(to: 0..<bytes.count)
    position = inside.lowerBound
    end = inside.upperBound
    isDamaged = inside != range
  }

  /// A reader of all of `bytes`, which `PackedWriter.sealed` made; nil where one of them is another.
  package init?(sealed bytes: [UInt8]) {
    guard bytes.count >= 16 else { return nil }
    let end = bytes.count - 16
    var tail = PackedReader(bytes, end..<bytes.count)
    guard tail.fingerprint() == Fingerprint(of: bytes[..<end]) else { return nil }
    self.init(bytes, 0..<end)
  }

  /// Whether everything was read.
  package var isAtEnd: Bool { position == end }

  /// Notes that what was read makes no sense.
  package mutating func complain() { isDamaged = true }

  /// A number.
  package mutating func number() -> Int {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < end, shift < 64 {
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 {
        return Int(
          truncatingIfNeeded: Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1))
      }
      shift += 7
    }
    isDamaged = true
    return 0
  }

  /// How many bytes or values follow: not more than there are bytes left.
  package mutating func count() -> Int {
    let count = number()
    if (0...(end - position)).contains(count) { return count }
    isDamaged = true
    return 0
  }

  /// A truth value.
  package mutating func truth() -> Bool {
    guard position < end, bytes[position] < 2 else {
      isDamaged = true
      return false
    }
    position += 1
    return bytes[position - 1] == 1
  }

  /// A text.
  package mutating func text() -> String {
    let count = count()
    position += count
    return String(decoding: bytes[(position - count)..<position], as: UTF8.self)
  }

  /// The place of a block of bytes.
  package mutating func block() -> Range<Int> {
    let count = count()
    position += count
    return (position - count)..<position
  }

  /// A block of bytes.
  package mutating func blockBytes() -> [UInt8] {
    Array(bytes[block()])
  }

  /// The bytes at `range`, which `block` gave.
  package func bytes(at range: Range<Int>) -> ArraySlice<UInt8> {
    bytes[range]
  }

  /// Eight bytes.
  package mutating func word() -> UInt64 {
    guard position + 8 <= end else {
      isDamaged = true
      return 0
    }
    var word: UInt64 = 0
    for place in 0..<8 { word |= UInt64(bytes[position + place]) << UInt64(place * 8) }
    position += 8
    return word
  }

  /// A fingerprint.
  package mutating func fingerprint() -> Fingerprint {
    let high = word()
    return Fingerprint(high: high, low: word())
  }

  /// A value, or none.
  package mutating func optional<Value>(_ part: (inout PackedReader) -> Value) -> Value? {
    truth() ? part(&self) : nil
  }

  /// As many values as were written.
  package mutating func list<Value>(_ part: (inout PackedReader) -> Value) -> [Value] {
    let count = count()
    if count == 0 { return [] }
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count where !isDamaged { values.append(part(&self)) }
    return values
  }

  /// A text, or none.
  package mutating func optionalText() -> String? {
    truth() ? text() : nil
  }

  /// A number, or none.
  package mutating func optionalNumber() -> Int? {
    truth() ? number() : nil
  }

  /// A range of bytes.
  package mutating func range() -> SourceRange {
    let (lower, length) = (number(), number())
    guard lower >= 0, length >= 0, lower <= .max - length else {
      isDamaged = true
      return SourceRange(0, 0)
    }
    return SourceRange(lower, lower + length)
  }

  /// A diagnostic.
  package mutating func diagnostic() -> Diagnostic {
    let severity = Diagnostic.Severity(rawValue: text())
    if severity == nil { isDamaged = true }
    let code = Diagnostic.Code(text())
    let path = text()
    let range = optional { $0.range() }
    let message = text()
    return Diagnostic(
      severity ?? .error, code, path: path, range: range, message, note: optionalText())
  }

  /// An instant.
  package mutating func timestamp() -> Timestamp {
    let seconds = number()
    let offset = number()
    guard abs(offset) < 1440 else {
      isDamaged = true
      return Timestamp(secondsSinceEpoch: 0)
    }
    return Timestamp(secondsSinceEpoch: Int64(seconds), offsetMinutes: offset)
  }
}
