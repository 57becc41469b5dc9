import CLibXML2

/// Why HTML could not be read.
package enum HTMLProblem: Error, Sendable, Hashable {
  /// It is longer, deeper or has more parts than anything that people write.
  case excessive
}

/// The tree of `html`, repaired as libxml2 does it: what is not closed is closed, what closes nothing
/// is passed over. It reads no other file and opens no connection.
package func readHTML(_ html: String) throws(HTMLProblem) -> HTMLTree {
  let bytes = HTMLBuilder.prefix + HTMLBuilder.cleaned(html)
  guard bytes.count <= HTMLBuilder.byteCountMax, HTMLBuilder.isBounded(bytes) else {
    throw .excessive
  }
  let builder = HTMLBuilder()
  guard builder.read(bytes) else { throw .excessive }
  return builder.tree
}

/// Turns the parser's events into a tree of plain values.
///
/// A class because libxml2 keeps a pointer to it while it parses. It takes events, not libxml2's own
/// tree: that one is built and freed by recursion.
@safe final class HTMLBuilder {
  /// Where the text stands that is read; without it libxml2 puts paragraphs around text.
  static let prefix: [UInt8] = Array("<html><body>".utf8)
  static let byteCountMax = 16 << 20
  private static let depthMax = 200
  private static let nodeCountMax = 1_000_000
  private static let attributeCountMax = 500

  private(set) var tree = HTMLTree()
  private var open: [Int] = []
  /// How many of the first elements, `html` and `body`, are still to come.
  private var passed = 0
  private var isStopped = false

  /// The bytes of `html` without the control characters that end libxml2's strings or hide in them.
  static func cleaned(_ html: String) -> [UInt8] {
    html.utf8.filter { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A || $0 == 0x09 }
  }

  /// Whether no tag has so many attributes that comparing each with each takes long.
  static func isBounded(_ bytes: [UInt8]) -> Bool {
    var index = 0
    while let start = bytes[index...].firstIndex(of: 0x3C) {
      index = start + 1
      guard index < bytes.count, (0x61...0x7A).contains(bytes[index] | 0x20) else { continue }
      var parts = 0
      while index < bytes.count, bytes[index] != 0x3E {
        let byte = bytes[index]
        if byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x2F {
          parts += 1
        } else if byte == 0x3D {
          index = valueEnd(bytes, after: index)
          parts += 1
          continue
        }
        index += 1
      }
      if parts > attributeCountMax { return false }
    }
    return true
  }

  /// Where the value ends whose `=` stands at `index`.
  private static func valueEnd(_ bytes: [UInt8], after index: Int) -> Int {
    var at = index + 1
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x09 { at += 1 }
    guard at < bytes.count, bytes[at] == 0x22 || bytes[at] == 0x27 else { return at }
    let quote = bytes[at]
    return bytes[(at + 1)...].firstIndex(of: quote).map { $0 + 1 } ?? bytes.count
  }

  /// Reads `bytes`, UTF-8; false when there was too much of something.
  func read(_ bytes: [UInt8]) -> Bool {
    prepareLibrary()
    return unsafe bytes.withUnsafeBytes { buffer in
      let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      guard let context = unsafe htmlCreateMemoryParserCtxt(start, CInt(buffer.count)) else {
        return false
      }
      defer { unsafe htmlFreeParserCtxt(context) }
      let options =
        HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
        | HTML_PARSE_NODEFDTD.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
        | HTML_PARSE_COMPACT.rawValue
      _ = unsafe htmlCtxtUseOptions(context, CInt(options))
      unsafe xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
      unsafe context.pointee.linenumbers = 1
      guard let handler = unsafe context.pointee.sax else { return false }
      unsafe HTMLBuilder.install(in: handler)
      unsafe context.pointee._private = Unmanaged.passUnretained(self).toOpaque()
      _ = unsafe htmlParseDocument(context)
      unsafe context.pointee._private = nil
      closeAll()
      return !isStopped
    }
  }

  /// Sets the events that build the tree, and takes away all others.
  private static func install(in handler: UnsafeMutablePointer<xmlSAXHandler>) {
    unsafe handler.pointee = xmlSAXHandler()
    unsafe handler.pointee.initialized = 1
    unsafe handler.pointee.startElement = { data, name, attributes in
      unsafe HTMLBuilder.withBuilder(data) { unsafe $0.start($1, name, attributes) }
    }
    unsafe handler.pointee.endElement = { data, _ in
      unsafe HTMLBuilder.withBuilder(data) { builder, _ in builder.end() }
    }
    unsafe handler.pointee.characters = { data, text, count in
      unsafe HTMLBuilder.withBuilder(data) { unsafe $0.text($1, text, count) }
    }
    unsafe handler.pointee.ignorableWhitespace = handler.pointee.characters
    unsafe handler.pointee.cdataBlock = handler.pointee.characters
    unsafe handler.pointee.comment = { data, text in
      unsafe HTMLBuilder.withBuilder(data) { unsafe $0.comment($1, text) }
    }
  }

  private static func withBuilder(
    _ data: UnsafeMutableRawPointer?, _ body: (HTMLBuilder, xmlParserCtxtPtr) -> Void
  ) {
    guard let data = unsafe data else { return }
    let context = unsafe data.assumingMemoryBound(to: xmlParserCtxt.self)
    guard let builder = unsafe context.pointee._private else { return }
    unsafe body(Unmanaged<HTMLBuilder>.fromOpaque(builder).takeUnretainedValue(), context)
  }
}

// MARK: - Events

extension HTMLBuilder {
  private func start(
    _ context: xmlParserCtxtPtr, _ name: UnsafePointer<xmlChar>?,
    _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    if passed < 2 {
      passed += 1
      return
    }
    guard let name = unsafe name else { return }
    var attributes: [HTMLTree.Attribute] = []
    if let list = unsafe list {
      var index = 0
      while let key = unsafe list[index] {
        let value = unsafe list[index + 1].map { unsafe String(cString: $0) } ?? ""
        unsafe attributes.append(.init(name: String(cString: key).lowercased(), value: value))
        index += 2
      }
    }
    unsafe add(
      .element, context, name: String(cString: name).lowercased(), attributes: attributes)
    open.append(tree.nodes.count - 1)
    if open.count > HTMLBuilder.depthMax { unsafe stop(context) }
  }

  private func end() {
    guard let last = open.popLast() else { return }
    tree.nodes[last].next = tree.nodes.count
  }

  private func text(
    _ context: xmlParserCtxtPtr, _ start: UnsafePointer<xmlChar>?, _ count: CInt
  ) {
    guard let start = unsafe start, count > 0 else { return }
    let piece = unsafe String(
      decoding: UnsafeBufferPointer(start: start, count: Int(count)), as: UTF8.self)
    let last = tree.nodes.count - 1
    // One text comes in pieces, each reference apart.
    if last >= 0, tree.nodes[last].kind == .text, tree.nodes[last].parent == open.last ?? -1 {
      tree.nodes[last].text += piece
    } else {
      unsafe add(.text, context, text: piece)
    }
  }

  private func comment(_ context: xmlParserCtxtPtr, _ text: UnsafePointer<xmlChar>?) {
    guard let text = unsafe text else { return }
    unsafe add(.comment, context, text: String(cString: text))
  }

  private func add(
    _ kind: HTMLTree.Node.Kind, _ context: xmlParserCtxtPtr, name: String = "",
    attributes: [HTMLTree.Attribute] = [], text: String = ""
  ) {
    guard tree.nodes.count < HTMLBuilder.nodeCountMax else { return unsafe stop(context) }
    let line = unsafe context.pointee.input.map { unsafe Int($0.pointee.line) - 1 } ?? 0
    // The parser stands behind a text when it tells of it.
    let before = text.utf8.count { $0 == 0x0A }
    tree.nodes.append(
      HTMLTree.Node(
        kind: kind, name: name, attributes: attributes, text: text, parent: open.last ?? -1,
        line: max(0, line - before), next: tree.nodes.count + 1))
  }

  private func stop(_ context: xmlParserCtxtPtr) {
    isStopped = true
    unsafe xmlStopParser(context)
  }

  private func closeAll() {
    while let last = open.popLast() { tree.nodes[last].next = tree.nodes.count }
  }
}
