import StetCore
import Testing

@testable import StetMedia

struct DevelopTests {
  private func developed(
    _ bytes: [UInt8], _ width: Int, _ height: Int, _ request: PictureRequest = PictureRequest()
  ) throws -> DevelopedPicture {
    try develop(bytes, size: PixelSize(width: width, height: height), request)
  }

  @Test
  func aPhotographGetsWidthsInTheNewerFormatAndOneForOlderBrowsers() throws {
    let made = try developed(try Pictures.file(2000, 1500), 2000, 1500)
    #expect(made.size == PixelSize(width: 2000, height: 1500))
    let responsive = made.renditions.filter { $0.role == .responsive }
    #expect(responsive.map(\.size.width) == [480, 800, 1280, 1920])
    #expect(responsive.map(\.size.height) == [360, 600, 960, 1440])
    #expect(responsive.allSatisfy { $0.format == responsiveFormat })
    let rest = made.renditions.filter { $0.role != .responsive }
    #expect(rest.map(\.role) == [.fallback])
    #expect(rest.map(\.size) == [PixelSize(width: 1280, height: 960)])
    #expect(PictureFormat(rest[0].bytes) == .jpeg)
    #expect(made.clean == nil)
  }

  @Test
  func aNarrowPictureIsNeverMadeWider() throws {
    let made = try developed(try Pictures.file(600, 400), 600, 400)
    #expect(made.renditions.map(\.size.width) == [480, 600])
    #expect(made.renditions.allSatisfy { $0.role == .responsive })
  }

  @Test
  func aPictureOfTwoColoursStandsForItselfInsteadOfALargerCopy() throws {
    #expect(startLibrary())
    let (width, height) = (1_400, 60)
    var state: UInt32 = 1
    let pixels = (0..<width * height).flatMap { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return [UInt8](repeating: state >> 31 == 0 ? 0 : 255, count: 3)
    }
    let size = PixelSize(width: width, height: height)
    let written = VipsPicture(pixels: pixels, size)?.written(as: .png, quality: 90)
    let bytes = try #require(written)
    #expect(bytes.count > Recipe.byteCountMin)
    let made = try developed(bytes, width, height)
    #expect(made.renditions.allSatisfy { $0.role == .responsive && $0.bytes.count < bytes.count })
  }

  @Test
  func whatIsSmallAlreadyGetsNoCopies() throws {
    let bytes = try Pictures.file(40, 40)
    #expect(bytes.count < Recipe.byteCountMin)
    #expect(try developed(bytes, 40, 40).renditions.isEmpty)
  }

  @Test(arguments: [UInt8(3), 6, 8])
  func aPictureIsTurnedUprightAndItsCameraForgotten(orientation: UInt8) throws {
    let plain = try Pictures.file(640, 480)
    let noted = Pictures.withEXIF(plain, orientation: orientation, secret: "52.5N 13.4E")
    let made = try developed(noted, 640, 480)
    let turned = orientation > 4
    #expect(made.size == PixelSize(width: turned ? 480 : 640, height: turned ? 640 : 480))
    let clean = try #require(made.clean)
    #expect(VipsPicture.look(at: clean)?.orientation == 1)
    #expect(Pictures.size(of: clean) == made.size)
    for bytes in [clean] + made.renditions.map(\.bytes) {
      #expect(!Pictures.holds(bytes, "52.5N"))
    }
  }

  @Test
  func metadataIsTakenOutWithoutTouchingThePicture() throws {
    let jpeg = try Pictures.file(640, 480)
    let noted =
      Pictures.withEXIF(jpeg, orientation: 1, secret: "52.5N 13.4E") + Array("trailer".utf8)
    #expect(try developed(noted, 640, 480).clean == jpeg)
    let png = try Pictures.file(64, 48, as: .png)
    #expect(try developed(Pictures.withText(png, "52.5N"), 64, 48).clean == png)
    #expect(try developed(png, 64, 48).clean == nil)
  }

  @Test
  func aWebPLosesItsEXIF() throws {
    let made = try Pictures.file(64, 48, as: .webp)
    let start = try #require(made.firstRange(of: Array("VP8 ".utf8))?.lowerBound)
    let count = made[(start + 4)..<(start + 8)].reversed().reduce(0) { $0 << 8 | Int($1) }
    let picture = Array(made[start..<min(made.count, start + 8 + count + count % 2)])
    let flags: [UInt8] = [0x08, 0, 0, 0, 63, 0, 0, 47, 0, 0]
    let secret = Array("52.5N!".utf8)
    let extended =
      Array("VP8X".utf8) + [10, 0, 0, 0] + flags + picture
      + Array("EXIF".utf8) + [6, 0, 0, 0] + secret
    let length = extended.count + 4
    let file =
      Array("RIFF".utf8) + (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
      + Array("WEBP".utf8) + extended
    let clean = try #require(withoutPrivateMetadata(file, .webp))
    #expect(!Pictures.holds(clean, "52.5N") && !Pictures.holds(clean, "EXIF"))
    #expect(clean[20] == 0)
    #expect(
      Pictures.size(of: clean) == PixelSize(width: 64, height: 48))
  }

  @Test
  func whatACameraNotedIsTakenOutOfAPictureThatIsCutOff() throws {
    let jpeg = Pictures.withEXIF(
      try Pictures.file(640, 480), orientation: 1, secret: "52.5N 13.4E")
    let png = Pictures.withText(try Pictures.file(64, 48, as: .png), "52.5N")
    for bytes in [jpeg, png] {
      let half = Array(bytes.prefix(bytes.count / 2))
      let clean = try #require(withoutPrivateMetadata(half))
      #expect(Pictures.holds(half, "52.5N") && !Pictures.holds(clean, "52.5N"))
      #expect(clean.suffix(64) == half.suffix(64))
    }
  }

  @Test
  func whatIsBrokenOrTooLargeIsNotDecoded() throws {
    let whole = try Pictures.file(640, 480)
    let size = PixelSize(width: 640, height: 480)
    for bytes in [
      Array(whole.prefix(whole.count / 2)), Array(whole.prefix(30)), [0xFF, 0xD8, 0xFF],
    ] {
      #expect(throws: PictureProblem.broken) { try develop(bytes, size: size, PictureRequest()) }
    }
    let huge = PixelSize(width: 60_000, height: 60_000)
    #expect(throws: PictureProblem.tooLarge) { try develop(whole, size: huge, PictureRequest()) }
    #expect(throws: PictureProblem.unfit) {
      try develop(Array("GIF89a".utf8), size: size, PictureRequest())
    }
  }

  @Test
  func cropsKeepTheirFocusInSight() throws {
    let bytes = try Pictures.file(1600, 500)
    for (x, isRed) in [(0, true), (1000, false)] {
      let made = try developed(
        bytes, 1600, 500, PictureRequest(isCropped: true, focus: FocalPoint(x: x, y: 500)))
      let crops = made.renditions.filter { [.wide, .standard, .square].contains($0.role) }
      #expect(crops.map(\.role) == [.wide, .standard, .square])
      #expect(
        crops.map(\.size) == [
          PixelSize(width: 880, height: 495), PixelSize(width: 664, height: 498),
          PixelSize(width: 500, height: 500),
        ])
      let mean = try Pictures.mean(try #require(crops.last).bytes)
      #expect((mean[0] > mean[2]) == isRed)
    }
  }

  @Test
  func theSamePictureGivesTheSameFiles() throws {
    let bytes = try Pictures.file(900, 600)
    let request = PictureRequest(isCropped: true)
    #expect(
      try developed(bytes, 900, 600, request).renditions
        == developed(bytes, 900, 600, request).renditions)
  }

  @Test
  func thePlaceholderIsTheMeanColour() throws {
    let made = try developed(try Pictures.file(300, 200), 300, 200)
    let color = try #require(made.color)
    let parts = [1, 3, 5].map { at in
      Int(color.dropFirst(at).prefix(2), radix: 16) ?? 0
    }
    #expect((90...150).contains(parts[0]) && parts[1] < 40 && (90...150).contains(parts[2]))
  }
}
