private import CBrotli
private import CZLib
import StetSite

// The only file of this room that reaches zlib and Brotli.

/// `bytes` packed as `packing` says, as small as is worth the time; nil where that is not smaller. The
/// same bytes give the same result.
func packed(_ bytes: [UInt8], _ packing: Hosting.Packing) -> [UInt8]? {
  let packed =
    switch packing {
    case .brotli: brotliPacked(bytes)
    case .gzip: gzipped(bytes, level: 9)
    }
  return packed.flatMap { $0.count < bytes.count ? $0 : nil }
}

/// `bytes` packed as RFC 1952 says, quickly; nil where zlib has no room.
package func gzipped(_ bytes: [UInt8]) -> [UInt8]? {
  gzipped(bytes, level: 6)
}

/// The header names no time and no system, so that the same bytes give the same result.
private func gzipped(_ bytes: [UInt8], level: Int32) -> [UInt8]? {
  var stream = unsafe z_stream()
  // 15 bits of window and a gzip header (16), as zlib wants it said.
  let isReady =
    unsafe deflateInit2_(
      &stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
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

/// `bytes` packed as RFC 7932 says. The next higher quality takes more than twice the time for pages that
/// are 3 % smaller.
private func brotliPacked(_ bytes: [UInt8]) -> [UInt8]? {
  let room = BrotliEncoderMaxCompressedSize(bytes.count)
  let packed = unsafe [UInt8](unsafeUninitializedCapacity: room) { output, count in
    var size = room
    let isDone = unsafe bytes.withUnsafeBufferPointer { source in
      unsafe BrotliEncoderCompress(
        10, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, source.count, source.baseAddress, &size,
        output.baseAddress)
    }
    count = isDone == BROTLI_TRUE ? size : 0
  }
  return packed.isEmpty ? nil : packed
}

/// The version of zlib that replies are packed with: `1.2.13`.
package func packingLibraryVersion() -> String {
  unsafe String(cString: zlibVersion())
}

/// The version of Brotli that files are packed with: `1.0.9`.
package func brotliLibraryVersion() -> String {
  let version = BrotliEncoderVersion()
  return "\(version >> 24).\(version >> 12 & 0xFFF).\(version & 0xFFF)"
}
