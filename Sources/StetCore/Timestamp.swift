/// An instant and the offset from UTC in which its author wrote it.
///
/// Two timestamps are equal only when both agree; order is by instant alone.
public struct Timestamp: Sendable, Hashable {
  /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  public let secondsSinceEpoch: Int64
  /// Minutes east of UTC, from -1439 to 1439.
  public let offsetMinutes: Int

  /// The instant `secondsSinceEpoch`, shown `offsetMinutes` east of UTC.
  public init(secondsSinceEpoch: Int64, offsetMinutes: Int = 0) {
    precondition(abs(offsetMinutes) < 1440, "an offset is less than a day")
    self.secondsSinceEpoch = secondsSinceEpoch
    self.offsetMinutes = offsetMinutes
  }

  /// The instant at which clocks `offsetMinutes` east of UTC show `civil`.
  public init(_ civil: CivilTime, offsetMinutes: Int) {
    self.init(
      secondsSinceEpoch: civil.secondsSinceEpoch - Int64(offsetMinutes) * 60,
      offsetMinutes: offsetMinutes)
  }

  /// What a clock at `offsetMinutes` shows.
  public var civil: CivilTime {
    CivilTime(secondsSinceEpoch: secondsSinceEpoch + Int64(offsetMinutes) * 60)
  }

  /// Whether the instant comes before that of `other`.
  public func isBefore(_ other: Timestamp) -> Bool {
    secondsSinceEpoch < other.secondsSinceEpoch
  }

  /// `2026-01-02T03:04:05Z` or `…+01:00` (RFC 3339 §5.6).
  public var rfc3339: String { String(decoding: rfc3339Bytes, as: UTF8.self) }

  /// The same as UTF-8.
  public var rfc3339Bytes: [UInt8] {
    let civil = civil
    if offsetMinutes == 0, (0...9999).contains(civil.year) { return civil.iso8601Zulu }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(25)
    appendRFC3339(to: &bytes)
    return bytes
  }

  /// Appends the same to `bytes`.
  public func appendRFC3339(to bytes: inout [UInt8]) {
    civil.append(to: &bytes)
    if offsetMinutes == 0 { return bytes.append(UInt8(ascii: "Z")) }
    bytes.append(offsetMinutes < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
    bytes.append(digits: abs(offsetMinutes) / 60, count: 2)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(digits: abs(offsetMinutes) % 60, count: 2)
  }

  /// `Fri, 02 Jan 2026 03:04:05 GMT`: the instant in UTC, with a four-digit year (RFC 822 §5 as
  /// changed by RFC 1123 §5.2.14; RSS 2.0).
  public var rfc822: String {
    let utc = CivilTime(secondsSinceEpoch: secondsSinceEpoch)
    let day = CivilTime.weekdayNames[utc.weekday - 1]
    let month = CivilTime.monthNames[utc.month - 1]
    return "\(day), \(twoDigits(utc.day)) \(month) \(fourDigits(utc.year)) "
      + "\(twoDigits(utc.hour)):\(twoDigits(utc.minute)):\(twoDigits(utc.second)) GMT"
  }

  /// The timestamp that `text` writes as RFC 3339 §5.6 says; nil when it does not.
  ///
  /// A fraction of a second is read and dropped; a leap second counts as the second before it.
  public init?(rfc3339 text: String) {
    var reader = DigitReader(text)
    guard let year = reader.number(4), reader.take("-"), let month = reader.number(2),
      reader.take("-"), let day = reader.number(2),
      reader.take("T") || reader.take("t") || reader.take(" "),
      let hour = reader.number(2), reader.take(":"), let minute = reader.number(2),
      reader.take(":"), let second = reader.number(2), second <= 60
    else { return nil }
    if reader.take(".") {
      guard reader.number(1) != nil else { return nil }
      while reader.number(1) != nil {}
    }
    guard let offset = reader.offset(), reader.isAtEnd,
      let civil = CivilTime(
        year: year, month: month, day: day, hour: hour, minute: minute, second: min(second, 59))
    else { return nil }
    self.init(civil, offsetMinutes: offset)
  }
}

/// Reads fixed-width numbers from the front of a text.
private struct DigitReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  var isAtEnd: Bool { place == bytes.count }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard place < bytes.count, UInt32(bytes[place]) == character.value else { return false }
    place += 1
    return true
  }

  mutating func number(_ digits: Int) -> Int? {
    guard place + digits <= bytes.count else { return nil }
    var value = 0
    for index in place..<(place + digits) {
      guard (0x30...0x39).contains(bytes[index]) else { return nil }
      value = value * 10 + Int(bytes[index] - 0x30)
    }
    place += digits
    return value
  }

  mutating func offset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let sign = take("+") ? 1 : take("-") ? -1 : 0
    guard sign != 0, let hours = number(2), take(":"), let minutes = number(2),
      hours < 24, minutes < 60
    else { return nil }
    return sign * (hours * 60 + minutes)
  }
}
