private import CZLib

// The only file of this room that reaches zlib.

/// A PNG (W3C PNG, third edition) of at most 16 colours, four bits for each pixel: a card of words has a
/// third of the bytes so, and is packed in a third of the time, that it has in full colour.
///
/// `pixels` are places in `palette`, row by row; nil where zlib has no room.
func indexedPNG(_ pixels: [UInt8], _ size: PixelSize, palette: [[UInt8]]) -> [UInt8]? {
  precondition(palette.count <= 16, "four bits name 16 colours")
  precondition(pixels.count == size.width * size.height, "every pixel has a colour")
  let isOdd = size.width % 2
  var rows: [UInt8] = []
  rows.reserveCapacity((1 + (size.width + isOdd) / 2) * size.height)
  for start in stride(from: 0, to: pixels.count, by: size.width) {
    // No filter (§12.7): they are for pictures of many shades.
    rows.append(0)
    for place in stride(from: start, to: start + size.width - isOdd, by: 2) {
      rows.append(pixels[place] << 4 | pixels[place + 1])
    }
    if isOdd == 1 { rows.append(pixels[start + size.width - 1] << 4) }
  }
  guard let packed = packed(rows) else { return nil }
  // Four bits, of a palette, packed and filtered as always, not interlaced (§11.2.1).
  let header = bigEndian(UInt32(size.width)) + bigEndian(UInt32(size.height)) + [4, 3, 0, 0, 0]
  return pngFile([
    ("IHDR", header), ("PLTE", palette.flatMap(\.self)), ("IDAT", packed), ("IEND", []),
  ])
}

/// A PNG of `chunks`, each under its name (§5.3).
func pngFile(_ chunks: [(name: String, content: [UInt8])]) -> [UInt8] {
  var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  for (name, content) in chunks {
    let named = Array(name.utf8) + content
    file += bigEndian(UInt32(content.count)) + named + bigEndian(checksum(of: named))
  }
  return file
}

/// The four bytes of `number`, the highest first.
func bigEndian(_ number: UInt32) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
}

/// `bytes` packed as RFC 1950 says; nil where zlib has no room.
func packed(_ bytes: [UInt8]) -> [UInt8]? {
  var count = compressBound(UInt(bytes.count))
  let packed = unsafe [UInt8](unsafeUninitializedCapacity: Int(count)) { output, written in
    let result = unsafe compress2(output.baseAddress, &count, bytes, UInt(bytes.count), 6)
    written = result == Z_OK ? Int(count) : 0
  }
  return packed.isEmpty ? nil : packed
}

/// The sum that stands after each chunk (§5.5).
private func checksum(of bytes: [UInt8]) -> UInt32 {
  unsafe UInt32(crc32(0, bytes, UInt32(bytes.count)))
}
