import StetCore
import StetMedia
import StetRender
import StetSite

/// The pictures of words that were made.
struct CardStock: Sendable {
  var cards = ShareCards()
  var renditions: [PublishedFile] = []
  var originals: [String: Scanner.Found] = [:]
}

extension Darkroom {
  /// Sets `cards` in `colors`, those left out that were set before; nothing, and a word on why, where
  /// the system has no font or no libvips.
  func set(
    _ cards: [ShareCard], in colors: ShareColors?, _ progress: (BuildProgress) -> Void
  ) async throws(FileError) -> Diagnosed<CardStock> {
    guard let colors, let paper = SharePicture.Color(hexadecimal: colors.paper),
      let ink = SharePicture.Color(hexadecimal: colors.ink),
      let rule = SharePicture.Color(hexadecimal: colors.rule), !cards.isEmpty
    else { return Diagnosed(CardStock()) }
    guard libraryVersion != nil else { return Diagnosed(CardStock(), [Self.libraryMissing]) }
    guard SharePicture.isPossible else { return Diagnosed(CardStock(), [Self.fontMissing]) }
    let palette = SharePicture.Colors(paper: paper, ink: ink, rule: rule)
    let present = try present()
    let sheets = cards.flatMap { card in
      card.shapes.map { shape in
        let picture = SharePicture(
          masthead: card.masthead, headline: card.headline, colors: palette, shape: shape)
        return (card: card, picture: picture)
      }
    }
    let total = sheets.count
    let names = try await sheets.parallelMap(
      width: order.width,
      progress: { progress(BuildProgress(stage: .developing, done: $0, total: total)) }
    ) { sheet throws(FileError) -> String? in
      let key = Fingerprint(of: [recipe, Fingerprint(of: sheet.picture.recipe)])
      let name = key.hexadecimal + Self.ending
      if present.contains(name) { return name }
      guard let bytes = sheet.picture.bytes else { return nil }
      try write(bytes, name, of: "card \(sheet.card.story?.index ?? -1)")
      return name
    }
    try sweep(present, keeping: Set(names.compactMap(\.self)))
    return Diagnosed(
      stock(
        zip(sheets, names).compactMap { sheet, name in
          name.map { (sheet.card, sheet.picture.shape.size, $0) }
        }))
  }

  private static let ending = "-share.png"

  private func stock(_ made: [(card: ShareCard, size: PixelSize, name: String)]) -> CardStock {
    var stock = CardStock()
    for (card, size, name) in made {
      let address = SitePath("/assets/pictures/share-\(name.prefix(16)).png")
      let file = PictureSheet.File(
        address: address, type: "image/png", width: size.width, height: size.height, sizeBytes: 0)
      if let story = card.story {
        stock.cards.stories[story.index, default: []].append(file)
      } else {
        stock.cards.publication = file
      }
      let path = PictureAlbum.folder + "/" + name
      if stock.originals.updateValue(found(path, sizeBytes: 0), forKey: path) == nil {
        stock.renditions.append(PublishedFile(path: path, address: address))
      }
    }
    return stock
  }

  /// Removes cards that nothing asked for, once they are more than those that something did.
  private func sweep(_ present: Set<String>, keeping kept: Set<String>) throws(FileError) {
    let old = present.filter { $0.hasSuffix(Self.ending) && !kept.contains($0) }
    guard old.count > kept.count + 1_000 else { return }
    for name in old { try Disk.remove(scanner.diskPath(PictureAlbum.folder + "/" + name)) }
  }

  private static let fontMissing = Diagnostic(
    .info, .fontMissing, path: "stet.yaml",
    "this system has no font, so that no pictures of headlines are made",
    note: "install one, such as Debian's fonts-dejavu-core, or write “pictures: {share: 0}”")
}

extension ShareCard {
  /// The shapes that it is set in: search engines want three of a story, and the publication is only
  /// shared.
  fileprivate var shapes: [SharePicture.Shape] {
    story == nil ? [.wide] : SharePicture.Shape.allCases
  }
}
