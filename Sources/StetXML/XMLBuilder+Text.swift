import CLibXML2

extension XMLBuilder {
  /// Takes a stretch of text; libxml2 gives one text in many pieces.
  func text(
    _ context: xmlParserCtxtPtr, _ start: UnsafePointer<xmlChar>?, _ count: CInt
  ) {
    guard let start = unsafe start, count > 0 else { return }
    let buffer = unsafe UnsafeBufferPointer(start: start, count: Int(count))
    if !isInText {
      isInText = true
      let offset = unsafe position(context)
      if isInRecord {
        beginText(in: &record, parent: openInRecord.last ?? -1, offset)
      } else {
        beginText(in: &shell, parent: openInShell.last ?? -1, offset)
      }
    }
    // A text with many references arrives one character at a time.
    if isInRecord {
      unsafe append(buffer, to: &record.bytes)
    } else {
      unsafe append(buffer, to: &shell.bytes)
    }
  }

  private func append(_ buffer: UnsafeBufferPointer<xmlChar>, to bytes: inout [UInt8]) {
    if buffer.count == 1 {
      bytes.append(unsafe buffer[0])
    } else {
      unsafe bytes.append(contentsOf: buffer)
    }
  }

  private func beginText(in tree: inout XMLTree, parent: Int, _ offset: Int) {
    let lower = tree.bytes.count
    tree.nodes.append(
      XMLTree.Node(
        kind: .text, namespace: XMLTree.none, name: "", prefix: "", parent: parent, offset: offset,
        attributes: 0..<0, text: lower..<lower, next: tree.nodes.count + 1))
  }

  /// Gives the text that was open its end, before anything else is added.
  func endText() {
    guard isInText else { return }
    isInText = false
    if isInRecord { endText(in: &record) } else { endText(in: &shell) }
  }

  private func endText(in tree: inout XMLTree) {
    let last = tree.nodes.count - 1
    tree.nodes[last].text = tree.nodes[last].text.lowerBound..<tree.bytes.count
  }
}
