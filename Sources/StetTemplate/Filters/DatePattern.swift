import StetCore

extension DateNames {
  /// `timestamp` as `pattern` lays it out (Unicode UTS 35, Date Format Patterns); nil when the
  /// pattern has a letter that means nothing here.
  func formatted(_ timestamp: Timestamp, _ pattern: Text) -> String? {
    let letters = pattern.scalars
    var made = ""
    var index = 0
    while index < letters.count {
      let letter = letters[index]
      if letter == "'" {
        guard let end = appendQuoted(letters, index, to: &made) else { return nil }
        index = end
        continue
      }
      guard ("a"..."z").contains(letter) || ("A"..."Z").contains(letter) else {
        made.unicodeScalars.append(letter)
        index += 1
        continue
      }
      var end = index
      while end < letters.count, letters[end] == letter { end += 1 }
      guard let field = field(letter, end - index, timestamp) else { return nil }
      made += field
      index = end
    }
    return made
  }

  private func appendQuoted(
    _ letters: [Unicode.Scalar], _ start: Int, to made: inout String
  ) -> Int? {
    if start + 1 < letters.count, letters[start + 1] == "'" {
      made += "'"
      return start + 2
    }
    var index = start + 1
    while index < letters.count {
      if letters[index] == "'" {
        guard index + 1 < letters.count, letters[index + 1] == "'" else { return index + 1 }
        index += 1
      }
      made.unicodeScalars.append(letters[index])
      index += 1
    }
    return nil
  }

  private func field(
    _ letter: Unicode.Scalar, _ width: Int, _ timestamp: Timestamp
  ) -> String? {
    let civil = timestamp.civil
    let hour12 = civil.hour % 12 == 0 ? 12 : civil.hour % 12
    switch letter {
    case "G": return eras.last
    case "y", "u":
      if width == 2, letter == "y" { return padded(civil.year % 100, 2) }
      return padded(civil.year, width)
    case "Y":
      let year = weekYear(civil).year
      return width == 2 ? padded(year % 100, 2) : padded(year, width)
    case "w": return padded(weekYear(civil).week, width)
    case "Q", "q":
      let quarter = (civil.month + 2) / 3
      return width < 3 ? padded(quarter, width) : width == 3 ? "Q\(quarter)" : nil
    case "M": return month(civil.month, width, months, monthsShort)
    case "L": return month(civil.month, width, monthsAlone, monthsAloneShort)
    case "d": return padded(civil.day, width)
    case "D": return padded(dayOfYear(civil), width)
    case "E", "e", "c": return day(civil.weekday, letter, width)
    case "a": return halves[civil.hour < 12 ? 0 : 1]
    case "h": return padded(hour12, width)
    case "H": return padded(civil.hour, width)
    case "K": return padded(civil.hour % 12, width)
    case "k": return padded(civil.hour == 0 ? 24 : civil.hour, width)
    case "m": return padded(civil.minute, width)
    case "s": return padded(civil.second, width)
    case "S": return String(repeating: "0", count: min(width, 9))
    case "X", "x", "Z", "O": return zone(letter, width, timestamp.offsetMinutes)
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
    case 1, 2: padded(month, width)
    case 3: short[month - 1]
    case 4: full[month - 1]
    case 5: monthsNarrow[month - 1]
    default: nil
    }
  }

  private func day(_ weekday: Int, _ letter: Unicode.Scalar, _ width: Int) -> String? {
    if letter != "E", width < 3 { return padded(weekday, width) }
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
