private import CVips
internal import StetCore

/// Starts libvips; the work is done once. False where it cannot be started.
func startLibrary() -> Bool { libraryIsReady }

/// Global on purpose: libvips's own tables are global, and a lazy `let` runs once in a process.
private let libraryIsReady = stet_vips_start() == 0

/// Whether AVIF can be written here; WebP always can.
private let canWriteAVIF = startLibrary() && stet_vips_has_avif() != 0

/// The newer format: AVIF where it can be written, else WebP.
package var responsiveFormat: PictureFormat { canWriteAVIF ? .avif : .webp }

/// Names the version of libvips, whose files may differ from those of another.
package var libraryVersion: String {
  startLibrary() ? unsafe String(cString: vips_version_string()) : "none"
}

/// The owner of one decoded picture.
@safe struct VipsPicture: ~Copyable {
  private let image: UnsafeMutablePointer<VipsImage>

  private init(owning image: UnsafeMutablePointer<VipsImage>) {
    unsafe self.image = image
  }

  /// The picture of a file, upright, in sRGB or in its greys, scaled down to `widthMax`; nil where it
  /// cannot be decoded.
  init?(_ bytes: [UInt8], widthMax: Int) {
    let decoded = unsafe bytes.withUnsafeBytes { buffer -> UnsafeMutablePointer<VipsImage>? in
      var lazy: UnsafeMutablePointer<VipsImage>?
      guard unsafe stet_vips_open(buffer.baseAddress, buffer.count, CInt(widthMax), &lazy) == 0,
        let lazy = unsafe lazy
      else { return nil }
      defer { unsafe g_object_unref(lazy) }
      // It reads from `buffer`, which is ours no longer than here.
      return unsafe vips_image_copy_memory(lazy)
    }
    guard let decoded = unsafe decoded else { return nil }
    unsafe image = decoded
  }

  /// The shape of `markup` set in `font`; nil where there is nothing to see.
  init?(markup: String, font: String, width: Int, spacing: Int) {
    var lazy: UnsafeMutablePointer<VipsImage>?
    guard unsafe stet_vips_set_text(markup, font, CInt(width), CInt(spacing), &lazy) == 0,
      let lazy = unsafe lazy
    else { return nil }
    defer { unsafe g_object_unref(lazy) }
    guard let set = unsafe vips_image_copy_memory(lazy) else { return nil }
    unsafe image = set
  }

  /// A picture of `bytes`, three for each pixel; nil where there is no memory.
  init?(pixels bytes: [UInt8], _ size: PixelSize) {
    let made = unsafe bytes.withUnsafeBytes { buffer in
      unsafe vips_image_new_from_memory_copy(
        buffer.baseAddress, buffer.count, CInt(size.width), CInt(size.height), 3,
        VIPS_FORMAT_UCHAR)
    }
    guard let made = unsafe made else { return nil }
    unsafe made.pointee.Type = VIPS_INTERPRETATION_sRGB
    unsafe image = made
  }

  deinit {
    unsafe g_object_unref(image)
  }

  var size: PixelSize {
    unsafe PixelSize(width: Int(image.pointee.Xsize), height: Int(image.pointee.Ysize))
  }

  /// How many numbers each pixel has.
  var bandCount: Int { unsafe Int(image.pointee.Bands) }

  /// Whether it can be transparent.
  var hasAlpha: Bool { unsafe vips_image_hasalpha(image) != 0 }

  /// How the camera was held and how many pictures the file holds, by its head; nil where it has none.
  static func look(at bytes: [UInt8]) -> (orientation: Int, pictureCount: Int)? {
    var orientation: CInt = 1
    var pages: CInt = 1
    let result = unsafe bytes.withUnsafeBytes { buffer in
      unsafe stet_vips_look(buffer.baseAddress, buffer.count, &orientation, &pages)
    }
    return result == 0 ? (Int(orientation), Int(pages)) : nil
  }

  /// The same, scaled.
  func scaled(to size: PixelSize) -> VipsPicture? {
    var made: UnsafeMutablePointer<VipsImage>?
    return unsafe settled(
      stet_vips_scale(image, CInt(size.width), CInt(size.height), &made), made)
  }

  /// The part of it that begins `left` and `top` pixels from its corner.
  func cut(left: Int, top: Int, _ size: PixelSize) -> VipsPicture? {
    var made: UnsafeMutablePointer<VipsImage>?
    return unsafe settled(
      stet_vips_cut(image, CInt(left), CInt(top), CInt(size.width), CInt(size.height), &made), made)
  }

  /// The part of it that draws the eye.
  func chosen(_ size: PixelSize) -> VipsPicture? {
    var made: UnsafeMutablePointer<VipsImage>?
    return unsafe settled(
      stet_vips_choose(image, CInt(size.width), CInt(size.height), &made), made)
  }

  /// The same on white, where it can be transparent.
  private func flattened() -> VipsPicture? {
    var made: UnsafeMutablePointer<VipsImage>?
    return unsafe settled(stet_vips_flatten(image, &made), made)
  }

  private func settled(_ result: CInt, _ lazy: UnsafeMutablePointer<VipsImage>?) -> VipsPicture? {
    guard result == 0, let lazy = unsafe lazy else { return nil }
    defer { unsafe g_object_unref(lazy) }
    guard let memory = unsafe vips_image_copy_memory(lazy) else { return nil }
    return unsafe VipsPicture(owning: memory)
  }

  /// The bytes of its pixels, row by row.
  var pixels: [UInt8] {
    var count = 0
    guard let start = unsafe vips_image_write_to_memory(image, &count) else { return [] }
    defer { unsafe g_free(start) }
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
    defer { unsafe g_free(start) }
    return result == 0 ? unsafe Array(UnsafeRawBufferPointer(start: start, count: count)) : nil
  }
}

/// Whether the system has a font to set words in.
func isTypeAvailable() -> Bool { startLibrary() && stet_fonts_exist() != 0 }
