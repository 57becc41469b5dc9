import CLibXML2

extension XMLBuilder {
  /// Takes a stretch of text; libxml2 gives one text in many pieces.
  mutating func text(
    _ context: xmlParserCtxtPtr, _ start: UnsafePointer<xmlChar>?, _ count: CInt
  ) {
    guard let start = unsafe start, count > 0 else { return }
    let buffer = unsafe UnsafeBufferPointer(start: start, count: Int(count))
    if unsafe XMLBuilder.add(buffer, to: &trees) { return }
    trees.beginText(unsafe position(context))
    _ = unsafe XMLBuilder.add(buffer, to: &trees)
  }

  /// Adds to the text that is open; false where none is. Static, so that nobody holds a copy of the
  /// builder meanwhile, with which the bytes would have to be copied.
  private static func add(_ buffer: UnsafeBufferPointer<xmlChar>, to trees: inout XMLTrees) -> Bool
  {
    guard trees.isInText else { return false }
    if trees.isInRecord {
      unsafe append(buffer, to: &trees.record.bytes)
    } else {
      unsafe append(buffer, to: &trees.shell.bytes)
    }
    return true
  }

  private static func append(_ buffer: UnsafeBufferPointer<xmlChar>, to bytes: inout [UInt8]) {
    // A text with many references arrives one character at a time.
    if buffer.count == 1 {
      bytes.append(unsafe buffer[0])
    } else {
      unsafe bytes.append(contentsOf: buffer)
    }
  }

  /// Gives the text that was open its end, before anything else is added.
  mutating func endText() {
    trees.endText()
  }
}
