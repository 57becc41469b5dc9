internal import StetCore

extension BodyWriter {
  /// Gives every heading its anchor, so that a table of contents may stand before them.
  mutating func collectHeadings() {
    for index in tree.nodes.indices where tree.nodes[index].kind == .heading {
      var title: [UInt8] = []
      let list = attributes(ofHeading: index)
      appendPlain(index, to: &title)
      while let last = title.last, isSpace(last) { title.removeLast() }
      let text = String(decoding: title, as: UTF8.self)
      let id = freeAnchor(list?.id ?? anchor(for: text, dialect: options.dialect))
      outline.append(Heading(level: Int(tree.nodes[index].number), id: id, title: text))
    }
    headings = outline.reversed()
  }

  /// Writes the heading at `index` with its anchor up to its text; returns the node to enter next.
  mutating func writeHeading(_ index: Int, _ node: MarkdownTree.Node) -> Int {
    breakLine()
    setter.startBlock()
    body.html.append("<h")
    body.html.append(0x30 + UInt8(node.number))
    if let heading = headings.popLast() {
      var list = attributes(ofHeading: index)
      list?.id = nil
      body.html.append(" id=\"")
      body.html.appendEscaped(heading.id)
      body.html.append(0x22)
      appendAttributes(list)
    }
    body.html.append(0x3E)
    return index + 1
  }

  /// `wanted`, with a number when another heading has it.
  private mutating func freeAnchor(_ wanted: String) -> String {
    var id = wanted
    var count = anchors[wanted] ?? 0
    while anchors[id] != nil {
      count += 1
      id = "\(wanted)-\(count)"
    }
    anchors[wanted] = count
    if anchors[id] == nil { anchors[id] = 0 }
    return id
  }

  /// Writes what ends a heading.
  mutating func endHeading(_ node: MarkdownTree.Node) {
    trimEnd()
    body.html.append("</h")
    body.html.append(0x30 + UInt8(node.number))
    body.html.append(">\n")
  }

  /// Writes a block of code, its language as a class and its words in classes of their own.
  mutating func writeCodeBlock(_ index: Int, _ node: MarkdownTree.Node) {
    breakLine()
    let code = restored(node.literal)
    let info = tree.bytes(node.address)
    let language = String(
      decoding: info.prefix { !isSpace($0) && $0 != UInt8(ascii: ",") && $0 != 0x7B },
      as: UTF8.self)
    if options.isExtended, language == "math",
      let formula = mathML(String(decoding: code, as: UTF8.self), isBlock: true)
    {
      body.html.append(contentsOf: formula.utf8)
      body.html.append(0x0A)
      return
    }
    body.html.append("<pre")
    appendAttributes(attributes(ofBlock: index))
    body.html.append(language.isEmpty ? "><code>" : "><code class=\"language-")
    if !language.isEmpty {
      body.html.appendEscaped(language)
      body.html.append("\">")
    }
    if options.isExtended, let grammar = CodeGrammar.named(language) {
      highlight(code, grammar, into: &body.html)
    } else {
      appendEscaped(code[...])
    }
    body.html.append("</code></pre>\n")
  }
}

/// The anchor of a heading called `title`, as the generator of `dialect` makes it, so that links of
/// an archive go on working.
func anchor(for title: String, dialect: ParseContext.Dialect) -> String {
  let made =
    switch dialect {
    case .stet, .plain, .pelican: slug(title)
    case .zola: slug(title.replacing("'", with: " ").replacing("’", with: " "))
    case .hugo, .eleventy: gitHubAnchor(title)
    case .jekyll: kramdownAnchor(title)
    }
  return made.isEmpty ? "section" : made
}

/// Lower case; what is no letter, digit, hyphen or underscore goes, blanks become hyphens.
private func gitHubAnchor(_ title: String) -> String {
  var made = String.UnicodeScalarView()
  for scalar in title.lowercased().unicodeScalars {
    if scalar == " " {
      made.append("-")
    } else if scalar == "-" || scalar == "_" || scalar.properties.isAlphabetic
      || scalar.properties.numericType != nil
    {
      made.append(scalar)
    }
  }
  return String(made)
}

/// As kramdown's: only ASCII letters, digits, hyphens and blanks stay, from the first letter on.
private func kramdownAnchor(_ title: String) -> String {
  let letters = title.lowercased().utf8.drop { !isLetter($0) }
  let made = letters.compactMap { byte -> UInt8? in
    byte == 0x20 ? 0x2D : isAlphanumeric(byte) || byte == 0x2D || byte == 0x5F ? byte : nil
  }
  return String(decoding: made, as: UTF8.self)
}
