import StetContent
import StetCore
import StetSite
import StetTemplate

extension PageValues {
  private static let archiveShape = Shape(["years"])
  private static let yearShape = Shape(["year", "title", "address", "count", "months"])
  private static let monthShape = Shape(["year", "month", "title", "date", "address", "count"])

  /// The years and months that have stories, newest first, and how many each has; on the page of a
  /// year or month that year alone, so that a new story leaves the pages of other years as they are.
  func archive(of year: Int?) -> Value {
    let shown = calendar.years.filter { year == nil || $0.year == year }
    let views = shown.map { year in
      yearViews[year.year] ?? yearViews.keep(yearView(year), for: year.year)
    }
    return .record(Record(PageValues.archiveShape, [.list(views)]))
  }

  private func yearView(_ year: ArchiveCalendar.Year) -> Value {
    let address = addresses.rooted(PageList.archiveAddress(year: year.year, month: nil))
    return .record(
      Record(
        PageValues.yearShape,
        [
          .int(year.year), Value(String(year.year)), Value(address), .int(year.stories.count),
          .list(year.months.map { monthView($0, of: year.year) }),
        ]))
  }

  private func monthView(_ month: ArchiveCalendar.Month, of year: Int) -> Value {
    .record(
      Record(
        PageValues.monthShape,
        [
          .int(year), .int(month.month), Value(Wording.month(month.newest, site.configuration)),
          .timestamp(month.newest),
          Value(addresses.rooted(PageList.archiveAddress(year: year, month: month.month))),
          .int(month.stories.count),
        ]))
  }

  /// The stories of a year or month on one page; none for the page of all years.
  func archivePager(year: Int?, month: Int?) -> Value {
    guard let year else { return .none }
    return wholePager(
      Array(site.latest[calendar.stories(year: year, month: month)]),
      at: PageList.archiveAddress(year: year, month: month))
  }
}
