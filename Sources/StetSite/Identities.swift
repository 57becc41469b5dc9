import StetContent
import StetCore

/// The permanent id of every story that feeds carry.
///
/// An article is known again by its path, else by its own `id`, else by its instant of publication
/// and its headline; so a renamed file, a new slug, section, domain or theme changes no id.
package struct Identities: Sendable {
  private let desk: Desk
  private let book: AddressBook
  /// By article; nil for what is in no feed.
  private(set) var ids: [String?]
  /// The ledger with what this site adds to it.
  private(set) var ledger: FeedLedger
  private(set) var diagnostics: [Diagnostic] = []
  private var ownerOfID: [String: ArticleID] = [:]

  init(
    _ desk: Desk, stories: [ArticleID], ledger: FeedLedger, now: Timestamp,
    book: AddressBook
  ) {
    self.desk = desk
    self.book = book
    self.ledger = ledger
    ids = Array(repeating: nil, count: desk.articles.count)
    self.ledger.authority = ledger.authorityOfNewIDs(for: desk.configuration, now: now)
    identify(stories.sorted { desk.articles[$0.index].path < desk.articles[$1.index].path })
  }

  private mutating func identify(_ stories: [ArticleID]) {
    var lineOfPath: [String: Int] = [:]
    var lineOfID: [String: Int] = [:]
    lineOfPath.reserveCapacity(ledger.lines.count)
    lineOfID.reserveCapacity(ledger.lines.count)
    ownerOfID.reserveCapacity(stories.count)
    for (index, line) in ledger.lines.enumerated() {
      lineOfPath[line.path] = index
      lineOfID[line.id] = index
    }
    let present = Set(desk.articles.map(\.localPath))
    // Lines whose files are gone may be files that moved.
    var moved: [String: [Int]] = [:]
    for (index, line) in ledger.lines.enumerated() where !present.contains(line.path) {
      moved[line.published, default: []].append(index)
    }
    for story in stories {
      let article = desk.articles[story.index]
      guard let date = article.metadata.date?.value else { continue }
      if let index = lineOfPath[article.localPath] {
        keep(index, story, date: date)
        continue
      }
      let fresh = line(for: story, date: date)
      if let written = article.metadata.id, let index = lineOfID[written.value] {
        take(
          index, fresh, story, at: written.range,
          isFree: !present.contains(ledger.lines[index].path))
      } else if article.metadata.id == nil,
        let index = moved[fresh.published]?.first(where: { ledger.lines[$0].title == fresh.title })
      {
        moved[fresh.published]?.removeAll { $0 == index }
        take(index, fresh, story, at: nil, isFree: true)
      } else if article.metadata.id == nil, let index = moved[fresh.published]?.first {
        unsure(of: article, ledger.lines[index])
      } else {
        add(fresh, story, isTaken: lineOfID[fresh.id] != nil)
      }
    }
  }

  /// The article is where it was: its id is the ledger's.
  private mutating func keep(_ index: Int, _ story: ArticleID, date: Timestamp) {
    let article = desk.articles[story.index]
    let known = ledger.lines[index]
    if let written = article.metadata.id, written.value != known.id {
      diagnostics.append(
        Diagnostic(
          .error, .feedIDChanged, path: article.path, range: written.range,
          "the permanent id of this article was “\(known.id)” and would change",
          note: "every reader would see it as a new story; restore the id, or, if nobody has "
            + "subscribed yet, take its line out of \(FeedLedger.path)"))
    }
    claim(known.id, story)
    ledger.lines[index].title = Identities.title(of: article)
    ledger.lines[index].published = Identities.instant(date)
  }

  /// The article is one that the ledger knows at another path.
  private mutating func take(
    _ index: Int, _ fresh: FeedLedger.Line, _ story: ArticleID, at range: SourceRange?, isFree: Bool
  ) {
    let known = ledger.lines[index]
    guard isFree else {
      reuse(known.id, by: story, owner: known.path, at: range)
      return
    }
    claim(known.id, story)
    ledger.lines[index] = fresh
    ledger.lines[index].id = known.id
  }

  private mutating func add(_ fresh: FeedLedger.Line, _ story: ArticleID, isTaken: Bool) {
    let article = desk.articles[story.index]
    if isTaken {
      reuse(fresh.id, by: story, owner: "an article that is gone", at: article.metadata.id?.range)
      return
    }
    if claim(fresh.id, story) { ledger.lines.append(fresh) }
  }

  @discardableResult
  private mutating func claim(_ id: String, _ story: ArticleID) -> Bool {
    if let owner = ownerOfID[id] {
      reuse(
        id, by: story, owner: desk.articles[owner.index].path,
        at: desk.articles[story.index].metadata.id?.range)
      return false
    }
    ownerOfID[id] = story
    ids[story.index] = id
    return true
  }

  private mutating func reuse(
    _ id: String, by story: ArticleID, owner: String, at range: SourceRange?
  ) {
    diagnostics.append(
      Diagnostic(
        .error, .feedIDReused, path: desk.articles[story.index].path, range: range,
        "the permanent id “\(id)” already belongs to \(owner)",
        note: "readers would take the two for one story; give this article an id of its own"))
  }

  private mutating func unsure(of article: Article, _ line: FeedLedger.Line) {
    diagnostics.append(
      Diagnostic(
        .error, .feedIDUnsure, path: article.path, range: article.metadata.title?.range,
        "this may be the article that was at \(line.path), under another headline",
        note: "if it is, write “id: \(line.id)” into its front matter; "
          + "if not, give it an id of its own"))
  }

  // MARK: Minting

  private func line(for story: ArticleID, date: Timestamp) -> FeedLedger.Line {
    let article = desk.articles[story.index]
    return FeedLedger.Line(
      id: article.metadata.id?.value ?? minted(for: story, date: date),
      published: Identities.instant(date), path: article.localPath,
      title: Identities.title(of: article))
  }

  /// `date` as the ledger writes it: RFC 3339, in UTC.
  private static func instant(_ date: Timestamp) -> String {
    Timestamp(secondsSinceEpoch: date.secondsSinceEpoch).rfc3339
  }

  /// The headline with single spaces for white space, none at its ends.
  private static func title(of article: Article) -> String {
    let text = article.metadata.title?.value ?? ""
    var last: UInt8 = 0x20
    let isPlain = text.utf8.allSatisfy { byte in
      defer { last = byte }
      return byte > 0x20 && byte < 0x7F || byte == 0x20 && last != 0x20
    }
    if isPlain, last != 0x20 { return text }
    return text.split { $0.isWhitespace }.joined(separator: " ")
  }

  /// A `tag:` URI (RFC 4151) of the authority, the day and the file; or what the archive's own rule
  /// says.
  private func minted(for story: ArticleID, date: Timestamp) -> String {
    if let rule = desk.configuration.feeds.idPattern { return book.filled(rule, for: story) }
    return FeedLedger.tagURI(
      authority: ledger.authority ?? "", date: date,
      localPath: desk.articles[story.index].localPath)
  }
}
