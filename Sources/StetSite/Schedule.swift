import StetContent
import StetCore

/// The instants after `now` at which the public side of a site changes by itself.
package struct Schedule: Sendable {
  package enum Change: String, Sendable, Hashable, CaseIterable {
    /// A scheduled or embargoed article appears.
    case publish
    /// An article leaves.
    case expire
    /// An article begins to be called old, or a year older.
    case age
    /// An article is no news any more to the sitemap for Google News.
    case news
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
      case .scheduled(let start): events.append(Event(at: start, change: .publish, id: id))
      case .published:
        if let end = site[id].metadata.expires?.value, site.now.isBefore(end) {
          events.append(Event(at: end, change: .expire, id: id))
        }
        if let next = Schedule.nextAge(of: id, in: site) {
          events.append(Event(at: next, change: .age, id: id))
        }
        if let end = Schedule.endOfNews(of: id, in: site) {
          events.append(Event(at: end, change: .news, id: id))
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

  /// When `id` leaves the sitemap for Google News; nil when it is not in it.
  private static func endOfNews(of id: ArticleID, in site: Site) -> Timestamp? {
    guard site.configuration.feeds.isForNews, site.feedIDs[id.index] != nil,
      let date = site[id].metadata.date?.value
    else { return nil }
    let end = Timestamp(
      secondsSinceEpoch: date.secondsSinceEpoch + 2 * 86_400, offsetMinutes: date.offsetMinutes)
    return site.now.isBefore(end) ? end : nil
  }

  /// When `id` is next called older than now; nil when it never is.
  private static func nextAge(of id: ArticleID, in site: Site) -> Timestamp? {
    guard let date = site[id].metadata.date?.value, site.ages(id) else { return nil }
    let threshold = Int64(site.configuration.age.days)
    let days = (site.now.secondsSinceEpoch - date.secondsSinceEpoch) / 86_400
    let next = days < threshold ? threshold : (days / 365 + 1) * 365
    return Timestamp(
      secondsSinceEpoch: date.secondsSinceEpoch + next * 86_400, offsetMinutes: date.offsetMinutes)
  }
}

extension Site {
  /// Whether the article may ever be called old.
  package func ages(_ id: ArticleID) -> Bool {
    let rule = configuration.age
    guard rule.days > 0, self[id].metadata.date != nil, let story = stories[id.index] else {
      return false
    }
    return !story.topics.contains { rule.exemptTopics.contains(topics[$0].id) }
  }

  /// Whole years since the article was published, where it is called old.
  package func yearsOld(_ id: ArticleID) -> Int? {
    guard ages(id), let date = self[id].metadata.date?.value else { return nil }
    let days = (now.secondsSinceEpoch - date.secondsSinceEpoch) / 86_400
    return days >= Int64(configuration.age.days) ? Int(days / 365) : nil
  }
}
