import StetXML

extension MarkdownWriter {
  /// The list `index`; one right behind another of its kind has other marks, so that they stay two.
  mutating func list(
    _ index: Int, after last: MarkdownBlock?, depth: Int
  ) -> [MarkdownBlock] {
    let node = tree.nodes[index]
    let isOrdered = node.name == "ol"
    var isAlternate = false
    if case .list(isOrdered, let wasAlternate)? = last?.kind { isAlternate = !wasAlternate }
    let items = items(of: index)
    let isLoose = items.contains { item in
      item.contains { tree.nodes[$0].name == "p" }
    }
    var texts: [String] = []
    var number = Int(node.value("start") ?? "") ?? 1
    if !(0...999_999_000).contains(number) { number = 1 }
    for item in items {
      let mark =
        isOrdered ? "\(number)\(isAlternate ? ")" : ".")" : isAlternate ? "*" : "-"
      guard let text = self.item(item, mark: mark, isLoose: isLoose, depth: depth) else { continue }
      texts.append(text)
      number += 1
    }
    if texts.isEmpty { return [] }
    return [
      MarkdownBlock(
        kind: .list(isOrdered: isOrdered, isAlternate: isAlternate),
        text: texts.joined(separator: isLoose ? "\n\n" : "\n"))
    ]
  }

  /// The nodes in each item of the list `index`; what stands beside items belongs to the one before.
  private func items(of index: Int) -> [[Int]] {
    var items: [[Int]] = []
    for child in tree.children(of: index) {
      let node = tree.nodes[child]
      if node.kind == .element, node.name == "li" {
        items.append(Array(tree.children(of: child)))
      } else if node.kind == .element || node.kind == .text && !node.text.allSatisfy(\.isWhitespace)
      {
        if items.isEmpty { items.append([]) }
        items[items.count - 1].append(child)
      }
    }
    return items
  }

  /// One item behind `mark`; nil for one without anything that shows.
  private mutating func item(
    _ nodes: [Int], mark: String, isLoose: Bool, depth: Int
  ) -> String? {
    var nodes = nodes
    let task = takeTask(&nodes)
    let blocks = blocks(nodes, depth: depth + 1)
    guard let first = blocks.first else { return nil }
    var text = ""
    for (number, block) in blocks.enumerated() {
      if number > 0 { text += separator(blocks[number - 1], block, isLoose: isLoose) }
      text += block.text
    }
    if let task, first.kind == .paragraph { text = "[\(task)] " + text }
    // stet looks for fences at the start of a line.
    let start =
      beginsWithFence(text) ? "\n" + String(repeating: " ", count: mark.utf8.count + 1) : " "
    return mark + start + indented(text, by: mark.utf8.count + 1)
  }

  private func beginsWithFence(_ text: String) -> Bool {
    text.utf8.drop { $0 == 0x3E || $0 == 0x20 }.starts(with: "```".utf8)
  }

  /// What stands between two blocks of an item; in a tight list only a list follows at once.
  private func separator(_ one: MarkdownBlock, _ two: MarkdownBlock, isLoose: Bool) -> String {
    guard !isLoose, one.kind == .paragraph, case .list(let isOrdered, _) = two.kind,
      !isOrdered || two.text.hasPrefix("1. ")
    else { return "\n\n" }
    return "\n"
  }

  /// Whether a box for a mark stands first, and takes it away: `x` or a blank.
  private func takeTask(_ nodes: inout [Int]) -> String? {
    let shown = nodes.firstIndex {
      tree.nodes[$0].kind == .element || !tree.nodes[$0].text.allSatisfy(\.isWhitespace)
    }
    guard let shown, tree.nodes[nodes[shown]].name == "input",
      tree.nodes[nodes[shown]].value("type")?.lowercased() == "checkbox"
    else { return nil }
    let task = tree.nodes[nodes[shown]].value("checked") == nil ? " " : "x"
    nodes.removeSubrange(...shown)
    return task
  }

  // MARK: Definitions

  /// A list of terms and meanings, as Markdown where all of it is text.
  mutating func definitions(_ index: Int) -> [MarkdownBlock] {
    var parts: [Int] = []
    for child in tree.children(of: index) {
      let node = tree.nodes[child]
      switch node.kind {
      case .comment: continue
      case .text: if !node.text.allSatisfy(\.isWhitespace) { return kept(index) }
      case .element:
        let isParagraph = onlyParagraph(in: child) != nil
        guard node.name == "dt" || node.name == "dd", !holdsBlock[child] || isParagraph,
          !hasBreak(child)
        else { return kept(index) }
        parts.append(child)
      }
    }
    guard let first = parts.first, let last = parts.last, tree.nodes[first].name == "dt",
      tree.nodes[last].name == "dd", !isInside("li", index),
      !isInside("blockquote", index)
    else { return kept(index) }
    var text = ""
    var isMeaning = false
    for part in parts {
      let isTerm = tree.nodes[part].name == "dt"
      var line = InlineWriter(escapes: escapes(), isOneLine: true)
      let holder = onlyParagraph(in: part) ?? part
      for child in tree.children(of: holder) { write(child, into: &line, depth: 0) }
      let written = line.finished()
      if written.isEmpty { return kept(index) }
      if isTerm, isMeaning { text += "\n" }
      isMeaning = !isTerm
      text += (isTerm ? guardedLineStarts(written) : ": " + written) + "\n"
    }
    return [MarkdownBlock(kind: .other, text: String(text.dropLast()))]
  }

  private func onlyParagraph(in index: Int) -> Int? {
    let shown = tree.children(of: index).filter {
      tree.nodes[$0].kind == .element || !tree.nodes[$0].text.allSatisfy(\.isWhitespace)
    }
    guard shown.count == 1, tree.nodes[shown[0]].name == "p", !holdsBlock[shown[0]] else {
      return nil
    }
    return shown[0]
  }

  private func hasBreak(_ index: Int) -> Bool {
    (index..<tree.nodes[index].next).contains { ["br", "img"].contains(tree.nodes[$0].name) }
  }

  /// Whether an element called `name` is around `index`.
  func isInside(_ name: String, _ index: Int) -> Bool {
    var at = tree.nodes[index].parent
    while at >= 0 {
      if tree.nodes[at].name == name { return true }
      at = tree.nodes[at].parent
    }
    return false
  }
}
