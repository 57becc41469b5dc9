import StetContent
import StetCore
import StetSite

/// A picture of words that a page is shared by, where it has no picture of its own.
package struct ShareCard: Sendable, Hashable {
  /// The story; nil for the publication itself.
  package let story: ArticleID?
  package let masthead: String
  package let headline: String
}

/// What a theme prints such pictures in: `#rrggbb` for the paper, the words and the rule.
package struct ShareColors: Sendable, Hashable {
  package let paper: String
  package let ink: String
  package let rule: String
}

/// The pictures that were made of words.
package struct ShareCards: Sendable {
  /// That of the publication; nil where there is none.
  package var publication: PictureSheet.File?
  /// By article: 16:9, which it is shared by, then 4:3 and 1:1.
  package var stories: [Int: [PictureSheet.File]] = [:]

  /// No pictures.
  package init() {}
}

extension Site {
  /// The pictures of words that the site wants: its own, and those of its newest stories that have no
  /// picture that can be shared, or no crops of it. `files` is what is known of pictures.
  package func shareCards(_ files: [String: FileFacts]) -> [ShareCard] {
    var masthead = configuration.title
    if case .string(let written, _)? = configuration.params?["masthead"], !written.isEmpty {
      masthead = written
    }
    let own = ShareCard(
      story: nil, masthead: masthead, headline: configuration.tagline ?? configuration.title)
    let stories = latest.prefix(configuration.pictures.sharedCount).filter { id in
      !sharesPicture(of: id, files) || crops(of: id, files).isEmpty
    }
    return [own]
      + stories.map {
        ShareCard(story: $0, masthead: masthead, headline: Views.title(of: self[$0]))
      }
  }

  /// The crops of the lead picture of `id`: none where it stands on another host, is of a kind that is
  /// left as it is, or is not developed.
  func crops(of id: ArticleID, _ files: [String: FileFacts]) -> [PictureSheet.File] {
    guard case .local(let path, _)? = links[id.index].image else { return [] }
    return files[path.filePath]?.sheet?.crops ?? []
  }

  /// Whether the lead picture of `id` is one that everybody can show, which drawings are not.
  func sharesPicture(of id: ArticleID, _ files: [String: FileFacts]) -> Bool {
    guard let destination = links[id.index].image else { return false }
    guard case .local(let path, _) = destination else { return true }
    let type = files[path.filePath]?.type ?? mediaType(of: path.text)
    return ["image/jpeg", "image/png", "image/webp", "image/gif"].contains(type)
  }
}
