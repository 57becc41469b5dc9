internal import StetCore

/// An element of raw HTML that is open.
struct RawElement {
  let name: String
  /// How many Markdown elements were open around it.
  let depth: Int
  /// Where its tag stands.
  let range: SourceRange
  /// Whether it is `svg` or `math`, or in one: there `/>` closes.
  let isForeign: Bool
}

extension BodyWriter {
  /// Writes a block of raw HTML.
  mutating func writeRawBlock(_ node: MarkdownTree.Node) {
    breakLine()
    setter.startBlock()
    let range = Int(node.literal.lowerBound)..<Int(node.literal.upperBound)
    if options.isExtended, isMoreMark(range) {
      if depth == 0 { isExcerptEnding = true }
      return
    }
    guard options.isRawHTMLAllowed else {
      body.html.append("<p>")
      appendEscaped(written(range)[...])
      breakLine()
      body.html.append("</p>\n")
      return
    }
    let count = rawElements.count
    writeRaw(range)
    // What holds text only would take in all that follows.
    if let place = rawElements.dropFirst(count).firstIndex(where: {
      HTMLElements.holdsText.contains($0.name)
    }) {
      closeRawElements(above: place)
    }
    breakLine()
  }

  /// Writes one tag or comment within text.
  mutating func writeRawInline(_ node: MarkdownTree.Node) {
    let range = Int(node.literal.lowerBound)..<Int(node.literal.upperBound)
    if options.isExtended, isMoreMark(range) {
      isExcerptEnding = true
      return
    }
    guard options.isRawHTMLAllowed else {
      appendEscaped(written(range)[...])
      return
    }
    writeRaw(range)
  }

  /// Whether `range` is `<!--more-->`, blanks and case aside.
  private func isMoreMark(_ range: Range<Int>) -> Bool {
    let text = tree.text[range].filter { !isSpace($0) }.map { $0 | 0x20 }
    return text.count >= 11 && text.count <= 13
      && (text.elementsEqual("<!--more-->".utf8.map { $0 | 0x20 })
        || text.elementsEqual("<!--/more-->".utf8.map { $0 | 0x20 }))
  }

  private mutating func writeRaw(_ range: Range<Int>) {
    guard options.isExtended else {
      body.html.append(contentsOf: tree.text[range])
      return
    }
    var index = range.lowerBound
    while index < range.upperBound {
      let tag = HTMLTag(tree.text, at: index, end: range.upperBound)
      index = tag.range.upperBound
      if let last = rawElements.last, HTMLElements.holdsText.contains(last.name),
        tag.kind != .close || tag.name != last.name
      {
        copyRawText(tag.range)
        continue
      }
      switch tag.kind {
      case .text: copyText(tag.range)
      case .comment, .declaration: writeComment(tag)
      case .close: closeRaw(tag)
      case .open:
        openRaw(tag)
        if HTMLElements.holdsText.contains(tag.name), !tag.isSelfClosing {
          let end = textEnd(of: tag.name, from: index, range.upperBound)
          body.html.append(contentsOf: written(index..<end))
          index = end
        }
      }
    }
  }

  /// Copies what stands in an element that holds text only, where a tag is text.
  private mutating func copyRawText(_ range: Range<Int>) {
    let text = written(range)
    guard !String(decoding: text, as: UTF8.self).contains("</")
    else { return }
    body.html.append(contentsOf: text)
  }

  /// Writes a comment or declaration; one that is not closed is closed where it ends.
  private mutating func writeComment(_ tag: HTMLTag) {
    var text = written(tag.range)
    while let last = text.last, isSpace(last) { text.removeLast() }
    let isComment = tag.kind == .comment
    let isClosed =
      isComment
      ? text.suffix(3).elementsEqual("-->".utf8) && text.count >= 5
      : text.last == UInt8(ascii: ">")
    if !isClosed {
      unclosedTags.append((isComment ? "!--" : "!", place(of: tag)))
      text.append(isComment ? "-->" : ">")
    }
    omit { $0.body.html.append(contentsOf: text) }
  }

  private mutating func copyText(_ range: Range<Int>) {
    var rest = range
    if let alphabet = prepared.alphabet, !prepared.markers.isEmpty {
      while let (number, place) = alphabet.first(in: tree.text, rest) {
        copyPlainText(tree.text[rest.lowerBound..<place.lowerBound])
        writeMarker(number)
        rest = place.upperBound..<rest.upperBound
      }
    }
    copyPlainText(tree.text[rest])
  }

  private mutating func copyPlainText(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes where byte >= 0x20 || isSpace(byte) {
      // A `<` that begins no tag here could begin one with what comes next.
      if byte == 0x3C { body.html.append("&lt;") } else { body.html.append(byte) }
    }
    setter.countWords(bytes)
  }

  /// The bytes of `range` as the author wrote them.
  func written(_ range: Range<Int>) -> [UInt8] {
    restored(Int32(range.lowerBound)..<Int32(range.upperBound))
  }

  /// Where the text of a `script`, `style` or the like ends.
  private func textEnd(of name: String, from start: Int, _ end: Int) -> Int {
    let wanted = Array("</\(name)".utf8)
    var index = start
    while index + wanted.count <= end {
      if tree.text[index] == UInt8(ascii: "<"),
        HTMLTag.lowercased(tree.text[index..<index + wanted.count]).utf8.elementsEqual(wanted)
      {
        return index
      }
      index += 1
    }
    return end
  }

  /// What `write` writes is left out of feeds.
  private mutating func omit(replacement: [UInt8] = [], _ write: (inout BodyWriter) -> Void) {
    let start = body.html.count
    write(&self)
    omit(from: start, replacement: replacement)
  }

  /// What was written from `start` on is left out of feeds, with what was to be left out of it.
  mutating func omit(from start: Int, replacement: [UInt8] = []) {
    guard openOmission == nil, body.html.count > start else { return }
    while let last = body.omissions.last, last.range.lowerBound >= start {
      body.omissions.removeLast()
    }
    body.omissions.append(Omission(range: start..<body.html.count, replacement: replacement))
  }

  private mutating func openRaw(_ tag: HTMLTag) {
    let isVoid = HTMLElements.void.contains(tag.name)
    let isForeign =
      tag.name == "svg" || tag.name == "math" || rawElements.last?.isForeign == true
    let isOmitted = HTMLElements.omitted.contains(tag.name)
    if isOmitted, isVoid || tag.isSelfClosing {
      omit { $0.writeTag(tag, isForeign: isForeign) }
      if !isVoid, !isForeign { omitClose(tag.name) }
      return
    }
    if isOmitted, openOmission == nil {
      openOmission = (body.html.count, rawElements.count, replacement(for: tag))
    }
    if tag.name == "img", value(of: "alt", in: tag) == nil { altlessImages.append(place(of: tag)) }
    writeTag(tag, isForeign: isForeign)
    if isVoid || (isForeign && tag.isSelfClosing) { return }
    if tag.isSelfClosing {
      appendClose(tag.name)
      return
    }
    if HTMLElements.endOptional.contains(tag.name) { return }
    rawElements.append(
      RawElement(name: tag.name, depth: depth, range: place(of: tag), isForeign: isForeign))
  }

  private mutating func omitClose(_ name: String) {
    omit { $0.appendClose(name) }
  }

  private mutating func appendClose(_ name: String) {
    body.html.append("</")
    body.html.append(contentsOf: name.utf8)
    body.html.append(0x3E)
  }

  /// Where the Markdown says `tag`.
  private mutating func place(of tag: HTMLTag) -> SourceRange {
    let node = tree.nodes[block]
    let lines = source.lines(Int(node.lineStart), Int(node.lineEnd))
    let rest = max(lines.lowerBound, searchCursor)..<max(searchCursor, lines.upperBound)
    guard let found = source.find(tree.text[tag.range], in: rest) else {
      return source.firstLine(Int(node.lineStart))
    }
    searchCursor = max(searchCursor, found.lowerBound + 1)
    return source.source(found)
  }

  private mutating func closeRaw(_ tag: HTMLTag) {
    if HTMLElements.endOptional.contains(tag.name) {
      body.html.append(contentsOf: tree.text[tag.range])
      return
    }
    guard !HTMLElements.void.contains(tag.name) else { return }
    guard let place = rawElements.lastIndex(where: { $0.name == tag.name }) else {
      strayTags.append((tag.name, self.place(of: tag)))
      return
    }
    let element = rawElements[place]
    if let strike, place < strike.rawCount {
      strayTags.append((tag.name, self.place(of: tag)))
    } else if element.depth == depth {
      closeRawElements(above: place + 1, isSilent: true)
      closeInnermost()
    } else if element.depth == 0, depth == 1, tree.nodes[block].kind == .paragraph {
      deferredCloses.append(tag.name)
    } else {
      strayTags.append((tag.name, self.place(of: tag)))
    }
  }

  /// Closes what the text of a paragraph closed although it was opened before it.
  mutating func closeDeferred() {
    guard !deferredCloses.isEmpty else { return }
    for name in deferredCloses {
      guard let place = rawElements.lastIndex(where: { $0.name == name && $0.depth == depth })
      else { continue }
      closeRawElements(above: place + 1, isSilent: true)
      closeInnermost()
    }
    deferredCloses.removeAll()
    breakLine()
  }

  /// Closes raw elements until `count` are open, and notes that they were not closed.
  mutating func closeRawElements(above count: Int, isSilent: Bool = false) {
    while rawElements.count > count {
      if !isSilent, let last = rawElements.last { unclosedTags.append((last.name, last.range)) }
      closeInnermost()
    }
  }

  private mutating func closeInnermost() {
    guard let last = rawElements.popLast() else { return }
    appendClose(last.name)
    if let omission = openOmission, rawElements.count <= omission.depth { closeOmission() }
  }

  /// Ends the stretch that feeds leave out.
  mutating func closeOmission() {
    guard let omission = openOmission else { return }
    openOmission = nil
    body.omissions.append(
      Omission(range: omission.start..<body.html.count, replacement: omission.replacement))
  }

  /// A link for a frame with an address of its own, nothing for others.
  private func replacement(for tag: HTMLTag) -> [UInt8] {
    guard tag.name == "iframe", let source = value(of: "src", in: tag) else { return [] }
    var address = String(decoding: source, as: UTF8.self)
    if address.hasPrefix("//") { address = "https:" + address }
    guard address.hasPrefix("https://") || address.hasPrefix("http://") else { return [] }
    let title = value(of: "title", in: tag).map { String(decoding: $0, as: UTF8.self) }
    var link: [UInt8] = []
    link.append("<a href=\"")
    link.appendEscaped(Array(address.utf8)[...])
    link.append("\">")
    link.appendEscaped(Array((title ?? address).utf8)[...])
    link.append("</a>")
    return link
  }

  private func value(of name: String, in tag: HTMLTag) -> [UInt8]? {
    tag.attributes.first { HTMLTag.lowercased(tree.text[$0.name]) == name }
      .map { unescaped(tree.text[$0.value]) }
  }
}
