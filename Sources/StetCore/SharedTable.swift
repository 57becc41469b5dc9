import Synchronization

/// A table of what was made once, for the tasks of a build that would make it again.
///
/// What it has for a key is the same whoever made it, so that nothing depends on who came first. The only
/// lock of the program is in here, held for as long as a look-up takes. It is public and inlinable so that
/// each room compiles it for its own keys and values: as generic code a look-up takes ten times as long.
public final class SharedTable<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  @usableFromInline
  struct Kept: Sendable {
    @usableFromInline var values: [Key: (value: Value, weight: Int)] = [:]
    @usableFromInline var weight = 0

    @inlinable
    init() {}
  }

  @usableFromInline let kept: Mutex<Kept>
  @usableFromInline let weightMax: Int

  /// An empty table for values that weigh `weightMax` together.
  @inlinable
  public init(weightMax: Int) {
    self.weightMax = weightMax
    kept = Mutex(Kept())
  }

  @inlinable
  init(_ values: Kept, weightMax: Int) {
    self.weightMax = weightMax
    kept = Mutex(values)
  }

  /// What is kept for `key`.
  @inlinable
  public subscript(key: Key) -> Value? { kept.withLock { $0.values[key]?.value } }

  /// How many values there are.
  @inlinable
  public var count: Int { kept.withLock { $0.values.count } }

  /// Keeps `value` for `key`, where there is none and the table has room; what is kept for it then, else
  /// `value`.
  @inlinable @discardableResult
  public func keep(_ value: Value, for key: Key, weight: Int = 1) -> Value {
    kept.withLock { kept in
      if let known = kept.values[key] { return known.value }
      guard kept.weight + weight <= weightMax else { return value }
      kept.values[key] = (value, weight)
      kept.weight += weight
      return value
    }
  }

  /// A table of the same without what is kept for `keys`.
  @inlinable
  public func without(_ keys: some Sequence<Key>) -> SharedTable {
    var rest = kept.withLock { $0 }
    for key in keys { rest.weight -= rest.values.removeValue(forKey: key)?.weight ?? 0 }
    return SharedTable(rest, weightMax: weightMax)
  }
}
