package import StetCore

// The door of the room: `develop` makes of one picture what pages show of it.

/// The measure of a picture in pixels.
package struct PixelSize: Sendable, Hashable {
  package let width: Int
  package let height: Int

  /// A measure.
  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}

/// A way to write pictures.
package enum PictureFormat: String, Sendable, Hashable, CaseIterable {
  case jpeg, png, webp, avif

  /// The ending of its files, without the dot.
  package var ending: String { self == .jpeg ? "jpg" : rawValue }

  /// Its media type.
  package var mediaType: String { "image/" + rawValue }

  /// The format of the file whose first bytes are `bytes`, where it is one that is developed.
  package init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if bytes.count > 12, bytes.starts(with: "RIFF".utf8),
      bytes[8...].starts(with: "WEBP".utf8)
    {
      self = .webp
    } else {
      return nil
    }
  }
}

/// One file made of a picture.
package struct Rendition: Sendable, Hashable {
  /// What it is for.
  package enum Role: String, Sendable, Hashable, CaseIterable {
    /// One of several widths, of which a browser takes the one that fits.
    case responsive
    /// For browsers without the newer format, and for feeds.
    case fallback
    /// Crops for search engines, 16:9, 4:3 and 1:1.
    case wide, standard, square
  }

  package let role: Role
  package let format: PictureFormat
  package let size: PixelSize
  package let bytes: [UInt8]
}

/// What is asked of a picture.
package struct PictureRequest: Sendable, Hashable {
  /// Whether crops are wanted.
  package var isCropped: Bool
  /// What crops keep in sight; nil where the picture decides.
  package var focus: FocalPoint?

  /// A request.
  package init(isCropped: Bool = false, focus: FocalPoint? = nil) {
    self.isCropped = isCropped
    self.focus = focus
  }

  /// Everything that the files depend on beside the picture's own bytes.
  package var recipe: String {
    let point = focus.map { "\($0.x),\($0.y)" } ?? "-"
    return "\(Recipe.version) \(responsiveFormat.rawValue) \(isCropped ? point : "whole")"
  }
}

/// A picture, developed.
package struct DevelopedPicture: Sendable {
  /// The measure of the whole picture, upright.
  package let size: PixelSize
  /// Its mean colour, `#8a7f70`; nil where something of it is transparent.
  package let color: String?
  /// What is published in place of the file: upright, and without what cameras note; nil where the
  /// file can stand as it is.
  package let clean: [UInt8]?
  package let renditions: [Rendition]
}

/// Why a picture cannot be developed.
package enum PictureProblem: Error, Sendable, Hashable {
  /// Its bytes are not a whole picture.
  case broken
  /// It has more than `pixelCountMax` pixels.
  case tooLarge
  /// It moves, or is of a kind that is left as it is.
  case unfit
  /// The library that decodes it cannot be loaded.
  case libraryMissing
}

/// The numbers by which pictures are developed; docs/PICTURES.md says why these.
package enum Recipe {
  /// Changes whenever the same picture would give other files.
  package static let version = 3
  /// The widths that browsers choose from.
  static let widths = [480, 800, 1280, 1920]
  /// The width of what older browsers and feeds show.
  static let fallbackWidth = 1280
  /// The longest crop.
  static let cropWidth = 1200
  static let avifQuality = 60
  static let avifEffort = 0
  static let webpQuality = 75
  static let jpegQuality = 80
  /// Of a photograph that had to be turned.
  static let uprightQuality = 90
  /// Files that are so small that nothing can be won.
  package static let byteCountMin = 8_192
  /// Pictures beyond this are not decoded: a file of few bytes can claim any size.
  package static let pixelCountMax = 100_000_000
}

/// What pages show of the picture whose file holds `bytes`, and whose head says that it has `size`.
package func develop(
  _ bytes: [UInt8], size: PixelSize, _ request: PictureRequest
) throws(PictureProblem) -> DevelopedPicture {
  guard let format = PictureFormat(bytes) else { throw .unfit }
  guard size.width <= Recipe.pixelCountMax / max(1, size.height) else { throw .tooLarge }
  guard isWhole(bytes, format) else { throw .broken }
  guard startLibrary() else { throw .libraryMissing }
  guard let look = VipsPicture.look(at: bytes) else { throw .broken }
  guard look.pictureCount == 1 else { throw .unfit }
  guard let base = VipsPicture(bytes, widthMax: Recipe.widths.max() ?? 1) else { throw .broken }
  let isTurned = (5...8).contains(look.orientation)
  let whole =
    isTurned ? PixelSize(width: size.height, height: size.width) : size
  var clean: [UInt8]?
  if look.orientation > 1 {
    guard let upright = VipsPicture(bytes, widthMax: whole.width) else { throw .broken }
    clean = upright.written(as: format, quality: Recipe.uprightQuality)
  } else {
    clean = withoutPrivateMetadata(bytes, format)
  }
  var renditions: [Rendition] = []
  if bytes.count >= Recipe.byteCountMin {
    let byteCount = clean?.count ?? bytes.count
    renditions = base.responsive(of: whole, byteCountMax: byteCount)
    if let fallback = base.fallback(of: whole, format, byteCountMax: byteCount) {
      renditions.append(fallback)
    }
  }
  if request.isCropped { renditions += base.crops(around: request.focus) }
  return DevelopedPicture(
    size: whole, color: base.meanColor, clean: clean, renditions: renditions)
}

/// Whether a file is not cut off: libvips takes half a picture for a whole one.
private func isWhole(_ bytes: [UInt8], _ format: PictureFormat) -> Bool {
  switch format {
  case .jpeg: JPEGSegments(bytes)?.end != nil
  case .png: keptChunks(ofPNG: bytes) != nil
  case .webp: keptChunks(ofWebP: bytes) != nil
  case .avif: true
  }
}
