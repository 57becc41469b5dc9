import StetContent
import StetCore

/// A file of content as a list for editors shows it.
package struct ListedFile: Sendable, Hashable {
  /// What the public sees of it.
  package enum State: String, Sendable, Hashable, CaseIterable {
    case published, draft, scheduled, expired, invalid, withdrawn
  }

  /// From the site's root: `content/arts/opera.md`.
  package let path: String
  package let state: State
  package let title: String?
  /// When it was or will be published, as the file says.
  package let date: Timestamp?
  /// When a scheduled article appears, or an expired one left.
  package let changesAt: Timestamp?
  /// The page that it has or will have; nil where it can have none.
  package let address: String?

  /// A file that cannot be used, and of which nothing more is known.
  package init(invalid path: String) {
    self.init(path: path, state: .invalid)
  }

  init(
    path: String, state: State, title: String? = nil, date: Timestamp? = nil,
    changesAt: Timestamp? = nil, address: String? = nil
  ) {
    self.path = path
    self.state = state
    self.title = title
    self.date = date
    self.changesAt = changesAt
    self.address = address
  }

  /// The order of a list: what is scheduled first, by the instant it appears; then everything else,
  /// newest first, without a date last; of equals by path.
  package static func precedes(_ first: ListedFile, _ second: ListedFile) -> Bool {
    if (first.state == .scheduled) != (second.state == .scheduled) {
      return first.state == .scheduled
    }
    let (one, two) = (first.rank, second.rank)
    return one != two ? one < two : first.path < second.path
  }

  private var rank: Int64 {
    if state == .scheduled { return changesAt?.secondsSinceEpoch ?? .max }
    return date.map { -$0.secondsSinceEpoch } ?? .max
  }
}

extension Site {
  /// Every article of the site, public or not, with the address that it has or will have.
  package var listing: [ListedFile] {
    let goneAddresses = Dictionary(gone.map { ($0.id, $0.address) }) { first, _ in first }
    return standings.indices.compactMap { at in
      let id = ArticleID(at)
      guard let (state, instant) = standings[at].listed else { return nil }
      let address = stories[at]?.address ?? goneAddresses[id] ?? futureAddresses[at]
      return ListedFile(
        path: self[id].path, state: state, title: self[id].metadata.title?.value,
        date: self[id].metadata.date?.value, changesAt: instant, address: address?.text)
    }
  }
}

extension Standing {
  /// The state that a list shows, and the instant that goes with it; nil for what is no article.
  fileprivate var listed: (state: ListedFile.State, instant: Timestamp?)? {
    switch self {
    case .published: (.published, nil)
    case .draft: (.draft, nil)
    case .scheduled(let start): (.scheduled, start)
    case .expired(let end): (.expired, end)
    case .invalid: (.invalid, nil)
    case .withdrawn: (.withdrawn, nil)
    case .supporting: nil
    }
  }
}
