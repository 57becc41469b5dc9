import StetContent
import StetCore

/// How old an article is called: in years, or in months while it has not had a whole year.
package struct Age: Sendable, Hashable {
  /// Whole years of the calendar.
  package let years: Int
  /// Whole months where there is no whole year; else 0.
  package let months: Int
}

extension Site {
  /// The instant from which the article is called old; nil where it never is.
  ///
  /// Whole years of 365 days are years of the calendar. Nothing is called old in its first month.
  package func ageStart(of id: ArticleID) -> Timestamp? {
    guard let date = self[id].metadata.date?.value, let days = ageDays(of: id) else { return nil }
    let start =
      days % 365 == 0
      ? date.adding(months: days / 365 * 12)
      : Timestamp(
        secondsSinceEpoch: date.secondsSinceEpoch + Int64(days) * 86_400,
        offsetMinutes: date.offsetMinutes)
    let firstMonth = date.adding(months: 1)
    return start.isBefore(firstMonth) ? firstMonth : start
  }

  /// How old the article is called; nil where it is not.
  package func age(of id: ArticleID) -> Age? {
    guard let date = self[id].metadata.date?.value, let start = ageStart(of: id),
      !now.isBefore(start)
    else { return nil }
    let months = date.months(until: now)
    return Age(years: months / 12, months: months < 12 ? months : 0)
  }

  /// The next instant at which `age` changes; nil where it never does.
  func nextAge(of id: ArticleID) -> Timestamp? {
    guard let date = self[id].metadata.date?.value, let start = ageStart(of: id) else { return nil }
    guard let age = age(of: id) else { return start }
    return date.adding(months: age.years > 0 ? (age.years + 1) * 12 : age.months + 1)
  }

  /// The days of the rule; nil where it does not hold for the article.
  private func ageDays(of id: ArticleID) -> Int? {
    let days = configuration.age.days
    guard days > 0, let story = stories[id.index], agelessTopics.isDisjoint(with: story.topics)
    else { return nil }
    return days
  }
}

extension Timestamp {
  /// The instant `months` months of the calendar later, reckoned in UTC; where that month has no such
  /// day, the first instant of the next.
  func adding(months: Int) -> Timestamp {
    let civil = CivilTime(secondsSinceEpoch: secondsSinceEpoch)
    let count = civil.year * 12 + civil.month - 1 + months
    let clock = Int64(civil.hour * 3600 + civil.minute * 60 + civil.second)
    let (year, month) = (count / 12, count % 12 + 1)
    let later: Int64? =
      if let day = CivilTime(year: year, month: month, day: civil.day) {
        day.secondsSinceEpoch + clock
      } else {
        CivilTime(year: (count + 1) / 12, month: (count + 1) % 12 + 1, day: 1)?.secondsSinceEpoch
      }
    return Timestamp(
      secondsSinceEpoch: later ?? secondsSinceEpoch, offsetMinutes: offsetMinutes)
  }

  /// Whole months of the calendar, reckoned in UTC, from here to `later`.
  func months(until later: Timestamp) -> Int {
    let (first, last) = (
      CivilTime(secondsSinceEpoch: secondsSinceEpoch),
      CivilTime(secondsSinceEpoch: later.secondsSinceEpoch)
    )
    let months = (last.year - first.year) * 12 + last.month - first.month
    let clock = { (civil: CivilTime) -> Int in
      ((civil.day * 24 + civil.hour) * 60 + civil.minute) * 60 + civil.second
    }
    return clock(last) < clock(first) ? months - 1 : months
  }
}
