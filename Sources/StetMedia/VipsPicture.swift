private import CVips
internal import StetCore

/// Loads libvips and starts it, before anything else is asked of it; the work is done once. False where
/// it cannot be loaded.
func startLibrary() -> Bool { libraryIsReady }

/// Global on purpose: libvips's own tables are global, and a lazy `let` runs once in a process.
private let libraryIsReady = stet_vips_start() == 0

/// Whether AVIF can be written here; WebP always can.
private let canWriteAVIF = startLibrary() && stet_vips_has_avif() != 0

/// The newer format: AVIF where it can be written, else WebP.
package var responsiveFormat: PictureFormat { canWriteAVIF ? .avif : .webp }

/// Names the version of libvips, whose files may differ from those of another; nil where it cannot be
/// loaded.
package var libraryVersion: String? {
  startLibrary() ? unsafe String(cString: stet_vips_version()) : nil
}

/// The owner of one decoded picture.
@safe struct VipsPicture: ~Copyable {
  private let image: OpaquePointer

  private init(owning image: OpaquePointer) {
    unsafe self.image = image
  }

  /// The picture of a file, upright, in sRGB or in its greys, scaled down to `widthMax`; nil where it
  /// cannot be decoded.
  init?(_ bytes: [UInt8], widthMax: Int) {
    guard startLibrary() else { return nil }
    let decoded = unsafe bytes.withUnsafeBytes { buffer -> OpaquePointer? in
      var lazy: OpaquePointer?
      guard unsafe stet_vips_open(buffer.baseAddress, buffer.count, CInt(widthMax), &lazy) == 0,
        let lazy = unsafe lazy
      else { return nil }
      defer { unsafe stet_vips_drop(lazy) }
      // It reads from `buffer`, which is ours no longer than here.
      return unsafe stet_vips_settle(lazy)
    }
    guard let decoded = unsafe decoded else { return nil }
    unsafe image = decoded
  }

  /// The shape of `markup` set in `font`; nil where there is nothing to see.
  init?(markup: String, font: String, width: Int, spacing: Int) {
    guard startLibrary() else { return nil }
    var lazy: OpaquePointer?
    guard unsafe stet_vips_set_text(markup, font, CInt(width), CInt(spacing), &lazy) == 0,
      let lazy = unsafe lazy
    else { return nil }
    defer { unsafe stet_vips_drop(lazy) }
    guard let set = unsafe stet_vips_settle(lazy) else { return nil }
    unsafe image = set
  }

  /// A picture of `bytes`, three for each pixel; nil where there is no memory.
  init?(pixels bytes: [UInt8], _ size: PixelSize) {
    guard startLibrary() else { return nil }
    var lazy: OpaquePointer?
    let result = unsafe bytes.withUnsafeBytes { buffer in
      unsafe stet_vips_make(
        buffer.baseAddress, buffer.count, CInt(size.width), CInt(size.height), &lazy)
    }
    guard result == 0, let lazy = unsafe lazy else { return nil }
    defer { unsafe stet_vips_drop(lazy) }
    guard let made = unsafe stet_vips_settle(lazy) else { return nil }
    unsafe image = made
  }

  deinit {
    unsafe stet_vips_drop(image)
  }

  var size: PixelSize {
    unsafe PixelSize(width: Int(stet_vips_width(image)), height: Int(stet_vips_height(image)))
  }

  /// How many numbers each pixel has.
  var bandCount: Int { unsafe Int(stet_vips_bands(image)) }

  /// Whether it can be transparent.
  var hasAlpha: Bool { unsafe stet_vips_has_alpha(image) != 0 }

  /// How the camera was held and how many pictures the file holds, by its head; nil where it has none.
  static func look(at bytes: [UInt8]) -> (orientation: Int, pictureCount: Int)? {
    guard startLibrary() else { return nil }
    var orientation: CInt = 1
    var pages: CInt = 1
    let result = unsafe bytes.withUnsafeBytes { buffer in
      unsafe stet_vips_look(buffer.baseAddress, buffer.count, &orientation, &pages)
    }
    return result == 0 ? (Int(orientation), Int(pages)) : nil
  }

  /// The same, scaled.
  func scaled(to size: PixelSize) -> VipsPicture? {
    var made: OpaquePointer?
    return unsafe settled(
      stet_vips_scale(image, CInt(size.width), CInt(size.height), &made), made)
  }

  /// The part of it that begins `left` and `top` pixels from its corner.
  func cut(left: Int, top: Int, _ size: PixelSize) -> VipsPicture? {
    var made: OpaquePointer?
    return unsafe settled(
      stet_vips_cut(image, CInt(left), CInt(top), CInt(size.width), CInt(size.height), &made), made)
  }

  /// The part of it that draws the eye.
  func chosen(_ size: PixelSize) -> VipsPicture? {
    var made: OpaquePointer?
    return unsafe settled(
      stet_vips_choose(image, CInt(size.width), CInt(size.height), &made), made)
  }

  /// The same on white, where it can be transparent.
  private func flattened() -> VipsPicture? {
    var made: OpaquePointer?
    return unsafe settled(stet_vips_flatten(image, &made), made)
  }

  private func settled(_ result: CInt, _ lazy: OpaquePointer?) -> VipsPicture? {
    guard result == 0, let lazy = unsafe lazy else { return nil }
    defer { unsafe stet_vips_drop(lazy) }
    guard let memory = unsafe stet_vips_settle(lazy) else { return nil }
    return unsafe VipsPicture(owning: memory)
  }

  /// The bytes of its pixels, row by row.
  var pixels: [UInt8] {
    var count = 0
    guard let start = unsafe stet_vips_pixels(image, &count) else { return [] }
    defer { unsafe stet_vips_free(start) }
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// Its file in `format`; nil where it cannot be written.
  func written(as format: PictureFormat, quality: Int) -> [UInt8]? {
    if format == .jpeg, hasAlpha { return flattened()?.written(as: format, quality: quality) }
    var bytes: UnsafeMutableRawPointer?
    var count = 0
    let result =
      switch format {
      case .jpeg: unsafe stet_vips_write_jpeg(image, &bytes, &count, CInt(quality))
      case .png: unsafe stet_vips_write_png(image, &bytes, &count)
      case .webp: unsafe stet_vips_write_webp(image, &bytes, &count, CInt(quality))
      case .avif:
        unsafe stet_vips_write_avif(
          image, &bytes, &count, CInt(quality), CInt(Recipe.avifEffort))
      }
    guard let start = unsafe bytes else { return nil }
    defer { unsafe stet_vips_free(start) }
    return result == 0 ? unsafe Array(UnsafeRawBufferPointer(start: start, count: count)) : nil
  }
}

/// Whether the system has a font to set words in.
func isTypeAvailable() -> Bool { startLibrary() && stet_fonts_exist() != 0 }
