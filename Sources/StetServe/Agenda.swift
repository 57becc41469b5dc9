import StetCore

/// Tells when the instant has come at which the edition that is shown changes by itself: a scheduled
/// story appears, an embargo lifts, a story ages or expires.
struct Agenda {
  private var due: Timestamp?

  /// The clock may be set, and a machine may sleep: it is asked again at least this often, in
  /// milliseconds.
  private static let patience: Int64 = 30_000

  /// Waits for `instant`, at which the latest edition changes; nil where it never does.
  mutating func follow(_ instant: Timestamp?) {
    due = instant
  }

  /// How long to wait at `now`, in milliseconds; nil where there is nothing to wait for.
  func milliseconds(at now: Timestamp) -> Int? {
    due.map { due in
      let seconds = due.secondsSinceEpoch - now.secondsSinceEpoch
      return Int(max(0, min(seconds, Agenda.patience / 1_000)) * 1_000)
    }
  }

  /// Whether the instant has come at `now`; said once for each edition.
  mutating func isDue(at now: Timestamp) -> Bool {
    guard let instant = due, !now.isBefore(instant) else { return false }
    due = nil
    return true
  }
}
