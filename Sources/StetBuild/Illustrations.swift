import StetCore
import StetMedia
import StetRender
import StetSite

/// The version of the library that develops pictures, and the format in which it makes copies; nil where
/// it cannot be loaded.
package func pictureLibraryVersion() -> (number: String, format: String)? {
  libraryVersion.map { ($0, responsiveFormat == .avif ? "AVIF" : "WebP") }
}

/// Whether the system has a font for pictures of headlines.
package func areFontsThere() -> Bool { SharePicture.isPossible }

/// Everything that is made of pictures and as pictures, for the pages and for the output.
struct Illustrations: Sendable {
  /// What is known of pictures and other files that pages and feeds name, by path from the output
  /// folder.
  var facts: [String: FileFacts] = [:]
  /// Files that were made.
  var renditions: [PublishedFile] = []
  /// Where they are kept, and what is published in place of files of the site, by path.
  var originals: [String: Scanner.Found] = [:]
  var cards = ShareCards()
}

extension Darkroom {
  /// Develops the pictures of `site` and sets those of its headlines; `found` are the files that it
  /// publishes.
  func illustrate(
    _ site: Site, _ theme: Theme, among found: [(file: Scanner.Found, outputPath: String)],
    _ progress: (BuildProgress) -> Void
  ) async throws(FileError) -> Diagnosed<Illustrations> {
    let shown = site.configuration.pictures.isDeveloped ? site.picturesShown : []
    let pictures = try await develop(shown, among: found, progress)
    var facts = await scanner.facts(
      site.filesInFeeds.union(shown.map(\.filePath)).subtracting(pictures.value.facts.keys),
      among: found, width: order.width)
    facts.merge(pictures.value.facts) { _, developed in developed }
    let colors = site.isEmpty ? nil : theme.shareColors
    let cards = try await set(colors == nil ? [] : site.shareCards(facts), in: colors, progress)
    return Diagnosed(
      Illustrations(
        facts: facts, renditions: pictures.value.renditions + cards.value.renditions,
        originals: pictures.value.originals.merging(cards.value.originals) { $1 },
        cards: cards.value.cards),
      pictures.diagnostics + cards.diagnostics.filter { !pictures.diagnostics.contains($0) })
  }

  /// That pictures cannot be made; for the whole site.
  static let libraryMissing = Diagnostic(
    .warning, .pictureLibraryMissing, path: "stet.yaml",
    "libvips cannot be loaded, so that no copies of pictures and no pictures of headlines are made",
    note: "install it: “apt install libvips42” on Debian and Ubuntu, “brew install vips” on macOS")
}
