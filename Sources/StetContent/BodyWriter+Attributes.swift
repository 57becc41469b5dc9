internal import StetCore

extension BodyWriter {
  /// Writes an opening tag; its addresses become holes, its scripts and styles omissions.
  mutating func writeTag(_ tag: HTMLTag, isForeign: Bool) {
    body.html.append(0x3C)
    body.html.append(
      contentsOf: isForeign
        ? tree.text[(tag.range.lowerBound + 1)..<(tag.range.lowerBound + 1 + tag.name.utf8.count)]
        : Array(tag.name.utf8)[...])
    for attribute in tag.attributes { writeAttribute(attribute, of: tag) }
    if tag.isSelfClosing, isForeign { body.html.append(0x2F) }
    body.html.append(0x3E)
  }

  private mutating func writeAttribute(_ attribute: HTMLTag.Attribute, of tag: HTMLTag) {
    let name = HTMLTag.lowercased(tree.text[attribute.name])
    let start = body.html.count
    if attribute.hasValue, let kind = addressKind(name, of: tag.name),
      !attribute.value.isEmpty || kind == .link
    {
      body.html.append(0x20)
      body.html.append(contentsOf: name.utf8)
      body.html.append("=\"")
      if name == "srcset" {
        writeSourceSet(attribute.value)
      } else {
        writeAddress(kind, written(attribute.value)[...])
      }
      body.html.append(0x22)
      // What is shown may stand in its own address; what is followed may not.
      let isShown = name != "href" && name != "cite"
      if runsCode(unescaped(written(attribute.value)[...]), isShown: isShown) {
        omit(from: start)
      }
      return
    }
    let whole = written(attribute.whole)
    if let first = whole.first, !isSpace(first) { body.html.append(0x20) }
    body.html.append(contentsOf: whole)
    // An unclosed quotation mark would take in the rest of the page.
    if attribute.hasValue, attribute.whole.upperBound == attribute.value.upperBound,
      attribute.value.lowerBound > 0, attribute.value.lowerBound < tree.text.count
    {
      let quote = tree.text[attribute.value.lowerBound - 1]
      if quote == 0x22 || quote == 0x27 { body.html.append(quote) }
    }
    if name == "style" || name.hasPrefix("on") { omit(from: start) }
  }

  private func addressKind(_ name: String, of element: String) -> Reference.Kind? {
    switch name {
    case "href": element == "a" || element == "area" ? .link : .media
    case "src": element == "img" ? .image : .media
    case "srcset", "poster", "cite": .media
    case "data": element == "object" ? .media : nil
    default: nil
    }
  }

  private mutating func writeAddress(_ kind: Reference.Kind, _ written: ArraySlice<UInt8>) {
    let scheme = HTMLTag.lowercased(written.prefix(11))
    // What is no address of a resource elsewhere stays as it is.
    if scheme.hasPrefix("data:") || scheme.hasPrefix("javascript:") || scheme.hasPrefix("about:") {
      appendAttributeValue(written)
      return
    }
    let address = unescaped(written)
    let lines = source.lines(Int(tree.nodes[block].lineStart), Int(tree.nodes[block].lineEnd))
    let rest = max(lines.lowerBound, searchCursor)..<max(searchCursor, lines.upperBound)
    var place = source.firstLine(Int(tree.nodes[block].lineStart))
    if let found = source.find(written, in: rest) {
      searchCursor = found.upperBound
      place = source.source(found)
    }
    let trimmed = String(decoding: address, as: UTF8.self)
    addHole(kind, trimmed, place)
  }

  /// Copies a value so that double quotes may stand around it.
  private mutating func appendAttributeValue(_ value: ArraySlice<UInt8>) {
    for byte in value {
      if byte == 0x22 { body.html.append("&quot;") } else { body.html.append(byte) }
    }
  }

  /// Writes each address of a `srcset` as a hole, its descriptor behind it.
  private mutating func writeSourceSet(_ range: Range<Int>) {
    var index = range.lowerBound
    var isFirst = true
    while index < range.upperBound {
      while index < range.upperBound, isSpace(tree.text[index]) || tree.text[index] == 0x2C {
        index += 1
      }
      let start = index
      while index < range.upperBound, !isSpace(tree.text[index]) { index += 1 }
      var end = index
      while end > start, tree.text[end - 1] == 0x2C { end -= 1 }
      guard end > start else { continue }
      if !isFirst { body.html.append(", ") }
      isFirst = false
      writeAddress(.media, written(start..<end)[...])
      guard end == index else { continue }
      let descriptor = index
      while index < range.upperBound, tree.text[index] != 0x2C { index += 1 }
      var last = index
      while last > descriptor, isSpace(tree.text[last - 1]) { last -= 1 }
      appendAttributeValue(tree.text[descriptor..<last])
    }
  }
}

/// What HTML says of its elements (HTML, §13.1).
enum HTMLElements {
  /// Elements that have no end tag.
  static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "frame", "keygen",
  ]
  /// Elements whose end tag may be missing.
  static let endOptional: Set<String> = [
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "option",
    "optgroup", "rt", "rp", "html", "head", "body",
  ]
  /// Elements that hold text only.
  static let holdsText: Set<String> = [
    "script", "style", "textarea", "title", "xmp", "noframes", "iframe", "noembed",
  ]
  /// Elements that feeds leave out.
  static let omitted: Set<String> = [
    "script", "style", "form", "iframe", "svg", "object", "embed", "input", "button", "select",
    "textarea", "link", "meta", "base", "template", "frameset", "frame", "applet",
  ]
}
