import StetCore
import Testing

@testable import StetSite

@Suite struct IdentitiesTests {
  private static let article = "---\ntitle: Council votes\ndate: 2026-01-02T10:00:00Z\n---\n"

  private func ledger(_ line: String) -> String {
    "-- feeds.lock --\nauthority\tpaper.example,2020\n\(line)\n"
  }

  private let known =
    "tag:paper.example,2026-01-02:vote\t2026-01-02T10:00:00Z\tvote.md\tCouncil votes"

  @Test func aNewArticleGetsATagURIOfItsDayAndFile() throws {
    let room = Newsroom(
      "-- stet.yaml --\nbase_url: https://paper.example\n-- content/news/vote.md --\n"
        + Self.article)
    #expect(room.site.feedIDs == ["tag:paper.example,2026-01-02:news/vote"])
    #expect(
      String(decoding: room.site.ledger.bytes, as: UTF8.self) == """
        # Permanent ids of feed entries. Keep this file under version control.
        authority\tpaper.example,2026
        tag:paper.example,2026-01-02:news/vote\t2026-01-02T10:00:00Z\tnews/vote.md\tCouncil votes

        """)
  }

  @Test func aNewDomainChangesNoIdAndMintsNoneOfItsOwn() {
    let room = Newsroom(
      ledger(known) + "-- stet.yaml --\nbase_url: https://other.example\n"
        + "-- content/vote.md --\n" + Self.article)
    #expect(room.site.feedIDs == ["tag:paper.example,2026-01-02:vote"])
    #expect(room.codes == [])
  }

  @Test func arenamedFileKeepsItsId() {
    let room = Newsroom(ledger(known) + "-- content/news/town/budget.md --\n" + Self.article)
    #expect(room.site.feedIDs == ["tag:paper.example,2026-01-02:vote"])
    #expect(room.site.ledger.lines.map(\.path) == ["news/town/budget.md"])
    #expect(room.codes == [])
  }

  @Test func aMovedFileWithAnotherHeadlineIsAQuestion() {
    let room = Newsroom(
      ledger(known) + "-- content/b.md --\n---\ntitle: Budget\ndate: 2026-01-02T10:00:00Z\n---\n")
    #expect(room.codes == ["feed-id-unsure content/b.md"])
  }

  @Test func aChangedIdFailsTheBuild() {
    let room = Newsroom(
      ledger(known)
        + "-- content/vote.md --\n---\ntitle: Council votes\ndate: 2026-01-02T10:00:00Z\nid: tag:x.example,2026:y\n---\n"
    )
    #expect(room.codes == ["feed-id-changed content/vote.md"])
    #expect(room.site.feedIDs == ["tag:paper.example,2026-01-02:vote"])
  }

  @Test func anIdIsNeverGivenTwice() {
    let twice = """
      -- content/a.md --
      ---
      title: A
      date: 2026-01-02
      id: tag:x.example,2026:y
      ---
      -- content/b.md --
      ---
      title: B
      date: 2026-01-03
      id: tag:x.example,2026:y
      ---
      """
    #expect(Newsroom(twice).codes == ["feed-id-reused content/b.md"])
    let gone = ledger("tag:paper.example,2026-01-02:vote\t2020-01-01T00:00:00Z\told.md\tOld")
    #expect(
      Newsroom(gone + "-- content/vote.md --\n" + Self.article).codes == [
        "feed-id-reused content/vote.md"
      ])
  }

  @Test func anArchiveMayBringItsOwnRule() {
    let room = Newsroom(
      "-- stet.yaml --\nfeeds:\n  id: https://old.example/:year/:month/:day/:slug\n"
        + "-- content/vote.md --\n" + Self.article)
    #expect(room.site.feedIDs == ["https://old.example/2026/01/02/vote"])
  }

  @Test func aDamagedLedgerIsAnErrorAtItsLine() {
    let room = Newsroom("-- feeds.lock --\nnonsense\n")
    #expect(room.codes == ["feed-ledger-damaged feeds.lock"])
  }
}
