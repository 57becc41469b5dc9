import CLibXML2

extension XMLBuilder {
  /// Sets the events that build trees, and takes away all that would read another file, keep an
  /// entity or print.
  static func install(in handler: inout xmlSAXHandler) {
    unsafe handler.internalSubset = { data, _, _, _ in
      unsafe XMLBuilder.withBuilder(data) { unsafe $0.doctype($1) }
    }
    unsafe handler.externalSubset = nil
    unsafe handler.resolveEntity = nil
    unsafe handler.getEntity = { _, _ in nil }
    unsafe handler.getParameterEntity = { _, _ in nil }
    unsafe handler.entityDecl = nil
    unsafe handler.attributeDecl = nil
    unsafe handler.elementDecl = nil
    unsafe handler.notationDecl = nil
    unsafe handler.unparsedEntityDecl = nil
    unsafe handler.reference = nil
    unsafe handler.comment = nil
    unsafe handler.processingInstruction = nil
    unsafe handler.warning = nil
    unsafe handler.error = nil
    unsafe handler.fatalError = nil
    unsafe handler.characters = { data, text, count in
      unsafe XMLBuilder.withBuilder(data) { unsafe $0.text($1, text, count) }
    }
    unsafe handler.ignorableWhitespace = handler.characters
    unsafe handler.cdataBlock = handler.characters
    unsafe handler.startElementNs = {
      data, name, prefix, uri, scopeCount, _, count, defaulted, attributes in
      let tag = unsafe StartTag(
        name: name, prefix: prefix, uri: uri, scopeCount: Int(scopeCount),
        attributeCount: count - defaulted,
        attributes: attributes)
      unsafe XMLBuilder.withBuilder(data) { unsafe $0.start($1, tag) }
    }
    unsafe handler.endElementNs = { data, _, _, _ in
      unsafe XMLBuilder.withBuilder(data) { unsafe $0.end($1) }
    }
    unsafe handler.serror = { data, error in
      guard let error = unsafe error else { return }
      unsafe XMLBuilder.withBuilder(data) { unsafe $0.report($1, error) }
    }
  }

  private static func withBuilder(
    _ data: UnsafeMutableRawPointer?, _ body: (inout XMLBuilder, xmlParserCtxtPtr) -> Void
  ) {
    guard let data = unsafe data else { return }
    let context = unsafe data.assumingMemoryBound(to: xmlParserCtxt.self)
    guard let builder = unsafe context.pointee._private else { return }
    unsafe body(&builder.assumingMemoryBound(to: XMLBuilder.self).pointee, context)
  }
}
