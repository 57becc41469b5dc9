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

/// Judges documents, or pieces of them, against a grammar that is compiled once.
///
/// A class because libxml2 keeps a pointer to it during a call. libxml2 does not promise that one
/// compiled grammar may be used by two threads at once, so it is not Sendable: every worker makes
/// its own.
@safe package final class RelaxNGJudge {
  private let schema: RelaxNGSchema
  private let context: xmlRelaxNGValidCtxtPtr
  private var message = ""

  /// A judge of the grammar that `source` writes in XML syntax; nil when it is none.
  package init?(grammar source: [UInt8]) {
    guard let schema = RelaxNGSchema(source: source) else { return nil }
    guard let context = unsafe xmlRelaxNGNewValidCtxt(schema.pointer) else { return nil }
    unsafe self.context = context
    self.schema = schema
  }

  deinit {
    unsafe xmlRelaxNGFreeValidCtxt(context)
  }

  /// What the grammar has against the document whose tree is `document`; nil when nothing.
  func complaint(about document: xmlDocPtr) -> String? {
    message = ""
    unsafe xmlRelaxNGSetValidStructuredErrors(
      context,
      { data, error in
        guard let data = unsafe data, let error = unsafe error else { return }
        let judge = unsafe Unmanaged<RelaxNGJudge>.fromOpaque(data).takeUnretainedValue()
        guard judge.message.isEmpty, let text = unsafe error.pointee.message else { return }
        judge.message = unsafe String(cString: text)
      }, Unmanaged.passUnretained(self).toOpaque())
    let result = unsafe xmlRelaxNGValidateDoc(context, document)
    if result == 0 { return nil }
    return message.isEmpty ? "the grammar does not allow it" : message
  }
}
