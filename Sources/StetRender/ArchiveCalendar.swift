import StetContent
import StetCore
import StetSite

/// The years and months in which stories were published, newest first, as the clocks of the site's
/// zone show them.
struct ArchiveCalendar: Sendable {
  /// A month, with its stories by their places in `Site.latest`.
  struct Month: Sendable {
    let month: Int
    /// When its newest story was published.
    let newest: Timestamp
    var stories: Range<Int>
  }

  /// A year, with its months, newest first.
  struct Year: Sendable {
    let year: Int
    var months: [Month]

    /// Its stories by their places in `Site.latest`.
    var stories: Range<Int> {
      (months.first?.stories.lowerBound ?? 0)..<(months.last?.stories.upperBound ?? 0)
    }
  }

  private(set) var years: [Year] = []

  /// The calendar of `site`. One zone for all: by the offset each author wrote, the months of stories
  /// in the order of instants could alternate.
  init(_ site: Site) {
    for (place, id) in site.latest.enumerated() {
      guard let date = site[id].metadata.date?.value else { continue }
      let local = site.configuration.zone.localized(date)
      let civil = local.civil
      if years.last?.year != civil.year { years.append(Year(year: civil.year, months: [])) }
      let year = years.count - 1
      if years[year].months.last?.month != civil.month {
        years[year].months.append(
          Month(month: civil.month, newest: local, stories: place..<place))
      }
      let month = years[year].months.count - 1
      years[year].months[month].stories = years[year].months[month].stories.lowerBound..<(place + 1)
    }
  }

  /// The places of the stories of a year, or of one month of it.
  func stories(year: Int, month: Int?) -> Range<Int> {
    guard let found = years.first(where: { $0.year == year }) else { return 0..<0 }
    guard let month else { return found.stories }
    return found.months.first { $0.month == month }?.stories ?? 0..<0
  }
}
