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

/// The bytes that stand for values while their fingerprint is made: a tag, a length, the content.
struct ValueDigest {
  private var bytes: [UInt8] = []

  /// The fingerprint of what was added.
  var fingerprint: Fingerprint { Fingerprint(of: bytes) }

  /// Adds a fingerprint made earlier.
  mutating func add(_ fingerprint: Fingerprint) {
    add(fingerprint.high)
    add(fingerprint.low)
  }

  /// Adds `value`; a long text or a record counts as its own fingerprint.
  mutating func add(_ value: Value) {
    switch value {
    case .undefined(let undefined): add(0, Text(undefined.name))
    case .none: bytes.append(1)
    case .bool(let truth): bytes.append(truth ? 2 : 3)
    case .int(let number):
      bytes.append(4)
      add(UInt64(bitPattern: Int64(number)))
    case .double(let number):
      bytes.append(5)
      add(number.bitPattern)
    case .string(let text): add(6, text)
    case .markup(let text): add(7, text)
    case .list(let items): add(8, items)
    case .tuple(let items): add(9, items)
    case .map(let map):
      add(10, map.keys)
      add(11, map.values)
    case .record(let record):
      bytes.append(12)
      add(record.fingerprint)
    case .timestamp(let timestamp):
      bytes.append(13)
      add(UInt64(bitPattern: timestamp.secondsSinceEpoch))
      add(UInt64(bitPattern: Int64(timestamp.offsetMinutes)))
    case .function(let function): add(14, Text(function.name))
    case .handle(let handle):
      bytes.append(15)
      add(UInt64(UInt32(bitPattern: handle.index)))
    }
  }

  private mutating func add(_ tag: UInt8, _ items: [Value]) {
    bytes.append(tag)
    add(UInt64(items.count))
    for item in items { add(item) }
  }

  private mutating func add(_ tag: UInt8, _ text: Text) {
    bytes.append(tag)
    add(UInt64(text.utf8.count))
    if text.utf8.count > 64 {
      add(Fingerprint(of: text.utf8))
    } else {
      bytes.append(contentsOf: text.utf8)
    }
  }

  private mutating func add(_ word: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
    }
  }
}
