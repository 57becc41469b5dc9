extension Array where Element: BitwiseCopyable {
  /// Hands the elements to `body` as memory holds them.
  package func withMemory<Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Void
  ) throws(Failure) {
    try unsafe body(span.bytes)
  }

  /// The elements that memory held as `bytes`, on this machine; nil where they are no whole number of them.
  package init?(memory bytes: [UInt8]) {
    let size = MemoryLayout<Element>.stride
    guard bytes.count.isMultiple(of: size) else { return nil }
    self = unsafe [Element](unsafeUninitializedCapacity: bytes.count / size) { buffer, count in
      unsafe UnsafeMutableRawBufferPointer(buffer).copyBytes(from: bytes)
      count = bytes.count / size
    }
  }
}
