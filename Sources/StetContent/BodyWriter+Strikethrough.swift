internal import StetCore

/// Text that is struck out and open: `~~…~~`.
///
/// libcmark-gfm has an addition for it, but each parser with that addition writes to a table that all
/// parsers of the process share, so that threads would disturb each other.
struct OpenStrike {
  /// The node whose children it began among.
  let parent: Int
  /// How many raw elements were open before it.
  let rawCount: Int
}

extension BodyWriter {
  /// Writes `range` of the text node at `index`, struck out between two `~~`.
  mutating func writeStruck(
    _ range: Range<Int>, of index: Int, after: Typesetter.Neighbour
  ) {
    guard hasTildes, options.additions.contains(.github), let parent = open.last else {
      return writePiece(range, after: after)
    }
    var start = range.lowerBound
    var from = start
    while let mark = strikeMark(in: from..<range.upperBound) {
      from = mark.upperBound
      let isClosing = strike?.parent == parent && canClose(mark, in: index)
      guard isClosing || (strike == nil && canOpen(mark, in: index, of: parent)) else { continue }
      if start < mark.lowerBound { writePiece(start..<mark.lowerBound, after: .other) }
      start = mark.upperBound
      if isClosing {
        endStrike()
      } else {
        body.html.append("<del>")
        strike = OpenStrike(parent: parent, rawCount: rawElements.count)
      }
    }
    if start < range.upperBound { writePiece(start..<range.upperBound, after: after) }
  }

  /// Ends what is struck out, and the raw elements begun in it.
  mutating func endStrike() {
    guard let open = strike else { return }
    closeRawElements(above: open.rawCount)
    strike = nil
    body.html.append("</del>")
  }

  /// The next two tildes, not three, in `range`.
  func strikeMark(in range: Range<Int>) -> Range<Int>? {
    var index = range.lowerBound
    while let start = tree.text[index..<range.upperBound].firstIndex(of: 0x7E) {
      var end = start
      while end < range.upperBound, tree.text[end] == 0x7E { end += 1 }
      if end - start == 2 { return start..<end }
      index = end
    }
    return nil
  }

  private func canClose(_ mark: Range<Int>, in index: Int) -> Bool {
    let start = Int(tree.nodes[index].literal.lowerBound)
    return mark.lowerBound == start || !isSpace(tree.text[mark.lowerBound - 1])
  }

  /// Whether text follows `mark` at once and another mark that can close stands among the same
  /// children; where none does, none is looked for again.
  private mutating func canOpen(_ mark: Range<Int>, in index: Int, of parent: Int) -> Bool {
    guard strikelessParent != parent else { return false }
    let end = Int(tree.nodes[index].literal.upperBound)
    if mark.upperBound < end, isSpace(tree.text[mark.upperBound]) { return false }
    var at = index
    var from = mark.upperBound
    while at < tree.end(parent) {
      if tree.nodes[at].kind == .text {
        let upper = Int(tree.nodes[at].literal.upperBound)
        while let found = strikeMark(in: from..<max(from, upper)) {
          if canClose(found, in: at), found.lowerBound > mark.upperBound || at > index {
            return true
          }
          from = found.upperBound
        }
      }
      at = tree.end(at)
      if at < tree.nodes.count { from = Int(tree.nodes[at].literal.lowerBound) }
    }
    strikelessParent = parent
    return false
  }
}
