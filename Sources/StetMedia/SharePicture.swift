/// A picture of words, for those who share a page that has no picture of its own.
package struct SharePicture: Sendable, Hashable {
  /// The publication's name, at the top.
  package let masthead: String
  package let headline: String
  /// Red, green and blue of the paper, of the words and of the rule between them.
  package let colors: Colors

  /// The colours of a card.
  package struct Colors: Sendable, Hashable {
    package let paper: Color
    package let ink: Color
    package let rule: Color

    /// Colours.
    package init(paper: Color, ink: Color, rule: Color) {
      self.paper = paper
      self.ink = ink
      self.rule = rule
    }
  }

  /// Red, green and blue.
  package struct Color: Sendable, Hashable {
    let bytes: [UInt8]

    /// The colour that `#a82a1a` names; nil where the text names none.
    package init?(hexadecimal text: String) {
      let digits = text.dropFirst()
      guard text.first == "#", digits.utf8.count == 6, let number = UInt32(digits, radix: 16) else {
        return nil
      }
      bytes = [16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
  }

  /// A card.
  package init(masthead: String, headline: String, colors: Colors) {
    self.masthead = masthead
    self.headline = headline
    self.colors = colors
  }

  /// What social networks show without cutting.
  package static let size = PixelSize(width: 1200, height: 630)

  /// Everything that its file depends on beside fonts.
  package var recipe: String {
    let colors = [colors.paper, colors.ink, colors.rule].map { "\($0.bytes)" }.joined()
    return "share 1 \(colors)\n\(masthead)\n\(headline)"
  }

  /// Whether the system has a font to set it in.
  package static var isPossible: Bool { isTypeAvailable() }

  /// Its file, a PNG; nil where it cannot be made.
  package var bytes: [UInt8]? {
    let (width, height) = (SharePicture.size.width, SharePicture.size.height)
    let margin = 72
    var canvas = Canvas(SharePicture.size, colors.paper)
    guard
      let name = VipsPicture(
        markup: SharePicture.escaped(masthead), font: "serif bold 34", width: width - 2 * margin,
        spacing: 0),
      let words = headlineShape(width: width - 2 * margin)
    else { return nil }
    canvas.fill(left: 0, top: 0, PixelSize(width: width, height: 16), colors.rule)
    canvas.print(name, left: margin, top: 64, colors.ink)
    let ruleTop = 64 + min(name.size.height, 60) + 24
    canvas.fill(
      left: margin, top: ruleTop, PixelSize(width: width - 2 * margin, height: 2), colors.rule)
    let room = height - ruleTop - margin
    canvas.print(
      words, left: margin, top: ruleTop + max(24, (room - words.size.height) / 2), colors.ink)
    return VipsPicture(pixels: canvas.pixels, SharePicture.size)?.written(as: .png, quality: 0)
  }

  /// The headline in the largest size that fits.
  private func headlineShape(width: Int) -> VipsPicture? {
    var shown = headline
    if shown.count > 180 { shown = shown.prefix(179) + "…" }
    for size in [84, 72, 60, 50, 42] {
      guard
        let shape = VipsPicture(
          markup: SharePicture.escaped(shown), font: "serif bold \(size)", width: width, spacing: 6)
      else { return nil }
      if shape.size.height <= 390 || size == 42 { return shape }
    }
    return nil
  }

  /// Fit for Pango's markup, which is XML.
  private static func escaped(_ text: String) -> String {
    let plain = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 }))
    return plain.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(
      ">", with: "&gt;")
  }
}

/// Pixels that are painted on.
private struct Canvas {
  private(set) var pixels: [UInt8]
  private let size: PixelSize

  init(_ size: PixelSize, _ paper: SharePicture.Color) {
    self.size = size
    pixels = []
    pixels.reserveCapacity(size.width * size.height * 3)
    for _ in 0..<(size.width * size.height) { pixels.append(contentsOf: paper.bytes) }
  }

  mutating func fill(left: Int, top: Int, _ part: PixelSize, _ color: SharePicture.Color) {
    for y in top..<min(top + part.height, size.height) {
      for x in left..<min(left + part.width, size.width) {
        for channel in 0..<3 { pixels[(y * size.width + x) * 3 + channel] = color.bytes[channel] }
      }
    }
  }

  /// Prints `shape` in `color`; what does not fit is cut off.
  mutating func print(
    _ shape: borrowing VipsPicture, left: Int, top: Int, _ color: SharePicture.Color
  ) {
    let bands = max(1, shape.bandCount)
    let ink = shape.pixels
    let measure = shape.size
    guard ink.count >= measure.width * measure.height * bands else { return }
    for y in 0..<max(0, min(measure.height, size.height - top)) {
      for x in 0..<max(0, min(measure.width, size.width - left)) {
        let strength = Int(ink[(y * measure.width + x) * bands])
        if strength == 0 { continue }
        let place = ((y + top) * size.width + x + left) * 3
        for channel in 0..<3 {
          let paper = Int(pixels[place + channel])
          let mixed = paper * (255 - strength) + Int(color.bytes[channel]) * strength
          pixels[place + channel] = UInt8((mixed + 127) / 255)
        }
      }
    }
  }
}
