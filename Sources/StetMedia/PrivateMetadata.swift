/// The file without what cameras and programs noted in it, though it may be cut off or too large to be
/// decoded; nil where there is nothing of the kind.
package func withoutPrivateMetadata(_ bytes: [UInt8]) -> [UInt8]? {
  PictureFormat(bytes).flatMap { withoutPrivateMetadata(bytes, $0) }
}

/// The file without what cameras and programs noted in it: where and when it was taken, by whom, with
/// which camera, earlier states; nil where there is nothing of the kind.
///
/// Nothing is decoded: the picture itself, its colour profile and its resolution stay byte by byte.
func withoutPrivateMetadata(_ bytes: [UInt8], _ format: PictureFormat) -> [UInt8]? {
  let kept: [Range<Int>]? =
    switch format {
    case .jpeg: JPEGSegments(bytes)?.kept
    case .png: keptChunks(ofPNG: bytes, isCutOff: true)
    case .webp: keptChunks(ofWebP: bytes, isCutOff: true)
    case .avif: nil
    }
  guard let kept else { return nil }
  let count = kept.reduce(0) { $0 + $1.count }
  guard count < bytes.count else { return nil }
  var clean: [UInt8] = []
  clean.reserveCapacity(count)
  for range in kept { clean.append(contentsOf: bytes[range]) }
  if format == .webp { mendWebP(&clean) }
  return clean
}

/// The segments of a JPEG (ITU-T T.81 §B.1).
struct JPEGSegments {
  /// Those that the picture needs.
  private(set) var kept: [Range<Int>] = []
  /// Behind the mark of its end; nil where it is cut off.
  private(set) var end: Int?

  /// The segments of `bytes`; nil where they cannot be followed to the picture.
  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
    kept.append(0..<2)
    var index = 2
    var hasPicture = false
    while index + 1 < bytes.count {
      guard bytes[index] == 0xFF else { break }
      let marker = bytes[index + 1]
      if marker == 0xFF {
        index += 1
        continue
      }
      if marker == 0xD9 {
        kept.append(index..<(index + 2))
        end = index + 2
        break
      }
      guard index + 3 < bytes.count else { break }
      let length = Int(bytes[index + 2]) << 8 | Int(bytes[index + 3])
      var next = index + 2 + length
      guard length >= 2, next <= bytes.count else { break }
      if marker == 0xDA {
        hasPicture = true
        next = JPEGSegments.endOfScan(bytes, from: next)
      }
      if JPEGSegments.isNeeded(marker, bytes[(index + 4)..<(index + 2 + length)]) {
        kept.append(index..<next)
      }
      index = next
    }
    if !hasPicture { return nil }
  }

  /// Where the next marker stands that is neither stuffing nor a restart.
  private static func endOfScan(_ bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index + 1 < bytes.count {
      if bytes[index] == 0xFF {
        let next = bytes[index + 1]
        if next != 0, next != 0xFF, !(0xD0...0xD7).contains(next) { return index }
      }
      index += 1
    }
    return bytes.count
  }

  /// Everything but comments and the segments of applications, of which the header, the colour
  /// profile and Adobe's mark of the colour space are needed.
  private static func isNeeded(_ marker: UInt8, _ content: ArraySlice<UInt8>) -> Bool {
    switch marker {
    case 0xE0: content.starts(with: "JFIF\0".utf8)
    case 0xE2: content.starts(with: "ICC_PROFILE\0".utf8)
    case 0xEE: true
    case 0xE1...0xEF, 0xFE: false
    default: true
    }
  }
}

/// The chunks of a PNG that show (ISO/IEC 15948 §11); nil where they cannot be followed to the end,
/// unless the file may be one that `isCutOff`.
func keptChunks(ofPNG bytes: [UInt8], isCutOff: Bool = false) -> [Range<Int>]? {
  let shown: Set<String> = [
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs",
    "acTL", "fcTL", "fdAT", "cICP", "mDCV", "cLLI",
  ]
  var kept = [0..<8]
  var index = 8
  while index + 12 <= bytes.count {
    let length = bytes[index..<(index + 4)].reduce(0) { $0 << 8 | Int($1) }
    let next = index + 12 + length
    guard next <= bytes.count || isCutOff else { return nil }
    let name = String(decoding: bytes[(index + 4)..<(index + 8)], as: UTF8.self)
    if shown.contains(name) { kept.append(index..<min(next, bytes.count)) }
    if name == "IEND" { return kept }
    index = next
  }
  return isCutOff ? kept : nil
}

/// The chunks of a WebP without EXIF and XMP (RFC 9649 §2.7); nil where they cannot be followed, unless
/// the file may be one that `isCutOff`.
func keptChunks(ofWebP bytes: [UInt8], isCutOff: Bool = false) -> [Range<Int>]? {
  var kept = [0..<12]
  var index = 12
  while index + 8 <= bytes.count {
    let length = bytes[(index + 4)..<(index + 8)].reversed().reduce(0) { $0 << 8 | Int($1) }
    let next = index + 8 + length + length % 2
    // Some writers leave out the byte that makes the last chunk even.
    let end = min(next, bytes.count)
    guard index + 8 + length <= bytes.count || isCutOff else { return nil }
    let name = String(decoding: bytes[index..<(index + 4)], as: UTF8.self)
    if name != "EXIF", name != "XMP " { kept.append(index..<end) }
    index = next
  }
  return kept
}

/// Sets the length of a WebP, and takes back its word that it has EXIF and XMP.
private func mendWebP(_ bytes: inout [UInt8]) {
  let length = bytes.count - 8
  for place in 0..<4 { bytes[4 + place] = UInt8(truncatingIfNeeded: length >> (8 * place)) }
  if bytes.count > 20, bytes[12..<16].elementsEqual("VP8X".utf8) { bytes[20] &= ~0x0C }
}
