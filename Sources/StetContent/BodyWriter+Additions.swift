internal import StetCore

/// A part of a definition list.
enum DefinitionPart {
  case term, meaning
}

extension BodyWriter {
  // MARK: Attributes

  /// Writes the attributes of `list`.
  mutating func appendAttributes(_ list: AttributeList?) {
    guard let list else { return }
    if let id = list.id {
      body.html.append(" id=\"")
      body.html.appendEscaped(id)
      body.html.append(0x22)
    }
    if !list.classes.isEmpty {
      body.html.append(" class=\"")
      body.html.appendEscaped(list.classes.joined(separator: " "))
      body.html.append(0x22)
    }
    for (name, value) in list.pairs {
      body.html.append(0x20)
      body.html.append(contentsOf: name.utf8)
      body.html.append("=\"")
      body.html.appendEscaped(value)
      body.html.append(0x22)
    }
  }

  /// The attributes that stand right behind the inline at `index`.
  mutating func attributes(after index: Int) -> AttributeList? {
    let next = tree.end(index)
    guard !prepared.markers.isEmpty, next < open.last.map({ tree.end($0) }) ?? tree.nodes.count,
      tree.nodes[next].kind == .text
    else { return nil }
    let literal = tree.nodes[next].literal
    return take(Int(literal.lowerBound)..<Int(literal.upperBound)) { place, range in
      place.lowerBound == range.lowerBound
    }
  }

  /// The attributes at the end of the heading at `index`.
  mutating func attributes(ofHeading index: Int) -> AttributeList? {
    let last = tree.end(index) - 1
    guard !prepared.markers.isEmpty, last > index, tree.nodes[last].kind == .text else {
      return nil
    }
    let literal = tree.nodes[last].literal
    return take(Int(literal.lowerBound)..<Int(literal.upperBound)) { place, range in
      place.upperBound == range.upperBound
    }
  }

  /// The attributes on the last line of the block at `index`, or in a paragraph of their own below.
  mutating func attributes(ofBlock index: Int) -> AttributeList? {
    guard !prepared.markers.isEmpty else { return nil }
    let end = tree.end(index)
    if end - 2 > index, tree.nodes[end - 2].kind == .softBreak, let found = takeWhole(end - 1) {
      return found
    }
    let parentEnd = open.last.map { tree.end($0) } ?? tree.nodes.count
    guard end < parentEnd, tree.nodes[end].kind == .paragraph, tree.end(end) == end + 2,
      let found = takeWhole(end + 1)
    else { return nil }
    silentParagraph = end
    return found
  }

  private mutating func takeWhole(_ index: Int) -> AttributeList? {
    guard tree.nodes[index].kind == .text else { return nil }
    let literal = tree.nodes[index].literal
    return take(Int(literal.lowerBound)..<Int(literal.upperBound)) { $0 == $1 }
  }

  /// Takes the marker of attributes in `range` that stands where `isWanted` says.
  private mutating func take(
    _ range: Range<Int>, where isWanted: (Range<Int>, Range<Int>) -> Bool
  ) -> AttributeList? {
    guard let alphabet = prepared.alphabet else { return nil }
    var rest = range
    while let (number, place) = alphabet.first(in: tree.text, rest) {
      if number < prepared.markers.count, case .attributes(let list) = prepared.markers[number],
        isWanted(place, range)
      {
        takenMarkers.insert(number)
        return list
      }
      rest = place.upperBound..<rest.upperBound
    }
    return nil
  }

  /// Whether the node at `index` is text that is nothing but a marker of attributes.
  func isTakenMarker(_ index: Int) -> Bool {
    guard let alphabet = prepared.alphabet, tree.nodes[index].kind == .text else { return false }
    let literal = tree.nodes[index].literal
    let range = Int(literal.lowerBound)..<Int(literal.upperBound)
    guard let (number, place) = alphabet.first(in: tree.text, range), place == range,
      number < prepared.markers.count, case .attributes = prepared.markers[number]
    else { return false }
    return true
  }

  // MARK: Markers that are blocks

  /// Writes a paragraph that holds nothing but shortcodes, formulas, a table of contents or
  /// attributes without its tags; false when it holds something else.
  mutating func writeBlockMarkers(_ index: Int) -> Bool {
    guard let alphabet = prepared.alphabet, !prepared.markers.isEmpty else { return false }
    var numbers: [Int] = []
    for at in index + 1..<tree.end(index) {
      let node = tree.nodes[at]
      if node.kind == .softBreak { continue }
      guard node.kind == .text else { return false }
      var rest = Int(node.literal.lowerBound)..<Int(node.literal.upperBound)
      while let (number, place) = alphabet.first(in: tree.text, rest) {
        guard number < prepared.markers.count,
          tree.text[rest.lowerBound..<place.lowerBound].allSatisfy(isSpace)
        else { return false }
        numbers.append(number)
        rest = place.upperBound..<rest.upperBound
      }
      guard tree.text[rest].allSatisfy(isSpace) else { return false }
    }
    let isBlock = numbers.allSatisfy { number in
      switch prepared.markers[number] {
      case .shortcode, .contents, .formula(_, isBlock: true): true
      case .attributes, .literal, .formula: false
      }
    }
    guard isBlock, !numbers.isEmpty else { return false }
    for number in numbers { writeBlockMarker(number) }
    return true
  }

  private mutating func writeBlockMarker(_ number: Int) {
    breakLine()
    switch prepared.markers[number] {
    case .shortcode(let shortcode):
      body.holes.append(Hole(offset: body.html.count, kind: .shortcode(shortcode)))
      body.html.append(0x0A)
    case .contents: writeContents(prepared.originals[number].range)
    case .formula(let tex, _):
      let original = prepared.originals[number]
      if let formula = mathML(tex, isBlock: true) {
        body.html.append(contentsOf: formula.utf8)
      } else {
        report.warning(
          .unknownFormula, original.range, "this formula is beyond what becomes MathML",
          note: "it is shown as it was written")
        body.html.append("<pre><code class=\"math\">")
        body.html.appendEscaped(original.text[...])
        body.html.append("</code></pre>")
      }
      body.html.append(0x0A)
      setter.passWord()
    case .attributes, .literal: break
    }
  }

  /// Writes the table of contents; a first heading of level 1 is taken for the title.
  private mutating func writeContents(_ range: SourceRange) {
    let entries = outline.filter { $0.level > 1 || outline.first != $0 }
    guard let top = entries.map(\.level).min() else { return }
    body.html.append("<nav class=\"toc\">\n")
    var depth = 0
    for heading in entries {
      // A heading two levels deeper than the one before is taken for one level deeper.
      let wanted = min(heading.level - top + 1, depth + 1)
      if wanted > depth {
        body.html.append("<ul>\n<li>")
      } else {
        for _ in wanted..<depth { body.html.append("</li>\n</ul>\n") }
        body.html.append("</li>\n<li>")
      }
      depth = wanted
      body.html.append("<a href=\"")
      addHole(.link, "#" + heading.id, range)
      body.html.append("\">")
      body.html.appendEscaped(heading.title)
      body.html.append("</a>")
    }
    for _ in 0..<depth { body.html.append("</li>\n</ul>\n") }
    body.html.append("</nav>\n")
  }
}
