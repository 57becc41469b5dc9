internal import StetCore

extension BodyWriter {
  /// Begins a list.
  mutating func startList(_ index: Int, _ node: MarkdownTree.Node) {
    breakLine()
    body.html.append(node.isMarked ? "<ol" : "<ul")
    if node.isMarked, node.number != 1 {
      body.html.append(contentsOf: " start=\"\(node.number)\"".utf8)
    }
    appendAttributes(attributes(ofBlock: index))
    body.html.append(">\n")
  }

  /// Begins an item, a task with its box.
  mutating func startItem(_ index: Int, _ node: MarkdownTree.Node) {
    breakLine()
    body.html.append(node.isTight ? "<li class=\"task\">" : "<li>")
    setter.startBlock()
    guard node.isTight else { return }
    let start = body.html.count
    body.html.append(
      node.isMarked
        ? "<input type=\"checkbox\" checked disabled> " : "<input type=\"checkbox\" disabled> ")
    // Readers of feeds take forms away, and the mark with them.
    guard openOmission == nil else { return }
    body.omissions.append(
      Omission(
        range: start..<body.html.count, replacement: Array((node.isMarked ? "☑ " : "☐ ").utf8)))
  }

  /// Begins a paragraph, or writes what a paragraph stands for; returns the node to enter next.
  mutating func startParagraph(_ index: Int) -> Int {
    setter.startBlock()
    if index == silentParagraph || writeBlockMarkers(index) {
      isSilent = true
      return tree.end(index)
    }
    if options.isExtended, startDefinitions(index) { return index + 1 }
    if isTight(parent: open.count - 1) {
      _ = attributes(ofBlock: index)
      return index + 1
    }
    breakLine()
    if options.isExtended, let image = lonelyImage(index) {
      isSilent = true
      writeFigure(image, attributes(ofBlock: index))
      return tree.end(index)
    }
    body.html.append("<p")
    appendAttributes(attributes(ofBlock: index))
    body.html.append(0x3E)
    return index + 1
  }

  /// Begins a footnote, the first with the section around all.
  mutating func startFootnote() {
    breakLine()
    if footnoteCount == 0 { body.html.append("<section class=\"footnotes\">\n<ol>\n") }
    footnoteCount += 1
    body.html.append("<li id=\"fn-")
    body.html.append(contentsOf: String(footnoteCount).utf8)
    body.html.append("\">\n")
  }

  /// Begins a cell, its alignment as a class.
  mutating func startCell(_ index: Int, _ node: MarkdownTree.Node) {
    setter.startBlock()
    let isHead = open.last.map { tree.nodes[$0].isMarked } ?? false
    body.html.append(isHead ? "<th" : "<td")
    if open.count >= 2 {
      let alignments = tree.bytes(tree.nodes[open[open.count - 2]].address)
      switch alignments.dropFirst(Int(node.number)).first {
      case UInt8(ascii: "l"): body.html.append(" class=\"left\"")
      case UInt8(ascii: "c"): body.html.append(" class=\"center\"")
      case UInt8(ascii: "r"): body.html.append(" class=\"right\"")
      default: break
      }
    }
    body.html.append(0x3E)
  }

  /// Ends a footnote.
  mutating func endFootnote() {
    closeRawElements(above: rawDepth(open.count))
    breakLine()
    body.html.append("</li>\n")
  }
}
