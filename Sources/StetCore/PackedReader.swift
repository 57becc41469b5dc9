/// Reads what a `PackedWriter` wrote, in the same order.
///
/// What is not there is read as zero or nothing, and `isDamaged` says so: who reads looks once, at
/// the end. It is public so that other rooms compile it into what they read: what is `package` is only called.
public struct PackedReader: Sendable {
  @usableFromInline let bytes: [UInt8]
  /// Where the next value begins.
  public var position: Int { place }
  @usableFromInline var place: Int
  @usableFromInline let end: Int
  /// Whether something was read that cannot have been written.
  public var isDamaged: Bool { isWrong }
  @usableFromInline var isWrong = false

  /// A reader of the bytes of `range`.
  package init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    let inside = range.clamped(to: 0..<bytes.count)
    place = inside.lowerBound
    end = inside.upperBound
    isWrong = inside != range
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
  package var isAtEnd: Bool { place == end }

  /// Notes that what was read makes no sense.
  package mutating func complain() { isWrong = true }

  /// A number.
  @inlinable
  public mutating func number() -> Int {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while place < end, shift < 64 {
      let byte = bytes[place]
      place += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 {
        return Int(
          truncatingIfNeeded: Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1))
      }
      shift += 7
    }
    isWrong = true
    return 0
  }

  /// How many bytes or values follow: not more than there are bytes left.
  @inlinable
  public mutating func count() -> Int {
    let count = number()
    if (0...(end - place)).contains(count) { return count }
    isWrong = true
    return 0
  }

  /// A truth value.
  @inlinable
  public mutating func truth() -> Bool {
    guard place < end, bytes[place] < 2 else {
      isWrong = true
      return false
    }
    place += 1
    return bytes[place - 1] == 1
  }

  /// A text.
  @inlinable
  public mutating func text() -> String {
    let count = count()
    place += count
    return String(decoding: bytes[(place - count)..<place], as: UTF8.self)
  }

  /// The place of a block of bytes.
  @inlinable
  public mutating func block() -> Range<Int> {
    let count = count()
    place += count
    return (place - count)..<place
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
  @inlinable
  public mutating func word() -> UInt64 {
    guard place + 8 <= end else {
      isWrong = true
      return 0
    }
    var word: UInt64 = 0
    for offset in 0..<8 { word |= UInt64(bytes[place + offset]) << UInt64(offset * 8) }
    place += 8
    return word
  }

  /// A fingerprint.
  @inlinable
  public mutating func fingerprint() -> Fingerprint {
    let high = word()
    return Fingerprint(high: high, low: word())
  }

  /// A value, or none.
  @inlinable
  public mutating func optional<Value>(_ part: (inout PackedReader) -> Value) -> Value? {
    truth() ? part(&self) : nil
  }

  /// As many values as were written.
  @inlinable
  public mutating func list<Value>(_ part: (inout PackedReader) -> Value) -> [Value] {
    let count = count()
    if count == 0 { return [] }
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count where !isWrong { values.append(part(&self)) }
    return values
  }

  /// A text, or none.
  @inlinable
  public mutating func optionalText() -> String? {
    truth() ? text() : nil
  }

  /// A number, or none.
  @inlinable
  public mutating func optionalNumber() -> Int? {
    truth() ? number() : nil
  }

  /// A range of bytes.
  package mutating func range() -> SourceRange {
    let (lower, length) = (number(), number())
    guard lower >= 0, length >= 0, lower <= .max - length else {
      isWrong = true
      return SourceRange(0, 0)
    }
    return SourceRange(lower, lower + length)
  }

  /// A diagnostic.
  package mutating func diagnostic() -> Diagnostic {
    let severity = Diagnostic.Severity(rawValue: text())
    if severity == nil { isWrong = true }
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
      isWrong = true
      return Timestamp(secondsSinceEpoch: 0)
    }
    return Timestamp(secondsSinceEpoch: Int64(seconds), offsetMinutes: offset)
  }
}
