/// Puts numbers and texts close together, for a `PackedReader` of the same version to read.
///
/// The bytes are for one machine and one version of the program: they have no names and no types. It is
/// public so that other rooms compile it into what they write: what is `package` is only called.
public struct PackedWriter: Sendable {
  /// What was written so far.
  public var bytes: [UInt8] { written }
  @usableFromInline var written: [UInt8] = []

  /// A writer of nothing yet, with room for `count` bytes.
  package init(reserving count: Int = 0) {
    written.reserveCapacity(count)
  }

  /// Seven bits a byte, the lowest first; small numbers take one byte.
  @inlinable
  public mutating func write(_ number: Int) {
    var rest = UInt64(bitPattern: Int64(number) << 1 ^ Int64(number) >> 63)
    while rest > 0x7F {
      written.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    written.append(UInt8(truncatingIfNeeded: rest))
  }

  /// One byte.
  @inlinable
  public mutating func write(_ truth: Bool) {
    written.append(truth ? 1 : 0)
  }

  /// The length and the UTF-8 of `text`.
  @inlinable
  public mutating func write(_ text: String) {
    write(text.utf8.count)
    written.append(utf8Of: text)
  }

  /// The length of `block` and `block`.
  package mutating func write(_ block: [UInt8]) {
    write(block.count)
    written.append(contentsOf: block)
  }

  /// `block` without its length.
  package mutating func append(_ block: ArraySlice<UInt8>) {
    written.append(contentsOf: block)
  }

  /// Eight bytes, the lowest first.
  @inlinable
  public mutating func write(word: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      written.append(UInt8(truncatingIfNeeded: word >> shift))
    }
  }

  /// Sixteen bytes.
  @inlinable
  public mutating func write(_ fingerprint: Fingerprint) {
    write(word: fingerprint.high)
    write(word: fingerprint.low)
  }

  /// Whether there is a value, and the value as `part` writes it.
  @inlinable
  public mutating func write<Value>(
    _ value: Value?, _ part: (inout PackedWriter, Value) -> Void
  ) {
    write(value != nil)
    if let value { part(&self, value) }
  }

  /// The count of `values`, and each as `part` writes it.
  @inlinable
  public mutating func write<Value>(
    _ values: [Value], _ part: (inout PackedWriter, Value) -> Void
  ) {
    write(values.count)
    for value in values { part(&self, value) }
  }

  /// A range of bytes.
  package mutating func write(_ range: SourceRange) {
    write(range.lower)
    write(range.upper - range.lower)
  }

  /// A diagnostic.
  package mutating func write(_ diagnostic: Diagnostic) {
    write(diagnostic.severity.rawValue)
    write(diagnostic.code.name)
    write(diagnostic.path)
    write(diagnostic.range) { $0.write($1) }
    write(diagnostic.message)
    write(diagnostic.note) { $0.write($1) }
  }

  /// An instant and its offset.
  package mutating func write(_ timestamp: Timestamp) {
    write(Int(timestamp.secondsSinceEpoch))
    write(timestamp.offsetMinutes)
  }

  /// The bytes with the fingerprint of all before it at their end, by which damage shows.
  package consuming func sealed() -> [UInt8] {
    let seal = Fingerprint(of: written)
    write(seal)
    return written
  }
}
