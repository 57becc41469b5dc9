import CLibXML2

/// Turns the parser's events into trees of plain values.
///
/// libxml2 keeps a pointer to it while a chunk is parsed, and calls for each piece of text, often a
/// single character. So its owner keeps it at a place of its own: an object would be counted, and each
/// access to it checked, at every call.
@safe struct XMLBuilder {
  let bytes: [UInt8]
  let limits: XMLLimits
  var offsetBase = 0
  var trees = XMLTrees()
  private(set) var problems: [XMLProblem] = []
  private(set) var doctypeOffset: Int?
  private(set) var isStopped = false
  private(set) var finished: [XMLTree] = []
  private var taken = 0

  private let records: Set<String>
  private let judge: RelaxNGJudge?
  private let unjudged: Set<Int>
  private var depth = 0
  private var recordCount = 0
  /// How many namespaces each open element declares, and their sum.
  private var scopeCounts: [Int] = []
  private var scopeCount = 0
  private var names: XMLNames

  init(
    bytes: [UInt8], namespaces: [String], records: [String], judge: RelaxNGJudge?,
    unjudged: Set<Int>, limits: XMLLimits
  ) {
    self.bytes = bytes
    names = XMLNames(namespaces)
    self.records = Set(records)
    self.judge = judge
    self.unjudged = unjudged
    self.limits = limits
  }

  /// The oldest finished record not yet taken.
  mutating func takeFinished() -> XMLTree? {
    guard taken < finished.count else {
      finished.removeAll(keepingCapacity: true)
      taken = 0
      return nil
    }
    defer {
      finished[taken] = XMLTree()
      taken += 1
    }
    return finished[taken]
  }

  /// Whether every finished record is taken.
  var hasNothingFinished: Bool { taken >= finished.count }

  /// Notes a problem at `offset`, at most 50 of them.
  mutating func complain(_ kind: XMLProblem.Kind, at offset: Int = 0, _ message: String) {
    guard problems.count < 50 else { return }
    let line = message.split(separator: "\n").first.map(String.init) ?? message
    problems.append(XMLProblem(kind: kind, offset: offset, message: line))
  }

  /// Judges the shell after the last event.
  mutating func finish(_ context: xmlParserCtxtPtr) {
    isStopped = true
    trees.shell.range = 0..<bytes.count
    closeAll()
    if unsafe context.pointee.wellFormed == 1 { judge(trees.shell) }
  }

  /// Holds a finished piece against the grammar.
  private mutating func judge(_ tree: XMLTree) {
    guard let complaint = judge?.complaint(about: tree) else { return }
    complain(.grammar, at: tree.nodes.first?.offset ?? 0, complaint)
  }

  private mutating func closeAll() {
    endText()
    for node in trees.openInShell { trees.shell.nodes[node].next = trees.shell.nodes.count }
    trees.openInShell = []
  }

  /// Ends the reading, because the document asks for too much.
  mutating func stop(_ context: xmlParserCtxtPtr, _ message: String) {
    complain(.limit, at: unsafe position(context), message)
    isStopped = true
    unsafe xmlStopParser(context)
  }

  /// Where the parser stands, in bytes of the document.
  func position(_ context: xmlParserCtxtPtr) -> Int {
    guard let input = unsafe context.pointee.input else { return 0 }
    let here = unsafe input.pointee.cur - input.pointee.base
    return unsafe min(Int(input.pointee.consumed) + here + offsetBase, bytes.count)
  }

  private func tagStart(before offset: Int) -> Int {
    var index = min(offset, bytes.count - 1)
    while index > 0, bytes[index] != 0x3C { index -= 1 }
    return max(index, 0)
  }
}

/// The start tag as the parser reports it.
@unsafe struct StartTag {
  let name: UnsafePointer<xmlChar>?
  let prefix: UnsafePointer<xmlChar>?
  let uri: UnsafePointer<xmlChar>?
  /// How many namespaces it declares.
  let scopeCount: Int
  let attributeCount: CInt
  let attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
}

// MARK: - Events

extension XMLBuilder {
  mutating func start(_ context: xmlParserCtxtPtr, _ tag: StartTag) {
    endText()
    depth += 1
    let size = trees.isInRecord ? trees.record.size : trees.shell.size
    if depth > limits.depthMax { return unsafe stop(context, "elements are nested too deeply") }
    unsafe scopeCounts.append(tag.scopeCount)
    unsafe scopeCount += tag.scopeCount
    if max(unsafe Int(tag.attributeCount), scopeCount) > limits.attributeCountMax {
      return unsafe stop(context, "too many attributes")
    }
    if size > limits.nodeCountMax { return unsafe stop(context, "too many elements") }
    let name = unsafe names.interned(tag.name)
    let offset = tagStart(before: unsafe position(context))
    let isRecord = !trees.isInRecord && (depth == 2 || depth == 3) && records.contains(name)
    if isRecord {
      recordCount += 1
      if recordCount > limits.recordCountMax { return unsafe stop(context, "too many entries") }
      let mark = unsafe XMLBuilder.node(
        .record, name, tag, &names, parent: trees.openInShell.last ?? -1, offset: offset)
      trees.shell.nodes.append(mark)
      trees.shell.nodes[trees.shell.nodes.count - 1].next = trees.shell.nodes.count
      trees.record = XMLTree(like: finished.last)
      trees.isInRecord = true
    }
    if trees.isInRecord {
      unsafe XMLBuilder.add(tag, name, offset, &names, to: &trees.record, open: &trees.openInRecord)
    } else {
      unsafe XMLBuilder.add(tag, name, offset, &names, to: &trees.shell, open: &trees.openInShell)
    }
  }

  private static func add(
    _ tag: StartTag, _ name: String, _ offset: Int, _ names: inout XMLNames,
    to tree: inout XMLTree, open: inout [Int]
  ) {
    let first = tree.attributes.count
    if let list = unsafe tag.attributes {
      for index in unsafe 0..<Int(tag.attributeCount) {
        let parts = unsafe list + index * 5
        guard let start = unsafe parts[3], let end = unsafe parts[4] else { continue }
        let lower = tree.bytes.count
        let value = unsafe UnsafeBufferPointer(start: start, count: end - start)
        unsafe tree.bytes.append(contentsOf: value)
        tree.attributes.append(
          XMLTree.Attribute(
            namespace: unsafe names.namespace(parts[2]), name: unsafe names.interned(parts[0]),
            value: lower..<tree.bytes.count))
      }
    }
    let attributes = first..<tree.attributes.count
    tree.nodes.append(
      unsafe node(
        .element, name, tag, &names, parent: open.last ?? -1, offset: offset, attributes: attributes
      ))
    open.append(tree.nodes.count - 1)
  }

  private static func node(
    _ kind: XMLTree.Node.Kind, _ name: String, _ tag: StartTag, _ names: inout XMLNames,
    parent: Int, offset: Int,
    attributes: Range<Int> = 0..<0
  ) -> XMLTree.Node {
    XMLTree.Node(
      kind: kind, namespace: unsafe names.namespace(tag.uri), name: name,
      prefix: unsafe names.interned(tag.prefix), parent: parent, offset: offset,
      attributes: attributes,
      text: 0..<0, next: 0)
  }

  mutating func end(_ context: xmlParserCtxtPtr) {
    endText()
    depth -= 1
    scopeCount -= scopeCounts.popLast() ?? 0
    guard trees.close(), let start = trees.record.nodes.first?.offset else { return }
    trees.record.range = start..<max(unsafe position(context), start)
    if !unjudged.contains(start) { judge(trees.record) }
    finished.append(trees.record)
    trees.record = XMLTree()
  }

  mutating func doctype(_ context: xmlParserCtxtPtr) {
    doctypeOffset = doctypeOffset ?? (unsafe position(context))
  }

  mutating func report(_ context: xmlParserCtxtPtr, _ error: UnsafeMutablePointer<xmlError>) {
    let code = unsafe error.pointee.code
    let entity = [26, 27].contains(code)
    guard entity || (unsafe error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue) else { return }
    let message = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? ""
    var kind = XMLProblem.Kind.syntax
    if entity {
      kind = .entity
    } else if unsafe error.pointee.domain == CInt(XML_FROM_NAMESPACE.rawValue) {
      kind = .namespace
    } else if [31, 32, 79, 81].contains(code) || message.hasPrefix("Input is not proper UTF-8") {
      kind = .encoding
    } else if message.contains("XML_PARSE_HUGE") || message.contains("Huge input")
      || code == 110
    {
      kind = .limit
    }
    complain(kind, at: unsafe position(context), message)
  }
}
