/// Markdown as a tree of blocks and inlines, in the order written.
///
/// Nodes stand in one array, each before its children; `end` is the index after its last descendant.
/// All their text stands in one buffer, so that a tree is two allocations whatever its size.
struct MarkdownTree: Sendable {
  /// What a node is.
  enum Kind: UInt8, Sendable {
    case document, blockQuote, list, item, codeBlock, htmlBlock, paragraph, heading, thematicBreak
    case footnoteDefinition, table, tableRow, tableCell
    case text, softBreak, lineBreak, code, htmlInline, emphasis, strong, link, image
    case footnoteReference, unknown
  }

  /// One block or inline.
  struct Node: Sendable {
    var kind: Kind
    /// Whether a list is ordered, an item is a checked task, a row is the head.
    var isMarked = false
    /// Whether a list is tight, an item is a task.
    var isTight = false
    /// The level of a heading, the first number of an ordered list, the column of a cell.
    var number: Int32 = 0
    /// The index after the last descendant.
    var end: Int32 = 0
    /// Lines from 1 in the Markdown; 0 for an inline.
    var lineStart: Int32 = 0
    var lineEnd: Int32 = 0
    /// Text, code, raw HTML, the info of a code block first.
    var literal: Range<Int32> = 0..<0
    /// The destination of a link or image; the info string of a code block; the alignments of a
    /// table as `l`, `c`, `r` or 0 a column.
    var address: Range<Int32> = 0..<0
    /// The title of a link or image.
    var title: Range<Int32> = 0..<0
  }

  /// Every node, the document first.
  var nodes: [Node] = []
  /// The bytes that nodes refer to.
  var text: [UInt8] = []

  /// The bytes of `range`.
  func bytes(_ range: Range<Int32>) -> ArraySlice<UInt8> {
    text[Int(range.lowerBound)..<Int(range.upperBound)]
  }

  /// The text of `range`.
  func string(_ range: Range<Int32>) -> String {
    String(decoding: bytes(range), as: UTF8.self)
  }

  /// The index after the last descendant of the node at `index`.
  func end(_ index: Int) -> Int { Int(nodes[index].end) }
}
