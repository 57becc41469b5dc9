import Foundation
import Testing

@testable import StetBuild

/// `stet feed check` and `stet feed diff`.
struct CommandFeedTests {
  private let program: Program
  private let workplace: Workplace

  init() throws {
    program = try Program()
    workplace = try Workplace(
      """
      -- good.atom --
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
        <id>tag:example.org,2026:feed</id>
        <title>The Example</title>
        <updated>2026-01-02T03:04:05Z</updated>
        <link rel="self" href="https://example.org/feed.atom"/>
        <link rel="alternate" href="https://example.org/"/>
        <author><name>Jane Doe</name></author>
        <entry>
          <id>tag:example.org,2026-01-02:one</id>
          <title>One</title>
          <updated>2026-01-02T03:04:05Z</updated>
          <link href="https://example.org/one/"/>
          <content type="text">First.</content>
        </entry>
      </feed>
      -- bad.atom --
      <feed xmlns="http://www.w3.org/2005/Atom">
        <title>No id</title>
        <updated>yesterday</updated>
      </feed>
      -- note.txt --
      Hello.
      """)
  }

  private func run(_ arguments: String...) throws -> Program.Ending {
    try program.run(
      ["feed"] + arguments, in: workplace.path, environment: ["SOURCE_DATE_EPOCH": "1780000000"])
  }

  private struct Verdict: Decodable {
    struct Finding: Decodable {
      let code: String
      let severity: String
      let line: Int
      let column: Int
      let message: String
      let specification: String
      let w3c: String?
    }
    let file: String
    let format: String
    let valid: Bool
    let findings: [Finding]
  }

  private func verdicts(_ output: String) throws -> [Verdict] {
    try output.split(separator: "\n").map {
      try JSONDecoder().decode(Verdict.self, from: Data($0.utf8))
    }
  }

  @Test
  func aGoodFeedEndsWithZero() throws {
    let ending = try run("check", "good.atom", "--base", "https://example.org/feed.atom")
    #expect(ending.code == 0)
    #expect(ending.output == "good.atom: valid (atom), errors: 0, warnings: 0\n")
  }

  @Test
  func eachDocumentIsOneObject() throws {
    let ending = try run("check", "good.atom", "bad.atom", "--format", "json")
    #expect(ending.code == 1)
    let verdicts = try verdicts(ending.output)
    #expect(verdicts.map(\.file) == ["good.atom", "bad.atom"])
    #expect(verdicts.map(\.valid) == [true, false])
    #expect(verdicts.map(\.format) == ["atom", "atom"])
    let date = try #require(verdicts[1].findings.first { $0.line == 3 })
    #expect(date.severity == "error")
    #expect(date.specification.hasPrefix("https://"))
  }

  @Test
  func aMistakeIsShownWithItsLine() throws {
    let ending = try run("check", "bad.atom")
    #expect(ending.code == 1)
    #expect(ending.output.contains("bad.atom:3:"))
    #expect(ending.output.contains("\n3 |   <updated>yesterday</updated>\n"))
    #expect(ending.output.hasSuffix("\n") && ending.output.contains("bad.atom: not valid (atom)"))
  }

  @Test
  func whatCannotBeReadEndsWith74() throws {
    let ending = try run("check", "missing.atom", "good.atom")
    #expect(ending.code == 74)
    #expect(ending.errors == "stet: could not read missing.atom: there is no such file or folder\n")
    #expect(ending.output.hasPrefix("good.atom: valid"))
    #expect(try run("check").code == 64)
    #expect(try run("check", "good.atom", "--base", "example.org").code == 64)
  }

  @Test
  func anOlderStateShowsWhatMustNotChange() throws {
    let text = try #require(workplace.read("good.atom"))
    try workplace.write("new.atom", text.replacing("2026-01-02:one", with: "2026-01-02:two"))
    let ending = try run("check", "new.atom", "--against", "good.atom", "--format", "json")
    #expect(ending.code == 1)
    let codes = try verdicts(ending.output).flatMap(\.findings).map(\.code)
    #expect(codes.contains { $0.hasPrefix("ledger-") })
    #expect(try run("check", "good.atom", "bad.atom", "--against", "new.atom").code == 64)
  }

  @Test
  func aDifferenceSaysWhatSubscribersSee() throws {
    let text = try #require(workplace.read("good.atom"))
    try workplace.write("new.atom", text.replacing("First.", with: "First, mended."))
    #expect(try run("diff", "good.atom", "good.atom").output == "subscribers see no change\n")
    let ending = try run("diff", "good.atom", "new.atom", "--format", "json")
    #expect(ending.code == 0)
    #expect(
      ending.output == """
        {"entries":[{"address":"https://example.org/one/","change":"changed",\
        "date":"2026-01-02T03:04:05Z","id":"tag:example.org,2026-01-02:one","title":"One"}],\
        "new":"new.atom","old":"good.atom"}

        """)
    #expect(
      try run("diff", "good.atom", "new.atom").output
        == "changed  tag:example.org,2026-01-02:one  One\n")
    #expect(try run("diff", "good.atom", "note.txt").code == 1)
  }

  @Test
  func anAddressThatNobodyAnswersEndsWith74() throws {
    let ending = try run("check", "http://127.0.0.1:9/feed.atom")
    #expect(ending.code == 74)
    #expect(ending.errors.hasPrefix("stet: could not fetch http://127.0.0.1:9/feed.atom: "))
  }
}
