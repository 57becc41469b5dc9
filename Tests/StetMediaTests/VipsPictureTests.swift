import Foundation
import StetCore
import Testing

@testable import StetMedia

/// What becomes of colours.
struct VipsPictureTests {
  /// What a file shows once it is decoded, written without loss, and decoded again.
  private func decoded(_ bytes: [UInt8]) throws -> [[UInt8]] {
    let written = VipsPicture(bytes, widthMax: Swatches.size.width)?.written(as: .png, quality: 90)
    return try Swatches.seen(in: try #require(written))
  }

  @Test(arguments: [
    Swatches(kind: .color), Swatches(kind: .color, depth: 16), Swatches(kind: .colorAlpha),
    Swatches(kind: .colorAlpha, depth: 16), Swatches(kind: .grey),
    Swatches(kind: .grey, depth: 16), Swatches(kind: .greyAlpha),
    Swatches(kind: .greyAlpha, depth: 16),
  ])
  func colorsWithoutAProfileStayAsTheyAre(swatches: Swatches) throws {
    let bytes = try swatches.png()
    #expect(try decoded(bytes) == swatches.colors)
    let made = try develop(
      bytes, size: Swatches.size,
      PictureRequest(isCropped: true, focus: FocalPoint(x: 0, y: 0)))
    #expect(made.renditions.map(\.role) == [.responsive, .responsive, .wide, .standard, .square])
    for rendition in made.renditions {
      let seen = try Swatches.seen(in: rendition.bytes, isScaled: rendition.role == .responsive)
      #expect(Swatches.distance(seen, swatches.colors) <= 8, "\(rendition.role) \(seen)")
    }
  }

  @Test(arguments: [PictureFormat.jpeg, .webp], [Swatches.Kind.color, .grey])
  func soTheyDoInOtherFormats(format: PictureFormat, kind: Swatches.Kind) throws {
    let swatches = Swatches(kind: kind)
    let bytes = try swatches.file(as: format)
    #expect(PictureFormat(bytes) == format)
    #expect(Swatches.distance(try decoded(bytes), swatches.colors) <= 4)
  }

  @Test(arguments: [PictureFormat.png, .jpeg])
  func displayP3BecomesSRGB(format: PictureFormat) throws {
    let swatches = Swatches(
      kind: .color, profile: Profiles.displayP3,
      painted: [
        // Red of sRGB, a red beyond it, a green, white, and greys, which are the same in both.
        [234, 51, 35], [255, 0, 0], [91, 197, 103], [255, 255, 255], [10, 10, 10], [29, 29, 29],
        [60, 60, 60], [128, 128, 128],
      ])
    let colors: [[UInt8]] = [
      [255, 0, 0], [255, 0, 0], [12, 200, 90], [255, 255, 255], [10, 10, 10], [29, 29, 29],
      [60, 60, 60], [128, 128, 128],
    ]
    let seen = try decoded(try swatches.file(as: format))
    #expect(Swatches.distance(seen, colors) <= 6, "\(seen)")
  }

  @Test(arguments: [PictureFormat.png, .jpeg])
  func greysOfAProfileBecomeThoseOfSRGB(format: PictureFormat) throws {
    let swatches = Swatches(kind: .grey, profile: Profiles.grey)
    // 255 times the curve of sRGB at (n / 255) ^ 1.8.
    let colors = [255, 10, 26, 39, 77, 255, 13, 147].map { [UInt8](repeating: $0, count: 3) }
    let seen = try decoded(try swatches.file(as: format))
    #expect(Swatches.distance(seen, colors) <= 2, "\(seen)")
  }

  @Test(arguments: [
    Swatches(kind: .grey, profile: Profiles.displayP3),
    Swatches(kind: .color, profile: Profiles.grey),
    Swatches(kind: .color, profile: Profiles.oddInks),
    Swatches(kind: .color, profile: Array("No profile.".utf8)),
  ])
  func aProfileForOtherNumbersIsNoProfile(swatches: Swatches) throws {
    let seen = try decoded(try swatches.file(as: .jpeg))
    #expect(Swatches.distance(seen, swatches.colors) <= 4, "\(seen)")
  }

  @Test
  func inksAreWhatTheirProfileSaysElseThoseOfAPress() throws {
    // CMYK: nothing, and cyan, 8 by 8 pixels each.
    let text = """
      /9j/7gAOQWRvYmUAZAAAAAAA/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0O\
      EQ4LCxAWEBETFBUVFQwPFxgWFBgSFBUU/8AAFAgACAAQBEMRAE0RAFkRAEsRAP/EABYAAQEBAAAAAAAAAAAA\
      AAAAAAkACv/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAOBEMATQBZAEsAAD8AVMqZUypsq6Sf/9k=
      """
    let bytes = [UInt8](try #require(Data(base64Encoded: text)))
    let files: [(bytes: [UInt8], cyan: [UInt8])] = [
      (bytes, [0, 157, 228]), (Pictures.withProfile(bytes, Profiles.oddInks), [255, 0, 0]),
    ]
    for (bytes, cyan) in files {
      let seen = try decoded(bytes)
      #expect(Swatches.distance([seen[0], seen[7]], [[255, 255, 255], cyan]) <= 4, "\(seen)")
    }
  }
}
