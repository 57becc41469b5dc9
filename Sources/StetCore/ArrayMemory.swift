extension Array where Element: BitwiseCopyable {
  /// Hands the elements to `body` as memory holds them.
  package func withMemory<Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Void
  ) throws(Failure) {
    try unsafe body(span.bytes)
  }
}

extension [UInt8] {
  /// Appends the UTF-8 of `text`, as memory holds it: quicker than its bytes one by one.
  @inlinable
  public mutating func append(utf8Of text: String) {
    let isCopied: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
      unsafe append(contentsOf: bytes)
    }
    if isCopied == nil { append(contentsOf: text.utf8) }
  }
}
