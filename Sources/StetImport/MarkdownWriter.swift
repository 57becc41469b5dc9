import StetXML

/// The Markdown of `html`.
///
/// What Markdown cannot say stays as HTML; scripts and styles are left out, and said to be.
func markdown(of html: String, _ rules: MarkdownRules) -> MarkdownText {
  do throws(HTMLProblem) {
    var writer = MarkdownWriter(try readHTML(html), rules, hasDollars: html.hasTwo("$"))
    return writer.text()
  } catch {
    // Nobody wrote this; it is shown as text rather than trusted.
    var escaped = MarkdownEscapes().escaped(String(html.prefix(100_000)))
    escaped = guardedLineStarts(escaped.split { $0.isWhitespace }.joined(separator: " "))
    return MarkdownText(
      markdown: escaped + "\n", remarks: [.init(kind: .approximated, name: "html", line: 0)])
  }
}

/// Writes a tree of HTML as blocks of Markdown.
struct MarkdownWriter {
  let tree: HTMLTree
  let rules: MarkdownRules
  let hasDollars: Bool
  /// Whether each node holds something that begins a block.
  let holdsBlock: [Bool]
  var remarks: [MarkdownText.Remark] = []
  var images: [String] = []
  var notes = Footnotes()
  /// Deeper, what is left is written as text within HTML.
  static let depthMax = 50

  init(_ tree: HTMLTree, _ rules: MarkdownRules, hasDollars: Bool) {
    self.tree = tree
    self.rules = rules
    self.hasDollars = hasDollars
    var holds = Array(repeating: false, count: tree.nodes.count)
    for index in tree.nodes.indices.reversed() {
      let node = tree.nodes[index]
      guard node.parent >= 0 else { continue }
      if holds[index] || node.kind == .element && HTMLNames.blocks.contains(node.name) {
        holds[node.parent] = true
      }
    }
    holdsBlock = holds
  }

  /// Everything, footnotes last.
  mutating func text() -> MarkdownText {
    notes = Footnotes(in: tree)
    var blocks = blocks(Array(tree.top), depth: 0)
    for (label, node) in notes.definitions {
      let inside = self.blocks(Array(tree.children(of: node)), depth: 1)
      let text = joined(inside)
      let lines = text.isEmpty ? "" : indented(text, by: 4)
      blocks.append(MarkdownBlock(kind: .other, text: "[^\(label)]: \(lines)"))
    }
    let text = joined(blocks)
    return MarkdownText(
      markdown: text.isEmpty ? "" : text + "\n", images: images, remarks: remarks)
  }

  /// `blocks` with blank lines between.
  func joined(_ blocks: [MarkdownBlock]) -> String {
    blocks.map(\.text).joined(separator: "\n\n")
  }

  /// `text` with `count` blanks before every line but the first and the blank ones.
  func indented(_ text: String, by count: Int) -> String {
    let blanks = String(repeating: " ", count: count)
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .map { $0.offset == 0 || $0.element.isEmpty ? String($0.element) : blanks + $0.element }
      .joined(separator: "\n")
  }

  /// Notes what became of `node`.
  mutating func remark(_ kind: MarkdownText.Remark.Kind, _ node: Int) {
    guard remarks.count < 500 else { return }
    remarks.append(.init(kind: kind, name: tree.nodes[node].name, line: tree.nodes[node].line))
  }

  // MARK: Flow

  /// Something of a paragraph: a node, or a piece of one.
  enum Run {
    case node(Int)
    case text(String)
  }

  /// The blocks that `nodes`, beside each other, are.
  mutating func blocks(_ nodes: [Int], depth: Int) -> [MarkdownBlock] {
    var blocks: [MarkdownBlock] = []
    var run: [Run] = []
    func flush(_ writer: inout MarkdownWriter) {
      if let block = writer.paragraph(run) { blocks.append(block) }
      run.removeAll()
    }
    for index in nodes {
      let node = tree.nodes[index]
      switch node.kind {
      case .text where rules.isAutoParagraph && node.text.contains("\n"):
        for (number, piece) in paragraphs(of: node.text).enumerated() {
          if number > 0 { flush(&self) }
          run.append(.text(piece))
        }
      case .text: run.append(.node(index))
      case .comment:
        guard isMoreMark(node.text) else { continue }
        flush(&self)
        if depth == 0 { blocks.append(MarkdownBlock(kind: .other, text: "<!--more-->")) }
      case .element:
        guard HTMLNames.blocks.contains(node.name) || holdsBlock[index] else {
          if HTMLNames.unread.contains(node.name) {
            leaveOut(index)
          } else {
            run.append(.node(index))
          }
          continue
        }
        flush(&self)
        blocks += block(index, after: blocks.last, depth: depth)
      }
    }
    flush(&self)
    return blocks
  }

  /// The parts of `text` between blank lines.
  private func paragraphs(of text: String) -> [String] {
    var parts = [""]
    var isBlank = false
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let isEmpty = line.allSatisfy { $0 == " " || $0 == "\t" || $0 == "\r" }
      if number > 0, !isEmpty || !isBlank {
        if isBlank, parts.last?.isEmpty == false || parts.count == 1 { parts.append("") }
        if !isBlank { parts[parts.count - 1] += "\n" }
      }
      if !isEmpty { parts[parts.count - 1] += line }
      isBlank = isEmpty && number > 0
    }
    return parts
  }

  private func isMoreMark(_ text: String) -> Bool {
    let word = text.filter { $0 != " " && $0 != "\n" }.lowercased()
    return word == "more" || word == "/more"
  }

  /// The paragraph that `run` is; nil for one without anything that shows.
  private mutating func paragraph(_ run: [Run]) -> MarkdownBlock? {
    guard !run.isEmpty else { return nil }
    var line = InlineWriter(escapes: escapes(), isOneLine: false)
    for piece in run {
      switch piece {
      case .text(let text): line.add(text, keepsLines: true)
      case .node(let node): write(node, into: &line, depth: 0)
      }
    }
    return paragraph(line.finished())
  }

  /// A paragraph of the line `text`.
  func paragraph(_ text: String) -> MarkdownBlock? {
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace && $0 != "\u{200B}" })
    else { return nil }
    return MarkdownBlock(kind: .paragraph, text: guardedLineStarts(text))
  }

  func escapes(isInBrackets: Bool = false, isInCell: Bool = false) -> MarkdownEscapes {
    MarkdownEscapes(
      isExact: rules.isExact, hasDollars: hasDollars, isInBrackets: isInBrackets,
      isInCell: isInCell)
  }

  mutating func leaveOut(_ node: Int) {
    if !HTMLNames.silent.contains(tree.nodes[node].name) { remark(.leftOut, node) }
  }

  // MARK: Blocks

  /// The blocks that the element `index` is; `last` stands before them.
  private mutating func block(
    _ index: Int, after last: MarkdownBlock?, depth: Int
  ) -> [MarkdownBlock] {
    let node = tree.nodes[index]
    if notes.containers.contains(index) { return [] }
    if depth > MarkdownWriter.depthMax { return kept(index) }
    switch node.name {
    case "p", "h1", "h2", "h3", "h4", "h5", "h6":
      if holdsBlock[index] { return inside(index, depth: depth) }
      return node.name == "p" ? paragraph([.node(index)]).map { [$0] } ?? [] : heading(index)
    case "ul", "ol", "menu", "dir": return list(index, after: last, depth: depth)
    case "blockquote":
      let text = joined(inside(index, depth: depth))
      if text.isEmpty { return [] }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.isEmpty ? ">" : "> " + $0 }
      return [MarkdownBlock(kind: .other, text: lines.joined(separator: "\n"))]
    case "pre", "listing", "xmp", "plaintext": return code(index)
    case "hr": return [MarkdownBlock(kind: .other, text: "***")]
    case "table": return table(index, depth: depth)
    case "figure": return figure(index, depth: depth)
    case "dl": return definitions(index)
    case "a" where holdsBlock[index]: return link(index, depth: depth)
    case _ where HTMLNames.unread.contains(node.name):
      leaveOut(index)
      return []
    case _ where HTMLNames.containers.contains(node.name): return inside(index, depth: depth)
    case _ where HTMLNames.blocks.contains(node.name): return kept(index)
    default:
      // An element of text around blocks: the blocks stay.
      if !["span", "font", "label", "ins"].contains(node.name) { remark(.approximated, index) }
      return inside(index, depth: depth)
    }
  }

  /// The blocks inside the element `index`.
  mutating func inside(_ index: Int, depth: Int) -> [MarkdownBlock] {
    blocks(Array(tree.children(of: index)), depth: depth + 1)
  }

  private mutating func heading(_ index: Int) -> [MarkdownBlock] {
    let node = tree.nodes[index]
    var line = InlineWriter(escapes: escapes(), isOneLine: true)
    for child in tree.children(of: index) { write(child, into: &line, depth: 0) }
    var text = line.finished()
    guard !text.isEmpty else { return [] }
    if text.hasSuffix("#") { text = String(text.dropLast()) + "\\#" }
    let level = node.name.utf8.last.map { Int($0) - 0x30 } ?? 2
    if let id = node.value("id"), isAnchor(id) { text += " {#\(id)}" }
    return [MarkdownBlock(kind: .other, text: String(repeating: "#", count: level) + " " + text)]
  }

  /// Whether `id` can be written as an attribute in braces.
  private func isAnchor(_ id: String) -> Bool {
    !id.isEmpty && id.utf8.count <= 100
      && id.unicodeScalars.allSatisfy { $0.isASCIIWord || $0 == "-" || $0 == "_" }
  }
}

extension String {
  /// Whether `scalar` stands in it at least twice, also as a reference.
  fileprivate func hasTwo(_ scalar: Unicode.Scalar) -> Bool {
    var count = 0
    for found in unicodeScalars where found == scalar {
      count += 1
      if count > 1 { return true }
    }
    return contains("&#36;") || contains("&#x24;") || contains("&dollar;")
  }
}
