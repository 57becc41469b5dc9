import StetContent
import StetCore

/// The instants after `now` at which the public side of a site changes by itself.
package struct Schedule: Sendable {
  package enum Change: String, Sendable, Hashable, CaseIterable {
    /// A scheduled or embargoed article appears.
    case publish
    /// A correction or a new state of an article is told.
    case update
    /// An article leaves.
    case expire
    /// An article is withdrawn.
    case withdraw
    /// An article is too old for the sitemap of news.
    case news
    /// An article begins to be called old, or a year or month older.
    case age
  }

  /// One change of one article.
  package struct Event: Sendable, Hashable {
    package let at: Timestamp
    package let change: Change
    package let id: ArticleID
  }

  /// By instant, then kind of change, then path.
  package let events: [Event]

  package init(_ site: Site) {
    var events: [Event] = []
    for (index, standing) in site.standings.enumerated() {
      let id = ArticleID(index)
      switch standing {
      case .scheduled(let start):
        let metadata = site[id].metadata
        if metadata.withdrawn != nil, metadata.withdrawn?.date == nil {
          events.append(Event(at: start, change: .withdraw, id: id))
        } else if metadata.expires.map({ start.isBefore($0.value) }) ?? true {
          events.append(Event(at: start, change: .publish, id: id))
        }
      case .published:
        let article = site[id]
        let changes: [(Timestamp?, Change)] = [
          (article.metadata.expires?.value, .expire),
          (article.metadata.withdrawn?.date?.value, .withdraw),
          (site.newsEnd(of: id), .news), (site.nextAge(of: id), .age),
        ]
        events += site.changesToCome(of: id).map { Event(at: $0, change: .update, id: id) }
        for case (let instant?, let change) in changes where site.now.isBefore(instant) {
          events.append(Event(at: instant, change: change, id: id))
        }
      default: break
      }
    }
    self.events = events.sorted { first, second in
      if first.at.secondsSinceEpoch != second.at.secondsSinceEpoch {
        return first.at.isBefore(second.at)
      }
      return first.change != second.change
        ? first.change.rawValue < second.change.rawValue
        : site[first.id].path < site[second.id].path
    }
  }
}

extension Site {
  /// The instant at which the article leaves the sitemap of news, which holds two days; nil where it
  /// is not in it.
  package func newsEnd(of id: ArticleID) -> Timestamp? {
    guard configuration.feeds.isForNews, feedIDs[id.index] != nil,
      let date = self[id].metadata.date?.value
    else { return nil }
    let end = Timestamp(
      secondsSinceEpoch: date.secondsSinceEpoch + 2 * 86_400, offsetMinutes: date.offsetMinutes)
    return now.isBefore(end) ? end : nil
  }
}
