import StetContent
import StetCore
import StetSite
import StetTemplate

// Lists page by page, and what the smallest pages see.

extension PageValues {
  func gone(_ withdrawal: Metadata.Withdrawal?) -> Value {
    .record(
      Record(
        PageValues.goneShape, [Value(withdrawal?.date?.value), Value(withdrawal?.reason)]))
  }

  func redirect(_ target: SitePath) -> Value {
    .record(
      Record(
        PageValues.redirectShape,
        [Value(addresses.rooted(target)), Value(addresses.absolute(target))]))
  }

  private static let searchShape = Shape(["index"])

  var searchView: Value {
    .record(Record(PageValues.searchShape, [Value(addresses.rooted(SearchIndex.folder))]))
  }

  private static let goneShape = Shape(["date", "reason"])
  private static let redirectShape = Shape(["address", "absolute_address"])
  static let sectionListShape = Shape(["section", "cards"])

  private static let pagerShape = Shape([
    "items", "number", "count", "total", "previous", "next", "first", "last", "pages",
  ])
  private static let pageNumberShape = Shape(["number", "address", "current"])

  /// All of `stories` on one page.
  func wholePager(_ stories: [ArticleID], at address: SitePath) -> Value {
    pager(stories, 1, at: address, perPage: max(1, stories.count))
  }

  func pager(
    _ stories: [ArticleID], _ number: Int, at address: SitePath, perPage: Int? = nil
  ) -> Value {
    let perPage = perPage ?? site.configuration.countPerPage
    let count = pageCount(stories.count, perPage)
    let place = { (page: Int) -> Value in Value(self.addresses.rooted(paged(address, page))) }
    let shown = stories.dropFirst((number - 1) * perPage).prefix(perPage)
    let numbers = (1...count).filter { abs($0 - number) <= 2 || $0 == 1 || $0 == count }
    return .record(
      Record(
        PageValues.pagerShape,
        [
          views.cards(shown), .int(number), .int(count), .int(stories.count),
          number > 1 ? place(number - 1) : .none, number < count ? place(number + 1) : .none,
          place(1), place(count),
          .list(
            numbers.map { page in
              .record(
                Record(
                  PageValues.pageNumberShape, [.int(page), place(page), .bool(page == number)]))
            }),
        ]))
  }
}
