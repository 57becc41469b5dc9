/// Where a range stands in its file, as a person counts, and the line to show with it.
public struct SourcePlace: Sendable, Hashable {
  /// The line, from 1; LF, CRLF and CR end a line.
  public let line: Int
  /// The column, from 1, in Unicode scalars.
  public let column: Int
  /// The line's text, cut around the place to 100 columns, its tabs and controls as single spaces.
  public let excerpt: String
  /// How many columns of the excerpt stand before the place.
  public let caretIndent: Int
  /// How many columns of the excerpt the place covers; at least 1.
  public let caretWidth: Int

  /// The place of `range` in `source`; a range beyond the end is moved to the end.
  public init(of range: SourceRange, in source: [UInt8]) {
    let lower = min(range.lower, source.count)
    var line = 1
    var lineStart = 0
    var index = 0
    while index < lower {
      let byte = source[index]
      index += 1
      if byte == 0x0A || (byte == 0x0D && (index >= source.count || source[index] != 0x0A)) {
        line += 1
        lineStart = index
      }
    }
    let isNewline: (UInt8) -> Bool = { $0 == 0x0A || $0 == 0x0D }
    let lineEnd = source[lower...].firstIndex(where: isNewline) ?? source.count
    let before = SourcePlace.printable(source[min(lineStart, lower)..<lower])
    let upper = min(max(range.upper, lower), max(lineEnd, lower))
    let marked = SourcePlace.printable(source[lower..<upper])
    let after = SourcePlace.printable(source[upper..<max(lineEnd, upper)])

    self.line = line
    self.column = before.count + 1 - (line == 1 && source.starts(with: [0xEF, 0xBB, 0xBF]) ? 1 : 0)
    let widthMax = 100
    var shown = before + marked + after
    var cut = 0
    if before.count > widthMax * 3 / 5 {
      cut = before.count - widthMax * 2 / 5
      shown = ["…"] + shown[cut...]
      cut -= 1
    }
    if shown.count > widthMax { shown = shown[..<widthMax] + ["…"] }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: shown)
    self.excerpt = String(text)
    self.caretIndent = SourcePlace.columns(shown.prefix(before.count - cut))
    let room = max(1, shown.count - (before.count - cut))
    self.caretWidth = max(1, min(SourcePlace.columns(marked[...]), room))
  }

  private static func printable(_ bytes: ArraySlice<UInt8>) -> [Unicode.Scalar] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.map {
      $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? " " : $0
    }
  }

  /// How wide a terminal shows `scalars`: marks take no column, East Asian and emoji take two.
  private static func columns(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
    scalars.reduce(0) { width, scalar in
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: return width
      default: break
      }
      switch scalar.value {
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
        return width + 2
      default: return width + 1
      }
    }
  }
}
