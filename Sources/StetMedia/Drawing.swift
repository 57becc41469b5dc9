private import StetXML

/// A drawing (SVG) as it may be published.
package struct Drawing: Sendable, Hashable {
  /// The measure that it states; nil where it states none in plain numbers.
  package let size: PixelSize?
  /// What is published in its place; nil where the file can stand as it is.
  package let clean: [UInt8]?
  /// What was taken out.
  package let removed: [String]

  /// The drawing that `bytes` hold; nil where they hold none.
  package init?(_ bytes: [UInt8]) {
    guard let drawing = cleanDrawing(bytes) else { return nil }
    clean = drawing.bytes
    removed = drawing.removed
    size = drawing.size.map { PixelSize(width: $0.width, height: $0.height) }
  }
}
