import StetCore

/// A mapping that keeps the order in which its keys were given, as Python's do.
///
/// Keys are texts, numbers, booleans, `none` and tuples; of equal keys the first place and the last
/// value count.
public struct ValueMap: Sendable {
  /// The keys, in their order.
  public private(set) var keys: [Value] = []
  /// The values, in the order of the keys.
  public private(set) var values: [Value] = []
  private var hashes: [UInt64] = []
  private var table: SlotTable?

  /// The mapping with no keys.
  public init() {}

  /// The mapping from texts to values in their order.
  public init(_ pairs: [(String, Value)]) {
    for (key, value) in pairs { set(.string(Text(key)), value) }
  }

  init(pairs: [(Value, Value)]) {
    for (key, value) in pairs { set(key, value) }
  }

  /// How many keys there are.
  public var count: Int { keys.count }

  /// The value for the text `key`; nil when it is no key.
  public subscript(key: String) -> Value? {
    self[Value.string(Text(key))]
  }

  subscript(key: Value) -> Value? {
    guard let hash = key.keyHash, let slot = slot(of: key, hash) else { return nil }
    return values[slot]
  }

  subscript(name: Name) -> Value? {
    if let table {
      var probe = table.start(name.hash)
      while let slot = table.slot(at: probe) {
        if hashes[slot] == name.hash, isKey(slot, name.text) { return values[slot] }
        probe = table.next(probe)
      }
      return nil
    }
    for slot in hashes.indices where hashes[slot] == name.hash && isKey(slot, name.text) {
      return values[slot]
    }
    return nil
  }

  /// Gives `key` the value `value`; a key that cannot be hashed, such as a list, is left out.
  mutating func set(_ key: Value, _ value: Value) {
    guard let hash = key.keyHash else { return }
    if let slot = slot(of: key, hash) {
      values[slot] = value
      return
    }
    keys.append(key)
    values.append(value)
    hashes.append(hash)
    if let room = table?.hasRoom(after: keys.count), room {
      table?.insert(hash, keys.count - 1)
    } else if keys.count > 8 {
      table = SlotTable(hashes: hashes)
    }
  }

  private func isKey(_ slot: Int, _ text: Text) -> Bool {
    switch keys[slot] {
    case .string(let key), .markup(let key): key == text
    default: false
    }
  }

  private func slot(of key: Value, _ hash: UInt64) -> Int? {
    if let table {
      var probe = table.start(hash)
      while let slot = table.slot(at: probe) {
        if hashes[slot] == hash, keys[slot] == key { return slot }
        probe = table.next(probe)
      }
      return nil
    }
    for slot in hashes.indices where hashes[slot] == hash && keys[slot] == key { return slot }
    return nil
  }
}

extension Value {
  /// The value with the text keys of all its mappings in order, for printing.
  var withSortedKeys: Value {
    switch self {
    case .list(let items): return .list(items.map(\.withSortedKeys))
    case .tuple(let items): return .tuple(items.map(\.withSortedKeys))
    case .map(let map):
      let pairs = zip(map.keys, map.values.map(\.withSortedKeys))
      return .map(
        ValueMap(
          pairs: pairs.sorted { one, two in
            (one.0.text?.utf8 ?? []).lexicographicallyPrecedes(two.0.text?.utf8 ?? [])
          }))
    default: return self
    }
  }
}

extension ValueMap: ExpressibleByDictionaryLiteral {
  /// The mapping of a dictionary literal, in its order.
  public init(dictionaryLiteral: (String, Value)...) {
    self.init(dictionaryLiteral)
  }
}
