import StetCore
import Testing

struct SourcePlaceTests {
  @Test(arguments: [
    ("a\nb", 2, 2, 1), ("a\r\nb", 3, 2, 1), ("a\rb", 2, 2, 1), ("a\r\rb", 3, 3, 1),
    ("\u{FEFF}ab", 4, 1, 2), ("é!", 2, 1, 2), ("👩‍🎓!", 11, 1, 4), ("", 0, 1, 1), ("a\n", 2, 2, 1),
  ])
  func linesAndColumnsAreCountedAsPeopleCount(text: String, offset: Int, line: Int, column: Int) {
    let place = SourcePlace(of: SourceRange(offset, offset), in: Array(text.utf8))
    #expect(place.line == line)
    #expect(place.column == column)
  }

  @Test
  func aRangeBeyondTheEndIsMovedToTheEnd() {
    let place = SourcePlace(of: SourceRange(90, 95), in: Array("ab".utf8))
    #expect((place.line, place.column, place.excerpt, place.caretWidth) == (1, 3, "ab", 1))
  }

  @Test
  func aRangeOfSeveralLinesIsMarkedToTheEndOfItsFirst() {
    let place = SourcePlace(of: SourceRange(1, 6), in: Array("abc\ndef".utf8))
    #expect((place.excerpt, place.caretIndent, place.caretWidth) == ("abc", 1, 2))
  }

  @Test(arguments: [0, 30, 61, 150, 299])
  func aLongLineIsCutAroundThePlace(offset: Int) {
    let text = String(repeating: "abcdefghij", count: 30)
    let place = SourcePlace(of: SourceRange(offset, offset + 1), in: Array(text.utf8))
    #expect(place.excerpt.count <= 102)
    let marked = place.excerpt.dropFirst(place.caretIndent).first
    #expect(marked == Array(text)[offset])
    #expect(place.column == offset + 1)
  }

  @Test
  func bytesThatAreNotUTF8AreShownAsReplacements() {
    let place = SourcePlace(of: SourceRange(1, 2), in: [0x61, 0xFF, 0x62])
    #expect((place.excerpt, place.column, place.caretIndent) == ("a\u{FFFD}b", 2, 1))
  }
}
