import StetCore
import Testing

@testable import StetValidation

@Suite struct JudgeTests {
  private func codes(
    _ text: String, _ options: JudgeOptions = JudgeOptions()
  ) -> [String] {
    Judge().report(on: Array(text.utf8), options).findings.map(\.code.name)
  }

  @Test func theNamespaceIsLookedAt() {
    let atom = "http://www.w3.org/2005/Atom"
    #expect(
      codes(Model.atom.text.replacing(atom, with: "https://www.w3.org/2005/Atom")) == [
        "atom-namespace"
      ])
    #expect(
      codes(Model.atom.text.replacing(" xmlns=\"\(atom)\"", with: "")) == ["atom-no-namespace"])
    #expect(
      codes(Model.atom.text.replacing(atom, with: "http://purl.org/atom/ns#")) == ["atom-obsolete"])
    let prefixed =
      "<a:feed xmlns:a=\"\(atom)\" xml:lang=\"en\"><a:id>urn:x-test:a</a:id>"
      + "<a:title>a</a:title><a:updated>2026-01-02T03:04:05Z</a:updated>"
      + "<a:link rel=\"self\" href=\"https://example.org/\"/></a:feed>"
    #expect(codes(prefixed) == ["atom-prefixed"])
  }

  @Test func theAddressOfTheDocumentIsCompared() {
    let here = JudgeOptions(base: "https://example.org/atom.xml")
    let elsewhere = JudgeOptions(base: "https://example.org/feed")
    #expect(codes(Model.atom.text, here) == [])
    #expect(codes(Model.atom.text, elsewhere) == ["atom-self-mismatch"])
    #expect(
      codes(Model.sitemap.text, JudgeOptions(base: "https://a.example/")).contains(
        "sitemap-other-host"))
    #expect(codes(Model.sitemap.text, here) == [])
  }

  @Test func aDateInTheFutureIsNoted() {
    let now = Timestamp(rfc3339: "2026-01-02T00:00:00Z")
    #expect(Set(codes(Model.atom.text, JudgeOptions(now: now))) == ["date-implausible"])
  }

  @Test func aSitemapHasLimits() {
    let url = "<url><loc>https://example.org/"
    let open = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
    let many = (0...50_000).map { url + "\($0)</loc></url>" }.joined()
    #expect(codes(open + many + "</urlset>") == ["sitemap-too-many"])
    let large = String(repeating: " ", count: 52_428_801)
    #expect(codes(open + large + "</urlset>") == ["sitemap-too-large"])
    let parts = Model.news.text.split(separator: "<url>").map(String.init)
    let body = parts[1].replacing("</urlset>\n", with: "")
    let news =
      parts[0]
      + (0...1000).map { "<url>" + body.replacing("org/one", with: "org/\($0)") }
      .joined() + "</urlset>"
    #expect(codes(news) == ["news-too-many"])
  }

  @Test func aFindingKnowsItsLineAndColumn() throws {
    let broken = Model.atom.text.replacing("<title>Two</title>\n", with: "")
    let finding = try #require(Judge().report(on: Array(broken.utf8)).findings.first)
    #expect((finding.line, finding.column) == (20, 1))
    #expect(finding.specification == "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.14")
    #expect(finding.w3c == "MissingElement")
  }

  @Test func theGateNamesTheArticle() throws {
    let broken = Array(Model.atom.text.replacing("<title>Two</title>\n", with: "").utf8)
    let start = try #require(broken.lastRange(of: "<entry>")?.lowerBound)
    let document = WrittenDocument(
      bytes: broken,
      parts: [
        .init(range: start..<(start + 100), origin: SourceOrigin(path: "content/two.md"))
      ])
    let diagnostics = Judge().gate(document, path: "atom.xml")
    #expect(diagnostics.map(\.path) == ["content/two.md"])
    #expect(diagnostics.first?.note?.hasPrefix("found at atom.xml:20:1") == true)
  }

  @Test func aReportIsPrintedAsJSON() {
    let broken = Array(Model.opml.text.replacing("text=\"All\"", with: "").utf8)
    let json = String(decoding: Judge().report(on: broken).json(file: "a\"b.opml"), as: UTF8.self)
    #expect(
      json == """
        {"file":"a\\"b.opml","format":"opml","valid":false,"findings":[
        {"code":"opml-text","severity":"error","line":3,"column":7,"message":"The outline has no \
        text","specification":"https://opml.org/spec2.opml#textAttribute","w3c":"MissingAttribute"}]}
        """)
  }

  @Test func theJudgeCanBeAskedAgain() {
    let judge = Judge()
    let broken = Model.atom.text.replacing("<title>Two</title>\n", with: "")
    for _ in 0..<3 {
      #expect(judge.report(on: Array(broken.utf8)).findings.count == 1)
      #expect(judge.report(on: Array(Model.atom.text.utf8)).findings == [])
    }
  }

  @Test func aShortTitleIsAdvisedOnWhereThatIsAskedForAndNowhereElse() {
    let bytes = Array(Model.atom.text.utf8)
    let found = Judge().report(on: bytes, JudgeOptions(isAdvising: true)).findings
    #expect(Set(found.map(\.code.name)) == ["advice-title-length"])
    #expect(found.allSatisfy { $0.severity == .info })
    #expect(
      found.last?.message == """
        The title "Two" has 3 characters; Apple News takes 15 to 60, MSN takes 20 to 150
        """)
    #expect(Judge().report(on: bytes).findings == [])
  }

  @Test(arguments: [14, 15, 19, 20, 60, 61, 110, 111, 150, 151])
  func headlinesOfEveryLengthSuitThoseWhoSaySo(count: Int) {
    let advice = HeadlineReader.advice(on: String(repeating: "é", count: count)) ?? ""
    #expect(advice.contains("Apple News") == !(15...60).contains(count))
    #expect(advice.contains("MSN") == !(20...150).contains(count))
    #expect(advice.contains("Google") == (count > 110))
  }

  @Test func everyRuleHasItsOwnNameAndCasesAreOfRules() {
    let names = Rule.all.map(\.code.name)
    #expect(Set(names).count == names.count)
    let changed = Set((atomCases + htmlCases + rssCases + jsonCases + siteCases).map(\.rule))
    let made = Set((documentCases + servedCases + subscribedCases).map(\.rule))
    #expect(changed.union(made) == Set(names))
  }
}

extension [UInt8] {
  /// The last place of `text`.
  fileprivate func lastRange(of text: String) -> Range<Int>? {
    ranges(of: Array(text.utf8)).last
  }
}
