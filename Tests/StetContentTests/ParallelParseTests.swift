import StetCore
import Testing

@testable import StetContent

struct ParallelParseTests {
  /// The library behind Markdown keeps tables that all parsers share.
  @Test
  func whatOneFileSaysDoesNotDependOnThoseReadBesideIt() async {
    let text = """
      See (https://example.org/a) and www.example.org, ~~not~~ this, a: b.

      """
    let file = SourceFile(path: "a.md", text: String(repeating: text, count: 20))
    let alone = parse(file, localPath: "a.md", in: ParseContext()).value.body
    await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          (0..<50).count { _ in
            parse(file, localPath: "a.md", in: ParseContext()).value.body != alone
          }
        }
      }
      for await strays in group { #expect(strays == 0) }
    }
  }
}
