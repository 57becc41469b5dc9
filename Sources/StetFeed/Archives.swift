import StetCore

/// How a publication is split into documents (RFC 5005 §3 and §4).
public struct ArchivePlan: Sendable, Hashable {
  /// How many entries the current document shows.
  public var countInCurrent: Int
  /// How many entries a full archive holds; changing it changes every archive.
  public var countPerArchive: Int

  /// A plan with the given sizes.
  public init(countInCurrent: Int = 30, countPerArchive: Int = 100) {
    precondition(countInCurrent > 0 && countPerArchive > 0, "a document holds at least one entry")
    self.countInCurrent = countInCurrent
    self.countPerArchive = countPerArchive
  }
}

/// A feed whose older entries are in archives.
public struct ArchivedFeed: Sendable, Hashable {
  /// What people subscribe to.
  public let current: Feed
  /// The archives, oldest first; archive 1 is at index 0.
  public let archives: [Feed]
}

extension Feed {
  /// The feed split by `plan`; `addresses` tells where archive N (from 1) is.
  ///
  /// Archives are filled with the oldest entries first, so one that a newer archive follows never
  /// changes again unless one of its articles does. The newest archive may have room left; the
  /// current document and it may share entries, which readers know by their ids. O(n log n).
  public func archived(
    _ plan: ArchivePlan = ArchivePlan(), addresses: (Int) -> FeedAddresses
  ) -> ArchivedFeed {
    let order = entries.sorted {
      ($0.published.secondsSinceEpoch, $0.id) < ($1.published.secondsSinceEpoch, $1.id)
    }
    var current = self
    current.kind = .current
    current.entries = order.suffix(plan.countInCurrent).reversed()
    guard order.count > plan.countInCurrent else {
      return ArchivedFeed(current: current, archives: [])
    }
    // The newest archive is the one that holds the newest entry that the current document lacks.
    let olderCount = order.count - plan.countInCurrent
    let archiveCount = (olderCount + plan.countPerArchive - 1) / plan.countPerArchive
    let places = (1...archiveCount).map(addresses)
    var archives: [Feed] = []
    for index in 0..<archiveCount {
      var archive = self
      let start = index * plan.countPerArchive
      let end = min(start + plan.countPerArchive, order.count)
      archive.kind = .archive
      archive.entries = order[start..<end].reversed()
      archive.tombstones = []
      archive.hubs = []
      let older = index > 0 ? places[index - 1] : nil
      let newer = index + 1 < archiveCount ? places[index + 1] : nil
      archive.addresses = neighbours(places[index], older: older, newer: newer)
      archives.append(archive)
    }
    current.addresses.atom?.previousArchive = places.last?.atom?.own
    current.addresses.rss?.previousArchive = places.last?.rss?.own
    current.addresses.json?.previousArchive = places.last?.json?.own
    return ArchivedFeed(current: current, archives: archives)
  }

  private func neighbours(
    _ own: FeedAddresses, older: FeedAddresses?, newer: FeedAddresses?
  ) -> FeedAddresses {
    var own = own
    own.atom?.previousArchive = older?.atom?.own
    own.atom?.nextArchive = newer?.atom?.own
    own.atom?.current = addresses.atom?.own
    own.rss?.previousArchive = older?.rss?.own
    own.rss?.nextArchive = newer?.rss?.own
    own.rss?.current = addresses.rss?.own
    own.json?.previousArchive = older?.json?.own
    return own
  }
}
