internal import StetCore

/// Writes the tree of one body as HTML with holes.
struct BodyWriter: ~Copyable {
  let tree: MarkdownTree
  let source: MarkdownSource
  let options: MarkdownOptions
  var report: Report
  var body = Body()
  var references: [Reference] = []
  var outline: [Heading] = []
  var setter: Typesetter
  /// Anchors in use, with the count of headings that wanted each.
  var anchors: [String: Int] = [:]
  /// Raw HTML elements that are open.
  var rawElements: [RawElement] = []
  /// The omission that is open, if any: where it began and how many raw elements were open then.
  var openOmission: (start: Int, depth: Int, replacement: [UInt8])?
  /// Whether the excerpt ends with the block that is open.
  var isExcerptEnding = false
  /// Plain text of the first blocks, and where its first paragraph ends.
  var plain: [UInt8] = []
  var firstParagraphEnd: Int?
  var excerptPlainEnd: Int?
  /// How often each footnote was referred to.
  var footnoteUses: [String: Int] = [:]
  var footnoteCount = 0
  /// Where in the Markdown the next address of the open block is looked for.
  var searchCursor = 0
  var block = 0
  /// How many bytes may still be searched for addresses that do not stand in their block.
  var searchBudget: Int
  /// Names of raw elements to be closed once the open paragraph has ended.
  var deferredCloses: [String] = []
  /// Tags of raw HTML that were closed by the text around them, or closed nothing.
  var unclosedTags: [(name: String, range: SourceRange)] = []
  var strayTags: [(name: String, range: SourceRange)] = []
  /// Where raw HTML shows a picture without saying what of.
  var altlessImages: [SourceRange] = []
  /// Whether the paragraph that is closed next has no tags.
  var isSilent = false
  /// A paragraph that was written with the block before it.
  var silentParagraph = -1
  /// The text node whose first bytes are passed over, and how many.
  var passedText: (node: Int, count: Int)?
  /// What is struck out and open.
  var strike: OpenStrike?
  /// A node among whose children nothing more is struck out.
  var strikelessParent = -1
  /// The line break behind passed text, passed over with it.
  var passedBreak = -1
  /// Which part of a definition list is open.
  var definition: DefinitionPart?
  var isInDefinitions = false
  /// Headings still to be written, in order.
  var headings: [Heading] = []
  /// Block quotes that are alerts and open.
  var alerts: [Int] = []
  /// Nodes that are open, outermost first.
  private(set) var open: [Int] = []

  /// What markers stand for.
  let prepared: PreparedMarkdown
  /// Markers of attributes that an element has taken.
  var takenMarkers: Set<Int> = []

  /// Whether the text has tildes, and tildes or carets: most has none, and need not be searched for
  /// what is struck out or stands above or below the line.
  let hasTildes: Bool
  let hasScriptMarks: Bool
  /// Whether there is raw HTML, which may say where the excerpt ends.
  let hasRawHTML: Bool

  /// A writer of `prepared`.
  init(_ prepared: PreparedMarkdown, options: MarkdownOptions, report: Report) {
    self.prepared = prepared
    source = prepared.source
    self.options = options
    self.report = report
    references = prepared.references
    tree = MarkdownTree(markdown: source.bytes, additions: options.additions)
    hasTildes = firstPlace(of: 0x7E, in: tree.text, from: 0) < tree.text.count
    hasScriptMarks =
      hasTildes || firstPlace(of: UInt8(ascii: "^"), in: tree.text, from: 0) < tree.text.count
    hasRawHTML = tree.nodes.contains { $0.kind == .htmlBlock || $0.kind == .htmlInline }
    setter = Typesetter(quotes: options.quotes)
    searchBudget = 16 * source.bytes.count + 65_536
    body.html.reserveCapacity(source.bytes.count * 3 / 2)
  }

  /// Writes everything.
  mutating func write() {
    if options.isExtended { collectHeadings() }
    var index = 1
    while true {
      while let last = open.last, tree.end(last) <= index {
        open.removeLast()
        close(last)
      }
      guard index < tree.nodes.count else { break }
      let next = enter(index)
      if next == index + 1, tree.end(index) > next {
        open.append(index)
      } else {
        close(index)
      }
      index = next
    }
    if footnoteCount > 0 { body.html.append("</ol>\n</section>\n") }
    closeRawElements(above: 0)
    closeOmission()
    shrink()
  }

  /// Puts the HTML into as much memory as it needs: it is kept until its page is printed.
  private mutating func shrink() {
    var html: [UInt8] = []
    html.reserveCapacity(body.html.count)
    html.append(contentsOf: body.html)
    body.html = html
  }

  /// The kind of the node that holds `index`, the document for a block at the top.
  func parentKind() -> MarkdownTree.Kind {
    open.last.map { tree.nodes[$0].kind } ?? .document
  }

  /// Whether the open paragraph stands in a tight list and has no tags of its own.
  func isTight(parent: Int) -> Bool {
    guard parent >= 0, parent < open.count, tree.nodes[open[parent]].kind == .item, parent > 0
    else { return false }
    return tree.nodes[open[parent - 1]].isTight
  }

  /// Writes what begins the node at `index`; returns the index of the node to enter next.
  private mutating func enter(_ index: Int) -> Int {
    let node = tree.nodes[index]
    if node.kind.rawValue < MarkdownTree.Kind.text.rawValue {
      block = index
      searchCursor = source.lines(Int(node.lineStart), Int(node.lineStart)).lowerBound
      return enterBlock(index, node)
    }
    return enterInline(index, node)
  }

  private mutating func enterBlock(_ index: Int, _ node: MarkdownTree.Node) -> Int {
    switch node.kind {
    case .blockQuote: startQuote(index)
    case .list: startList(index, node)
    case .item: startItem(index, node)
    case .heading: return writeHeading(index, node)
    case .paragraph: return startParagraph(index)
    case .codeBlock: writeCodeBlock(index, node)
    case .htmlBlock: writeRawBlock(node)
    case .thematicBreak: startLine("<hr>\n")
    case .footnoteDefinition: startFootnote()
    case .table: startElement("table", attributes(ofBlock: index))
    case .tableRow:
      if node.isMarked {
        startLine("<thead>\n<tr>\n")
      } else {
        let isFirst = open.last.map { isFirstRow(index, of: $0) } ?? false
        startLine(isFirst ? "<tbody>\n<tr>\n" : "<tr>\n")
      }
    case .tableCell: startCell(index, node)
    default: break
    }
    return index + 1
  }

  /// Whether the row at `index` is the first after the head of `table`.
  private func isFirstRow(_ index: Int, of table: Int) -> Bool {
    tree.end(table + 1) == index
  }

  /// Begins an element on a line of its own.
  mutating func startElement(_ name: StaticString, _ attributes: AttributeList?) {
    breakLine()
    body.html.append(0x3C)
    body.html.append(name)
    appendAttributes(attributes)
    body.html.append(">\n")
    setter.startBlock()
  }

  /// Begins a line with `tag`.
  mutating func startLine(_ tag: StaticString) {
    breakLine()
    body.html.append(tag)
    setter.startBlock()
  }

  /// Ends the line, if one was begun.
  mutating func breakLine() {
    if let last = body.html.last, last != 0x0A { body.html.append(0x0A) }
  }

  /// Writes what ends the node at `index`.
  private mutating func close(_ index: Int) {
    let node = tree.nodes[index]
    let depth = depth
    if strike?.parent == index { endStrike() }
    switch node.kind {
    case .blockQuote:
      let isAlert = alerts.last == index
      if isAlert { alerts.removeLast() }
      endBlock(isAlert ? "</div>\n" : "</blockquote>\n")
    case .list: endBlock(node.isMarked ? "</ol>\n" : "</ul>\n")
    case .item:
      closeRawElements(above: rawDepth(depth))
      body.html.append("</li>\n")
    case .paragraph: endParagraph(index)
    case .footnoteDefinition: endFootnote()
    case .table:
      if tree.end(index) > tree.end(index + 1) { body.html.append("</tbody>\n") }
      body.html.append("</table>\n")
    case .tableRow: body.html.append(node.isMarked ? "</tr>\n</thead>\n" : "</tr>\n")
    case .tableCell:
      closeRawElements(above: rawDepth(depth))
      let isHead = open.last.map { tree.nodes[$0].isMarked } ?? false
      body.html.append(isHead ? "</th>\n" : "</td>\n")
    case .heading:
      closeRawElements(above: rawDepth(depth))
      endHeading(node)
    default: closeInline(node)
    }
    if depth == 0 { endTopBlock() }
  }

  /// Drops the blanks that stand before the end of a block.
  mutating func trimEnd() {
    while let last = body.html.last, last == 0x20 || last == 0x0A,
      body.holes.last.map({ $0.offset < body.html.count }) ?? true
    {
      body.html.removeLast()
    }
  }

  private mutating func endBlock(_ tag: StaticString) {
    closeRawElements(above: rawDepth(open.count))
    breakLine()
    body.html.append(tag)
  }

  private mutating func endParagraph(_ index: Int) {
    if isSilent {
      isSilent = false
      return
    }
    closeRawElements(above: rawDepth(open.count))
    trimEnd()
    if definition != nil { return endDefinition(index) }
    if isTight(parent: open.count - 1) { return }
    let isLastOfNote =
      parentKind() == .footnoteDefinition && open.last.map { tree.end($0) } == tree.end(index)
    if isLastOfNote { writeBackReferences() }
    body.html.append("</p>\n")
    closeDeferred()
    if open.isEmpty || parentKind() == .document { notePlain(index) }
  }

  /// How many raw elements were open before the innermost `depth` Markdown elements.
  func rawDepth(_ depth: Int) -> Int {
    // Depths do not fall from one open element to the next within it.
    var count = rawElements.count
    while count > 0, rawElements[count - 1].depth > depth { count -= 1 }
    return count
  }

  /// How deep the open Markdown elements nest.
  var depth: Int { open.count }

  private mutating func endTopBlock() {
    guard isExcerptEnding else { return }
    isExcerptEnding = false
    if body.excerptEnd == nil {
      body.excerptEnd = body.html.count
      excerptPlainEnd = plain.count
    }
  }
}
