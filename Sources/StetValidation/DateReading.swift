import StetCore

/// The instant that `text` writes as Atom asks: RFC 3339 with `T` and `Z` in upper case (RFC 4287
/// §3.3); nil when it does not.
func atomTime(_ text: String) -> Timestamp? {
  let bytes = Array(text.utf8)
  guard bytes.count > 10, bytes[10] == 0x54, !bytes.contains(0x7A) else { return nil }
  return Timestamp(rfc3339: text)
}

/// The instant that `text` writes as a W3C date and time, from a year to fractions of a second.
func w3cTime(_ text: String) -> Timestamp? {
  switch text.utf8.count {
  case 4: Timestamp(rfc3339: text + "-01-01T00:00:00Z")
  case 7: Timestamp(rfc3339: text + "-01T00:00:00Z")
  case 10: Timestamp(rfc3339: text + "T00:00:00Z")
  case 17, 22:
    // Seconds may be left out: `2026-01-02T03:04+01:00`.
    atomTime(text.prefix(16) + ":00" + text.dropFirst(16))
  default: atomTime(text)
  }
}

/// A date as e-mail and RSS write it (RFC 5322 §3.3), with what is odd about it.
struct MailDate {
  let time: Timestamp
  /// The day of the week it names, when that is not the right one.
  let wrongWeekday: String?
  /// The zone, when readers disagree on it or ignore it.
  let oddZone: String?

  private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  private static let zones = [
    "gmt": 0, "ut": 0, "utc": 0, "z": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300,
    "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
  ]

  init?(_ text: String) {
    var words = text.split { $0 == " " || $0 == "\t" || $0 == "\n" }.map { $0.lowercased() }
    guard words.count >= 4 else { return nil }
    var weekday: String?
    if words[0].hasSuffix(",") {
      weekday = String(words.removeFirst().dropLast())
      guard let weekday, MailDate.weekdays.contains(weekday) else { return nil }
    }
    guard words.count == 5, let day = MailDate.number(words[0], 1...2),
      let month = MailDate.months.firstIndex(of: words[1]),
      let year = MailDate.number(words[2], 4...4),
      let offset = MailDate.offset(words[4])
    else { return nil }
    let clock = words[3].split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard clock.count == 2 || clock.count == 3,
      let hour = MailDate.number(clock[0], 2...2), let minute = MailDate.number(clock[1], 2...2),
      let second = clock.count == 3 ? MailDate.number(clock[2], 2...2) : 0, second <= 60,
      let civil = CivilTime(
        year: year, month: month + 1, day: day, hour: hour, minute: minute, second: min(second, 59))
    else { return nil }
    time = Timestamp(civil, offsetMinutes: offset)
    let right = MailDate.weekdays[civil.weekday - 1]
    wrongWeekday = weekday == right ? nil : weekday
    let isPlain = words[4] == "gmt" || words[4].hasPrefix("+") || words[4].hasPrefix("-")
    oddZone = isPlain ? nil : words[4].uppercased()
  }

  private static func number(_ text: String, _ digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(text.utf8.count), text.utf8.allSatisfy(isDigit) else { return nil }
    return Int(text)
  }

  private static func offset(_ zone: String) -> Int? {
    if let known = zones[zone] { return known }
    guard zone.utf8.count == 5, let sign = zone.first, sign == "+" || sign == "-",
      let digits = number(String(zone.dropFirst()), 4...4), digits / 100 < 24, digits % 100 < 60
    else { return nil }
    return (digits / 100 * 60 + digits % 100) * (sign == "-" ? -1 : 1)
  }
}

extension Examination {
  /// Judges a date of Atom at `offset`; returns its instant.
  mutating func judgeAtomDate(_ text: String, at offset: Int, in place: String) -> Timestamp? {
    guard let time = atomTime(text) else {
      find(
        .dateRFC3339, offset,
        "\(place) is \"\(shortened(text))\", which is not a date such as 2026-01-02T03:04:05Z")
      return nil
    }
    judgePlausible(time, at: offset, in: place)
    return time
  }

  /// Judges a date of RSS at `offset`; returns its instant.
  mutating func judgeMailDate(_ text: String, at offset: Int, in place: String) -> Timestamp? {
    guard let date = MailDate(text) else {
      find(
        .dateRFC822, offset,
        "\(place) is \"\(shortened(text))\", not a date such as Fri, 02 Jan 2026 03:04:05 GMT")
      return nil
    }
    if let weekday = date.wrongWeekday {
      find(.dateWeekday, offset, "\(place) names \(weekday) as the day, which it was not")
    }
    if let zone = date.oddZone {
      find(.dateZone, offset, "\(place) has the zone \(zone), which readers take differently")
    }
    judgePlausible(date.time, at: offset, in: place)
    return date.time
  }

  /// Judges a W3C date at `offset`; returns its instant.
  mutating func judgeW3CDate(_ text: String, at offset: Int, in place: String) -> Timestamp? {
    guard let time = w3cTime(text) else {
      find(
        .dateW3C, offset,
        "\(place) is \"\(shortened(text))\", not a date such as 2026-01-02T03:04:05Z")
      return nil
    }
    judgePlausible(time, at: offset, in: place)
    return time
  }

  /// Notes an instant before 1990 or in the future.
  mutating func judgePlausible(_ time: Timestamp, at offset: Int, in place: String) {
    let year = time.civil.year
    if year < 1990 {
      find(.dateImplausible, offset, "\(place) is in the year \(year), before there were feeds")
    } else if let now = options.now, now.secondsSinceEpoch + 300 < time.secondsSinceEpoch {
      find(.dateImplausible, offset, "\(place) is \(time.rfc3339), which is in the future")
    }
  }

  /// Judges the address `text` at `offset` as an IRI, absolute or not.
  mutating func judgeAddress(_ text: String, at offset: Int, in place: String) {
    if let problem = addressProblem(text) {
      return find(.uriBad, offset, "\(place) is \"\(shortened(text))\", which \(problem)")
    }
    switch addressScheme(text) {
    case "tag":
      if let problem = tagURIProblem(text) {
        find(.uriTag, offset, "\(place) is \"\(shortened(text))\", a tag: URI that \(problem)")
      }
    case "urn":
      if let problem = urnProblem(text) {
        find(
          problem.rule, offset, "\(place) is \"\(shortened(text))\", a URN that \(problem.message)")
      }
    default: break
    }
  }

  /// Judges the language tag `text` at `offset`; an empty one says that the language is unknown.
  mutating func judgeLanguage(_ text: String, at offset: Int, in place: String) {
    if text.isEmpty || isLanguageTag(text) { return }
    find(.language, offset, "\(place) is \"\(shortened(text))\", which is no language tag")
  }
}
