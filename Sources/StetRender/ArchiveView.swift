import StetContent
import StetCore
import StetSite
import StetTemplate

extension PageValues {
  private static let archiveShape = Shape(["years"])
  private static let yearShape = Shape(["year", "title", "address", "count", "months"])
  private static let monthShape = Shape(["year", "month", "title", "date", "address", "count"])

  /// The years and months that have stories, newest first, and how many each has.
  var archive: Value {
    var years: [(year: Int, months: [(month: Int, newest: Timestamp, count: Int)])] = []
    for id in site.latest {
      guard let date = site[id].metadata.date?.value else { continue }
      if years.last?.year != date.civil.year { years.append((date.civil.year, [])) }
      let last = years.count - 1
      if years[last].months.last?.month != date.civil.month {
        years[last].months.append((date.civil.month, date, 0))
      }
      years[last].months[years[last].months.count - 1].count += 1
    }
    return .record(
      Record(PageValues.archiveShape, [.list(years.map { year($0.year, $0.months) })]))
  }

  private func year(
    _ year: Int, _ months: [(month: Int, newest: Timestamp, count: Int)]
  ) -> Value {
    let address = addresses.rooted(PageList.archiveAddress(year: year, month: nil))
    return .record(
      Record(
        PageValues.yearShape,
        [
          .int(year), Value(String(year)), Value(address),
          .int(months.reduce(0) { $0 + $1.count }),
          .list(
            months.map { month in
              .record(
                Record(
                  PageValues.monthShape,
                  [
                    .int(year), .int(month.month),
                    Value(Wording.month(month.newest, site.configuration)),
                    .timestamp(month.newest),
                    Value(
                      addresses.rooted(
                        PageList.archiveAddress(year: year, month: month.month))),
                    .int(month.count),
                  ]))
            }),
        ]))
  }

  /// The stories of a year or month on one page; none for the page of all years.
  func archivePager(year: Int?, month: Int?) -> Value {
    guard let year else { return .none }
    let stories = site.latest.filter { id in
      guard let date = site[id].metadata.date?.value.civil else { return false }
      return date.year == year && (month == nil || date.month == month)
    }
    return wholePager(stories, at: PageList.archiveAddress(year: year, month: month))
  }
}
