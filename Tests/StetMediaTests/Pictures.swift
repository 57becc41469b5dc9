import Testing

@testable import StetMedia

/// Pictures made for a test, the same each time.
enum Pictures {
  /// A picture whose left half is red and whose right half is blue, with enough grain that its file is
  /// worth developing.
  static func file(_ width: Int, _ height: Int, as format: PictureFormat = .jpeg) throws -> [UInt8]
  {
    #expect(startLibrary())
    var pixels: [UInt8] = []
    pixels.reserveCapacity(width * height * 3)
    var state: UInt32 = 1
    for _ in 0..<height {
      for x in 0..<width {
        state = state &* 1_664_525 &+ 1_013_904_223
        let grain = UInt8(state >> 27)
        pixels += x < width / 2 ? [200 + grain, grain, grain] : [grain, grain, 200 + grain]
      }
    }
    let size = PixelSize(width: width, height: height)
    let bytes = VipsPicture(pixels: pixels, size)?.written(as: format, quality: 90)
    return try #require(bytes)
  }

  /// The measure of the picture that a file holds; nil where it holds none.
  static func size(of bytes: [UInt8]) -> PixelSize? {
    VipsPicture(bytes, widthMax: 10_000)?.size
  }

  /// `jpeg` with EXIF that says how the camera was held, and where.
  static func withEXIF(_ jpeg: [UInt8], orientation: UInt8, secret: String) -> [UInt8] {
    let tiff: [UInt8] =
      [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 2]
      + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
      + [0x01, 0x0E, 0, 2, 0, 0, 0, UInt8(secret.utf8.count + 1), 0, 0, 0, 38, 0, 0, 0, 0]
      + Array(secret.utf8) + [0]
    let content = Array("Exif\0\0".utf8) + tiff
    return with(0xE1, content, in: jpeg)
  }

  /// `jpeg` with a colour profile (ICC.1 §B.4).
  static func withProfile(_ jpeg: [UInt8], _ profile: [UInt8]) -> [UInt8] {
    with(0xE2, Array("ICC_PROFILE\0".utf8) + [1, 1] + profile, in: jpeg)
  }

  private static func with(_ marker: UInt8, _ content: [UInt8], in jpeg: [UInt8]) -> [UInt8] {
    let length = content.count + 2
    let segment = [0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)] + content
    return Array(jpeg[..<2]) + segment + Array(jpeg[2...])
  }

  /// `png` with a chunk of text behind its head.
  static func withText(_ png: [UInt8], _ secret: String) -> [UInt8] {
    let content = Array("Comment\0\(secret)".utf8)
    let chunk = [0, 0, 0, UInt8(content.count)] + Array("tEXt".utf8) + content + [0, 0, 0, 0]
    return Array(png[..<33]) + chunk + Array(png[33...])
  }

  static func holds(_ bytes: [UInt8], _ text: String) -> Bool {
    bytes.firstRange(of: Array(text.utf8)) != nil
  }

  /// The mean of each colour.
  static func mean(_ bytes: [UInt8]) throws -> [UInt8] {
    let dot = PixelSize(width: 1, height: 1)
    let pixels = VipsPicture(bytes, widthMax: 4_000)?.scaled(to: dot)?.pixels
    return Array(try #require(pixels).prefix(3))
  }
}
