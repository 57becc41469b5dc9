import StetCore
import StetValidation

/// What `bytes`, the page that is file number `file` of `index`, says. O(n).
package func readPage(
  _ bytes: [UInt8], file: Int, in index: OutputIndex, _ cache: TargetCache
) -> PageFacts {
  var reader = PageReader(bytes, file: file, index: index, cache: cache)
  reader.read()
  return reader.facts
}

/// Reads one page tag by tag, as a browser would, and notes what it meets.
struct PageReader {
  var facts: PageFacts
  let index: OutputIndex
  let cache: TargetCache
  let servedPath: String
  var tokenizer: HTMLTokenizer
  /// Elements that are open.
  var open: [OpenElement] = []
  /// How many of them are SVG or MathML, whose content has rules of its own.
  var foreignCount = 0
  var headingLevel = 0
  var mainHeadingCount = 0
  var hasLanguage = false
  var hasTitle = false
  var seenTargets: Set<Int> = []
  var seenLoads: Set<Int> = []
  var seenExternals: Set<String> = []
  var seenPlaces: Set<UInt64> = []
  var idNumbers: Set<UInt64> = []
  /// Fragments of this very page, and ids that its attributes name; judged at its end.
  var ownPlaces: [(id: UInt64, written: String, range: SourceRange, isLink: Bool)] = []
  /// Fields that need a label, by their id.
  var fields: [(id: UInt64?, range: SourceRange)] = []
  var labelled: Set<UInt64> = []
  /// Whether elements were in one another more deeply than is kept in mind.
  private var isTooDeep = false
  private static let depthMax = 512
  /// Where the text begins that was not looked at yet.
  private var textStart = 0

  /// An element whose end is still to come.
  struct OpenElement {
    let name: HTMLName
    let nameRange: Range<Int>
    let isEndOptional: Bool
    /// Whether it must have a name for those who do not see it, and has none yet.
    var isNameWanted = false
    /// Whether it is `svg` or `math`.
    var isForeign = false
  }

  init(_ bytes: [UInt8], file: Int, index: OutputIndex, cache: TargetCache) {
    facts = PageFacts(file: file)
    facts.sizeBytes = bytes.count
    self.index = index
    self.cache = cache
    servedPath = index.servedPath(of: file)
    tokenizer = HTMLTokenizer(bytes)
  }

  mutating func read() {
    while let tag = tokenizer.next() {
      nameByText(upTo: tag.nameRange.lowerBound - (tag.isEnd ? 2 : 1))
      if tag.isEnd { close(tag) } else { begin(tag) }
      textStart = tokenizer.index
    }
    finish()
  }

  /// Text names the elements around it.
  private mutating func nameByText(upTo end: Int) {
    guard open.contains(where: \.isNameWanted), textStart < end else { return }
    let isText = tokenizer.bytes[textStart..<end].contains { $0 > 0x20 }
    if isText { nameAll() }
  }

  mutating func nameAll() {
    for place in open.indices where open[place].isNameWanted { open[place].isNameWanted = false }
  }

  private mutating func begin(_ tag: HTMLTag) {
    let traits = tag.traits
    let isForeign = tag.name == Names.svg || tag.name == Names.math
    var attributes = PageAttributes()
    for attribute in tokenizer.attributes { attributes.take(attribute, in: tokenizer.bytes) }
    closeImplied(by: tag)
    judge(tag, attributes)
    let isEmpty = traits.contains(.void) || (foreignCount > 0 || isForeign) && tag.isSelfClosing
    if !isEmpty, open.count >= PageReader.depthMax { isTooDeep = true }
    if !isEmpty, !isTooDeep {
      var element = OpenElement(
        name: tag.name, nameRange: tag.nameRange, isEndOptional: traits.contains(.endIsOptional),
        isForeign: isForeign)
      element.isNameWanted = isNameWanted(tag, attributes)
      if isForeign { foreignCount += 1 }
      open.append(element)
    }
    if traits.contains(.raw), !isEmpty { tokenizer.skipRawText(of: tag) }
  }

  /// A paragraph or list item that is open ends where the next begins (HTML Standard §13.1.2.4).
  private mutating func closeImplied(by tag: HTMLTag) {
    guard let last = open.last, last.isEndOptional else { return }
    if last.name == tag.name || last.name == Names.p && Names.endsParagraph.contains(tag.name) {
      open.removeLast()
    }
  }

  private mutating func close(_ tag: HTMLTag) {
    guard let place = open.lastIndex(where: { $0.name == tag.name }) else {
      if !isTooDeep, !tag.traits.contains(.void), tag.name != Names.p {
        say(
          .pageUnclosed, .warning, range(of: tag),
          "</\(tokenizer.name(tag.nameRange))> closes nothing")
      }
      return
    }
    for inner in open[(place + 1)...] where !inner.isEndOptional { sayUnclosed(inner) }
    for element in open[place...] {
      if element.isNameWanted { sayUnnamed(element) }
      if element.isForeign { foreignCount -= 1 }
    }
    open.removeSubrange(place...)
  }

  private mutating func finish() {
    for element in open where !element.isEndOptional { sayUnclosed(element) }
    facts.ids = idNumbers.sorted()
    let whole = SourceRange(0, 0)
    for place in ownPlaces where !idNumbers.contains(place.id) {
      if place.isLink {
        say(
          .pageAnchorMissing, .warning, place.range,
          "“\(place.written)” leads to a place that this page does not have",
          address: place.written)
      } else {
        say(
          .pageReferenceMissing, .warning, place.range,
          "there is no element with the id “\(place.written)”")
      }
    }
    for field in fields where !(field.id.map(labelled.contains) ?? false) {
      say(
        .pageNameMissing, .warning, field.range, "a field has no label",
        note: "give it a <label>, or an aria-label")
    }
    if facts.isRedirect { return }
    if !hasLanguage {
      say(
        .pageLanguageMissing, .warning, whole, "the page does not say its language",
        note: "write <html lang=\"…\">, so that it is read aloud and hyphenated rightly")
    }
    if !hasTitle { say(.pageTitleMissing, .warning, whole, "the page has no title") }
    if mainHeadingCount == 0 {
      say(.pageHeadingOrder, .warning, whole, "the page has no heading of the first level")
    }
  }

  private mutating func sayUnclosed(_ element: OpenElement) {
    say(
      .pageUnclosed, .warning, SourceRange(element.nameRange),
      "<\(tokenizer.name(element.nameRange))> is never closed")
  }

  private mutating func sayUnnamed(_ element: OpenElement) {
    let name = tokenizer.name(element.nameRange)
    say(
      .pageNameMissing, .warning, SourceRange(element.nameRange),
      name == "a"
        ? "a link has no text"
        : name == "button" ? "a button has no text" : "<\(name)> has no name",
      note: "write what it is for: as text, as the alt of its picture, or as an aria-label")
  }

  func range(of tag: HTMLTag) -> SourceRange { SourceRange(tag.nameRange) }

  mutating func say(
    _ code: Diagnostic.Code, _ severity: Diagnostic.Severity, _ range: SourceRange,
    _ message: String, note: String? = nil, address: String? = nil
  ) {
    guard facts.problems.count < 200 else { return }
    facts.problems.append(
      PageFacts.Problem(
        code: code, severity: severity, range: range, message: message, note: note,
        address: address))
  }
}

/// Names that pages are judged by.
enum Names {
  static let a = HTMLName("a")
  static let base = HTMLName("base")
  static let button = HTMLName("button")
  static let html = HTMLName("html")
  static let iframe = HTMLName("iframe")
  static let img = HTMLName("img")
  static let input = HTMLName("input")
  static let label = HTMLName("label")
  static let link = HTMLName("link")
  static let math = HTMLName("math")
  static let meta = HTMLName("meta")
  static let p = HTMLName("p")
  static let script = HTMLName("script")
  static let select = HTMLName("select")
  static let svg = HTMLName("svg")
  static let textarea = HTMLName("textarea")
  static let title = HTMLName("title")
  static let headings = (1...6).map { HTMLName("h\($0)") }
  static let loading = Set(
    ["audio", "embed", "iframe", "img", "object", "script", "source", "track", "video"]
      .map { HTMLName($0) })
  /// Elements that end a paragraph (HTML Standard §13.1.2.4).
  static let endsParagraph = Set(
    [
      "address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset",
      "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
      "hr", "main", "nav", "ol", "p", "pre", "search", "section", "table", "ul",
    ].map { HTMLName($0) })
}
