import StetCore
import Testing

@testable import StetValidation

@Suite struct HTTPRuleTests {
  private let good: [(name: String, value: String)] = [
    ("Content-Type", "application/atom+xml; charset=utf-8"), ("ETag", "\"a\""),
    ("Last-Modified", "Fri, 02 Jan 2026 03:04:05 GMT"), ("Content-Encoding", "gzip"),
  ]

  private func codes(
    _ fields: [(name: String, value: String)], size: Int = 0,
    _ change: (inout HTTPFacts) -> Void = { _ in }
  ) -> [String] {
    var facts = HTTPFacts(status: 200, fields: fields)
    facts.conditionalStatus = 304
    change(&facts)
    let text = Model.atom.text + String(repeating: " ", count: size)
    let now = Timestamp(rfc3339: "2026-01-03T00:00:00Z")
    return Judge().report(on: Array(text.utf8), served: facts, JudgeOptions(now: now))
      .findings.map(\.code.name)
  }

  private func without(_ name: String) -> [(name: String, value: String)] {
    good.filter { $0.name != name }
  }

  @Test func aWellServedFeedIsClean() {
    #expect(codes(good) == [])
  }

  @Test func eachRuleHasItsExample() {
    #expect(codes(good) { $0.status = 500 } == ["http-status"])
    #expect(
      codes(without("Content-Type") + [("content-type", "text/html")]) == ["http-content-type"])
    #expect(codes(without("Content-Type")) == ["http-content-type"])
    #expect(
      codes(without("Content-Type") + [("content-type", "text/xml;charset=iso-8859-1")])
        == ["http-charset"])
    #expect(codes([good[0], good[3]]) == ["http-no-validator"])
    #expect(
      codes(without("Last-Modified") + [("Last-Modified", "Sun, 04 Jan 2026 03:04:05 GMT")])
        == ["http-future-last-modified"])
    #expect(codes(good) { $0.conditionalStatus = 200 } == ["http-not-conditional"])
    #expect(codes(without("Content-Encoding"), size: 2048) == ["http-uncompressed"])
    #expect(codes(good) { $0.redirects = [302] } == ["http-redirects"])
    #expect(codes(good, size: 1_000_000) == ["http-large"])
    #expect(codes(good, size: 5_000_000) == ["http-too-large"])
    #expect(codes(good) { $0.milliseconds = 6000 } == ["http-slow"])
  }

  @Test func eachNearMissBreaksNone() {
    #expect(codes(without("Content-Type") + [("content-type", "text/xml")]) == [])
    #expect(codes(without("ETag")) == [])
    #expect(codes(without("Content-Encoding")) == [])
    #expect(codes(good, size: 900_000) { $0.redirects = [301] } == [])
    #expect(codes(good) { $0.milliseconds = 100 } == [])
  }

  @Test func whatTheFeedNamesIsCompared() throws {
    let enclosure =
      "<link rel=\"enclosure\" type=\"audio/mpeg\" length=\"12\" href=\"https://example.org/a\"/>"
    let text = Model.atom.text.replacing("<published>", with: enclosure + "<published>")
    let link = try #require(
      Judge().report(on: Array(text.utf8)).resources.first { $0.isEnclosure })
    #expect(codes(good) { $0.resources = [.init(link, status: 404)] } == ["http-dead-link"])
    #expect(
      codes(good) { $0.resources = [.init(link, status: 200, length: 13)] } == ["http-enclosure"])
    #expect(
      codes(good) { $0.resources = [.init(link, status: 200, type: "image/png")] } == [
        "http-enclosure"
      ])
    #expect(
      codes(good) { $0.resources = [.init(link, status: 200, length: 12, type: "audio/mpeg")] }
        == [])
  }
}
