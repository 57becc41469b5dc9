private import CZLib

/// `bytes` packed as RFC 1952 says; nil where zlib has no room.
///
/// The header names no time and no system, so that the same bytes give the same result.
func gzipped(_ bytes: [UInt8]) -> [UInt8]? {
  var stream = unsafe z_stream()
  // 15 bits of window and a gzip header (16), as zlib wants it said.
  let isReady =
    unsafe deflateInit2_(
      &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size)) == Z_OK
  guard isReady else { return nil }
  defer { unsafe deflateEnd(&stream) }
  let room = unsafe Int(deflateBound(&stream, UInt(bytes.count)))
  var input = bytes
  let packed = unsafe [UInt8](unsafeUninitializedCapacity: room) { output, count in
    unsafe input.withUnsafeMutableBufferPointer { source in
      unsafe stream.next_in = source.baseAddress
      unsafe stream.avail_in = UInt32(source.count)
      unsafe stream.next_out = output.baseAddress
      unsafe stream.avail_out = UInt32(room)
      let isDone = unsafe deflate(&stream, Z_FINISH) == Z_STREAM_END
      count = unsafe isDone ? room - Int(stream.avail_out) : 0
    }
  }
  return packed.isEmpty ? nil : packed
}

/// Whether the value of an Accept-Encoding field takes gzip (RFC 9110 §12.5.3).
func takesGzip(_ field: String?) -> Bool {
  guard let field else { return false }
  var isAnyTaken = false
  for part in field.lowercased().split(separator: ",") {
    let pieces = part.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
    let isRefused = pieces.dropFirst().contains { piece in
      piece.hasPrefix("q=") && Double(piece.dropFirst(2)) == 0
    }
    if pieces.first == "gzip" || pieces.first == "x-gzip" { return !isRefused }
    if pieces.first == "*" { isAnyTaken = !isRefused }
  }
  return isAnyTaken
}

/// The version of zlib that replies are packed with: `1.2.13`.
package func packingLibraryVersion() -> String {
  unsafe String(cString: zlibVersion())
}
