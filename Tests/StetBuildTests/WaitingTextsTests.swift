import StetContent
import StetCore
import Testing

@testable import StetBuild

struct WaitingTextsTests {
  private let workplace: Workplace

  init() throws {
    workplace = try Workplace("-- stet.yaml --\n")
  }

  private func copies(_ count: Int) -> [Copy] {
    (0..<count).map { number in
      let text = "---\ntitle: \(number)\n---\n\nText [\(number)](/a/\(number)/) and ~~more~~.\n"
      return Copy(
        parse(
          SourceFile(path: "content/\(number).md", text: text), localPath: "\(number).md",
          in: ParseContext()))
    }
  }

  /// Texts beyond what memory may hold come back as they were, from a file that nobody sees.
  @Test
  func textsThatWaitComeBackAsTheyWere() throws {
    let all = copies(6)
    let sizeOfTwo = all[..<2].reduce(0) { $0 + ($1.body?.html.count ?? 0) }
    var texts = WaitingTexts(
      in: workplace.path + "/.stet/cache", count: 6, sizeHeldMax: sizeOfTwo,
      again: { _, _ in Body() })
    var kept: [Copy] = []
    for start in stride(from: 0, to: 6, by: 2) {
      var part = Array(all[start..<(start + 2)])
      texts.take(from: &part, at: start)
      kept += part
    }
    #expect(kept.map { $0.body == nil } == [false, false, true, true, true, true])
    #expect((0..<6).map { texts.has($0) } == [false, false, true, true, true, true])
    for index in 0..<6 {
      #expect((kept[index].body ?? texts.body(of: kept[index], index)) == all[index].body)
      #expect(kept[index].article === all[index].article)
    }
    #expect(try Disk.names(in: workplace.path + "/.stet/cache").isEmpty)
  }

  /// A folder that cannot be made keeps texts in memory.
  @Test
  func textsStayInMemoryWhereTheDiskTakesNone() {
    var texts = WaitingTexts(
      in: workplace.path + "/stet.yaml/cache", count: 2, sizeHeldMax: 0, again: { _, _ in Body() })
    var part = copies(2)
    texts.take(from: &part, at: 0)
    #expect(part.allSatisfy { $0.body != nil })
    #expect(!texts.has(0))
  }

  @Test(arguments: [0, 1, 16_384, 16_385, 100_000])
  func everyFileIsInOnePart(count: Int) {
    let parts = WaitingTexts.parts(of: count)
    #expect(parts.flatMap { Array($0) } == Array(0..<count))
  }
}
