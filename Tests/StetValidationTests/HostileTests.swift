import StetCore
import Testing

@testable import StetValidation

@Suite struct HostileTests {
  private func codes(_ bytes: [UInt8], _ options: JudgeOptions = JudgeOptions()) -> Set<String> {
    Set(
      Judge().report(on: bytes, options).findings.filter { $0.severity == .error }.map(\.code.name))
  }

  private func codes(_ text: String) -> Set<String> {
    codes(Array(text.utf8))
  }

  @Test func anEntityBombIsNotExpanded() {
    var text = "<?xml version=\"1.0\"?><!DOCTYPE feed [<!ENTITY a0 \"ha\">"
    for level in 1...30 {
      text += "<!ENTITY a\(level) \"&a\(level - 1);&a\(level - 1);\">"
    }
    text += "]><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>&a30;</title></feed>"
    #expect(codes(text).contains("xml-undeclared-entity"))
  }

  @Test func anotherFileIsNotRead() {
    let text = """
      <?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a SYSTEM "file:///etc/hostname">]>
      <feed xmlns="http://www.w3.org/2005/Atom"><title>&a;</title></feed>
      """
    let report = Judge().report(on: Array(text.utf8))
    #expect(report.findings.contains { $0.code == Rule.xmlUndeclaredEntity.code })
    #expect(report.findings.contains { $0.code == Rule.xmlDoctype.code })
  }

  @Test func aParameterEntityIsNotRead() {
    let text = """
      <?xml version="1.0"?><!DOCTYPE feed [<!ENTITY % a SYSTEM "http://127.0.0.1:1/a"> %a; %a;]>
      <feed xmlns="http://www.w3.org/2005/Atom"><title>a</title></feed>
      """
    #expect(!codes(text).isEmpty)
  }

  @Test func defaultAttributesAreNotAdded() {
    let text = Model.atom.text.replacing(
      "?>\n", with: "?>\n<!DOCTYPE feed [<!ATTLIST name a CDATA \"b\">]>\n", maxReplacements: 1)
    #expect(codes(text) == [])
  }

  @Test func deepNestingIsRefused() {
    let deep = String(repeating: "<a>", count: 100_000)
    #expect(codes(deep).contains("xml-limit"))
    let json = "{\"items\":" + String(repeating: "[", count: 100_000)
    #expect(codes(json).contains("json-syntax"))
    let html = String(repeating: "&lt;p&gt;&lt;div&gt;", count: 30_000)
    let text = Model.atom.text.replacing("&lt;p&gt;It", with: html + "It", maxReplacements: 1)
    #expect(codes(text) == [])
  }

  @Test func aLongDocumentIsRefused() {
    let bytes = Array(Model.atom.text.utf8) + Array(repeating: 0x20, count: 1000)
    #expect(codes(bytes, JudgeOptions(byteCountMax: 1000)) == ["xml-limit"])
  }

  @Test(arguments: [[0xC0, 0x80], [0xED, 0xA0, 0x80], [0xFF], [0x80], [0xF5, 0x80, 0x80, 0x80]])
  func bytesThatAreNotUTF8AreAnError(_ bytes: [UInt8]) {
    let parts = Model.atom.text.split(separator: ">One<").map { Array($0.utf8) }
    let document = parts[0] + [0x3E] + bytes + [0x3C] + parts[1]
    #expect(codes(document) == ["xml-encoding"])
  }

  @Test func controlsAreAnErrorEvenAsReferences() {
    #expect(
      codes(Model.atom.text.replacing(">One<", with: ">O\u{B}ne<")) == ["xml-not-well-formed"])
    #expect(
      codes(Model.atom.text.replacing(">One<", with: ">O&#11;ne<")) == ["xml-not-well-formed"])
  }

  @Test func otherEncodingsAreRead() {
    let text = Model.atom.text.replacing("utf-8", with: "utf-16").replacing(
      "Gazette", with: "Zeitüng")
    let units = [0xFEFF] + Array(text.utf16)
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for bytes in [big, little] {
      let report = Judge().report(on: bytes)
      #expect(report.findings.map(\.code.name) == ["xml-encoding-unusual"])
    }
    let latin = Model.atom.text.replacing("utf-8", with: "windows-1252")
      .replacing("Gazette", with: "Z?itung")
    var bytes = Array(latin.utf8)
    if let index = bytes.firstIndex(of: 0x3F), bytes[index + 1] == 0x69 { bytes[index] = 0xE9 }
    #expect(Judge().report(on: bytes).findings.map(\.code.name) == ["xml-encoding-unusual"])
    #expect(codes(Array(big.dropLast())) == ["xml-encoding"])
  }

  @Test func nothingIsNoFeed() {
    #expect(codes("") == ["xml-not-well-formed"])
    #expect(codes("   ").isEmpty == false)
    #expect(codes("<html><p>a</html>").contains("xml-not-well-formed"))
  }

  @Test func everyPrefixOfADocumentIsJudgedWithoutHarm() {
    for model in Model.allCases {
      let bytes = Array(model.text.utf8)
      for length in stride(from: 0, to: bytes.count - 20, by: 7) {
        #expect(!Judge.shared(bytes.prefix(length)).isValid)
      }
    }
  }
}

extension Judge {
  /// The report of a new judge.
  static func shared(_ bytes: ArraySlice<UInt8>) -> Report {
    Judge().report(on: Array(bytes))
  }
}
