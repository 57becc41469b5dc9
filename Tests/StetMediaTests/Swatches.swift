import StetCore
import Testing

@testable import StetMedia

/// Eight colours side by side above as much grain, which makes the file worth developing.
struct Swatches: Sendable, CustomTestStringConvertible {
  /// What the numbers of a pixel mean (PNG §11.2.1).
  enum Kind: UInt8, Sendable {
    case grey = 0
    case color = 2
    case greyAlpha = 4
    case colorAlpha = 6
  }

  static let size = PixelSize(width: 640, height: 320)
  private static let width = size.width / 8

  let kind: Kind
  /// Bits of each number, 8 or 16.
  var depth = 8
  var profile: [UInt8]?
  /// The colours that are painted where they are not `standard`.
  var painted: [[UInt8]]?

  /// Shadows, white, and what is neither.
  static let standard: [[UInt8]] = [
    [255, 255, 255], [10, 10, 10], [20, 20, 20], [29, 29, 29], [60, 60, 60], [255, 0, 0],
    [12, 200, 90], [128, 128, 128],
  ]

  private var isGrey: Bool { kind == .grey || kind == .greyAlpha }
  private var hasAlpha: Bool { kind == .greyAlpha || kind == .colorAlpha }

  /// The colours that are to be seen: greys have the first number of each.
  var colors: [[UInt8]] {
    (painted ?? Self.standard).map { isGrey ? [$0[0], $0[0], $0[0]] : $0 }
  }

  var testDescription: String {
    "\(kind) of \(depth) bits\(profile == nil ? "" : " with a profile")"
  }

  /// The bytes of a pixel of `color` (PNG §7.2).
  private func pixel(_ color: [UInt8]) -> [UInt8] {
    let numbers = (isGrey ? [color[0]] : color) + (hasAlpha ? [255] : [])
    return depth == 8 ? numbers : numbers.flatMap { [$0, $0] }
  }

  /// Its PNG.
  func png() throws -> [UInt8] {
    var swatches: [UInt8] = [0]
    for color in colors {
      for _ in 0..<Self.width { swatches += pixel(color) }
    }
    var rows = [[UInt8]](repeating: swatches, count: Self.size.height / 2)
    var state: UInt32 = 1
    for _ in rows.count..<Self.size.height {
      var row: [UInt8] = [0]
      for _ in 0..<Self.size.width {
        state = state &* 1_664_525 &+ 1_013_904_223
        row += pixel([UInt8](repeating: UInt8(state >> 27), count: 3))
      }
      rows.append(row)
    }
    let head =
      bigEndian(UInt32(Self.size.width)) + bigEndian(UInt32(Self.size.height))
      + [UInt8(depth), kind.rawValue, 0, 0, 0]
    var chunks = [("IHDR", head)]
    if let profile {
      chunks.append(("iCCP", Array("icc\0\0".utf8) + (try #require(packed(profile)))))
    }
    chunks += [("IDAT", try #require(packed(Array(rows.joined())))), ("IEND", [])]
    return pngFile(chunks)
  }

  /// Its file in a format of fewer bytes, `profile` beside it in a JPEG.
  func file(as format: PictureFormat) throws -> [UInt8] {
    if format == .png { return try png() }
    var plain = self
    plain.profile = nil
    let picture = VipsPicture(try plain.png(), widthMax: Self.size.width)
    let bytes = picture?.written(as: format, quality: 95)
    let file = try #require(bytes)
    return profile.map { Pictures.withProfile(file, $0) } ?? file
  }

  /// The colours that a file shows which was made of one of these, scaled or cut at its right.
  static func seen(in bytes: [UInt8], isScaled: Bool = true) throws -> [[UInt8]] {
    let decoded = VipsPicture(bytes, widthMax: 10_000)
    guard let picture = decoded else { throw PictureProblem.broken }
    let size = picture.size
    let step = isScaled ? size.width / 8 : width
    let bands = picture.bandCount
    let pixels = picture.pixels
    return (0..<(size.width / step)).map { index in
      let start = (size.height / 4 * size.width + index * step + step / 2) * bands
      let pixel = Array(pixels[start..<(start + bands)])
      return bands < 3 ? [pixel[0], pixel[0], pixel[0]] : Array(pixel[..<3])
    }
  }

  /// How far `seen` is from the first of `colors` at most.
  static func distance(_ seen: [[UInt8]], _ colors: [[UInt8]]) -> Int {
    zip(seen.joined(), colors.joined()).map { abs(Int($0) - Int($1)) }.max() ?? 255
  }
}
