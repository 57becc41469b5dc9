import StetContent
import StetCore
import StetSite
import StetTemplate

extension PageValues {
  private static let archiveShape = Shape(["years"])
  private static let yearShape = Shape(["year", "title", "address", "count", "months"])
  private static let monthShape = Shape(["year", "month", "title", "date", "address", "count"])

  /// The years and months that have stories, newest first, and how many each has.
  static func archive(_ index: ArchiveIndex, _ site: Site, _ addresses: Addresses) -> Value {
    .record(
      Record(archiveShape, [.list(index.years.map { year($0, index, site, addresses) })]))
  }

  private static func year(
    _ year: Int, _ index: ArchiveIndex, _ site: Site, _ addresses: Addresses
  ) -> Value {
    let months = index.months(of: year).map { month, stories -> Value in
      let newest = stories.first.flatMap { site[$0].metadata.date?.value }
      return .record(
        Record(
          monthShape,
          [
            .int(year), .int(month), Value(newest.map { Wording.month($0, site.configuration) }),
            Value(newest),
            Value(addresses.rooted(PageList.archiveAddress(year: year, month: month))),
            .int(stories.count),
          ]))
    }
    return .record(
      Record(
        yearShape,
        [
          .int(year), Value(String(year)),
          Value(addresses.rooted(PageList.archiveAddress(year: year, month: nil))),
          .int(index.stories(year: year, month: nil).count), .list(months),
        ]))
  }

  /// The stories of a year or month on one page; none for the page of all years.
  func archivePager(year: Int?, month: Int?) -> Value {
    guard let year else { return .none }
    return wholePager(
      archiveIndex.stories(year: year, month: month),
      at: PageList.archiveAddress(year: year, month: month))
  }
}

/// Dated stories by the year and month of their date, newest first; made once for all pages.
struct ArchiveIndex: Sendable {
  private var byMonth: [Int: [Int: [ArticleID]]] = [:]
  private var byYear: [Int: [ArticleID]] = [:]

  init(_ site: Site) {
    for id in site.latest {
      guard let date = site[id].metadata.date?.value.civil else { continue }
      byYear[date.year, default: []].append(id)
      byMonth[date.year, default: [:]][date.month, default: []].append(id)
    }
  }

  /// The years that have stories, the last first.
  var years: [Int] { byYear.keys.sorted(by: >) }

  /// The months of `year` that have stories, the last first.
  func months(of year: Int) -> [(month: Int, stories: [ArticleID])] {
    (byMonth[year] ?? [:]).sorted { $0.key > $1.key }.map { ($0.key, $0.value) }
  }

  /// The stories of a year, or of one of its months.
  func stories(year: Int, month: Int?) -> [ArticleID] {
    (month.map { byMonth[year]?[$0] } ?? byYear[year]) ?? []
  }
}
