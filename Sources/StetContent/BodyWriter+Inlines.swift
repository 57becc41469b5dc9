internal import StetCore

extension BodyWriter {
  /// Writes what begins the inline at `index`; returns the index of the node to enter next.
  mutating func enterInline(_ index: Int, _ node: MarkdownTree.Node) -> Int {
    switch node.kind {
    case .text: return writeText(index)
    case .softBreak:
      if index == passedBreak { return index + 1 }
      if definition != nil, nextDefinition(index) { return index + 1 }
      body.html.append(0x0A)
      setter.passSpace()
    case .lineBreak:
      body.html.append("<br>\n")
      setter.passSpace()
    case .code:
      body.html.append("<code")
      appendAttributes(attributes(after: index))
      body.html.append(0x3E)
      appendEscaped(restored(node.literal)[...])
      body.html.append("</code>")
      setter.passWord()
    case .htmlInline: writeRawInline(node)
    case .emphasis: startInline("<em", index)
    case .strong: startInline("<strong", index)
    case .link: startLink(node, attributes(after: index))
    case .image:
      writeImage(index, node, attributes(after: index))
      return tree.end(index)
    case .footnoteReference: writeFootnoteReference(node)
    default: break
    }
    return index + 1
  }

  /// Writes what ends an inline.
  mutating func closeInline(_ node: MarkdownTree.Node) {
    if !rawElements.isEmpty, node.kind.rawValue >= MarkdownTree.Kind.text.rawValue {
      closeRawElements(above: rawDepth(depth))
    }
    switch node.kind {
    case .emphasis: body.html.append("</em>")
    case .strong: body.html.append("</strong>")
    case .link: body.html.append("</a>")
    default: break
    }
  }

  private mutating func startInline(_ tag: StaticString, _ index: Int) {
    body.html.append(tag)
    appendAttributes(attributes(after: index))
    body.html.append(0x3E)
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
    case .code, .emphasis, .strong, .link, .image: return .word
    case .htmlInline:
      // After the quotation mark an element begins, or the one around it ends.
      return tree.bytes(next.literal).dropFirst().first == UInt8(ascii: "/") ? .other : .word
    case .footnoteReference: return .other
    default: return .space
    }
  }

  private mutating func startLink(_ node: MarkdownTree.Node, _ attributes: AttributeList?) {
    body.html.append("<a")
    let start = body.html.count
    body.html.append(" href=\"")
    addHole(.link, node.address)
    body.html.append(0x22)
    if runsCode(tree.bytes(node.address), isShown: false) { omit(from: start) }
    appendTitle(node.title)
    appendAttributes(attributes)
    body.html.append(0x3E)
  }

  /// Writes an image; its alternative text is the text within.
  mutating func writeImage(
    _ index: Int, _ node: MarkdownTree.Node, _ attributes: AttributeList?
  ) {
    body.html.append("<img")
    let start = body.html.count
    body.html.append(" src=\"")
    addHole(.image, node.address)
    body.html.append(0x22)
    if runsCode(tree.bytes(node.address), isShown: true) { omit(from: start) }
    body.html.append(" alt=\"")
    var alt: [UInt8] = []
    appendPlain(index, to: &alt)
    appendEscaped(alt[...])
    body.html.append(0x22)
    appendTitle(node.title)
    appendAttributes(attributes)
    body.html.append(0x3E)
    setter.before = .other
  }

  private mutating func appendTitle(_ title: Range<Int32>) {
    guard !title.isEmpty else { return }
    body.html.append(" title=\"")
    appendEscaped(restored(title)[...])
    body.html.append(0x22)
  }

  /// The image that is all that the paragraph at `index` holds, or the link around it.
  func lonelyImage(_ index: Int) -> Int? {
    var end = tree.end(index)
    // Attributes behind the image, or on a line below it, are no text.
    while end > index + 2, isTakenMarker(end - 1) || tree.nodes[end - 1].kind == .softBreak {
      end -= 1
    }
    var first = index + 1
    guard first < end else { return nil }
    if tree.nodes[first].kind == .link, tree.end(first) == end { first += 1 }
    guard first < end, tree.nodes[first].kind == .image, tree.end(first) == end else { return nil }
    return first
  }

  /// Writes an image that stands alone as a figure, its title as the caption.
  mutating func writeFigure(_ index: Int, _ blockAttributes: AttributeList?) {
    var image = tree.nodes[index]
    let title = image.title
    image.title = 0..<0
    body.html.append("<figure")
    appendAttributes(blockAttributes)
    body.html.append(0x3E)
    let link = tree.nodes[index - 1]
    if link.kind == .link { startLink(link, nil) }
    writeImage(index, image, attributes(after: index))
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
    let destination = String(decoding: restored(address), as: UTF8.self)
    addHole(kind, ownPath(destination), range)
  }

  /// `destination` without the forms of other generators: Pelican's `{filename}a.md`.
  private func ownPath(_ destination: String) -> String {
    guard options.dialect == .pelican,
      let mark = ["{filename}", "|filename|", "{static}", "{attach}"].first(
        where: { destination.hasPrefix($0) })
    else { return destination }
    let path = destination.dropFirst(mark.count)
    let isPage = mark == "{filename}" || mark == "|filename|"
    return isPage && path.hasPrefix("/") ? "@" + path : String(path)
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
