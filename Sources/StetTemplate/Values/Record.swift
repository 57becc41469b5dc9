import StetCore

/// The names of a kind of view's fields, made once and shared by all its records.
///
/// A class so that a thousand records share it; it never changes.
public final class Shape: Sendable {
  /// The fields' names, in the order of the values.
  public let fields: [String]
  /// The fingerprint of the names.
  public let fingerprint: Fingerprint
  /// Whether a record of this shape also unpacks and prints as a tuple, as Jinja's groups do.
  let isTuple: Bool
  let names: [Name]
  private let hashes: [UInt64]
  private let slots: SlotTable

  /// The shape with `fields`; no name may stand twice.
  public convenience init(_ fields: [String]) {
    self.init(fields, isTuple: false)
  }

  init(_ fields: [String], isTuple: Bool) {
    self.fields = fields
    self.isTuple = isTuple
    names = fields.map { Name(Text($0)) }
    hashes = names.map(\.hash)
    slots = SlotTable(hashes: hashes)
    fingerprint = Fingerprint(of: fields.map { Fingerprint(of: $0) })
    precondition(Set(hashes).count == fields.count, "a shape names each field once")
  }

  /// Where the field called `name` stands; nil when there is none.
  ///
  /// Names are told apart by their hashes of 64 bits alone: fields are the host's, or words of the
  /// theme, and nobody gains from making two of them alike.
  func slot(of name: Name) -> Int? { slot(of: name.hash) }

  /// Where the field whose name has the hash `hash` stands; nil when there is none.
  func slot(of hash: UInt64) -> Int? {
    var probe = slots.start(hash)
    while let slot = slots.slot(at: probe) {
      if hashes[slot] == hash { return slot }
      probe = slots.next(probe)
    }
    return nil
  }
}

/// A view of the host, such as an article or a card: named fields that never change.
///
/// A class so that many pages share one; its fingerprint is computed once, when it is made.
public final class Record: Sendable {
  /// The names of the fields.
  public let shape: Shape
  /// The values of the fields, in the order of the shape.
  public let values: [Value]
  /// The fingerprint of names and values.
  public let fingerprint: Fingerprint
  /// Whether it stands on many pages.
  let isLasting: Bool

  /// The record of `shape` with one value for each field. One that `isLasting` stands on many pages, and
  /// what a loop prints of it alone is kept.
  public init(_ shape: Shape, _ values: [Value], isLasting: Bool = false) {
    precondition(values.count == shape.fields.count, "a record has a value for every field")
    self.isLasting = isLasting
    self.shape = shape
    self.values = values
    var digest = ValueDigest(count: values.count)
    digest.add(shape.fingerprint)
    for value in values { digest.add(value) }
    fingerprint = digest.fingerprint
  }

  /// The same with `value` in the place of the value at `slot`; its fingerprint is made of this record's,
  /// and is not that of a record which was made with `value`.
  public func replacing(_ slot: Int, with value: Value) -> Record {
    var values = values
    values[slot] = value
    var digest = ValueDigest(count: 4)
    digest.add(fingerprint)
    digest.add(.int(slot))
    digest.add(value)
    return Record(shape, values, isLasting, digest.fingerprint)
  }

  private init(_ shape: Shape, _ values: [Value], _ isLasting: Bool, _ fingerprint: Fingerprint) {
    self.shape = shape
    self.values = values
    self.isLasting = isLasting
    self.fingerprint = fingerprint
  }

  /// The value of the field called `field`; nil when there is none.
  public subscript(field: String) -> Value? {
    self[Name(Text(field))]
  }

  subscript(name: Name) -> Value? {
    shape.slot(of: name).map { values[$0] }
  }
}

/// An open-addressing table from hashes to slots, at most half full.
struct SlotTable: Sendable {
  private var cells: [Int32]
  private var mask: Int

  /// The table of `hashes`, each at its own place.
  init(hashes: [UInt64]) {
    var size = 4
    while size < hashes.count * 2 { size *= 2 }
    mask = size - 1
    cells = [Int32](repeating: -1, count: size)
    for (slot, hash) in hashes.enumerated() { insert(hash, slot) }
  }

  /// Whether one more of `count` slots keeps the table half empty.
  func hasRoom(after count: Int) -> Bool { (count + 1) * 2 <= cells.count }

  /// Notes that `hash` stands at `slot`.
  mutating func insert(_ hash: UInt64, _ slot: Int) {
    var probe = start(hash)
    while cells[probe] >= 0 { probe = next(probe) }
    cells[probe] = Int32(truncatingIfNeeded: slot)
  }

  /// The cell where the search for `hash` begins.
  func start(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & mask }

  /// The cell after `probe`.
  func next(_ probe: Int) -> Int { (probe + 1) & mask }

  /// The slot in the cell `probe`; nil when the cell is empty.
  func slot(at probe: Int) -> Int? {
    let slot = cells[probe]
    return slot < 0 ? nil : Int(slot)
  }
}
