import StetCore
import Testing

struct CivilTimeTests {
  @Test(arguments: [
    (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2000, 3, 1, 11_017),
    (1900, 3, 1, -25_508), (2026, 11, 23, 20_780), (9999, 12, 31, 2_932_896), (0, 1, 1, -719_528),
  ])
  func aDayHasItsNumber(year: Int, month: Int, day: Int, number: Int) throws {
    let civil = try #require(CivilTime(year: year, month: month, day: day))
    #expect(civil.daysSinceEpoch == number)
  }

  @Test
  func everyDayOfFourHundredYearsComesBackFromItsNumber() {
    var civil = CivilTime(secondsSinceEpoch: -11_644_473_600)  // 1601-01-01
    #expect(civil.isoDate == "1601-01-01")
    for day in 0..<146_097 {
      let next = CivilTime(secondsSinceEpoch: civil.secondsSinceEpoch + 86_400)
      let isNextDay =
        next.year == civil.year && next.month == civil.month
        && next.day == civil.day + 1
      let isNextMonth = next.day == 1 && (next.month == civil.month + 1 || next.month == 1)
      guard isNextDay || isNextMonth, next.weekday == civil.weekday % 7 + 1 else {
        Issue.record("day \(day) after 1601-01-01 is followed by \(next.isoDate)")
        return
      }
      civil = next
    }
    #expect(civil.isoDate == "2001-01-01")
  }

  @Test
  func aSecondBeforeTheEpochIsTheLastOfItsYear() {
    #expect(CivilTime(secondsSinceEpoch: -1).iso8601 == "1969-12-31T23:59:59")
  }

  @Test(arguments: [
    (2026, 2, 29), (2100, 2, 29), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0),
    (10_000, 1, 1), (-1, 1, 1),
  ])
  func aDayThatNoCalendarHasIsRefused(year: Int, month: Int, day: Int) {
    #expect(CivilTime(year: year, month: month, day: day) == nil)
  }

  @Test(arguments: [(24, 0, 0), (0, 60, 0), (0, 0, 60), (-1, 0, 0)])
  func aTimeThatNoClockShowsIsRefused(hour: Int, minute: Int, second: Int) {
    #expect(
      CivilTime(year: 2026, month: 1, day: 1, hour: hour, minute: minute, second: second) == nil)
  }

  @Test(arguments: [("2026-11-23", 1), ("1970-01-01", 4), ("2000-02-29", 2), ("1969-12-28", 7)])
  func theWeekBeginsOnMonday(date: String, weekday: Int) throws {
    let timestamp = try #require(Timestamp(rfc3339: date + "T00:00:00Z"))
    #expect(timestamp.civil.weekday == weekday)
  }
}
