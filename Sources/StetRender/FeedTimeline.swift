import StetContent
import StetCore
import StetSite

/// What stands at one place of a feed.
enum FeedItem: Sendable, Hashable {
  case story(ArticleID)
  /// Index into the site's retractions.
  case retraction(Int)
}

/// Everything that the site's feed ever carried, newest first, a retraction where the withdrawn
/// story stood.
///
/// So a withdrawn story leaves its place in the archives to its retraction, and no other moves.
struct FeedTimeline: Sendable {
  let items: [FeedItem]
  private let countPerArchive: Int
  /// How many archives there are: as many as hold all items, where the feed does not hold them.
  let archiveCount: Int

  init(_ site: Site) {
    let feeds = site.configuration.feeds
    items = FeedTimeline.merged(
      site.latest, site.retractions.indices.map(\.self), in: site)
    countPerArchive = feeds.countPerArchive
    archiveCount =
      countPerArchive > 0 && items.count > feeds.limit
      ? (items.count + countPerArchive - 1) / countPerArchive : 0
  }

  /// The items of archive `number`, from 1, newest first. Archives are filled with the oldest items
  /// first, so that a full one changes only with its own stories (RFC 5005 §4).
  func archived(_ number: Int) -> ArraySlice<FeedItem> {
    let end = items.count - (number - 1) * countPerArchive
    return items[max(0, end - countPerArchive)..<end]
  }

  /// Those of `stories`, newest first, that feeds carry, and `retractions` among them by the date of
  /// the withdrawn story. O(n).
  static func merged(_ stories: [ArticleID], _ retractions: [Int], in site: Site) -> [FeedItem] {
    let carried = stories.filter { site.feedIDs[$0.index] != nil }
    let told = site.configuration.feeds.isWithRetractions ? retractions : []
    if told.isEmpty { return carried.map { .story($0) } }
    var items: [FeedItem] = []
    items.reserveCapacity(carried.count + told.count)
    var next = 0
    for story in carried {
      let date = site[story].metadata.date?.value.secondsSinceEpoch ?? .min
      while next < told.count, site.retractions[told[next]].published.secondsSinceEpoch > date {
        items.append(.retraction(told[next]))
        next += 1
      }
      items.append(.story(story))
    }
    return items + told[next...].map { .retraction($0) }
  }
}
