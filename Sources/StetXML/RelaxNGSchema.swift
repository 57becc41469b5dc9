import CLibXML2

/// A RELAX NG grammar, compiled once.
@safe struct RelaxNGSchema: ~Copyable {
  let pointer: xmlRelaxNGPtr

  /// The grammar that `source` writes in XML syntax; nil when it is none.
  init?(source: [UInt8]) {
    prepareLibrary()
    let compiled: xmlRelaxNGPtr? = unsafe source.withUnsafeBytes { buffer in
      let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      guard
        let parser = unsafe xmlRelaxNGNewMemParserCtxt(
          start, CInt(truncatingIfNeeded: buffer.count))
      else { return nil }
      unsafe xmlRelaxNGSetParserStructuredErrors(parser, { _, _ in }, nil)
      let schema = unsafe xmlRelaxNGParse(parser)
      unsafe xmlRelaxNGFreeParserCtxt(parser)
      return unsafe schema
    }
    guard let compiled = unsafe compiled else { return nil }
    unsafe pointer = compiled
  }

  deinit {
    unsafe xmlRelaxNGFree(pointer)
  }
}
