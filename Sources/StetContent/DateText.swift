package import StetCore

/// What a text that should be a date turned out to be.
package enum DateText {
  case date(Timestamp)
  /// It has the shape of a date, but no calendar or clock shows it; says which part is wrong.
  case impossible(String)
  case unreadable

  /// Reads a date as publications write them: RFC 3339, `2014-03-19 10:14:29 -0400`, with `-04` or
  /// `-4`, with minutes only, with `AM`, without a zone (then in `zone`), the date alone, with
  /// slashes or dots, RFC 822, and `March 19, 2014` or `19 March 2014` in English.
  package init(_ text: String, zone: TimeZoneRules) {
    var reader = DateReader(text)
    guard text.utf8.count <= 80, let day = reader.day() else {
      self = .unreadable
      return
    }
    let clock = reader.clock()
    // Ruby's clock prints the year again: `2023-01-29 18:30:22 2023 -0800`.
    reader.skipYear(day.year)
    let offset = reader.offset()
    guard reader.isAtEnd else {
      self = .unreadable
      return
    }
    guard (1...12).contains(day.month) else {
      self = .impossible("there is no month \(day.month)")
      return
    }
    guard let date = CivilTime(year: day.year, month: day.month, day: day.day) else {
      self = .impossible("the month has no day \(day.day)")
      return
    }
    guard
      let civil = CivilTime(
        year: date.year, month: date.month, day: date.day, hour: clock?.hour ?? 0,
        minute: clock?.minute ?? 0, second: min(clock?.second ?? 0, 59))
    else {
      self = .impossible("no clock shows this time")
      return
    }
    if let offset {
      guard abs(offset) < 1440 else {
        self = .impossible("no zone is that far from UTC")
        return
      }
      self = .date(Timestamp(civil, offsetMinutes: offset))
    } else {
      self = .date(zone.timestamp(civil))
    }
  }

  /// The date in front of a file's name (`2014-05-06-title`, `2014-05-06_title`) or in a path
  /// (`inside/2014/05/06/title`), in `zone`; nil when there is none.
  static func inPath(_ path: String, zone: TimeZoneRules) -> Timestamp? {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"))
    for (index, part) in parts.enumerated().reversed() {
      if let date = leading(part) { return zone.timestamp(date) }
      if part.count == 4, index + 2 < parts.count, let year = Int(Substring(part)),
        let month = Int(Substring(parts[index + 1])), let day = Int(Substring(parts[index + 2])),
        parts[index + 1].count <= 2, parts[index + 2].count <= 2, (1000...9999).contains(year),
        let date = CivilTime(year: year, month: month, day: day)
      {
        return zone.timestamp(date)
      }
    }
    return nil
  }

  /// How many bytes at the front of a file's name are its date and the mark after it; 0 for none.
  static func prefixCount(_ name: some Collection<UInt8>) -> Int {
    leading(name) == nil ? 0 : min(11, name.count)
  }

  private static func leading(_ name: some Collection<UInt8>) -> CivilTime? {
    let bytes = Array(name.prefix(11))
    guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
      bytes.count == 10 || [0x2D, 0x5F, 0x2E, 0x54, 0x20].contains(bytes[10]),
      let year = digits(bytes[0..<4]), let month = digits(bytes[5..<7]),
      let day = digits(bytes[8..<10])
    else { return nil }
    return CivilTime(year: year, month: month, day: day)
  }

  private static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
    bytes.allSatisfy(isDigit) ? bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) } : nil
  }
}

/// Reads the parts of a date from the front of a text.
private struct DateReader {
  private var reader: ByteReader

  init(_ text: String) {
    let bytes = Array(text.utf8)
    reader = ByteReader(bytes, 0..<bytes.count)
    reader.skipSpace()
  }

  var isAtEnd: Bool {
    mutating get {
      reader.skipSpace()
      return reader.isAtEnd
    }
  }

  mutating func day() -> (year: Int, month: Int, day: Int)? {
    if isLetter(reader.next) { return namedDay() }
    guard let first = number(1...4) else { return nil }
    let separator = reader.next
    if first.count <= 2 {
      // 19 March 2014, 19 Mar 2014 and, with dots, 19.3.2014.
      if separator == UInt8(ascii: "."), isDigit(reader.peek(1)) {
        reader.index += 1
        guard let month = number(1...2), reader.take("."), let year = number(4...4) else {
          return nil
        }
        return (year.value, month.value, first.value)
      }
      if separator == UInt8(ascii: ".") { reader.index += 1 }
      _ = reader.take("st") || reader.take("nd") || reader.take("rd") || reader.take("th")
      reader.skipSpace()
      guard let month = monthName() else { return nil }
      skipComma()
      guard let year = number(4...4) else { return nil }
      return (year.value, month, first.value)
    }
    guard first.count == 4, [0x2D, 0x2F, 0x2E].contains(separator) else { return nil }
    reader.index += 1
    guard let month = number(1...2), reader.next == separator else { return nil }
    reader.index += 1
    guard let day = number(1...2) else { return nil }
    return (first.value, month.value, day.value)
  }

  /// `March 19, 2014`, `Wed, 19 Mar 2014`, `Wednesday, March 19, 2014`.
  private mutating func namedDay() -> (year: Int, month: Int, day: Int)? {
    let start = reader.index
    guard let month = monthName() else {
      reader.index = start
      let name = reader.text(while: isLetter).lowercased()
      guard ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].contains(name.prefix(3)) else {
        return nil
      }
      skipComma()
      return name.utf8.count >= 3 && reader.index > start && !reader.isAtEnd ? day() : nil
    }
    reader.skipSpace()
    guard let day = number(1...2) else { return nil }
    _ = reader.take("st") || reader.take("nd") || reader.take("rd") || reader.take("th")
    skipComma()
    guard let year = number(4...4) else { return nil }
    return (year.value, month, day.value)
  }

  private mutating func monthName() -> Int? {
    let name = reader.text(while: isLetter).lowercased()
    _ = reader.take(".")
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ]
    guard name.utf8.count >= 3 else { return nil }
    return names.firstIndex { $0.hasPrefix(name) || (name == "sept" && $0 == "september") }
      .map { $0 + 1 }
  }

  private mutating func skipComma() {
    reader.skipSpace()
    _ = reader.take(",")
    reader.skipSpace()
  }

  /// The time of the day that follows a `T` or blanks; nil, with nothing read, when none does.
  mutating func clock() -> (hour: Int, minute: Int, second: Int)? {
    let start = reader.index
    if !reader.take("T"), !reader.take("t") { skipComma() }
    if reader.take("at ") { reader.skipSpace() }
    guard let hour = number(1...2), reader.take(":"), let minute = number(2...2) else {
      reader.index = start
      return nil
    }
    var second = 0
    if reader.take(":") {
      guard let read = number(2...2) else {
        reader.index = start
        return nil
      }
      second = read.value
      if reader.next == UInt8(ascii: ".") || reader.next == UInt8(ascii: ",") {
        reader.index += 1
        while isDigit(reader.next) { reader.index += 1 }
      }
    }
    reader.skipBlanks()
    let half = reader.next | 0x20
    if half == UInt8(ascii: "a") || half == UInt8(ascii: "p"),
      reader.peek(1) | 0x20 == UInt8(ascii: "m")
    {
      reader.index += 2
      guard (1...12).contains(hour.value) else { return (99, minute.value, second) }
      return (hour.value % 12 + (half == UInt8(ascii: "p") ? 12 : 0), minute.value, second)
    }
    return (hour.value, minute.value, second)
  }

  /// Steps over `year` where it stands once more.
  mutating func skipYear(_ year: Int) {
    let start = reader.index
    reader.skipBlanks()
    if number(4...4)?.value != year { reader.index = start }
  }

  /// Minutes east of UTC; nil when the text names no zone.
  mutating func offset() -> Int? {
    reader.skipBlanks()
    let start = reader.index
    if isLetter(reader.next) {
      let name = reader.text(while: isLetter).uppercased()
      if let offset = DateReader.zones[name] { return offset }
      reader.index = start
      return nil
    }
    let sign = reader.take("+") ? 1 : reader.take("-") || reader.take("−") ? -1 : 0
    guard sign != 0 else { return nil }
    guard let hours = number(1...4) else {
      reader.index = start
      return nil
    }
    if hours.count > 2 { return sign * (hours.value / 100 * 60 + hours.value % 100) }
    guard reader.take(":") else { return sign * hours.value * 60 }
    guard let minutes = number(2...2) else {
      reader.index = start
      return nil
    }
    return sign * (hours.value * 60 + minutes.value)
  }

  /// The zones of RFC 822 §5.1, in minutes.
  private static let zones = [
    "Z": 0, "UTC": 0, "GMT": 0, "UT": 0, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300,
    "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "CET": 60, "CEST": 120, "BST": 60,
  ]

  private mutating func number(_ counts: ClosedRange<Int>) -> (value: Int, count: Int)? {
    let start = reader.index
    var value = 0
    while isDigit(reader.next), reader.index - start < counts.upperBound {
      value = value * 10 + Int(reader.next - 0x30)
      reader.index += 1
    }
    let count = reader.index - start
    guard counts.contains(count), !isDigit(reader.next) else {
      reader.index = start
      return nil
    }
    return (value, count)
  }
}
