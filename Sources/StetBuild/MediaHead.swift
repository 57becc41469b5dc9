import StetRender

/// What the first bytes of a media file tell: its type and, of a picture, its size in pixels.
///
/// Only the heads are looked at, by the layouts that the formats define; nothing is decoded.
struct MediaHead {
  private(set) var type: String?
  private(set) var width: Int?
  private(set) var height: Int?

  /// How many bytes are enough for all but a JPEG with much before its picture.
  static let countMin = 64
  /// Where the search for the size of a JPEG ends.
  static let countMax = 1 << 18

  /// The head of a file whose first bytes are `bytes`.
  init(_ bytes: [UInt8]) {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      set("image/png", bytes.big(4, at: 16), bytes.big(4, at: 20))
    } else if bytes.starts(with: "GIF8".utf8) {
      set("image/gif", bytes.little(2, at: 6), bytes.little(2, at: 8))
    } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      readJPEG(bytes)
    } else if bytes.has("RIFF", at: 0), bytes.has("WEBP", at: 8) {
      readWebP(bytes)
    } else {
      type = MediaHead.playedType(bytes)
    }
  }

  /// The type of a sound, film or document.
  private static func playedType(_ bytes: [UInt8]) -> String? {
    if bytes.has("RIFF", at: 0), bytes.has("WAVE", at: 8) { return "audio/wav" }
    if bytes.starts(with: "ID3".utf8) { return "audio/mpeg" }
    if bytes.starts(with: "fLaC".utf8) { return "audio/flac" }
    if bytes.starts(with: "OggS".utf8) { return "audio/ogg" }
    if bytes.starts(with: "%PDF-".utf8) { return "application/pdf" }
    if bytes.has("ftyp", at: 4) { return brandType(bytes) }
    guard bytes.count > 2, bytes[0] == 0xFF else { return nil }
    // A frame of MPEG audio; layer 0 of it is that of ADTS.
    switch bytes[1] & 0xF6 {
    case 0xF0: return "audio/aac"
    case 0xF2, 0xF4, 0xF6, 0xE2: return "audio/mpeg"
    default: return nil
    }
  }

  /// The type of a file of ISO/IEC 14496-12, by its major brand.
  private static func brandType(_ bytes: [UInt8]) -> String {
    if bytes.has("M4A", at: 8) || bytes.has("M4B", at: 8) { return "audio/x-m4a" }
    if bytes.has("avif", at: 8) { return "image/avif" }
    if bytes.has("qt", at: 8) { return "video/quicktime" }
    return bytes.has("M4V", at: 8) ? "video/x-m4v" : "video/mp4"
  }

  private mutating func set(_ type: String, _ width: Int?, _ height: Int?) {
    self.type = type
    guard let width, let height, width > 0, height > 0 else { return }
    self.width = width
    self.height = height
  }

  /// The size stands in the first frame header (ITU-T T.81 §B.2.2), after segments of any length.
  private mutating func readJPEG(_ bytes: [UInt8]) {
    type = "image/jpeg"
    var index = 2
    while index + 9 < bytes.count, bytes[index] == 0xFF {
      let marker = bytes[index + 1]
      if marker == 0xFF {
        index += 1
        continue
      }
      if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
        set("image/jpeg", bytes.big(2, at: index + 7), bytes.big(2, at: index + 5))
        return
      }
      guard let length = bytes.big(2, at: index + 2), length >= 2 else { return }
      index += 2 + length
    }
  }

  /// The three kinds of WebP (RFC 9649 §2).
  private mutating func readWebP(_ bytes: [UInt8]) {
    type = "image/webp"
    if bytes.has("VP8X", at: 12), let width = bytes.little(3, at: 24),
      let height = bytes.little(3, at: 27)
    {
      set("image/webp", width + 1, height + 1)
    } else if bytes.has("VP8L", at: 12), let packed = bytes.little(4, at: 21) {
      set("image/webp", packed & 0x3FFF + 1, (packed >> 14) & 0x3FFF + 1)
    } else if bytes.has("VP8 ", at: 12), let width = bytes.little(2, at: 26),
      let height = bytes.little(2, at: 28)
    {
      set("image/webp", width & 0x3FFF, height & 0x3FFF)
    }
  }

  /// Whether more bytes could tell what these do not.
  var needsMore: Bool { type == "image/jpeg" && width == nil }
}

extension [UInt8] {
  fileprivate func has(_ text: String, at offset: Int) -> Bool {
    count >= offset + text.utf8.count && self[offset...].starts(with: text.utf8)
  }

  /// The number of `size` bytes at `offset`, its first byte the highest.
  fileprivate func big(_ size: Int, at offset: Int) -> Int? {
    guard offset + size <= count else { return nil }
    return self[offset..<(offset + size)].reduce(0) { $0 << 8 | Int($1) }
  }

  /// The number of `size` bytes at `offset`, its first byte the lowest.
  fileprivate func little(_ size: Int, at offset: Int) -> Int? {
    guard offset + size <= count else { return nil }
    return self[offset..<(offset + size)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}

extension Scanner {
  /// What feeds say of the files at `wanted`, paths from the output folder, those of `found` that
  /// the site puts there; a file that cannot be read is reported where it is copied.
  func facts(
    _ wanted: Set<String>, among found: [(file: Found, outputPath: String)], width: Int
  ) async -> [String: FileFacts] {
    let files = found.filter { wanted.contains($0.outputPath) }
    let facts = await files.parallelMap(width: width) { named in
      let path = diskPath(named.file.path)
      do throws(FileError) {
        var head = MediaHead(try Disk.read(path, countMax: MediaHead.countMin))
        if head.needsMore { head = MediaHead(try Disk.read(path, countMax: MediaHead.countMax)) }
        return FileFacts(
          sizeBytes: named.file.status.sizeBytes, type: head.type, width: head.width,
          height: head.height)
      } catch {
        return FileFacts(sizeBytes: named.file.status.sizeBytes)
      }
    }
    return Dictionary(zip(files.map(\.outputPath), facts)) { first, _ in first }
  }
}
