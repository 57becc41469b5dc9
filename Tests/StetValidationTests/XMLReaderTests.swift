import StetXML
import Testing

/// libxml2 has no memory.
private struct NoReader: Error {}

@Suite struct XMLReaderTests {
  private func read(_ text: String) throws -> ([XMLTree], XMLTree, [XMLProblem]) {
    guard
      var reader = XMLReader(
        Array(text.utf8), namespaces: ["urn:a", "urn:b"], records: ["entry"])
    else { throw NoReader() }
    var trees: [XMLTree] = []
    while let tree = reader.nextRecord() { trees.append(tree) }
    return (trees, reader.shell, reader.problems)
  }

  @Test func recordsAreHandedOutOneByOne() throws {
    let (trees, shell, problems) = try read(
      "<feed xmlns=\"urn:a\"><id>1</id><entry><id>2</id></entry>\n<entry/><z/></feed>")
    #expect(problems == [])
    #expect(trees.map { $0.nodes.map(\.name) } == [["entry", "id", ""], ["entry"]])
    #expect(shell.nodes.map(\.name) == ["feed", "id", "", "entry", "", "entry", "z"])
    #expect(shell.nodes.filter { $0.kind == .record }.count == 2)
    #expect(shell.elements(of: 0).map { shell.nodes[$0].name } == ["id", "z"])
  }

  @Test func placesAreThoseOfTheTags() throws {
    let text = "<feed>\n<entry a='1'>\n<b/></entry></feed>"
    let (trees, _, _) = try read(text)
    #expect(trees[0].nodes.filter { $0.kind == .element }.map(\.offset) == [7, 21])
    #expect(trees[0].range == 7..<33)
  }

  @Test func textAndAttributesAreDecoded() throws {
    let (_, shell, _) = try read(
      "<a b=\"1 &amp; &#x32;\" xmlns:x=\"urn:b\" x:c=\"3\">&lt;<![CDATA[<&]]>é<d>no</d>!</a>")
    #expect(shell.text(of: 0) == "<<&é!")
    #expect(shell.fullText(of: 0) == "<<&éno!")
    #expect(shell.value("b", of: 0) == "1 & 2")
    #expect(shell.value("c", in: 1, of: 0) == "3")
    #expect(shell.value("c", of: 0) == nil)
  }

  @Test func namespacesAreNumbered() throws {
    let (_, shell, _) = try read("<a xmlns=\"urn:b\" xmlns:y=\"urn:c\"><y:b/><c xmlns=\"\"/></a>")
    #expect(shell.nodes.map(\.namespace) == [1, XMLTree.unknown, XMLTree.none])
    #expect(shell.nodes.map(\.prefix) == ["", "y", ""])
  }

  @Test func aDocumentLongerThanAChunkIsReadWhole() throws {
    let body = (0..<20_000).map { "<entry><id>\($0)</id>é&amp;ü</entry>" }.joined()
    let (trees, _, problems) = try read("<feed>" + body + "</feed>")
    #expect(problems == [])
    #expect(trees.count == 20_000)
    #expect(trees.enumerated().allSatisfy { $1.text(of: 1) == "\($0)" && $1.text(of: 0) == "é&ü" })
  }

  @Test func whatCameBeforeAnErrorIsHandedOut() throws {
    let (trees, _, problems) = try read("<feed><entry/><entry></feed>")
    #expect(trees.count == 1)
    #expect(problems.map(\.kind) == [.syntax])
    #expect(problems.first?.offset ?? 0 > 14)
  }

  @Test func theGrammarJudgesRecordsApart() throws {
    let grammar = """
      <element name="feed" xmlns="http://relaxng.org/ns/structure/1.0"><text/>
      <zeroOrMore><element name="entry"><empty/></element></zeroOrMore></element>
      """
    let entry =
      "<element name=\"entry\" xmlns=\"http://relaxng.org/ns/structure/1.0\"><empty/></element>"
    let start = """
      <grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><choice>\(grammar)\(entry)</choice></start></grammar>
      """
    let judge = try #require(RelaxNGJudge(grammar: Array(start.utf8), namespaces: [], heeding: []))
    let text = "<feed>a<entry/>b<entry>no</entry>c<entry/>d</feed>"
    guard
      var reader = XMLReader(
        Array(text.utf8), namespaces: [], records: ["entry"], judge: judge)
    else { throw NoReader() }
    while reader.nextRecord() != nil {}
    let problems = reader.problems
    #expect(problems.map(\.kind) == [.grammar])
    #expect(problems.map(\.offset) == [16])
    let isNone = RelaxNGJudge(grammar: Array("<a/>".utf8), namespaces: [], heeding: []) == nil
    #expect(isNone)
  }
}
