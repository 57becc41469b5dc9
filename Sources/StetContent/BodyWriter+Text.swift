internal import StetCore

extension BodyWriter {
  /// Writes the text node at `index`, its markers among it.
  mutating func writeText(_ index: Int) -> Int {
    var range =
      Int(tree.nodes[index].literal.lowerBound)..<Int(tree.nodes[index].literal.upperBound)
    if let passed = passedText, passed.node == index {
      range = min(range.lowerBound + passed.count, range.upperBound)..<range.upperBound
    }
    let after = neighbour(after: index)
    guard let alphabet = prepared.alphabet, !prepared.markers.isEmpty else {
      writeStruck(range, of: index, after: after)
      return index + 1
    }
    while let (number, place) = alphabet.first(in: tree.text, range) {
      if place.lowerBound > range.lowerBound {
        writeStruck(range.lowerBound..<place.lowerBound, of: index, after: .other)
      }
      writeMarker(number)
      range = place.upperBound..<range.upperBound
    }
    if !range.isEmpty { writeStruck(range, of: index, after: after) }
    return index + 1
  }

  mutating func writeMarker(_ number: Int) {
    guard number < prepared.markers.count else { return }
    let original = prepared.originals[number]
    switch prepared.markers[number] {
    case .shortcode(let shortcode):
      body.holes.append(Hole(offset: body.html.count, kind: .shortcode(shortcode)))
      setter.before = .other
    case .literal(let text):
      body.html.appendEscaped(text)
      setter.before = .other
    case .attributes:
      if !takenMarkers.contains(number) { body.html.appendEscaped(original.text[...]) }
    case .formula(let tex, let isBlock):
      writeFormula(tex, isBlock: isBlock, original)
    case .contents:
      body.html.appendEscaped(original.text[...])
    }
  }

  private mutating func writeFormula(
    _ tex: String, isBlock: Bool, _ original: (text: [UInt8], range: SourceRange)
  ) {
    if let formula = mathML(tex, isBlock: isBlock) {
      body.html.append(contentsOf: formula.utf8)
      setter.passWord()
      return
    }
    report.warning(
      .unknownFormula, original.range, "this formula is beyond what becomes MathML",
      note: "it is shown as it was written")
    body.html.append("<code class=\"math\">")
    body.html.appendEscaped(original.text[...])
    body.html.append("</code>")
    setter.passWord()
  }

  /// Writes text without markers: sub- and superscript, abbreviations, the rest.
  mutating func writePiece(_ range: Range<Int>, after: Typesetter.Neighbour) {
    guard options.hasScripts, hasScriptMarks,
      let (mark, inside) = firstScript(range)
    else { return writeWords(range, after: after) }
    writeWords(range.lowerBound..<inside.lowerBound - 1, after: .other)
    let isBelow = mark == UInt8(ascii: "~")
    body.html.append(isBelow ? "<sub>" : "<sup>")
    writeWords(inside, after: .other)
    body.html.append(isBelow ? "</sub>" : "</sup>")
    let rest = inside.upperBound + 1..<range.upperBound
    if !rest.isEmpty { writePiece(rest, after: after) }
  }

  /// The first `~x~` or `^x^` without blanks in `range`.
  private func firstScript(_ range: Range<Int>) -> (mark: UInt8, inside: Range<Int>)? {
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = tree.text[index]
      if byte == UInt8(ascii: "~") || byte == UInt8(ascii: "^") {
        var at = index + 1
        while at < range.upperBound, at - index <= 40, !isSpace(tree.text[at]),
          tree.text[at] != byte
        {
          at += 1
        }
        if at < range.upperBound, at > index + 1, tree.text[at] == byte {
          return (byte, index + 1..<at)
        }
      }
      index += 1
    }
    return nil
  }

  /// Writes words, those with an abbreviation's meaning as `abbr`.
  private mutating func writeWords(_ range: Range<Int>, after: Typesetter.Neighbour) {
    var start = range.lowerBound
    if !prepared.abbreviations.isEmpty {
      var index = start
      while index < range.upperBound {
        let isWordStart = index == range.lowerBound || !isWordByte(tree.text[index - 1])
        if isWordStart, let (name, meaning) = abbreviation(at: index, range.upperBound) {
          setter.set(tree.text, start..<index, after: .word, into: &body.html)
          body.html.append("<abbr title=\"")
          body.html.appendEscaped(meaning)
          body.html.append("\">")
          setter.set(tree.text, index..<index + name, after: .other, into: &body.html)
          body.html.append("</abbr>")
          index += name
          start = index
        } else {
          index += 1
        }
      }
    }
    setter.set(tree.text, start..<range.upperBound, after: after, into: &body.html)
  }

  private func isWordByte(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || byte >= 0x80 }

  private func abbreviation(at index: Int, _ end: Int) -> (count: Int, meaning: String)? {
    for (name, meaning) in prepared.abbreviations
    where index + name.count <= end && tree.text[index] == name[0]
      && tree.text[index..<index + name.count].elementsEqual(name)
      && (index + name.count == end || !isWordByte(tree.text[index + name.count]))
    {
      return (name.count, meaning)
    }
    return nil
  }

  /// The bytes of `range` with the originals of its markers.
  func restored(_ range: Range<Int32>) -> [UInt8] {
    guard let alphabet = prepared.alphabet, !prepared.markers.isEmpty else {
      return Array(tree.bytes(range))
    }
    var rest = Int(range.lowerBound)..<Int(range.upperBound)
    var out: [UInt8] = []
    while let (number, place) = alphabet.first(in: tree.text, rest) {
      out.append(contentsOf: tree.text[rest.lowerBound..<place.lowerBound])
      if number < prepared.originals.count {
        if case .literal(let text) = prepared.markers[number], text.utf8.count > 1 {
          out.append(contentsOf: text.utf8)
        } else {
          out.append(contentsOf: prepared.originals[number].text)
        }
      }
      rest = place.upperBound..<rest.upperBound
    }
    out.append(contentsOf: tree.text[rest])
    return out
  }

  /// Appends the text of the node at `index` without markup; images are passed over unless `index`
  /// is one.
  func appendPlain(_ index: Int, to out: inout [UInt8]) {
    var plainSetter = Typesetter(quotes: options.quotes, isHTML: false)
    var at = index + 1
    let end = tree.end(index)
    while at < end {
      let node = tree.nodes[at]
      switch node.kind {
      case .text: appendPlainText(at, node.literal, &plainSetter, to: &out)
      case .code:
        out.append(contentsOf: restored(node.literal))
        plainSetter.passWord()
      case .softBreak, .lineBreak:
        out.append(0x20)
        plainSetter.passSpace()
      case .image where tree.nodes[index].kind != .image:
        at = tree.end(at)
        continue
      default: break
      }
      at += 1
    }
  }

  private func appendPlainText(
    _ index: Int, _ literal: Range<Int32>, _ setter: inout Typesetter, to out: inout [UInt8]
  ) {
    var range = Int(literal.lowerBound)..<Int(literal.upperBound)
    let after = neighbour(after: index)
    if let alphabet = prepared.alphabet, !prepared.markers.isEmpty {
      while let (number, place) = alphabet.first(in: tree.text, range) {
        setter.set(tree.text, range.lowerBound..<place.lowerBound, after: .other, into: &out)
        if number < prepared.markers.count {
          switch prepared.markers[number] {
          case .literal(let text): out.append(contentsOf: text.utf8)
          case .formula(let tex, _): out.append(contentsOf: tex.utf8)
          case .shortcode, .attributes, .contents: break
          }
        }
        range = place.upperBound..<range.upperBound
      }
    }
    if hasTildes, options.additions.contains(.github) {
      while let mark = strikeMark(in: range) {
        setter.set(tree.text, range.lowerBound..<mark.lowerBound, after: .other, into: &out)
        range = mark.upperBound..<range.upperBound
      }
    }
    setter.set(tree.text, range, after: after, into: &out)
  }
}
