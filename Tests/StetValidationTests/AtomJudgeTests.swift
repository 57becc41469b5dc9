import StetCore
import Testing

@testable import StetValidation

let modelAtom = """
  <?xml version="1.0" encoding="utf-8"?>
  <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>tag:example.org,2026:feed</id>
  <title>Gazette</title>
  <link rel="self" type="application/atom+xml" href="https://example.org/atom.xml"/>
  <link href="https://example.org/"/>
  <updated>2026-01-02T03:04:05Z</updated>
  <entry>
  <id>tag:example.org,2026:one</id>
  <title>One</title>
  <link href="https://example.org/one"/>
  <published>2026-01-01T03:04:05Z</published>
  <updated>2026-01-02T03:04:05Z</updated>
  <author><name>Ann</name></author>
  <summary>What happened</summary>
  <content type="html">&lt;p&gt;It happened.&lt;/p&gt;</content>
  </entry>
  </feed>

  """

@Suite struct AtomJudgeTests {
  @Test func theModelFeedIsClean() {
    let report = Judge().report(on: Array(modelAtom.utf8))
    #expect(report.format == .atom)
    #expect(report.findings == [])
    #expect(report.entries.map(\.id) == ["tag:example.org,2026:one"])
  }

  @Test func aFindingKnowsItsLineAndColumn() throws {
    let text = modelAtom.replacing("  <title>One</title>\n", with: "")
    let broken = text.replacing("<title>One</title>\n", with: "")
    let finding = try #require(Judge().report(on: Array(broken.utf8)).findings.first)
    #expect(finding.code == Rule.atomMissingTitle.code)
    #expect((finding.line, finding.column) == (8, 1))
  }

  @Test func theGrammarIsAskedToo() {
    let text = modelAtom.replacing("<name>Ann</name>", with: "<name>Ann<b/></name>")
    let report = Judge().report(on: Array(text.utf8))
    #expect(report.findings.map(\.code.name) == ["atom-grammar"])
  }
}
