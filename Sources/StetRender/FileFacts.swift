import StetCore
import StetSite

/// What feeds say of a file besides where it is.
package struct FileFacts: Sendable, Hashable {
  package let sizeBytes: Int
  /// The media type that its first bytes show; nil where they show none.
  package let type: String?
  /// In pixels, of a picture whose first bytes say so.
  package let width: Int?
  package let height: Int?

  /// A file of `sizeBytes`.
  package init(sizeBytes: Int, type: String? = nil, width: Int? = nil, height: Int? = nil) {
    self.sizeBytes = sizeBytes
    self.type = type
    self.width = width
    self.height = height
  }
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
}
