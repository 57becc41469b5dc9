import Testing

@testable import StetBuild

@Suite struct MediaHeadTests {
  private static let jpeg: [UInt8] =
    [0xFF, 0xD8, 0xFF, 0xE1, 0x00, 0x06, 1, 2, 3, 4]
    + [0xFF, 0xC4, 0x00, 0x03, 0] + [0xFF, 0xC2, 0x00, 0x11, 8, 0x02, 0xA3, 0x04, 0xB0, 3]

  private static let png: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
    + [0, 0, 4, 0xB0, 0, 0, 2, 0xA3]
  private static let gif: [UInt8] = Array("GIF89a".utf8) + [0xB0, 4, 0xA3, 2]
  private static let extended: [UInt8] =
    Array("RIFF....WEBPVP8X".utf8) + [10, 0, 0, 0, 0, 0, 0, 0, 0xAF, 4, 0, 0xA2, 2, 0]
  private static let lossy: [UInt8] =
    Array("RIFF....WEBPVP8 ".utf8) + [0, 0, 0, 0, 0, 0, 0, 0x9D, 1, 0x2A, 0xB0, 4, 0xA3, 2]
  private static let lossless: [UInt8] =
    Array("RIFF....WEBPVP8L".utf8) + [0, 0, 0, 0, 0x2F, 0xAF, 0x84, 0xA8, 0]

  static let pictures: [([UInt8], String)] = [
    (png, "image/png"), (gif, "image/gif"), (jpeg, "image/jpeg"), (extended, "image/webp"),
    (lossy, "image/webp"), (lossless, "image/webp"),
  ]

  @Test(arguments: pictures)
  func aPictureTellsItsTypeAndSize(_ bytes: [UInt8], _ type: String) {
    let head = MediaHead(bytes)
    #expect(head.type == type)
    #expect([head.width, head.height] == [1200, 675])
  }

  static let played: [(String, String?)] = [
    ("ID3\u{3}", "audio/mpeg"), ("OggS", "audio/ogg"), ("\0\0\0 ftypM4A ", "audio/x-m4a"),
    ("\0\0\0 ftypisom", "video/mp4"), ("RIFF....WAVE", "audio/wav"),
    ("%PDF-1.7", "application/pdf"), ("Hello", nil), ("", nil),
  ]

  @Test(arguments: played)
  func aFileToPlayTellsItsType(_ text: String, _ type: String?) {
    #expect(MediaHead(Array(text.utf8)).type == type)
  }

  @Test func aFrameOfSoundTellsItsType() {
    #expect(MediaHead([0xFF, 0xFB, 0x90]).type == "audio/mpeg")
    #expect(MediaHead([0xFF, 0xF1, 0x50]).type == "audio/aac")
  }

  @Test func everyPrefixIsReadWithoutHarm() {
    for count in 0..<Self.jpeg.count {
      let head = MediaHead(Array(Self.jpeg.prefix(count)))
      #expect(head.width == nil && head.needsMore == (count > 2))
    }
  }
}
