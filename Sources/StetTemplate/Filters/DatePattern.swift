import StetCore

extension DateNames {
  /// `timestamp` as `pattern` lays it out (Unicode UTS 35, Date Format Patterns); nil when the
  /// pattern has a letter that means nothing here.
  func formatted(_ timestamp: Timestamp, _ pattern: [UInt8]) -> [UInt8]? {
    var made: [UInt8] = []
    made.reserveCapacity(32)
    let moment = Moment(civil: timestamp.civil, offsetMinutes: timestamp.offsetMinutes)
    var index = 0
    while index < pattern.count {
      let letter = pattern[index]
      if letter == UInt8(ascii: "'") {
        guard let end = appendQuoted(pattern, index, to: &made) else { return nil }
        index = end
        continue
      }
      guard (0x61...0x7A).contains(letter | 0x20) else {
        made.append(letter)
        index += 1
        continue
      }
      var end = index
      while end < pattern.count, pattern[end] == letter { end += 1 }
      guard append(letter, end - index, moment, to: &made) else { return nil }
      index = end
    }
    return made
  }

  /// What clocks and calendars of a place show at an instant.
  private struct Moment {
    let civil: CivilTime
    let offsetMinutes: Int
  }

  private func appendQuoted(
    _ pattern: [UInt8], _ start: Int, to made: inout [UInt8]
  ) -> Int? {
    let quote = UInt8(ascii: "'")
    if start + 1 < pattern.count, pattern[start + 1] == quote {
      made.append(quote)
      return start + 2
    }
    var index = start + 1
    while index < pattern.count {
      if pattern[index] == quote {
        guard index + 1 < pattern.count, pattern[index + 1] == quote else { return index + 1 }
        index += 1
      }
      made.append(pattern[index])
      index += 1
    }
    return nil
  }

  /// Appends what `width` times the letter `letter` means; false when it means nothing.
  private func append(
    _ letter: UInt8, _ width: Int, _ moment: Moment, to made: inout [UInt8]
  ) -> Bool {
    let civil = moment.civil
    let number: Int
    switch UnicodeScalar(letter) {
    case "y" where width == 2: number = civil.year % 100
    case "y", "u": number = civil.year
    case "Y":
      let year = weekYear(civil).year
      number = width == 2 ? year % 100 : year
    case "w": number = weekYear(civil).week
    case "d": number = civil.day
    case "D": number = dayOfYear(civil)
    case "h": number = civil.hour % 12 == 0 ? 12 : civil.hour % 12
    case "H": number = civil.hour
    case "K": number = civil.hour % 12
    case "k": number = civil.hour == 0 ? 24 : civil.hour
    case "m": number = civil.minute
    case "s": number = civil.second
    case "M" where width < 3, "L" where width < 3: number = civil.month
    case "Q" where width < 3, "q" where width < 3: number = (civil.month + 2) / 3
    case "e" where width < 3, "c" where width < 3: number = civil.weekday
    default:
      guard let word = word(UnicodeScalar(letter), width, moment) else { return false }
      made.append(contentsOf: word.utf8)
      return true
    }
    if (0...99).contains(number), width <= 2 {
      if number >= 10 || width == 2 { made.append(UInt8(ascii: "0") &+ UInt8(number / 10)) }
      made.append(UInt8(ascii: "0") &+ UInt8(number % 10))
    } else if (1000...9999).contains(number), width <= 4 {
      for power in [1000, 100, 10, 1] {
        made.append(UInt8(ascii: "0") &+ UInt8(number / power % 10))
      }
    } else {
      made.append(contentsOf: padded(number, width).utf8)
    }
    return true
  }

  private func word(_ letter: Unicode.Scalar, _ width: Int, _ moment: Moment) -> String? {
    let civil = moment.civil
    switch letter {
    case "G": return eras.last
    case "Q", "q": return width == 3 ? "Q\((civil.month + 2) / 3)" : nil
    case "M": return month(civil.month, width, months, monthsShort)
    case "L": return month(civil.month, width, monthsAlone, monthsAloneShort)
    case "E", "e", "c": return day(civil.weekday, width)
    case "a": return halves[civil.hour < 12 ? 0 : 1]
    case "S": return String(repeating: "0", count: min(width, 9))
    case "X", "x", "Z", "O": return zone(letter, width, moment.offsetMinutes)
    default: return nil
    }
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, min(width, 20) - digits.utf8.count)) + digits
  }

  private func month(
    _ month: Int, _ width: Int, _ full: [String], _ short: [String]
  ) -> String? {
    switch width {
    case 3: short[month - 1]
    case 4: full[month - 1]
    case 5: monthsNarrow[month - 1]
    default: nil
    }
  }

  private func day(_ weekday: Int, _ width: Int) -> String? {
    let place = weekday % 7
    switch width {
    case 1...3: return daysShort[place]
    case 4: return days[place]
    case 5: return daysNarrow[place]
    case 6: return daysShort[place]
    default: return nil
    }
  }

  private func dayOfYear(_ civil: CivilTime) -> Int {
    (1..<civil.month).reduce(civil.day) { $0 + CivilTime.daysIn(month: $1, year: civil.year) }
  }

  /// The week of ISO 8601 and the year it belongs to.
  private func weekYear(_ civil: CivilTime) -> (year: Int, week: Int) {
    let thursday = CivilTime(
      secondsSinceEpoch: Int64(civil.daysSinceEpoch + 4 - civil.weekday) * 86_400)
    return (thursday.year, (dayOfYear(thursday) - 1) / 7 + 1)
  }

  private func zone(_ letter: Unicode.Scalar, _ width: Int, _ offset: Int) -> String? {
    let sign = offset < 0 ? "-" : "+"
    let (hours, minutes) = abs(offset).quotientAndRemainder(dividingBy: 60)
    let colon = "\(sign)\(padded(hours, 2)):\(padded(minutes, 2))"
    let plain = "\(sign)\(padded(hours, 2))\(padded(minutes, 2))"
    switch (letter, width) {
    case ("X", 1...5) where offset == 0: return "Z"
    case ("X", 1), ("x", 1): return minutes == 0 ? "\(sign)\(padded(hours, 2))" : plain
    case ("X", 2), ("x", 2), ("X", 4), ("x", 4), ("Z", 1...3): return plain
    case ("X", 3), ("x", 3), ("X", 5), ("x", 5): return colon
    case ("Z", 5): return offset == 0 ? "Z" : colon
    case ("Z", 4), ("O", 4): return offset == 0 ? "GMT" : "GMT\(colon)"
    case ("O", 1):
      if offset == 0 { return "GMT" }
      return "GMT\(sign)\(hours)" + (minutes == 0 ? "" : ":\(padded(minutes, 2))")
    default: return nil
    }
  }
}
