internal import StetCore

extension BodyWriter {
  // MARK: Alerts

  /// Begins a block quote, or the alert that its first line names: `[!NOTE]`.
  mutating func startQuote(_ index: Int) {
    let list = attributes(ofBlock: index)
    guard options.isExtended, let kind = alert(index) else {
      startElement("blockquote", list)
      return
    }
    alerts.append(index)
    breakLine()
    body.html.append(
      contentsOf: "<div class=\"alert alert-\(kind.rawValue)\" role=\"note\">\n".utf8)
    body.html.append("<p class=\"alert-title\">")
    body.html.append(contentsOf: alertTitle(kind, language: options.language).utf8)
    body.html.append("</p>\n")
    let text = index + 2
    let count = tree.nodes[text].literal.count
    if tree.end(index + 1) == text + 1 {
      silentParagraph = index + 1
    } else {
      passedText = (text, count)
      passedBreak = text + 1
    }
  }

  private func alert(_ index: Int) -> AlertKind? {
    guard tree.end(index) > index + 2, tree.nodes[index + 1].kind == .paragraph,
      tree.nodes[index + 2].kind == .text
    else { return nil }
    let next = index + 3
    guard next == tree.end(index + 1) || tree.nodes[next].kind == .softBreak else { return nil }
    return AlertKind(mark: tree.string(tree.nodes[index + 2].literal))
  }

  // MARK: Definition lists

  /// Begins the part of a definition list that the paragraph at `index` is: a term with its meanings
  /// on the lines below, a term whose meaning is the next paragraph, or that meaning.
  mutating func startDefinitions(_ index: Int) -> Bool {
    guard options.dialect != .plain, options.dialect != .eleventy,
      isDefinition(index)
    else { return false }
    breakLine()
    if !isInDefinitions { body.html.append("<dl>\n") }
    isInDefinitions = true
    if let count = colonCount(index + 1) {
      definition = .meaning
      body.html.append("<dd>")
      passedText = (index + 1, count)
    } else {
      definition = .term
      body.html.append("<dt>")
    }
    return true
  }

  private func isDefinition(_ index: Int) -> Bool {
    let end = tree.end(index)
    guard index + 1 < end, open.last.map({ tree.nodes[$0].kind != .item }) ?? true else {
      return false
    }
    if isInDefinitions, colonCount(index + 1) != nil { return true }
    var hasMeaning = false
    var at = index + 1
    while at < end {
      if tree.nodes[at].kind == .softBreak, at + 1 < end, colonCount(at + 1) != nil {
        hasMeaning = true
      }
      at += 1
    }
    if hasMeaning { return colonCount(index + 1) == nil }
    let parentEnd = open.last.map { tree.end($0) } ?? tree.nodes.count
    return end < parentEnd && tree.nodes[end].kind == .paragraph && end + 1 < tree.end(end)
      && colonCount(end + 1) != nil
      && !(index + 1..<end).contains { tree.nodes[$0].kind == .softBreak }
  }

  /// How many bytes the `:` and the blanks at the front of the text at `index` are; nil without.
  private func colonCount(_ index: Int) -> Int? {
    guard tree.nodes[index].kind == .text else { return nil }
    let text = tree.bytes(tree.nodes[index].literal)
    guard text.first == UInt8(ascii: ":"), let second = text.dropFirst().first, isSpace(second)
    else { return nil }
    return 1 + text.dropFirst().prefix(while: isSpace).count
  }

  /// Begins the next term or meaning at the line break at `index`; false when the line goes on with
  /// the meaning before.
  mutating func nextDefinition(_ index: Int) -> Bool {
    guard let part = definition, index + 1 < tree.nodes.count else { return false }
    let count = colonCount(index + 1)
    if count == nil, part == .meaning { return false }
    trimEnd()
    body.html.append(part == .term ? "</dt>\n" : "</dd>\n")
    definition = count == nil ? .term : .meaning
    body.html.append(count == nil ? "<dt>" : "<dd>")
    if let count { passedText = (index + 1, count) }
    setter.startBlock()
    return true
  }

  /// Ends the part that the paragraph at `index` was, and the list when nothing of it follows.
  mutating func endDefinition(_ index: Int) {
    body.html.append(definition == .term ? "</dt>\n" : "</dd>\n")
    definition = nil
    let next = tree.end(index)
    let parentEnd = open.last.map { tree.end($0) } ?? tree.nodes.count
    if next < parentEnd, tree.nodes[next].kind == .paragraph, isDefinition(next) { return }
    body.html.append("</dl>\n")
    isInDefinitions = false
  }
}
