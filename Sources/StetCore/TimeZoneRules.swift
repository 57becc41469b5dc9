private import Foundation

/// The offsets from UTC that a place has used, from 1970 to 2050; outside, the nearest is taken.
public struct TimeZoneRules: Sendable, Hashable {
  /// The zone's name in the IANA database: `Europe/Berlin`.
  public let identifier: String
  private let instants: [Int64]
  private let offsetsSeconds: [Int]

  /// Coordinated universal time.
  public static let utc = TimeZoneRules(identifier: "UTC", instants: [], offsetsSeconds: [0])

  private init(identifier: String, instants: [Int64], offsetsSeconds: [Int]) {
    self.identifier = identifier
    self.instants = instants
    self.offsetsSeconds = offsetsSeconds
  }

  /// The zone that the IANA database calls `identifier`; nil when it has none of that name.
  public init?(identifier: String) {
    if identifier == "UTC" || identifier == "Etc/UTC" || identifier == "GMT" {
      self = .utc
      return
    }
    guard let zone = TimeZone(identifier: identifier) else { return nil }
    let start = Date(timeIntervalSince1970: 0)
    let end = Date(timeIntervalSince1970: 2_524_608_000)
    var instants: [Int64] = []
    var offsets = [zone.secondsFromGMT(for: start)]
    var last = start
    while let next = zone.nextDaylightSavingTimeTransition(after: last), next < end, next > last {
      instants.append(Int64(next.timeIntervalSince1970))
      offsets.append(zone.secondsFromGMT(for: next.addingTimeInterval(1)))
      last = next
    }
    self.init(identifier: identifier, instants: instants, offsetsSeconds: offsets)
  }

  /// Minutes east of UTC at `secondsSinceEpoch`.
  public func offsetMinutes(at secondsSinceEpoch: Int64) -> Int {
    var low = 0
    var high = instants.count
    while low < high {
      let middle = (low + high) / 2
      if instants[middle] <= secondsSinceEpoch { low = middle + 1 } else { high = middle }
    }
    return offsetsSeconds[low] / 60
  }

  /// The instant at which clocks of the zone show `civil`.
  ///
  /// A time that clocks show twice is the first of the two; one they skip is as much later as the
  /// clocks were moved.
  public func timestamp(_ civil: CivilTime) -> Timestamp {
    let wall = civil.secondsSinceEpoch
    let before = offsetMinutes(at: wall - 86_400)
    let after = offsetMinutes(at: wall + 86_400)
    for offset in [before, after] {
      let instant = wall - Int64(offset) * 60
      if offsetMinutes(at: instant) == offset {
        return Timestamp(secondsSinceEpoch: instant, offsetMinutes: offset)
      }
    }
    let instant = wall - Int64(before) * 60
    return Timestamp(secondsSinceEpoch: instant, offsetMinutes: offsetMinutes(at: instant))
  }

  /// The same instant as `timestamp`, as clocks of the zone show it.
  public func localized(_ timestamp: Timestamp) -> Timestamp {
    Timestamp(
      secondsSinceEpoch: timestamp.secondsSinceEpoch,
      offsetMinutes: offsetMinutes(at: timestamp.secondsSinceEpoch))
  }
}
