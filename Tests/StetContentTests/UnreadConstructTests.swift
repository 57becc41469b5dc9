import StetCore
import Testing

@testable import StetContent

@Suite struct UnreadConstructTests {
  private let context = ParseContext(dialect: .jekyll)

  private func unread(_ text: String, at path: String = "a.md") -> [UnreadConstruct] {
    parsed(text, at: path, in: context).value.unread
  }

  @Test func eachKindIsCountedOnceAFile() {
    let found = unread("x\n{% include a %} {% include b %}\n{{ y }}")
    #expect(found.map(\.kind) == ["{% include %}", "{{ y }}"])
    #expect(found.map(\.count) == [2, 1])
    #expect(found.map(\.line) == [2, 3])
    #expect(found.map(\.range.lower) == [2, 34])
  }

  @Test func whatBelongsToATagIsNotCountedAgain() {
    let found = unread("{% if a %}b{% elsif c %}d{% else %}e{% endif %}")
    #expect(found.map(\.kind) == ["{% if %}"])
    #expect(unread("{% endif %}").map(\.kind) == ["{% endif %}"])
  }

  @Test func aSiteIsToldOnceOfEachKindWithItsPlaces() {
    let found = (1...8).flatMap { unread("\n{{ a }} {{ a }}", at: "\($0).md") }
    let told = UnreadConstruct.warnings(of: found + unread("{% b %}", at: "9.md"))
    #expect(told.map(\.path) == ["content/1.md", "content/9.md"])
    #expect(
      told.map(\.message) == [
        "`{{ a }}` is not understood and stays as it is (16 times in 8 files)",
        "`{% b %}` is not understood and stays as it is",
      ])
    #expect(
      told.map(\.note) == [
        "also at content/2.md:2, content/3.md:2, content/4.md:2, content/5.md:2, content/6.md:2 and in 2 more files",
        nil,
      ])
  }

  @Test func whatStandsInsideAShortcodeIsCountedToo() {
    let hugo = ParseContext(dialect: .hugo, shortcodeNames: ["box"])
    let file = parsed("{{< box >}}\n\n{{< map >}}\n{{< /box >}} {{< map >}}", in: hugo).value
    #expect(file.unread.map(\.count) == [2])
    #expect(file.unread.map(\.line) == [3])
  }
}
