import StetCore

extension Value {
  /// The fingerprint of the value: equal for values of the same kind, names, order and content.
  public var fingerprint: Fingerprint {
    if case .record(let record) = self { return record.fingerprint }
    var digest = ValueDigest()
    digest.add(self)
    return digest.fingerprint
  }
}

/// The words of eight bytes that stand for values while their fingerprint is made: a tag with a length, then
/// the content.
struct ValueDigest {
  private var words: [UInt64] = []

  /// A digest of nothing yet, with room for `count` values.
  init(count: Int = 1) { words.reserveCapacity(4 + count * 5 / 2) }

  /// The fingerprint of what was added.
  var fingerprint: Fingerprint { Fingerprint(ofWords: words) }

  /// Adds a fingerprint made earlier.
  mutating func add(_ fingerprint: Fingerprint) {
    words.append(fingerprint.high)
    words.append(fingerprint.low)
  }

  /// Adds `value`; a long text or a record counts as its own fingerprint.
  mutating func add(_ value: Value) {
    switch value {
    case .undefined(let undefined): add(0, Text(undefined.name))
    case .none: begin(1)
    case .bool(let truth): begin(truth ? 2 : 3)
    case .int(let number):
      begin(4)
      words.append(UInt64(bitPattern: Int64(number)))
    case .double(let number):
      begin(5)
      words.append(number.bitPattern)
    case .string(let text): add(6, text)
    case .markup(let text): add(7, text)
    case .list(let items): add(8, items)
    case .tuple(let items): add(9, items)
    case .map(let map):
      add(10, map.keys)
      add(11, map.values)
    case .record(let record):
      begin(12)
      add(record.fingerprint)
    case .timestamp(let timestamp):
      begin(13, timestamp.offsetMinutes)
      words.append(UInt64(bitPattern: timestamp.secondsSinceEpoch))
    case .function(let function): add(14, Text(function.name))
    case .handle(let handle): begin(15, Int(handle.index))
    }
  }

  private mutating func add(_ tag: UInt64, _ items: [Value]) {
    begin(tag, items.count)
    for item in items { add(item) }
  }

  private mutating func add(_ tag: UInt64, _ text: Text) {
    let bytes = text.utf8
    begin(tag, bytes.count)
    if bytes.count > 64 { return add(Fingerprint(of: bytes)) }
    let span = bytes.span
    for place in stride(from: 0, to: span.count, by: 8) {
      words.append(EightBytes(of: span, from: place, to: span.count).number)
    }
  }

  /// Begins a value: what it is, and a number of less than 56 bits.
  private mutating func begin(_ tag: UInt64, _ number: Int = 0) {
    words.append(UInt64(truncatingIfNeeded: number) << 8 | tag)
  }
}
