import StetContent
import StetCore
import StetSite
import StetTemplate

extension PageValues {
  private static let yearShape = Shape(["year", "address", "count", "months"])
  private static let monthShape = Shape(["year", "month", "date", "address", "count", "items"])

  /// The archive: years, newest first, with their months and the number of stories in each; the
  /// stories themselves only on the pages of one year or month.
  func archive(year: Int?, month: Int?) -> Value {
    var years: [(year: Int, months: [(month: Int, ids: [ArticleID])])] = []
    for id in site.latest {
      guard let date = site[id].metadata.date?.value.civil else { continue }
      if let year, year != date.year { continue }
      if let month, month != date.month { continue }
      if years.last?.year != date.year { years.append((date.year, [])) }
      if years[years.count - 1].months.last?.month != date.month {
        years[years.count - 1].months.append((date.month, []))
      }
      let last = years[years.count - 1].months.count - 1
      years[years.count - 1].months[last].ids.append(id)
    }
    let isWithItems = year != nil
    let views = years.map { year, months -> Value in
      let count = months.reduce(0) { $0 + $1.ids.count }
      let address = addresses.rooted(PageList.archiveAddress(year: year, month: nil))
      return .record(
        Record(
          PageValues.yearShape,
          [
            .int(year), Value(address), .int(count),
            .list(months.map { self.month($0.month, of: year, $0.ids, isWithItems: isWithItems) }),
          ]))
    }
    return .list(views)
  }

  private func month(
    _ month: Int, of year: Int, _ ids: [ArticleID], isWithItems: Bool
  ) -> Value {
    let address = addresses.rooted(PageList.archiveAddress(year: year, month: month))
    return .record(
      Record(
        PageValues.monthShape,
        [
          .int(year), .int(month), ids.first.map { Value(site[$0].metadata.date?.value) } ?? .none,
          Value(address), .int(ids.count), isWithItems ? views.cards(ids) : .list([]),
        ]))
  }
}
