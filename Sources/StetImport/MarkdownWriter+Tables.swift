import StetXML

extension MarkdownWriter {
  /// The table `index`, as GitHub writes them where it is simple.
  mutating func table(_ index: Int, depth: Int) -> [MarkdownBlock] {
    if isLayout(index) { return layout(index, depth: depth) }
    guard let rows = simpleRows(of: index) else { return kept(index) }
    let count = rows.map(\.count).max() ?? 0
    var lines: [String] = []
    for (number, row) in rows.enumerated() {
      var cells = row.map { cell($0) }
      cells += Array(repeating: "", count: count - cells.count)
      lines.append("| " + cells.joined(separator: " | ") + " |")
      if number == 0 {
        var marks = row.map { alignment(of: $0) }
        marks += Array(repeating: "---", count: count - marks.count)
        lines.append("| " + marks.joined(separator: " | ") + " |")
      }
    }
    return [MarkdownBlock(kind: .other, text: lines.joined(separator: "\n"))]
  }

  /// The cells of each row, the head first; nil for a table that Markdown cannot write.
  private func simpleRows(of index: Int) -> [[Int]]? {
    var rows: [[Int]] = []
    for at in index + 1..<max(index + 1, tree.nodes[index].next) {
      let node = tree.nodes[at]
      switch node.name {
      case "table", "caption", "tfoot": return nil
      case "tr": rows.append([])
      case "td", "th":
        guard !rows.isEmpty, !holdsBlock[at], node.value("colspan") ?? "1" == "1",
          node.value("rowspan") ?? "1" == "1"
        else { return nil }
        rows[rows.count - 1].append(at)
      default: break
      }
    }
    rows.removeAll(where: \.isEmpty)
    guard let head = rows.first, rows.count * head.count <= 20_000,
      rows.allSatisfy({ $0.count <= head.count }),
      head.allSatisfy({ tree.nodes[$0].name == "th" }),
      rows.dropFirst().allSatisfy({ $0.allSatisfy { tree.nodes[$0].name == "td" } })
    else { return nil }
    return rows
  }

  private mutating func cell(_ index: Int) -> String {
    var line = InlineWriter(escapes: escapes(isInCell: true), isOneLine: true)
    for child in tree.children(of: index) { write(child, into: &line, depth: 0) }
    return line.finished()
  }

  private func alignment(of index: Int) -> String {
    let node = tree.nodes[index]
    let style = (node.value("style") ?? "").filter { $0 != " " }.lowercased()
    let words = (node.value("class") ?? "").split(separator: " ")
    for (name, mark) in [("left", ":--"), ("center", ":-:"), ("right", "--:")] {
      if node.value("align")?.lowercased() == name || style.contains("text-align:\(name)")
        || words.contains(Substring(name))
      {
        return mark
      }
    }
    return "---"
  }

  /// Whether the table is there for its one cell.
  private func isLayout(_ index: Int) -> Bool {
    let cells = (index..<tree.nodes[index].next).filter {
      ["td", "th", "caption"].contains(tree.nodes[$0].name)
    }
    return cells.count == 1 && tree.nodes[cells[0]].name == "td"
  }

  private mutating func layout(_ index: Int, depth: Int) -> [MarkdownBlock] {
    guard
      let cell = (index..<tree.nodes[index].next).first(where: { tree.nodes[$0].name == "td" })
    else { return [] }
    return inside(cell, depth: depth)
  }

  // MARK: Figures

  /// An image with its caption; other figures are what they hold.
  mutating func figure(_ index: Int, depth: Int) -> [MarkdownBlock] {
    let inner = index + 1..<max(index + 1, tree.nodes[index].next)
    let shown = inner.filter { tree.nodes[$0].name == "img" }
    let caption = inner.first { tree.nodes[$0].name == "figcaption" }
    let others: Set<String> = [
      "figcaption", "img", "a", "picture", "source", "div", "span", "noscript", "p", "br",
    ]
    let isSimple = inner.allSatisfy { at in
      let node = tree.nodes[at]
      if let caption, at > caption, at < tree.nodes[caption].next { return true }
      return node.kind != .element ? isBlankText(node) : others.contains(node.name)
    }
    guard shown.count == 1, let first = shown.first, isSimple,
      caption.map({ first < $0 || first >= tree.nodes[$0].next }) ?? true
    else { return inside(index, depth: depth) }
    guard let caption else { return imageParagraph(first, title: nil) }
    let parts = (caption..<tree.nodes[caption].next).filter { tree.nodes[$0].kind == .element }
    let isPlain = parts.allSatisfy {
      ["figcaption", "p", "span", "br", "em", "i", "small"].contains(tree.nodes[$0].name)
    }
    var words = ""
    for at in caption..<tree.nodes[caption].next {
      let node = tree.nodes[at]
      if node.kind == .text { words += node.text } else if node.name == "br" { words += " " }
    }
    let text = words.split { $0.isWhitespace }.joined(separator: " ")
    // In an item of a list an image alone is no figure.
    guard isPlain, text.isEmpty || !isInside("li", index), !text.isEmpty || parts.count == 1,
      !rules.isExact || !hasTypedMarks(text)
    else {
      return kept(index)
    }
    return imageParagraph(first, title: text)
  }

  /// Whether `text` has what becomes a typographic mark in a caption.
  private func hasTypedMarks(_ text: String) -> Bool {
    text.contains("\"") || text.contains("'") || text.contains("--") || text.contains("...")
  }

  private func isBlankText(_ node: HTMLTree.Node) -> Bool {
    node.kind == .comment || node.text.allSatisfy(\.isWhitespace)
  }

  private mutating func imageParagraph(_ index: Int, title: String?) -> [MarkdownBlock] {
    guard let image = image(index) else { return [] }
    var text = image.markdown(title: title, self, escapes())
    var at = tree.nodes[index].parent
    while at >= 0, tree.nodes[at].name != "figure" {
      if tree.nodes[at].name == "a", let address = tree.nodes[at].value("href").flatMap(linkAddress)
      {
        text = "[\(text)](\(destination(address)))"
      }
      at = tree.nodes[at].parent
    }
    return [MarkdownBlock(kind: .paragraph, text: text)]
  }

  /// A link around blocks: around an image alone it is a link in Markdown, else it stays HTML.
  mutating func link(_ index: Int, depth: Int) -> [MarkdownBlock] {
    let inner = index + 1..<max(index + 1, tree.nodes[index].next)
    let images = inner.filter { tree.nodes[$0].name == "img" }
    let hasText = inner.contains { tree.nodes[$0].kind == .text && !isBlankText(tree.nodes[$0]) }
    guard images.count == 1, !hasText else {
      if tree.nodes[index].value("href") == nil || isWithinBlocks(index) {
        return inside(index, depth: depth)
      }
      return kept(index)
    }
    return imageParagraph(images[0], title: nil).map { block in
      guard let address = tree.nodes[index].value("href").flatMap(linkAddress),
        !block.text.hasPrefix("[!")
      else { return block }
      return MarkdownBlock(kind: block.kind, text: "[\(block.text)](\(destination(address)))")
    }
  }

  /// Whether the link holds long text rather than a card.
  private func isWithinBlocks(_ index: Int) -> Bool {
    tree.nodes[index].next - index > 200
  }
}
