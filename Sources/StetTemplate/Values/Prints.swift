import Synchronization

/// What loops have printed of one record, such as the card of an article that stands on twenty pages.
///
/// Pages that are printed at once may share it. Most records have few: a list is looked through faster
/// than a table.
final class Prints: Sendable {
  private let kept = Mutex<[(key: UInt64, bytes: [UInt8])]>([])

  /// Whether nothing was kept.
  var isEmpty: Bool { kept.withLock(\.isEmpty) }

  /// What the loop of `key` printed; nil where it has not yet.
  func bytes(of key: UInt64) -> [UInt8]? {
    kept.withLock { kept in kept.first { $0.key == key }?.bytes }
  }

  /// Keeps what the loop of `key` printed, where `room` has as much left; says how much it took.
  func keep(_ bytes: [UInt8], of key: UInt64, in room: PrintRoom) {
    guard room.take(bytes.count) else { return }
    kept.withLock { kept in
      if !kept.contains(where: { $0.key == key }) { kept.append((key, bytes)) }
    }
  }
}

/// How many bytes the pages of one set of templates may keep with records; past that, they are printed
/// each time.
final class PrintRoom: Sendable {
  /// Which set of templates it is, among all that the program ever made.
  let number: UInt64
  private let left = Atomic<Int>(32 << 20)

  private static let made = Atomic<UInt64>(0)

  init() {
    number = PrintRoom.made.add(1, ordering: .relaxed).newValue
  }

  /// Takes room for `count` bytes; false where there is not as much.
  func take(_ count: Int) -> Bool {
    left.load(ordering: .relaxed) >= count
      && left.subtract(count, ordering: .relaxed).newValue >= 0
  }
}
