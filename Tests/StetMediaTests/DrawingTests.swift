import Testing

@testable import StetMedia

struct DrawingTests {
  private func drawing(_ inside: String, _ attributes: String = "") throws -> Drawing {
    let text = """
      <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" \
      viewBox="0 0 40 30" \(attributes)>\(inside)</svg>
      """
    return try #require(Drawing(Array(text.utf8)))
  }

  @Test
  func aPlainDrawingStandsAsItIs() throws {
    let plain = try drawing(
      """
      <style>.a { fill: url(#g) }</style><defs><g id="g"/></defs><use xlink:href="#g"/>
      <a href="https://example.org/"><text class="a">words</text></a>
      <image href="data:image/png;base64,AAAA"/>
      """)
    #expect(plain.clean == nil)
    #expect(plain.removed.isEmpty)
    #expect(plain.size == PixelSize(width: 40, height: 30))
  }

  @Test(arguments: [
    ("<script>evil()</script>", "script"),
    ("<g><SCRIPT href='a.js'/></g>", "script"),
    ("<x:script xmlns:x='http://www.w3.org/2000/svg'>evil()</x:script>", "script"),
    (
      "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>evil</p></foreignObject>",
      "foreignobject"
    ),
    ("<g onclick='evil()'/>", "onclick"),
    ("<a href=' java&#10;script:evil()'/>", "href"),
    ("<a xlink:href='javascript:evil()'/>", "href"),
    ("<use href='https://evil.example/a.svg#a'/>", "href"),
    ("<image href='data:image/svg+xml,evil'/>", "href"),
    ("<set attributeName='href' to='javascript:evil()'/>", "set"),
    ("<animate attributeName='xlink:href' values='javascript:evil()'/>", "animate"),
    ("<style>@import 'https://evil.example/'</style>", "style"),
    ("<style>.a { fill: u\\72l(https://evil.example/) }</style>", "style"),
    ("<g style=\"fill: url('https://evil.example/')\"/>", "style"),
    ("<g fill='url(https://evil.example/#a)'/>", "fill"),
    ("<?xml-stylesheet href='https://evil.example/'?>", "xml-stylesheet"),
  ])
  func whatActsOrFetchesIsTakenOut(inside: String, name: String) throws {
    let dirty = try drawing("<g id='kept'/>" + inside)
    #expect(dirty.removed == [name])
    let clean = String(decoding: try #require(dirty.clean), as: UTF8.self)
    #expect(!clean.contains("evil") && clean.contains("kept"))
    #expect(Drawing(Array(clean.utf8))?.clean == nil)
  }

  @Test
  func whatIsNoDrawingIsNotOne() {
    for text in ["", "<svg", "<html/>", "words"] { #expect(Drawing(Array(text.utf8)) == nil) }
    let bomb = """
      <!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
      <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><svg><text>&c;</text></svg>
      """
    let drawing = Drawing(Array(bomb.utf8))
    #expect(drawing == nil || drawing?.removed.contains("entity") == true)
  }

  @Test(arguments: [
    ("width='20px' height='10'", PixelSize(width: 20, height: 10)),
    ("width='100%' height='50%'", PixelSize(width: 40, height: 30)),
  ])
  func itsMeasureIsThatOfItsRoot(attributes: String, size: PixelSize) throws {
    #expect(try drawing("", attributes).size == size)
  }
}
