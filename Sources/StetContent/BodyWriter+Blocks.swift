internal import StetCore

extension BodyWriter {
  /// Writes the heading at `index` with its anchor up to its text; returns the node to enter next.
  mutating func writeHeading(_ index: Int, _ node: MarkdownTree.Node) -> Int {
    breakLine()
    setter.startBlock()
    let level = Int(node.number)
    body.html.append("<h")
    body.html.append(0x30 + UInt8(level))
    if options.isExtended {
      var title: [UInt8] = []
      appendPlain(index, to: &title)
      let text = String(decoding: title, as: UTF8.self)
      let id = freeAnchor(anchor(for: text, dialect: options.dialect))
      outline.append(Heading(level: level, id: id, title: text))
      body.html.append(" id=\"")
      appendEscaped(Array(id.utf8)[...])
      body.html.append(0x22)
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
    body.html.append("</h")
    body.html.append(0x30 + UInt8(node.number))
    body.html.append(">\n")
  }

  /// Writes a block of code, its language as a class.
  mutating func writeCodeBlock(_ node: MarkdownTree.Node) {
    breakLine()
    let info = tree.bytes(node.address)
    let language = info.prefix { !isSpace($0) && $0 != UInt8(ascii: ",") && $0 != 0x7B }
    if language.isEmpty {
      body.html.append("<pre><code>")
    } else {
      body.html.append("<pre><code class=\"language-")
      appendEscaped(language)
      body.html.append("\">")
    }
    appendEscaped(tree.bytes(node.literal))
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
