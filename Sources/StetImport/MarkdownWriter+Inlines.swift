import StetXML

extension MarkdownWriter {
  /// Writes the node `index` as part of a line.
  mutating func write(_ index: Int, into line: inout InlineWriter, depth: Int) {
    let node = tree.nodes[index]
    switch node.kind {
    case .comment: return
    case .text: return line.add(node.text, keepsLines: rules.isAutoParagraph)
    case .element: break
    }
    if let label = notes.references[index] { return line.addMarkdown("[^\(label)]") }
    if notes.returns.contains(index) { return }
    guard depth < MarkdownWriter.depthMax else { return line.add(tree.text(of: index)) }
    switch node.name {
    case "br": line.addBreak()
    case "em", "i", "strong", "b", "del", "s", "strike", "sub", "sup":
      writeMarked(index, into: &line, depth: depth)
    case "code", "tt": writeCode(index, into: &line)
    case "a": writeLink(index, into: &line, depth: depth)
    case "img": writeImage(index, into: &line)
    case _ where HTMLNames.unread.contains(node.name): leaveOut(index)
    case _ where HTMLNames.opaque.contains(node.name) || node.name == "iframe":
      remark(.kept, index)
      line.addMarkdown(rawHTML(index, isInLine: true))
    case _ where HTMLNames.inlineKept.contains(node.name): writeKept(index, into: &line, depth)
    default: writeInside(index, into: &line, depth: depth)
    }
  }

  /// Writes the children of `index` as parts of a line.
  mutating func writeInside(_ index: Int, into line: inout InlineWriter, depth: Int) {
    for child in tree.children(of: index) { write(child, into: &line, depth: depth + 1) }
  }

  /// Writes an element that has a mark; one inside another of its kind has none.
  private mutating func writeMarked(_ index: Int, into line: inout InlineWriter, depth: Int) {
    guard var mark = mark(of: index) else { return }
    if isWithin(mark, index) { return writeInside(index, into: &line, depth: depth) }
    var inner = index
    // Emphasis of nothing but strong text, or the other way round, is one mark.
    if mark == .emphasis || mark == .strong, let only = onlyChild(of: index),
      let other = self.mark(of: only), other == .emphasis || other == .strong, other != mark
    {
      (mark, inner) = (.both, only)
    }
    line.open(mark)
    writeInside(inner, into: &line, depth: depth + 1)
    line.close(mark)
  }

  private func mark(of index: Int) -> InlineMark? {
    switch tree.nodes[index].name {
    case "em", "i": .emphasis
    case "strong", "b": .strong
    case "del", "s", "strike": .deleted
    case "sub": .below
    case "sup": .above
    default: nil
    }
  }

  private func isWithin(_ mark: InlineMark, _ index: Int) -> Bool {
    var at = tree.nodes[index].parent
    while at >= 0, !HTMLNames.blocks.contains(tree.nodes[at].name) {
      if self.mark(of: at) == mark { return true }
      at = tree.nodes[at].parent
    }
    return false
  }

  /// The element that is all that `index` holds.
  private func onlyChild(of index: Int) -> Int? {
    let first = index + 1
    guard first < tree.nodes[index].next, tree.nodes[first].kind == .element,
      tree.nodes[first].next == tree.nodes[index].next
    else { return nil }
    return first
  }

  /// Writes an element that Markdown has no mark for as its tags around Markdown.
  private mutating func writeKept(_ index: Int, into line: inout InlineWriter, _ depth: Int) {
    let node = tree.nodes[index]
    if !["abbr", "cite", "kbd", "mark", "q", "small", "u", "time", "ins", "var", "samp", "dfn"]
      .contains(node.name)
    {
      remark(.kept, index)
    }
    let (before, text, after) = apart(index, line.escapes, isOneLine: line.isOneLine, depth)
    if before { line.addSpace() }
    if !text.isEmpty { line.addMarkdown(openTag(index) + text + "</\(node.name)>") }
    if after { line.addSpace() }
  }

  /// The line inside `index` on its own, and whether blanks stand around it.
  private mutating func apart(
    _ index: Int, _ escapes: MarkdownEscapes, isOneLine: Bool, _ depth: Int
  ) -> (before: Bool, text: String, after: Bool) {
    var inner = InlineWriter(escapes: escapes, isOneLine: isOneLine)
    writeInside(index, into: &inner, depth: depth)
    let after = inner.hasSpaceAfter
    return (inner.hasSpaceBefore, inner.finished(), after)
  }

  private mutating func writeCode(_ index: Int, into line: inout InlineWriter) {
    var shown = ""
    for at in index + 1..<max(index + 1, tree.nodes[index].next) {
      let node = tree.nodes[at]
      if node.kind == .text { shown += node.text } else if node.name == "br" { shown += " " }
    }
    let text = withoutForbidden(shown)
      .replacing("\n", with: " ").replacing("\r", with: " ").replacing("\t", with: " ")
    guard text.contains(where: { $0 != " " }) else {
      if !text.isEmpty { line.addSpace() }
      return
    }
    line.addMarkdown(codeSpan(literalCalls(text), isInCell: line.escapes.isInCell))
  }

  private func codeSpan(_ text: String, isInCell: Bool) -> String {
    // Within a table a bar needs its backslash in code too.
    let shown = isInCell ? text.replacing("|", with: "\\|") : text
    let fence = String(repeating: "`", count: longestRun(of: "`", in: shown) + 1)
    let needsBlanks =
      text.hasPrefix("`") || text.hasSuffix("`") || text.hasPrefix(" ") && text.hasSuffix(" ")
    return needsBlanks ? "\(fence) \(shown) \(fence)" : fence + shown + fence
  }

  // MARK: Links

  private mutating func writeLink(_ index: Int, into line: inout InlineWriter, depth: Int) {
    let node = tree.nodes[index]
    if line.escapes.isInBrackets { return writeInside(index, into: &line, depth: depth) }
    var escapes = line.escapes
    escapes.isInBrackets = true
    let (before, text, after) = apart(index, escapes, isOneLine: line.isOneLine, depth)
    if before { line.addSpace() }
    defer { if after { line.addSpace() } }
    if let id = node.value("id") ?? node.value("name"), text.isEmpty {
      line.addMarkdown("<a id=\"\(attributeText(id))\"></a>")
      return
    }
    guard !text.isEmpty else { return }
    guard let href = node.value("href"), let address = linkAddress(href) else {
      if node.value("href")?.isEmpty == false { remark(.leftOut, index) }
      return writeInside(index, into: &line, depth: depth)
    }
    let title = node.value("title").map { " " + titleText($0, line.escapes) } ?? ""
    line.addMarkdown("[\(text)](\(destination(address))\(title))")
  }

  /// Where a link leads: an address, or the file of another article; nil where it leads nowhere.
  func linkAddress(_ href: String) -> String? {
    let written = trimmed(href)
    guard !written.isEmpty else { return nil }
    let scheme = written.prefix { $0 != ":" && $0 != "/" && $0 != "#" && $0 != "?" }.lowercased()
    if ["javascript", "vbscript", "data"].contains(scheme),
      written.dropFirst(scheme.count).first == ":"
    {
      return nil
    }
    let address = resolved(written, against: rules.base)
    guard !rules.links.isEmpty else { return address }
    let mark = address.firstIndex(of: "#") ?? address.endIndex
    if let file = rules.links[addressKey(String(address[..<mark]))] {
      return file + address[mark...]
    }
    return address
  }

  private func trimmed(_ text: String) -> String {
    let kept = text.unicodeScalars.filter {
      !$0.isForbidden && $0 != "\n" && $0 != "\t" && $0 != "\r"
    }
    let start = kept.drop { $0 == " " }
    let end = start.lastIndex { $0 != " " }
    return end.map { String(String.UnicodeScalarView(start[...$0])) } ?? ""
  }

  /// `address` as the destination of a link: what Markdown or stet would take for a mark there is
  /// percent-encoded.
  func destination(_ address: String) -> String {
    var out = ""
    for scalar in address.unicodeScalars {
      switch scalar {
      case " ": out += "%20"
      case "\"": out += "%22"
      case "<": out += "%3C"
      case ">": out += "%3E"
      case "\\": out += "%5C"
      case "`": out += "%60"
      case "{": out += "%7B"
      case "|": out += "%7C"
      case "}": out += "%7D"
      case "$": out += "%24"
      case "(": out += "\\("
      case ")": out += "\\)"
      case "&": out += "&amp;"
      case _ where scalar.isForbidden || scalar == "\n" || scalar == "\t" || scalar == "\r": break
      default: out.unicodeScalars.append(scalar)
      }
    }
    // A reference only where it would be read as one.
    return address.contains(";") ? out : out.replacing("&amp;", with: "&")
  }

  /// `text` as the title of a link or an image, in its quotes.
  func titleText(_ text: String, _ escapes: MarkdownEscapes) -> String {
    var out = "\""
    for scalar in text.unicodeScalars where !scalar.isForbidden {
      switch scalar {
      case "\"": out += "&quot;"
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case "\\": out += "\\\\"
      case "$": out += "&#36;"
      case "{": out += "&#123;"
      case "`": out += "&#96;"
      case "|": out += escapes.isInCell ? "\\|" : "|"
      case "\n", "\r", "\t": out += " "
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  // MARK: Images

  private mutating func writeImage(_ index: Int, into line: inout InlineWriter) {
    guard let image = image(index) else { return }
    line.addMarkdown(image.markdown(title: tree.nodes[index].value("title"), self, line.escapes))
  }

  /// The image that the element `index` shows; nil for one that nobody sees.
  mutating func image(_ index: Int) -> ShownImage? {
    let node = tree.nodes[index]
    let names = ["src", "data-src", "data-lazy-src", "data-original", "data-orig-file"]
    let written = names.compactMap { node.value($0) }.map { trimmed($0) }
      .first { !$0.isEmpty && !$0.hasPrefix("data:") && !$0.lowercased().hasPrefix("javascript:") }
    guard let written else {
      remark(.leftOut, index)
      return nil
    }
    // An image of one pixel counts readers.
    let isPixel = ["width", "height"].allSatisfy { ["0", "1"].contains(node.value($0) ?? "") }
    if isPixel {
      remark(.leftOut, index)
      return nil
    }
    let address = resolved(written, against: rules.base)
    if !images.contains(address) { images.append(address) }
    return ShownImage(
      address: rules.hasLocalImages
        ? "/" + place(ofImage: address).dropFirst("static/".count) : address,
      alt: node.value("alt") ?? "")
  }
}

/// An image and what it shows in words.
struct ShownImage {
  let address: String
  let alt: String

  /// The image as Markdown.
  func markdown(title: String?, _ writer: MarkdownWriter, _ escapes: MarkdownEscapes) -> String {
    var inBrackets = escapes
    inBrackets.isInBrackets = true
    let words = alt.split { $0.isWhitespace }.joined(separator: " ")
    let kept = String(String.UnicodeScalarView(words.unicodeScalars.filter { !$0.isForbidden }))
    let title = title.flatMap { $0.isEmpty ? nil : " " + writer.titleText($0, escapes) } ?? ""
    return "![\(inBrackets.escaped(kept))](\(writer.destination(address))\(title))"
  }
}
