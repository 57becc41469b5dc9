internal import StetCore

extension VipsPicture {
  /// The widths that browsers choose from, those left out that come out larger than the file itself.
  ///
  /// `whole` is the measure of the file, which this may be a smaller copy of.
  func responsive(of whole: PixelSize, byteCountMax: Int) -> [Rendition] {
    let format = responsiveFormat
    let quality = format == .avif ? Recipe.avifQuality : Recipe.webpQuality
    var widths = Recipe.widths.filter { $0 < whole.width }
    if whole.width <= size.width { widths.append(whole.width) }
    var made: [Rendition] = []
    for width in widths {
      let measure = whole.scaled(toWidth: width)
      guard let bytes = written(measure, as: format, quality: quality), bytes.count < byteCountMax
      else { continue }
      made.append(Rendition(role: .responsive, format: format, size: measure, bytes: bytes))
    }
    return made
  }

  /// What older browsers and feeds show in place of a picture that is wider than they need; nil where
  /// the picture itself has fewer bytes, as drawings of few colours have.
  func fallback(
    of whole: PixelSize, _ format: PictureFormat, byteCountMax: Int
  ) -> Rendition? {
    guard whole.width > Recipe.fallbackWidth else { return nil }
    let measure = whole.scaled(toWidth: Recipe.fallbackWidth)
    let kept: PictureFormat = format == .webp ? (hasAlpha ? .png : .jpeg) : format
    guard let bytes = written(measure, as: kept, quality: Recipe.jpegQuality),
      kept != format || bytes.count < byteCountMax
    else { return nil }
    return Rendition(role: .fallback, format: kept, size: measure, bytes: bytes)
  }

  /// 16:9, 4:3 and 1:1, as large as the picture allows.
  func crops(around focus: FocalPoint?) -> [Rendition] {
    let shapes: [(Rendition.Role, Int, Int)] = [(.wide, 16, 9), (.standard, 4, 3), (.square, 1, 1)]
    return shapes.compactMap { role, across, down in
      let unit = min(size.width / across, size.height / down)
      let part = PixelSize(width: unit * across, height: unit * down)
      guard unit > 0, let crop = crop(part, around: focus) else { return nil }
      let measure = part.scaled(toWidth: min(part.width, Recipe.cropWidth))
      return crop.written(measure, as: .jpeg, quality: Recipe.jpegQuality).map {
        Rendition(role: role, format: .jpeg, size: measure, bytes: $0)
      }
    }
  }

  private func crop(_ part: PixelSize, around focus: FocalPoint?) -> VipsPicture? {
    guard let focus else { return chosen(part) }
    let left = size.width * focus.x / 1000 - part.width / 2
    let top = size.height * focus.y / 1000 - part.height / 2
    return cut(
      left: min(max(left, 0), size.width - part.width),
      top: min(max(top, 0), size.height - part.height), part)
  }

  private func written(
    _ measure: PixelSize, as format: PictureFormat, quality: Int
  ) -> [UInt8]? {
    if measure == size { return written(as: format, quality: quality) }
    return scaled(to: measure)?.written(as: format, quality: quality)
  }

  /// The mean of all its pixels; nil where it can be transparent.
  var meanColor: String? {
    guard !hasAlpha, let dot = scaled(to: PixelSize(width: 1, height: 1)) else { return nil }
    let pixel = dot.pixels
    guard let first = pixel.first else { return nil }
    let parts = pixel.count >= 3 ? Array(pixel[..<3]) : [first, first, first]
    return "#" + parts.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

extension PixelSize {
  /// The same shape, `width` pixels wide.
  func scaled(toWidth width: Int) -> PixelSize {
    PixelSize(width: width, height: max(1, (height * width + self.width / 2) / self.width))
  }
}
