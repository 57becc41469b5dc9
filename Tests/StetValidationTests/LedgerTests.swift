import StetCore
import Testing

@testable import StetValidation

@Suite struct LedgerTests {
  private let old = Model.atom.text

  private func report(_ text: String) -> Report {
    Judge().report(on: Array(text.utf8))
  }

  private func codes(_ new: String) -> [String] {
    report(new).against(report(old), in: Array(new.utf8)).findings.map(\.code.name)
  }

  @Test func theSameFeedIsNoNews() {
    #expect(codes(old) == [])
    #expect(report(old).difference(from: report(old)) == FeedDifference())
  }

  @Test func aChangedIDIsAnError() {
    let new = old.replacing("2026:one", with: "2026:uno")
    #expect(codes(new) == ["ledger-id-changed"])
    #expect(report(new).difference(from: report(old)).reappearing.map(\.title) == ["One"])
  }

  @Test func aNewEntryIsNone() {
    let new = old.replacing("2026:two", with: "2026:three").replacing("org/two", with: "org/three")
      .replacing(">Two<", with: ">Three<").replacing("<updated>2025", with: "<updated>2026")
    #expect(codes(new).filter { $0.hasPrefix("ledger") } == [])
    let difference = report(new).difference(from: report(old))
    #expect(difference.new.map(\.title) == ["Three"])
    #expect(difference.aged.map(\.title) == ["Two"])
  }

  @Test func anIDOfAnotherArticleIsAnError() {
    let new = old.replacing("org/two", with: "org/three").replacing(">Two<", with: ">Three<")
      .replacing(">Text<", with: ">Other text<")
    #expect(codes(new) == ["ledger-id-reused"])
  }

  @Test func aMovedArticleKeepsItsID() {
    #expect(codes(old.replacing("org/two", with: "org/2")) == [])
  }

  @Test func anUpdateNeedsAChangeAndAChangeAnUpdate() {
    let touched = old.replacing("2025-01-02", with: "2025-01-03")
    #expect(codes(touched) == ["ledger-updated-without-change"])
    let edited = old.replacing(">Text<", with: ">Corrected<")
    #expect(codes(edited) == ["ledger-change-without-updated"])
    let both = touched.replacing(">Text<", with: ">Corrected<")
    #expect(codes(both) == [])
    #expect(report(both).difference(from: report(old)).changed.map(\.title) == ["Two"])
  }

  @Test func anEntryMayLeaveOnlyAtTheEnd() {
    let ranges = old.ranges(of: "<entry>")
    let first = String(old[..<ranges[0].lowerBound]) + String(old[ranges[1].lowerBound...])
    #expect(codes(first).contains("ledger-vanished"))
    #expect(report(first).difference(from: report(old)).gone.map(\.title) == ["One"])
    let last = String(old[..<ranges[1].lowerBound]) + "</feed>"
    #expect(codes(last) == [])
  }
}
