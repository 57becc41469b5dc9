import StetCore

/// What loops have printed of records that stand on many pages, such as the card of an article; kept for
/// one set of templates, up to 32 MiB.
struct Prints: Sendable {
  private struct Key: Hashable, Sendable {
    let record: ObjectIdentifier
    let loop: Int32
  }

  /// The record is held with its print, so that no other is ever taken for it.
  private struct Print: Sendable {
    let record: Record
    let bytes: [UInt8]
  }

  private let kept: SharedTable<Key, Print>

  /// No prints, and room for `bytesMax` bytes.
  init(bytesMax: Int = 32 << 20) {
    kept = SharedTable(weightMax: bytesMax)
  }

  /// How many there are.
  var count: Int { kept.count }

  /// What the loop of `key` printed of `record`; nil where it has not yet.
  func bytes(of record: Record, in key: Int32) -> [UInt8]? {
    kept[Key(record: ObjectIdentifier(record), loop: key)]?.bytes
  }

  /// Keeps what the loop of `key` printed of `record`, where there is room.
  func keep(_ bytes: [UInt8], of record: Record, in key: Int32) {
    kept.keep(
      Print(record: record, bytes: bytes), for: Key(record: ObjectIdentifier(record), loop: key),
      weight: bytes.count + 256)
  }
}
