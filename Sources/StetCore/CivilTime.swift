/// What a calendar and a clock on the wall show: the proleptic Gregorian calendar, without a zone.
public struct CivilTime: Sendable, Hashable {
  /// The year; year 0 is the one before year 1.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The day of the month, from 1.
  public let day: Int
  /// The hour, 0 to 23.
  public let hour: Int
  /// The minute, 0 to 59.
  public let minute: Int
  /// The second, 0 to 59.
  public let second: Int

  /// The given day and time; nil when the calendar has no such day or the clock no such time.
  public init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    guard (0...9999).contains(year), (1...12).contains(month),
      (1...CivilTime.daysIn(month: month, year: year)).contains(day),
      (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  /// The time `seconds` after 1970-01-01T00:00:00 on the same clock.
  public init(secondsSinceEpoch seconds: Int64) {
    let days = Int((Double(seconds) / 86_400).rounded(.down))
    let clock = Int(seconds - Int64(days) * 86_400)
    // Counts from 1 March of year 0, so that the leap day ends a year of 400-year eras.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    hour = clock / 3600
    minute = clock / 60 % 60
    second = clock % 60
  }

  /// Seconds from 1970-01-01T00:00:00 on the same clock.
  public var secondsSinceEpoch: Int64 {
    Int64(daysSinceEpoch) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
  }

  /// Days from 1970-01-01.
  public var daysSinceEpoch: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The day of the week, 1 for Monday to 7 for Sunday (ISO 8601).
  public var weekday: Int {
    let days = daysSinceEpoch + 3
    return (days % 7 + 7) % 7 + 1
  }

  /// `2026-01-02T03:04:05`.
  public var iso8601: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `2026-01-02`.
  public var isoDate: String { String(iso8601.prefix { $0 != "T" }) }

  /// `2026-01-02T03:04:05Z` for a year of four digits, which most instants on a page are.
  var iso8601Zulu: [UInt8] {
    let digit = { (number: Int) -> UInt8 in
      UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number % 10)
    }
    let (dash, colon) = (UInt8(ascii: "-"), UInt8(ascii: ":"))
    return [
      digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), dash,
      digit(month / 10), digit(month), dash, digit(day / 10), digit(day), UInt8(ascii: "T"),
      digit(hour / 10), digit(hour), colon, digit(minute / 10), digit(minute), colon,
      digit(second / 10), digit(second), UInt8(ascii: "Z"),
    ]
  }

  /// Appends `2026-01-02T03:04:05`.
  func append(to bytes: inout [UInt8]) {
    if (0...9999).contains(year) {
      let (century, year) = year.quotientAndRemainder(dividingBy: 100)
      bytes.append(twoDigits: century)
      bytes.append(twoDigits: year)
    } else {
      bytes.append(digits: year, count: 4)
    }
    bytes.append(UInt8(ascii: "-"))
    bytes.append(twoDigits: month)
    bytes.append(UInt8(ascii: "-"))
    bytes.append(twoDigits: day)
    bytes.append(UInt8(ascii: "T"))
    bytes.append(twoDigits: hour)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(twoDigits: minute)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(twoDigits: second)
  }

  /// The number of days in `month` of `year`.
  public static func daysIn(month: Int, year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  static let weekdayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  static let monthNames = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}

extension [UInt8] {
  /// Appends `number`, which is below 100, with two digits.
  mutating func append(twoDigits number: Int) {
    append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number / 10))
    append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number % 10))
  }

  /// Appends `number`, which is not negative, with at least `count` digits.
  mutating func append(digits number: Int, count: Int) {
    var power = 1
    for _ in 1..<count { power *= 10 }
    while number / power >= 10 { power *= 10 }
    while power > 0 {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / power % 10))
      power /= 10
    }
  }
}

func twoDigits(_ number: Int) -> String {
  number < 10 ? "0\(number)" : "\(number)"
}

func fourDigits(_ number: Int) -> String {
  String(repeating: "0", count: max(0, 4 - String(number).count)) + String(number)
}
