/// The shell of a document and the record being read.
struct XMLTrees {
  var shell = XMLTree()
  var record = XMLTree()
  var isInRecord = false
  /// Whether the last node of the tree is a text whose end is not known yet.
  var isInText = false
  var openInShell: [Int] = []
  var openInRecord: [Int] = []

  /// Begins a text at `offset` of the document.
  mutating func beginText(_ offset: Int) {
    isInText = true
    if isInRecord {
      XMLTrees.beginText(in: &record, parent: openInRecord.last ?? -1, offset)
    } else {
      XMLTrees.beginText(in: &shell, parent: openInShell.last ?? -1, offset)
    }
  }

  private static func beginText(in tree: inout XMLTree, parent: Int, _ offset: Int) {
    let lower = tree.bytes.count
    tree.nodes.append(
      XMLTree.Node(
        kind: .text, namespace: XMLTree.none, name: "", prefix: "", parent: parent, offset: offset,
        attributes: 0..<0, text: lower..<lower, next: tree.nodes.count + 1))
  }

  /// Gives the text that was open its end, before anything else is added.
  mutating func endText() {
    guard isInText else { return }
    isInText = false
    if isInRecord { XMLTrees.endText(in: &record) } else { XMLTrees.endText(in: &shell) }
  }

  private static func endText(in tree: inout XMLTree) {
    let last = tree.nodes.count - 1
    tree.nodes[last].text = tree.nodes[last].text.lowerBound..<tree.bytes.count
  }

  /// Closes the innermost element; whether it was the record.
  mutating func close() -> Bool {
    guard isInRecord else {
      if let node = openInShell.popLast() { shell.nodes[node].next = shell.nodes.count }
      return false
    }
    guard let node = openInRecord.popLast() else { return false }
    record.nodes[node].next = record.nodes.count
    if openInRecord.isEmpty { isInRecord = false }
    return openInRecord.isEmpty
  }
}
