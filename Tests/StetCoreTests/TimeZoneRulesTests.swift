import StetCore
import Testing

struct TimeZoneRulesTests {
  private static func shown(_ zone: String, _ wall: String) throws -> String {
    let rules = try #require(TimeZoneRules(identifier: zone))
    let civil = try #require(Timestamp(rfc3339: wall + "Z")).civil
    return rules.timestamp(civil).rfc3339
  }

  @Test(arguments: [
    ("Europe/Berlin", "2026-01-15T12:00:00", "2026-01-15T12:00:00+01:00"),
    ("Europe/Berlin", "2026-07-15T12:00:00", "2026-07-15T12:00:00+02:00"),
    ("America/New_York", "2014-03-19T10:14:29", "2014-03-19T10:14:29-04:00"),
    ("Asia/Kolkata", "2026-01-15T12:00:00", "2026-01-15T12:00:00+05:30"),
    ("Asia/Kathmandu", "2026-01-15T12:00:00", "2026-01-15T12:00:00+05:45"),
    ("Pacific/Kiritimati", "2026-01-15T12:00:00", "2026-01-15T12:00:00+14:00"),
    ("UTC", "2026-01-15T12:00:00", "2026-01-15T12:00:00Z"),
  ])
  func aWallClockTimeGetsTheOffsetOfItsDay(zone: String, wall: String, shown: String) throws {
    #expect(try Self.shown(zone, wall) == shown)
  }

  @Test(arguments: [
    ("Europe/Berlin", "2026-03-29T02:30:00", "2026-03-29T03:30:00+02:00"),
    ("America/New_York", "2026-03-08T02:30:00", "2026-03-08T03:30:00-04:00"),
    ("Australia/Lord_Howe", "2026-10-04T02:15:00", "2026-10-04T02:45:00+11:00"),
    // Samoa left out a whole day when it crossed the date line.
    ("Pacific/Apia", "2011-12-30T12:00:00", "2011-12-31T12:00:00+14:00"),
  ])
  func aTimeThatClocksSkipIsLaterByAsMuch(zone: String, wall: String, shown: String) throws {
    #expect(try Self.shown(zone, wall) == shown)
  }

  @Test(arguments: [
    ("Europe/Berlin", "2026-10-25T02:30:00", "2026-10-25T02:30:00+02:00"),
    ("America/New_York", "2026-11-01T01:30:00", "2026-11-01T01:30:00-04:00"),
    ("Australia/Lord_Howe", "2026-04-05T01:45:00", "2026-04-05T01:45:00+11:00"),
  ])
  func aTimeThatClocksShowTwiceIsTheFirst(zone: String, wall: String, shown: String) throws {
    #expect(try Self.shown(zone, wall) == shown)
  }

  @Test(arguments: [
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca",
    "Asia/Tehran", "Europe/Dublin",
  ])
  func everyInstantIsFoundAgainFromItsWallClock(zone: String) throws {
    let rules = try #require(TimeZoneRules(identifier: zone))
    var seconds: Int64 = 1_262_304_000  // 2010
    while seconds < 1_893_456_000 {  // 2030
      let shown = rules.localized(Timestamp(secondsSinceEpoch: seconds))
      let found = rules.timestamp(shown.civil)
      // An hour that clocks show twice is found as the first.
      let isFound = found == shown || found.civil == shown.civil && found.isBefore(shown)
      guard isFound else {
        Issue.record("\(shown.rfc3339) is found as \(found.rfc3339)")
        return
      }
      seconds += 1_799
    }
  }

  @Test
  func aZoneThatDoesNotExistIsRefused() {
    #expect(TimeZoneRules(identifier: "Europe/Atlantis") == nil)
  }
}
