/// Colour profiles (ICC.1:2010) made for a test.
enum Profiles {
  /// Display P3: wider than sRGB, with the same curve.
  static let displayP3 = profile(
    "mntr", "RGB ", "XYZ ",
    [
      ("rXYZ", xyz(0.51512, 0.24120, -0.00105)), ("gXYZ", xyz(0.29198, 0.69225, 0.04189)),
      ("bXYZ", xyz(0.15710, 0.06657, 0.78407)), ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
    ])

  /// Greys with a gamma of 1.8.
  static let grey = profile(
    "mntr", "GRAY", "XYZ ",
    [("kTRC", Array("para".utf8) + [0, 0, 0, 0, 0, 0, 0, 0] + fixed(1.8))])

  /// An odd press, whose cyan is the red of sRGB, and whose other inks are black.
  static let oddInks = profile("prtr", "CMYK", "Lab ", [("A2B0", inks)])

  /// The curve of sRGB (§10.15, function 3).
  private static let curve: [UInt8] =
    Array("para".utf8) + [0, 0, 0, 0, 0, 3, 0, 0]
    + [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].flatMap(fixed)

  /// From four inks, each all or nothing, to CIELAB in bytes (§10.8).
  private static let inks: [UInt8] = {
    let straight = (0...255).map { UInt8($0) }
    let matrix = (0..<9).flatMap { fixed($0 % 4 == 0 ? 1 : 0) }
    let colors: [[UInt8]] = (0..<16).map { mixture in
      if mixture == 0 { return [255, 128, 128] }
      return mixture & 8 != 0 ? [138, 209, 198] : [0, 128, 128]
    }
    return Array("mft1".utf8) + [0, 0, 0, 0, 4, 3, 2, 0] + matrix
      + (0..<4).flatMap { _ in straight } + colors.flatMap(\.self)
      + (0..<3).flatMap { _ in straight }
  }()

  /// A profile of `tags` for devices of `kind` (§7).
  private static func profile(
    _ kind: String, _ space: String, _ target: String, _ tags: [(name: String, content: [UInt8])]
  ) -> [UInt8] {
    let text = Array("mluc".utf8) + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 12]
    let tags = [("desc", text), ("cprt", text), ("wtpt", white)] + tags
    var table = number(tags.count)
    var content: [UInt8] = []
    for (name, tag) in tags {
      table += Array(name.utf8) + number(132 + 12 * tags.count + content.count) + number(tag.count)
      content += tag + [UInt8](repeating: 0, count: (4 - tag.count % 4) % 4)
    }
    let head: [UInt8] =
      number(128 + table.count + content.count) + [0, 0, 0, 0, 4, 0x20, 0, 0]
      + Array((kind + space + target).utf8) + [UInt8](repeating: 0, count: 12)
      + Array("acsp".utf8) + [UInt8](repeating: 0, count: 28) + white.dropFirst(8)
    return head + [UInt8](repeating: 0, count: 128 - head.count) + table + content
  }

  /// D50, in which profiles meet.
  private static let white = xyz(0.9642, 1, 0.8249)

  private static func xyz(_ x: Double, _ y: Double, _ z: Double) -> [UInt8] {
    Array("XYZ ".utf8) + [0, 0, 0, 0] + [x, y, z].flatMap(fixed)
  }

  private static func fixed(_ value: Double) -> [UInt8] {
    number(Int((value * 65_536).rounded()))
  }

  private static func number(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
