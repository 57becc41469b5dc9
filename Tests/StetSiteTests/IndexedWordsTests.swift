import Testing

@testable import StetSite

/// Gives parts back from a list.
private struct ListReader: PartReader {
  var parts: ArraySlice<[UInt8]>

  mutating func next<Element: BitwiseCopyable & Sendable>(_ element: Element.Type) -> [Element]? {
    guard let part = parts.popFirst(), part.count.isMultiple(of: MemoryLayout<Element>.stride)
    else { return nil }
    return unsafe [Element](
      unsafeUninitializedCapacity: part.count / MemoryLayout<Element>.stride
    ) { buffer, count in
      unsafe UnsafeMutableRawBufferPointer(buffer).copyBytes(from: part)
      count = part.count / MemoryLayout<Element>.stride
    }
  }
}

/// The words of an index as bytes, from which a later process has them again.
struct IndexedWordsTests {
  private static let documents = (0..<60).map { document($0) }

  private static func document(
    _ number: Int, day: Int? = nil, isPublic: Bool? = nil
  ) -> RelatedDocument {
    RelatedDocument(
      words: words("shared w\(number % 7) w\(number % 5)x w\(number % 3)y own\(number)"),
      secondsSinceEpoch: (day ?? number * 37 % 60) * 86_400,
      isPublic: isPublic ?? !number.isMultiple(of: 9))
  }

  private static func words(_ text: String) -> WordCounts {
    WordCounts(title: "", standfirst: "", text: Array(text.utf8))
  }

  private static func parts(_ words: IndexedWords) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    words.forEachPart { span in parts.append(unsafe span.withUnsafeBytes { unsafe Array($0) }) }
    return parts
  }

  private static func read(_ parts: [[UInt8]]) -> IndexedWords? {
    var reader = ListReader(parts: parts[...])
    return IndexedWords(&reader)
  }

  private let ranked = RankedDocuments(documents)
  private let index = RelatedIndex(documents)

  @Test func theyAnswerAsBefore() throws {
    let words = try #require(Self.read(Self.parts(index.words)))
    #expect(words.fits(ranked) && words.changes(in: Self.documents.map(\.words)) == [])
    let again = RelatedIndex(ranked, words)
    let queries = Self.documents.indices.filter { Self.documents[$0].isPublic }
      .map { RelatedQuery(document: $0) }
    let answers = index.related(for: queries, limit: 5)
    #expect(answers.contains { !$0.isEmpty })
    #expect(again.related(for: queries, limit: 5) == answers)
    var (one, two) = (RevisedIndex(index), RevisedIndex(again))
    let change = [(document: 12, words: Self.words("shared w1 w2x entirely new"))]
    let affected = one.revise(change)
    #expect(affected != nil && affected == two.revise(change))
    #expect(one.related(for: queries, limit: 5) == two.related(for: queries, limit: 5))
  }

  @Test func otherWordsAndOtherOrdersAreSeen() {
    var texts = Self.documents.map(\.words)
    texts[3] = Self.words("something else")
    texts[40] = Self.words("")
    #expect(index.words.changes(in: texts) == [3, 40])
    #expect(index.words.changes(in: texts.dropLast()) == nil)
    var hidden = Self.documents
    hidden[5] = Self.document(5, isPublic: false)
    #expect(!index.words.fits(RankedDocuments(hidden)))
    var later = Self.documents
    later[0] = Self.document(0, day: 1_000)
    #expect(!index.words.fits(RankedDocuments(later)))
  }

  @Test func missingAndCutPartsAreNoWords() {
    let parts = Self.parts(index.words)
    for place in parts.indices {
      #expect(Self.read(Array(parts[..<place])) == nil)
      var cut = parts
      cut[place].append(0)
      // A part of single bytes may be of any length.
      if place != 1 { #expect(Self.read(cut) == nil, "part \(place)") }
    }
  }
}
