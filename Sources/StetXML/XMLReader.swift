import CLibXML2

/// Reads a UTF-8 document from front to back and hands it out in pieces: each record as soon as its
/// end tag is read, and at last the shell, in which records are only marked.
///
/// The memory it needs is that of one record, the shell and 64 KB. It reads no other file, opens no
/// connection, and expands no entity but the five of XML 1.0 §4.6.
@safe package struct XMLReader: ~Copyable {
  private let context: xmlParserCtxtPtr
  private let builder: XMLBuilder
  private var fed = 0
  private var isFinished = false
  /// How many quotes are in the chunks that wait for the end of their tag.
  private var waitingQuoteCount = 0

  private static let chunkSize = 1 << 16

  /// Reads `bytes`, whose declared encoding is not heeded.
  ///
  /// Elements called one of `records`, two or three deep, are records. With a `judge` each record
  /// and the shell are held against its grammar apart, because libxml2 is quadratic in repeated elements. Nil when
  /// libxml2 has no memory.
  package init?(
    _ bytes: [UInt8], namespaces: [String], records: [String],
    judge: RelaxNGJudge? = nil, limits: XMLLimits = XMLLimits()
  ) {
    prepareLibrary()
    var handler = unsafe xmlSAXHandler()
    unsafe xmlSAXVersion(&handler, 2)
    unsafe XMLBuilder.install(in: &handler)
    guard let context = unsafe xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil) else {
      return nil
    }
    unsafe self.context = context
    builder = XMLBuilder(
      bytes: bytes, namespaces: namespaces, records: records, judge: judge, limits: limits)
    // NOENT gives attributes their plain text; there is no entity it could expand.
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_BIG_LINES.rawValue | XML_PARSE_IGNORE_ENC.rawValue
      | XML_PARSE_NOENT.rawValue
    unsafe xmlCtxtUseOptions(context, CInt(options))
    unsafe context.pointee.linenumbers = 1
    unsafe xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { fed = 3 }
    builder.offsetBase = fed
  }

  deinit {
    // libxml2 made an empty document at the start, in which it keeps no entity of ours.
    if let document = unsafe context.pointee.myDoc { unsafe xmlFreeDoc(document) }
    unsafe context.pointee.myDoc = nil
    unsafe xmlFreeParserCtxt(context)
  }

  /// The root element as far as it is read; nil before its start tag.
  package var root: XMLTree.Node? { builder.trees.shell.nodes.first }

  /// The root element's attributes and nothing of its content.
  package var shell: XMLTree { builder.trees.shell }

  /// The problems met so far, in the order of the document.
  package var problems: [XMLProblem] { builder.problems }

  /// Where the document type declaration stands; nil when there is none.
  package var doctypeOffset: Int? { builder.doctypeOffset }

  /// The next record; nil after the last, or where the parser had to stop.
  package mutating func nextRecord() -> XMLTree? {
    while builder.hasNothingFinished, !isFinished {
      feed()
    }
    return builder.takeFinished()
  }

  private mutating func feed() {
    if fed == 0 || fed == builder.offsetBase, builder.bytes.count > builder.limits.byteCountMax {
      builder.complain(.limit, "the document is larger than \(builder.limits.byteCountMax) bytes")
      isFinished = true
      return
    }
    let end = min(fed + XMLReader.chunkSize, builder.bytes.count)
    let start = fed
    let isLast = end == builder.bytes.count
    unsafe builder.attach(to: context) { context in
      unsafe builder.bytes.withUnsafeBytes { buffer in
        let chunk = unsafe buffer.baseAddress?.advanced(by: start)
          .assumingMemoryBound(to: CChar.self)
        _ = unsafe xmlParseChunk(context, chunk, CInt(end - start), isLast ? 1 : 0)
      }
      if unsafe !isLast && isTagTooLong(context, from: start, to: end) {
        unsafe builder.stop(context, "a tag has too many attributes")
      }
      let isOver = unsafe isLast || context.pointee.disableSAX != 0
      if isOver { unsafe builder.finish(context) }
    }
    fed = end
    isFinished = isLast || builder.isStopped
  }

  /// Whether the parser waits for the end of a tag in which more attributes stand already than an
  /// element may have; it would compare each with each before it told us.
  private mutating func isTagTooLong(
    _ context: xmlParserCtxtPtr, from start: Int, to end: Int
  ) -> Bool {
    let isTag =
      unsafe context.pointee.instate == XML_PARSER_START_TAG && builder.position(context) <= start
    guard isTag else {
      waitingQuoteCount = 0
      return false
    }
    waitingQuoteCount += builder.bytes[start..<end].count { $0 == 0x22 || $0 == 0x27 }
    return waitingQuoteCount > builder.limits.attributeCountMax * 16
  }
}
