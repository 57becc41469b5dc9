import StetCore
import Testing

@testable import StetMedia

struct SharePictureTests {
  private func colors() throws -> SharePicture.Colors {
    SharePicture.Colors(
      paper: try #require(SharePicture.Color(hexadecimal: "#fbf8f1")),
      ink: try #require(SharePicture.Color(hexadecimal: "#1d1a16")),
      rule: try #require(SharePicture.Color(hexadecimal: "#a82a1a")))
  }

  /// The rows of the picture in which something stands between the margins, as runs.
  private func runs(_ bytes: [UInt8]) -> [Range<Int>] {
    guard let picture = VipsPicture(bytes, widthMax: 1200) else { return [] }
    let (pixels, size, bands) = (picture.pixels, picture.size, picture.bandCount)
    var runs: [Range<Int>] = []
    for y in 0..<size.height {
      let row = pixels[(y * size.width * bands)..<((y + 1) * size.width * bands)]
      if row.allSatisfy({ $0 > 0xF0 }) { continue }
      if let last = runs.last, last.upperBound == y {
        runs[runs.count - 1] = last.lowerBound..<(y + 1)
      } else {
        runs.append(y..<(y + 1))
      }
    }
    return runs
  }

  @Test(arguments: SharePicture.Shape.allCases)
  func aHeadlineIsSetTheSameEachTime(shape: SharePicture.Shape) throws {
    guard SharePicture.isPossible else { return }
    for headline in [
      "Short", "A & B <c> “d”", String(repeating: "A long headline ", count: 40), "東京",
      String(repeating: "東京", count: 40), String(repeating: "Wordwithoutend", count: 9),
    ] {
      let card = SharePicture(
        masthead: "The Paper", headline: headline, colors: try colors(), shape: shape)
      let bytes = try #require(card.bytes)
      #expect(bytes == card.bytes)
      #expect(Pictures.size(of: bytes) == shape.size)
      #expect(PictureFormat(bytes) == .png)
    }
    #expect(SharePicture.Color(hexadecimal: "red") == nil)
  }

  @Test
  func theShapesAreThoseThatSearchEnginesAskFor() {
    let ratios = zip(SharePicture.Shape.allCases.map(\.size), [(16, 9), (4, 3), (1, 1)])
    #expect(ratios.allSatisfy { $0.width * $1.1 == $0.height * $1.0 })
  }

  @Test(arguments: SharePicture.Shape.allCases, ["Short", "A headline of the usual length"])
  func theHeadlineStandsInTheMiddleBelowTheRule(
    shape: SharePicture.Shape, headline: String
  ) throws {
    guard SharePicture.isPossible else { return }
    let card = SharePicture(
      masthead: "The Paper", headline: headline, colors: try colors(), shape: shape)
    // The band at the top, the masthead, the rule, and the lines of the headline.
    let runs = runs(try #require(card.bytes))
    #expect(runs.count >= 4)
    #expect(runs[0].lowerBound == 0)
    #expect(runs[2].count == 2)
    let above = runs[3].lowerBound - runs[2].upperBound
    let below = shape.size.height - (runs.last?.upperBound ?? 0)
    #expect(above >= 24 && below >= 72)
    #expect(abs(above + 72 - below) < 120)
  }

  @Test
  func aPictureOfFewColoursIsReadAsOneOfAllColours() throws {
    let palette: [[UInt8]] = [[255, 255, 255], [10, 20, 30], [200, 0, 0]]
    for size in [PixelSize(width: 5, height: 3), PixelSize(width: 4, height: 1)] {
      let places = (0..<(size.width * size.height)).map { UInt8($0 % 3) }
      let bytes = try #require(indexedPNG(places, size, palette: palette))
      let pixels = places.flatMap { palette[Int($0)] }
      let written = VipsPicture(pixels: pixels, size)?.written(as: .png, quality: 0)
      let full = try #require(written)
      #expect(Pictures.size(of: bytes) == size)
      let seen = [bytes, full].map { VipsPicture($0, widthMax: size.width)?.pixels ?? [] }
      #expect(seen[0] == seen[1] && seen[0].count == pixels.count)
    }
  }
}
