/// A picture of words, for those who share a page that has no picture of its own.
package struct SharePicture: Sendable, Hashable {
  /// The publication's name, at the top.
  package let masthead: String
  package let headline: String
  /// Red, green and blue of the paper, of the words and of the rule between them.
  package let colors: Colors
  package let shape: Shape

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

  /// A shape of the same card: 16:9, 4:3 and 1:1, as search engines want them.
  package enum Shape: String, Sendable, Hashable, CaseIterable {
    /// What networks show, too.
    case wide
    case standard, square

    /// Its measure.
    package var size: PixelSize {
      switch self {
      case .wide: PixelSize(width: 1200, height: 675)
      case .standard: PixelSize(width: 1200, height: 900)
      case .square: PixelSize(width: 1200, height: 1200)
      }
    }

    /// The rows at top and at bottom that networks cut off, to show 1200 by 630 pixels.
    fileprivate var cutHeight: Int { self == .wide ? 22 : 0 }

    /// The type of the masthead, and the largest of a headline.
    fileprivate var typeSizes: (masthead: Int, headlineMax: Int) {
      switch self {
      case .wide: (34, 84)
      case .standard: (40, 104)
      case .square: (46, 120)
      }
    }
  }

  /// A card.
  package init(masthead: String, headline: String, colors: Colors, shape: Shape) {
    self.masthead = masthead
    self.headline = headline
    self.colors = colors
    self.shape = shape
  }

  /// Everything that its file depends on beside fonts.
  package var recipe: String {
    let colors = [colors.paper, colors.ink, colors.rule].map { "\($0.bytes)" }.joined()
    return "share 2 \(shape.rawValue) \(colors)\n\(masthead)\n\(headline)"
  }

  /// Whether the system has a font to set it in.
  package static var isPossible: Bool { isTypeAvailable() }

  /// Its file, a PNG; nil where it cannot be made.
  package var bytes: [UInt8]? {
    let (size, margin) = (shape.size, 72)
    let width = size.width - 2 * margin
    let type = shape.typeSizes.masthead
    guard
      let name = VipsPicture(
        markup: SharePicture.escaped(masthead), font: "serif bold \(type)", width: width,
        spacing: 0)
    else { return nil }
    var canvas = Canvas(size)
    canvas.fill(left: 0, top: 0, PixelSize(width: size.width, height: 16 + shape.cutHeight))
    let top = 64 + shape.cutHeight
    canvas.print(name, left: margin, top: top)
    let ruleTop = top + min(name.size.height, type * 7 / 4) + 24
    canvas.fill(left: margin, top: ruleTop, PixelSize(width: width, height: 2))
    let room = size.height - shape.cutHeight - ruleTop - margin
    guard let words = headlineShape(PixelSize(width: width, height: room - 36)) else { return nil }
    canvas.print(words, left: margin, top: ruleTop + max(24, (room - words.size.height) / 2))
    return indexedPNG(canvas.pixels, size, palette: palette)
  }

  /// The paper, what is between it and the ink, the ink, and the rule.
  private var palette: [[UInt8]] {
    let shades = (0...Canvas.ink).map { shade in
      zip(colors.paper.bytes, colors.ink.bytes).map { paper, ink in
        UInt8((Int(paper) * (Canvas.ink - shade) + Int(ink) * shade + Canvas.ink / 2) / Canvas.ink)
      }
    }
    return shades + [colors.rule.bytes]
  }

  /// The headline in the largest size that fits into `room` without a break inside a word.
  private func headlineShape(_ room: PixelSize) -> VipsPicture? {
    var shown = headline
    if shown.count > 180 { shown = shown.prefix(179) + "…" }
    // Scripts beyond these may write without spaces.
    let parts = shown.unicodeScalars.split { $0.value <= 0x20 || $0.value >= 0x600 }
    let longest = parts.map(\.count).max() ?? 0
    let sizes = [120, 104, 92, 84, 72, 60, 50, 42]
    for size in sizes where size <= shape.typeSizes.headlineMax {
      if size > 42, longest * size * 6 > room.width * 10 { continue }
      guard
        let words = VipsPicture(
          markup: SharePicture.escaped(shown), font: "serif bold \(size)", width: room.width,
          spacing: 6)
      else { return nil }
      if words.size.height <= room.height || size == 42 { return words }
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

/// Pixels that are painted on: 0 is paper, `ink` full ink, and `rule` the rule's colour.
private struct Canvas {
  static let ink = 14
  private static let rule: UInt8 = 15
  private(set) var pixels: [UInt8]
  private let size: PixelSize

  init(_ size: PixelSize) {
    self.size = size
    pixels = [UInt8](repeating: 0, count: size.width * size.height)
  }

  /// Fills a part with the rule's colour.
  mutating func fill(left: Int, top: Int, _ part: PixelSize) {
    for y in top..<min(top + part.height, size.height) {
      for x in left..<min(left + part.width, size.width) { pixels[y * size.width + x] = Self.rule }
    }
  }

  /// Prints `shape` in ink; what does not fit is cut off.
  mutating func print(_ shape: borrowing VipsPicture, left: Int, top: Int) {
    let bands = max(1, shape.bandCount)
    let ink = shape.pixels
    let measure = shape.size
    guard ink.count >= measure.width * measure.height * bands else { return }
    for y in 0..<max(0, min(measure.height, size.height - top)) {
      for x in 0..<max(0, min(measure.width, size.width - left)) {
        let strength = Int(ink[(y * measure.width + x) * bands])
        if strength == 0 { continue }
        pixels[(y + top) * size.width + x + left] = UInt8((strength * Self.ink + 127) / 255)
      }
    }
  }
}
