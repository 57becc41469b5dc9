import StetContent
import StetCore
import StetSite

/// What pages and feeds say of a file besides where it is.
package struct FileFacts: Sendable, Hashable {
  package let sizeBytes: Int
  /// The media type that its first bytes show; nil where they show none.
  package let type: String?
  /// In pixels, upright, of a picture whose first bytes say so.
  package let width: Int?
  package let height: Int?
  /// What was made of a picture; nil where nothing was.
  package let sheet: PictureSheet?

  /// A file of `sizeBytes`.
  package init(
    sizeBytes: Int, type: String? = nil, width: Int? = nil, height: Int? = nil,
    sheet: PictureSheet? = nil
  ) {
    self.sizeBytes = sizeBytes
    self.type = type
    self.width = width
    self.height = height
    self.sheet = sheet
  }

  /// What feeds carry in place of a picture that is too large for readers on the road. Others stand in
  /// feeds under their own address, which does not change when they do.
  var copyForFeeds: PictureSheet.File? { sizeBytes > 500_000 ? sheet?.fallback : nil }

  /// Everything that a page could show of it, in one word.
  var name: String {
    let files = (sheet?.responsive ?? []) + [sheet?.fallback].compactMap(\.self)
    return "\(sizeBytes > 500_000) \(width ?? 0) \(height ?? 0) \(sheet?.color ?? "") "
      + files.map(\.address.text).joined(separator: " ")
  }
}

/// What was made of one picture.
package struct PictureSheet: Sendable, Hashable {
  /// The mean colour, `#8a7f70`; nil where something of it is transparent.
  package let color: String?
  /// Its widths in a newer format, the narrowest first.
  package let responsive: [File]
  /// What older browsers and feeds show in its place; nil where that is the picture itself.
  package let fallback: File?
  /// 16:9, 4:3 and 1:1.
  package let crops: [File]

  /// A file made of it.
  package struct File: Sendable, Hashable {
    package let address: SitePath
    package let type: String
    package let width: Int
    package let height: Int
    package let sizeBytes: Int

    /// A file at `address`.
    package init(address: SitePath, type: String, width: Int, height: Int, sizeBytes: Int) {
      self.address = address
      self.type = type
      self.width = width
      self.height = height
      self.sizeBytes = sizeBytes
    }
  }

  /// What was made.
  package init(color: String?, responsive: [File], fallback: File?, crops: [File]) {
    self.color = color
    self.responsive = responsive
    self.fallback = fallback
    self.crops = crops
  }
}

/// A picture that pages show, where it is asked for first.
package struct PictureUse: Sendable, Hashable {
  /// From the output folder.
  package let filePath: String
  /// The article that shows it, and where it says so.
  package let path: String
  package let range: SourceRange
  /// Whether it leads a story, so that search engines are shown crops of it.
  package var isLead: Bool
  /// What crops keep in sight.
  package var focus: FocalPoint?
}

extension Site {
  /// The files of the site's own that feeds say something of, by path from the output folder: lead
  /// pictures, enclosures, the pictures of podcasts.
  package var filesInFeeds: Set<String> {
    var paths: Set<String> = []
    for id in latest where feedIDs[id.index] != nil {
      let links = links[id.index]
      for case .local(let path, _) in [links.image].compactMap(\.self) + links.enclosures {
        paths.insert(path.filePath)
      }
    }
    for podcast in configuration.feeds.podcasts {
      if let path = SitePath(written: podcast.image) { paths.insert(path.filePath) }
    }
    return paths
  }

  /// The site's own pictures that public pages show, each once, in the order of the articles.
  package var picturesShown: [PictureUse] {
    var uses: [PictureUse] = []
    var places: [String: Int] = [:]
    func add(_ destination: Destination?, of article: Article, at range: SourceRange, lead: Bool) {
      guard case .local(let address, _)? = destination,
        mediaType(of: address.text)?.hasPrefix("image/") == true
      else { return }
      let focus = lead ? article.metadata.image?.focus : nil
      if let place = places[address.filePath] {
        uses[place].isLead = uses[place].isLead || lead
        uses[place].focus = uses[place].focus ?? focus
        return
      }
      places[address.filePath] = uses.count
      uses.append(
        PictureUse(
          filePath: address.filePath, path: article.path, range: range, isLead: lead, focus: focus))
    }
    for (index, article) in articles.enumerated() {
      let links = links[index]
      if let image = article.metadata.image, links.image != nil {
        add(links.image, of: article, at: image.source.range, lead: stories[index] != nil)
      }
      for (reference, destination) in zip(article.references, links.body)
      where reference.kind == .image {
        add(destination, of: article, at: reference.range, lead: false)
      }
      if links.arguments.isEmpty { continue }
      for argument in article.shortcodes.flatMap(\.named) {
        add(links.arguments[argument.value], of: article, at: argument.range, lead: false)
      }
    }
    return uses
  }
}
