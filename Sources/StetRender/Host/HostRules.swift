import StetCore
import StetSite

/// What a host must know that pages cannot say: addresses that moved (RFC 9110 §15.4.2) and addresses
/// that are gone (§15.5.11).
struct HostRules {
  let site: Site
  let addresses: Addresses

  /// `{"redirects": [{"from", "to", "status"}], "gone": [{"address", "status"}]}`, each by address.
  var bytes: [UInt8] {
    let redirects = moved.map { rule -> JSONText in
      .object([
        ("from", .text(addresses.rooted(rule.from))), ("to", .text(addresses.rooted(rule.to))),
        ("status", .number(301)),
      ])
    }
    let gone = site.gone.map { page -> JSONText in
      .object([("address", .text(addresses.rooted(page.address))), ("status", .number(410))])
    }
    return JSONText.object([("redirects", .list(redirects)), ("gone", .list(gone))]).bytes
  }

  /// Every address that moved, in order.
  var moved: [Redirect] { (site.redirects + movedFeeds).sorted { $0.from < $1.from } }

  /// The feeds of topics that were merged into others: no page can lead a subscriber on.
  private var movedFeeds: [Redirect] {
    guard site.configuration.feeds.isForTopics else { return [] }
    return site.topics.indices.flatMap { index -> [Redirect] in
      guard let target = site.topics[index].mergedInto, !site.topics[target].isHidden else {
        return []
      }
      let old = site.topics[index]
      return PageList.formats(of: .topic(target), in: site).compactMap { format in
        let to = PageList.feedAddress(of: .topic(target), format, in: site)
        return SitePath(written: "/\(old.taxonomy)/\(old.id)/\(format.fileName)")
          .map { Redirect(from: $0, to: to) }
      }
    }
  }
}
