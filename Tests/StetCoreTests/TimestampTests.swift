import StetCore
import Testing

struct TimestampTests {
  @Test(arguments: [
    ("2026-01-02T03:04:05Z", 1_767_323_045, 0), ("2026-01-02T03:04:05+01:00", 1_767_319_445, 60),
    ("2026-01-02t03:04:05z", 1_767_323_045, 0), ("2026-01-02 03:04:05Z", 1_767_323_045, 0),
    ("2026-01-02T03:04:05.678Z", 1_767_323_045, 0), ("1969-12-31T23:59:59Z", -1, 0),
    ("2026-01-02T03:04:05-09:30", 1_767_357_245, -570), ("2016-12-31T23:59:60Z", 1_483_228_799, 0),
  ])
  func anInstantIsReadWithItsOffset(text: String, seconds: Int64, offset: Int) {
    #expect(
      Timestamp(rfc3339: text) == Timestamp(secondsSinceEpoch: seconds, offsetMinutes: offset))
  }

  @Test(arguments: [
    "", "2026-01-02", "2026-01-02T03:04:05", "2026-01-02T03:04Z", "2026-02-30T00:00:00Z",
    "2026-01-02T24:00:00Z", "2026-01-02T03:04:61Z", "2026-01-02T03:04:05+24:00",
    "2026-01-02T03:04:05+0100", "2026-01-02T03:04:05.Z", "2026-01-02T03:04:05Z ",
    "２026-01-02T03:04:05Z",
    "+026-01-02T03:04:05Z",
  ])
  func whatRFC3339DoesNotAllowIsRefused(text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test(arguments: [
    "2026-01-02T03:04:05Z", "2026-01-02T03:04:05+05:45", "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59-11:00",
  ])
  func whatIsWrittenIsWhatWasRead(text: String) {
    #expect(Timestamp(rfc3339: text)?.rfc3339 == text)
  }

  @Test
  func theRSSDateIsInGMTWithAFourDigitYear() {
    #expect(
      Timestamp(rfc3339: "2026-01-02T00:04:05+01:00")?.rfc822 == "Thu, 01 Jan 2026 23:04:05 GMT")
  }

  @Test
  func orderIsByInstantAlone() throws {
    let london = try #require(Timestamp(rfc3339: "2026-01-02T12:00:00Z"))
    let berlin = try #require(Timestamp(rfc3339: "2026-01-02T13:00:00+01:00"))
    #expect(london != berlin)
    #expect(!london.isBefore(berlin) && !berlin.isBefore(london))
  }
}
