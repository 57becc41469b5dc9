import CLibXML2

/// Reads a UTF-8 document from front to back and hands it out in pieces: each record as soon as its
/// end tag is read, and at last the shell, in which records are only marked.
///
/// The memory it needs is that of one record, the shell and 64 KB. It reads no other file, opens no
/// connection, and expands no entity but the five of XML 1.0 §4.6.
@safe package struct XMLReader: ~Copyable {
  private let context: xmlParserCtxtPtr
  private let place: UnsafeMutablePointer<XMLBuilder>
  private var fed = 0
  private var isFinished = false
  /// How many quotes are in the chunks that wait for the end of their tag.
  private var waitingQuoteCount = 0

  private static let chunkSize = 1 << 16

  /// Reads `bytes`, whose declared encoding is not heeded.
  ///
  /// Elements called one of `records`, two or three deep, are records. With a `judge` each record,
  /// but for those at the offsets of `unjudged`, and the shell are held against its grammar apart,
  /// because libxml2 is quadratic in repeated elements. Nil when libxml2 has no memory.
  package init?(
    _ bytes: [UInt8], namespaces: [String], records: [String],
    judge: RelaxNGJudge? = nil, unjudged: Set<Int> = [], limits: XMLLimits = XMLLimits()
  ) {
    prepareLibrary()
    var handler = unsafe xmlSAXHandler()
    unsafe xmlSAXVersion(&handler, 2)
    unsafe XMLBuilder.install(in: &handler)
    guard let context = unsafe xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil) else {
      return nil
    }
    unsafe self.context = context
    unsafe place = UnsafeMutablePointer<XMLBuilder>.allocate(capacity: 1)
    unsafe place.initialize(
      to: XMLBuilder(
        bytes: bytes, namespaces: namespaces, records: records, judge: judge, unjudged: unjudged,
        limits: limits))
    // NOENT gives attributes their plain text; there is no entity it could expand.
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_BIG_LINES.rawValue | XML_PARSE_IGNORE_ENC.rawValue
      | XML_PARSE_NOENT.rawValue
    unsafe xmlCtxtUseOptions(context, CInt(options))
    unsafe context.pointee.linenumbers = 1
    unsafe xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { fed = 3 }
    unsafe place.pointee.offsetBase = fed
  }

  deinit {
    // libxml2 made an empty document at the start, in which it keeps no entity of ours.
    if let document = unsafe context.pointee.myDoc { unsafe xmlFreeDoc(document) }
    unsafe context.pointee.myDoc = nil
    unsafe xmlFreeParserCtxt(context)
    unsafe place.deinitialize(count: 1)
    unsafe place.deallocate()
  }

  /// The root element as far as it is read; nil before its start tag.
  package var root: XMLTree.Node? { unsafe place.pointee.trees.shell.nodes.first }

  /// The root element's attributes and nothing of its content.
  package var shell: XMLTree { unsafe place.pointee.trees.shell }

  /// The problems met so far, in the order of the document.
  package var problems: [XMLProblem] { unsafe place.pointee.problems }

  /// Where the document type declaration stands; nil when there is none.
  package var doctypeOffset: Int? { unsafe place.pointee.doctypeOffset }

  /// The next record; nil after the last, or where the parser had to stop.
  package mutating func nextRecord() -> XMLTree? {
    while unsafe place.pointee.hasNothingFinished, !isFinished {
      feed()
    }
    return unsafe place.pointee.takeFinished()
  }

  private mutating func feed() {
    // The callbacks change the builder while the parser reads, so it is not asked for its bytes then.
    let bytes = unsafe place.pointee.bytes
    let countMax = unsafe place.pointee.limits.byteCountMax
    if fed <= 3, bytes.count > countMax {
      unsafe place.pointee.complain(.limit, "the document is larger than \(countMax) bytes")
      isFinished = true
      return
    }
    let start = fed
    let end = min(fed + XMLReader.chunkSize, bytes.count)
    let isLast = end == bytes.count
    unsafe context.pointee._private = UnsafeMutableRawPointer(place)
    unsafe bytes.withUnsafeBytes { buffer in
      let chunk = unsafe buffer.baseAddress?.advanced(by: start)
        .assumingMemoryBound(to: CChar.self)
      _ = unsafe xmlParseChunk(context, chunk, CInt(end - start), isLast ? 1 : 0)
    }
    if !isLast, isTagTooLong(bytes[start..<end], at: start) {
      unsafe place.pointee.stop(context, "a tag has too many attributes")
    }
    unsafe context.pointee._private = nil
    if unsafe isLast || context.pointee.disableSAX != 0 { unsafe place.pointee.finish(context) }
    fed = end
    isFinished = unsafe isLast || place.pointee.isStopped
  }

  /// Whether the parser waits, after `chunk` at `start`, for the end of a tag in which more attributes
  /// stand already than an element may have; it would compare each with each before it told us.
  private mutating func isTagTooLong(_ chunk: ArraySlice<UInt8>, at start: Int) -> Bool {
    let isTag =
      unsafe context.pointee.instate == XML_PARSER_START_TAG
      && place.pointee.position(context) <= start
    guard isTag else {
      waitingQuoteCount = 0
      return false
    }
    waitingQuoteCount += chunk.count { $0 == 0x22 || $0 == 0x27 }
    return unsafe waitingQuoteCount > place.pointee.limits.attributeCountMax * 16
  }
}
