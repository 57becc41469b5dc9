import StetContent
import StetCore

/// The series of the site and the place of each article in its own.
struct SeriesIndex {
  /// By id.
  let series: [Series]
  private(set) var placeOf: [(series: Int, position: Int)?]

  /// `listed` is every public story in the order of lists.
  init(_ desk: Desk, listed: [ArticleID]) {
    var parts: [String: (name: String, ids: [ArticleID])] = [:]
    for id in listed.reversed() {
      guard let named = desk.articles[id.index].metadata.series?.name.value else { continue }
      parts[slugOrSelf(named), default: (named, [])].ids.append(id)
    }
    placeOf = Array(repeating: nil, count: desk.articles.count)
    var made: [Series] = []
    for id in parts.keys.sorted() {
      guard let part = parts[id] else { continue }
      let ordered = part.ids.sorted { first, second in
        SeriesIndex.precedes(desk.articles[first.index], desk.articles[second.index])
      }
      for (position, article) in ordered.enumerated() {
        placeOf[article.index] = (made.count, position)
      }
      made.append(
        Series(
          id: id, name: part.name,
          address: SitePath(written: "/series/\(id)/") ?? SitePath("/series/"), parts: ordered))
    }
    series = made
  }

  private static func precedes(_ first: Article, _ second: Article) -> Bool {
    let orders = [first, second].map { $0.metadata.series?.order ?? .max }
    if orders[0] != orders[1] { return orders[0] < orders[1] }
    let dates = [first, second].map { $0.metadata.date?.value.secondsSinceEpoch ?? .max }
    return dates[0] != dates[1] ? dates[0] < dates[1] : first.path < second.path
  }
}
