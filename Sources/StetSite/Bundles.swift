import StetContent
import StetCore

/// Folders that are one article with its files: `opera/index.md` and the pictures beside it.
///
/// Such files are published beside the page, wherever that is. Hugo and Zola publish all of them;
/// elsewhere those that a public page names are.
struct Bundles {
  /// The article of each folder, by the folder's path; of several languages the site's own.
  private var articleOfFolder: [String: ArticleID] = [:]
  private let desk: Desk

  init(_ desk: Desk) {
    self.desk = desk
    for id in desk.ids(.article) {
      guard let folder = Bundles.folder(of: desk.articles[id.index]) else { continue }
      let isFirst =
        articleOfFolder[folder] == nil || desk.articles[id.index].languageOfName == nil
      if isFirst { articleOfFolder[folder] = id }
    }
  }

  /// The folder that `article` is alone in with its files; nil where it is a file among others.
  private static func folder(of article: Article) -> String? {
    let path = article.path.utf8
    guard let slash = path.lastIndex(of: UInt8(ascii: "/")),
      path[path.index(after: slash)...].starts(with: "index.".utf8),
      article.localPath.utf8.contains(UInt8(ascii: "/"))
    else { return nil }
    return String(article.path[..<slash])
  }

  /// The article whose files `path` is one of, and the rest of its path below the article's folder.
  func owner(of path: String) -> (article: ArticleID, rest: String)? {
    if articleOfFolder.isEmpty { return nil }
    var folder = Substring(path)
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      if let id = articleOfFolder[String(folder)] {
        return (id, String(path[path.index(after: slash)...]))
      }
    }
    return nil
  }

  /// Whether every file of the article's folder is published with it.
  func isWhole(_ id: ArticleID) -> Bool {
    switch desk.configuration.folder(of: desk.articles[id.index].path)?.dialect {
    case .hugo, .zola: true
    default: false
    }
  }

  /// The lead picture of each article of Hugo's that names none: the one that its `resources` call
  /// featured or cover, or the file beside it of such a name.
  func leadImages(among files: [String]) -> [ArticleID: Metadata.LeadImage] {
    var pictures: [ArticleID: [String]] = [:]
    for path in files where Bundles.isPicture(path) {
      guard let (id, rest) = owner(of: path) else { continue }
      pictures[id, default: []].append(rest)
    }
    var found: [ArticleID: Metadata.LeadImage] = [:]
    for id in articleOfFolder.values {
      let article = desk.articles[id.index]
      guard article.metadata.image == nil,
        desk.configuration.folder(of: article.path)?.dialect == .hugo
      else { continue }
      found[id] =
        resource(of: article) ?? Bundles.lead(among: (pictures[id] ?? []).sorted())
    }
    return found
  }

  private static let leadNames = [["feature"], ["cover", "thumbnail"]]

  private static func lead(among names: [String]) -> Metadata.LeadImage? {
    for wanted in leadNames {
      let match = names.first { name in
        let lower = name.lowercased()
        return wanted.contains { lower.contains($0) }
      }
      if let match {
        return Metadata.LeadImage(
          source: Located(match, at: SourceRange(0, 0)), alt: nil, caption: nil, credit: nil)
      }
    }
    return nil
  }

  /// The picture that the `resources` of `article` name as its lead.
  private func resource(of article: Article) -> Metadata.LeadImage? {
    guard
      case .list(let resources, _)? = article.metadata.extra.first(where: {
        $0.key == "resources"
      })?.value
    else { return nil }
    for wanted in Bundles.leadNames {
      for resource in resources {
        guard case .string(let source, let range)? = resource["src"], !source.contains("*"),
          Bundles.isPicture(source), case .string(let name, _)? = resource["name"],
          wanted.contains(where: { name.lowercased().contains($0) })
        else { continue }
        var caption: String?
        if case .string(let title, _)? = resource["title"] { caption = title }
        return Metadata.LeadImage(
          source: Located(source, at: range), alt: nil, caption: caption, credit: nil)
      }
    }
    return nil
  }

  private static func isPicture(_ path: String) -> Bool {
    let lower = path.lowercased()
    return [".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg"].contains {
      lower.hasSuffix($0)
    }
  }
}
