extension Array where Element: BitwiseCopyable {
  /// Hands the elements to `body` as memory holds them.
  package func withMemory<Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Void
  ) throws(Failure) {
    try unsafe body(span.bytes)
  }
}
