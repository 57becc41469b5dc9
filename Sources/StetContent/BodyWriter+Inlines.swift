internal import StetCore

extension BodyWriter {
  /// Writes what begins the inline at `index`; returns the index of the node to enter next.
  mutating func enterInline(_ index: Int, _ node: MarkdownTree.Node) -> Int {
    switch node.kind {
    case .text: return writeText(index)
    case .softBreak:
      body.html.append(0x0A)
      setter.passSpace()
    case .lineBreak:
      body.html.append("<br>\n")
      setter.passSpace()
    case .code:
      body.html.append("<code>")
      appendEscaped(tree.bytes(node.literal))
      body.html.append("</code>")
      setter.passWord()
    case .htmlInline: writeRawInline(node)
    case .emphasis: body.html.append("<em>")
    case .strong: body.html.append("<strong>")
    case .strikethrough: body.html.append("<del>")
    case .link: startLink(node)
    case .image:
      writeImage(index, node)
      return tree.end(index)
    case .footnoteReference: writeFootnoteReference(node)
    default: break
    }
    return index + 1
  }

  /// Writes what ends an inline.
  mutating func closeInline(_ node: MarkdownTree.Node) {
    if !rawElements.isEmpty, node.kind.rawValue >= MarkdownTree.Kind.text.rawValue {
      closeRawElements(above: rawElements.firstIndex { $0.depth >= depth + 1 } ?? rawElements.count)
    }
    switch node.kind {
    case .emphasis: body.html.append("</em>")
    case .strong: body.html.append("</strong>")
    case .strikethrough: body.html.append("</del>")
    case .link: body.html.append("</a>")
    default: break
    }
  }

  private mutating func writeText(_ index: Int) -> Int {
    let range = tree.nodes[index].literal
    setter.set(
      tree.text, Int(range.lowerBound)..<Int(range.upperBound), after: neighbour(after: index),
      into: &body.html)
    return index + 1
  }

  /// What comes after the inline at `index` in its block, for a quotation mark at its end.
  func neighbour(after index: Int) -> Typesetter.Neighbour {
    guard index + 1 < tree.nodes.count else { return .space }
    let next = tree.nodes[index + 1]
    switch next.kind {
    case .text:
      guard let first = next.literal.first else { return .other }
      return Typesetter.neighbour(tree.text, Int(first), Int(next.literal.upperBound))
    case .softBreak, .lineBreak: return .space
    case .code, .emphasis, .strong, .link, .image, .strikethrough: return .word
    case .htmlInline:
      // After the quotation mark an element begins, or the one around it ends.
      return tree.bytes(next.literal).dropFirst().first == UInt8(ascii: "/") ? .other : .word
    case .footnoteReference: return .other
    default: return .space
    }
  }

  private mutating func startLink(_ node: MarkdownTree.Node) {
    body.html.append("<a href=\"")
    addHole(.link, node.address)
    body.html.append(0x22)
    appendTitle(node.title)
    body.html.append(0x3E)
  }

  /// Writes an image; its alternative text is the text within.
  mutating func writeImage(_ index: Int, _ node: MarkdownTree.Node) {
    body.html.append("<img src=\"")
    addHole(.image, node.address)
    body.html.append("\" alt=\"")
    var alt: [UInt8] = []
    appendPlain(index, to: &alt)
    appendEscaped(alt[...])
    body.html.append(0x22)
    appendTitle(node.title)
    body.html.append(0x3E)
    setter.before = .other
  }

  private mutating func appendTitle(_ title: Range<Int32>) {
    guard !title.isEmpty else { return }
    body.html.append(" title=\"")
    appendEscaped(tree.bytes(title))
    body.html.append(0x22)
  }

  /// The image that is all that the paragraph at `index` holds, or the link around it.
  func lonelyImage(_ index: Int) -> Int? {
    let end = tree.end(index)
    var first = index + 1
    guard first < end else { return nil }
    if tree.nodes[first].kind == .link, tree.end(first) == end { first += 1 }
    guard first < end, tree.nodes[first].kind == .image, tree.end(first) == end else { return nil }
    return first
  }

  /// Writes an image that stands alone as a figure, its title as the caption.
  mutating func writeFigure(_ index: Int) {
    var image = tree.nodes[index]
    let title = image.title
    image.title = 0..<0
    body.html.append("<figure>")
    let link = tree.nodes[index - 1]
    if link.kind == .link { startLink(link) }
    writeImage(index, image)
    if link.kind == .link { body.html.append("</a>") }
    if !title.isEmpty {
      body.html.append("<figcaption>")
      setter.startBlock()
      setter.set(
        tree.text, Int(title.lowerBound)..<Int(title.upperBound), after: .space, into: &body.html)
      body.html.append("</figcaption>")
    }
    body.html.append("</figure>\n")
  }

  /// Opens a hole for the destination at `address`.
  mutating func addHole(_ kind: Reference.Kind, _ address: Range<Int32>) {
    let range = locate(tree.bytes(address))
    addHole(kind, tree.string(address), range)
  }

  /// Opens a hole for `destination`, which stands at `range`.
  mutating func addHole(_ kind: Reference.Kind, _ destination: String, _ range: SourceRange) {
    body.holes.append(Hole(offset: body.html.count, kind: .reference(references.count)))
    references.append(Reference(kind: kind, destination: destination, range: range))
  }

  /// Where the open block, or else the file, says `destination`; the block's first line when it is
  /// written in another way.
  private mutating func locate(_ destination: ArraySlice<UInt8>) -> SourceRange {
    let node = tree.nodes[block]
    let lines = source.lines(Int(node.lineStart), Int(node.lineEnd))
    let rest = max(lines.lowerBound, searchCursor)..<max(searchCursor, lines.upperBound)
    if let found = source.find(destination, in: rest) {
      searchCursor = found.upperBound
      return source.source(found)
    }
    // A reference link: its address stands where the label is defined.
    let all = 0..<source.bytes.count
    if !destination.isEmpty, searchBudget > all.count {
      searchBudget -= all.count
      if let found = source.find(destination, in: all) { return source.source(found) }
    }
    return source.firstLine(Int(node.lineStart))
  }

  private mutating func writeFootnoteReference(_ node: MarkdownTree.Node) {
    let number = tree.string(node.literal)
    let use = (footnoteUses[number] ?? 0) + 1
    footnoteUses[number] = use
    let suffix = use == 1 ? "" : "-\(use)"
    body.html.append("<sup class=\"footnote-ref\"><a href=\"")
    addHole(.link, "#fn-\(number)", source.firstLine(Int(tree.nodes[block].lineStart)))
    body.html.append(contentsOf: "\" id=\"fnref-\(number)\(suffix)\">\(number)</a></sup>".utf8)
  }

  /// Writes the links from the end of a footnote to the places that refer to it.
  mutating func writeBackReferences() {
    let uses = footnoteUses[String(footnoteCount)] ?? 0
    for use in 1..<max(uses + 1, 1) {
      let suffix = use == 1 ? "" : "-\(use)"
      body.html.append(" <a href=\"")
      let place = source.firstLine(Int(tree.nodes[block].lineStart))
      addHole(.link, "#fnref-\(footnoteCount)\(suffix)", place)
      body.html.append("\" class=\"footnote-backref\">↩</a>")
    }
  }

  /// Appends the text of the node at `index` without markup.
  func appendPlain(_ index: Int, to out: inout [UInt8]) {
    var plainSetter = Typesetter(quotes: options.quotes, isHTML: false)
    var at = index + 1
    let end = tree.end(index)
    while at < end {
      let node = tree.nodes[at]
      switch node.kind {
      case .text:
        plainSetter.set(
          tree.text, Int(node.literal.lowerBound)..<Int(node.literal.upperBound),
          after: neighbour(after: at), into: &out)
      case .code:
        out.append(contentsOf: tree.bytes(node.literal))
        plainSetter.passWord()
      case .softBreak, .lineBreak:
        out.append(0x20)
        plainSetter.passSpace()
      case .image:
        at = tree.end(at)
        continue
      default: break
      }
      at += 1
    }
  }

  /// Appends `text` with `& < > "` as references.
  mutating func appendEscaped(_ text: ArraySlice<UInt8>) {
    body.html.appendEscaped(text)
  }
}

extension [UInt8] {
  /// Appends `text` with `& < > "` as references, fit for text and quoted attributes; the control
  /// characters that no page may hold are dropped.
  mutating func appendEscaped(_ text: ArraySlice<UInt8>) {
    var start = text.startIndex
    for index in text.indices {
      let byte = text[index]
      guard byte < 0x3F || byte == 0x7F else { continue }
      let replacement: StaticString
      switch byte {
      case UInt8(ascii: "&"): replacement = "&amp;"
      case UInt8(ascii: "<"): replacement = "&lt;"
      case UInt8(ascii: ">"): replacement = "&gt;"
      case UInt8(ascii: "\""): replacement = "&quot;"
      case 0..<0x09, 0x0B, 0x0C, 0x0E..<0x20, 0x7F: replacement = ""
      default: continue
      }
      append(contentsOf: text[start..<index])
      append(replacement)
      start = index + 1
    }
    append(contentsOf: text[start...])
  }
}
