import StetCore
import Testing

@testable import StetSite

@Suite struct AgeTests {
  private func room(_ date: String, days: String, now: String) -> Newsroom {
    Newsroom(
      """
      -- stet.yaml --
      age: { days: \(days), exempt: [Ever green] }
      -- content/topics/guides.md --
      ---
      name: Guides
      broader: [evergreen]
      ---
      -- content/topics/evergreen.md --
      ---
      name: Evergreen
      aliases: [ever green]
      ---
      -- content/a.md --
      ---
      title: A
      date: \(date)
      ---
      -- content/b.md --
      ---
      title: B
      date: \(date)
      topics: [guides]
      ---
      """, now: now)
  }

  @Test(arguments: [
    ("2026-01-15T15:00:00Z", "365", "2027-01-15T14:59:59Z", nil, "2027-01-15T15:00:00Z"),
    (
      "2026-01-15T15:00:00Z", "365", "2027-01-15T15:00:00Z", Age(years: 1, months: 0),
      "2028-01-15T15:00:00Z"
    ),
    // A leap year has a day more, and a leap day no anniversary.
    ("2027-03-01T00:00:00Z", "365", "2028-02-29T23:59:59Z", nil, "2028-03-01T00:00:00Z"),
    ("2024-02-29T10:00:00Z", "365", "2025-02-28T23:59:59Z", nil, "2025-03-01T00:00:00Z"),
    (
      "2024-02-29T10:00:00Z", "730", "2026-03-01T00:00:00Z", Age(years: 2, months: 0),
      "2027-03-01T00:00:00Z"
    ),
    ("2026-01-31T12:00:00Z", "30", "2026-02-28T23:59:59Z", nil, "2026-03-02T12:00:00Z"),
    (
      "2026-01-31T12:00:00Z", "30", "2026-03-31T12:00:00Z", Age(years: 0, months: 2),
      "2026-05-01T00:00:00Z"
    ),
    ("2026-01-31T12:00:00Z", "7", "2026-02-28T23:59:59Z", nil, "2026-03-01T00:00:00Z"),
    (
      "2026-01-31T12:00:00Z", "400", "2027-03-07T12:00:00Z", Age(years: 1, months: 0),
      "2028-01-31T12:00:00Z"
    ),
    (
      "1969-12-31T23:00:00Z", "365", "1971-12-31T22:59:59Z", Age(years: 1, months: 0),
      "1971-12-31T23:00:00Z"
    ),
  ])
  func anArticleIsCalledOldByTheCalendar(
    date: String, days: String, now: String, age: Age?, next: String
  ) throws {
    let room = room(date, days: days, now: now)
    let id = try room.article("content/a.md")
    #expect(room.site.age(of: id) == age)
    #expect(room.site.nextAge(of: id)?.rfc3339 == next)
  }

  @Test func zeroDaysIsNever() throws {
    let room = room("2000-01-01", days: "0", now: "2026-01-01T00:00:00Z")
    #expect(room.site.ageStart(of: try room.article("content/a.md")) == nil)
  }

  @Test func anExemptTopicIsFoundByAnyNameWithTheTopicsUnderIt() throws {
    let room = room("2000-01-01", days: "365", now: "2026-01-01T00:00:00Z")
    #expect(room.site.age(of: try room.article("content/a.md")) == Age(years: 26, months: 0))
    #expect(room.site.ageStart(of: try room.article("content/b.md")) == nil)
    #expect(room.codes == [])
  }

  @Test func anExemptTopicThatIsNotThereIsReportedAtItsPlace() {
    let room = Newsroom(
      """
      -- stet.yaml --
      age: { exempt: [gides] }
      -- content/topics/guides.md --
      ---
      name: Guides
      ---
      """)
    #expect(room.codes == ["configuration-value-invalid stet.yaml"])
    #expect(room.diagnostics.first?.range == SourceRange(16, 21))
    #expect(room.diagnostics.first?.note == "did you mean “Guides”?")
  }
}
