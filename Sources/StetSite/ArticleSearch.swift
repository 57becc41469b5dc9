import StetContent
import StetCore

/// A name that a person gave and that no article of the site has.
package struct UnknownArticle: Error, Sendable, Hashable {
  /// What was given.
  package let name: String
  /// The path that was most likely meant.
  package let nearest: String?
}

extension Site {
  /// The articles that `names` name, in their order: by path from the site's root, by path below the
  /// content folder, or by a path that begins with the site's folder, `root`.
  package func articles(
    named names: [String], root: String
  ) throws(UnknownArticle) -> [ArticleID] {
    var idOfPath: [String: ArticleID] = [:]
    for index in articles.indices.reversed() where standings[index] != .supporting {
      idOfPath[articles[index].localPath] = ArticleID(index)
    }
    for index in articles.indices where standings[index] != .supporting {
      idOfPath[articles[index].path] = ArticleID(index)
    }
    let folder = Site.plain(root)
    var found: [ArticleID] = []
    for name in names {
      let plain = Site.plain(name)
      let below = plain.hasPrefix(folder + "/") ? String(plain.dropFirst(folder.count + 1)) : plain
      guard let id = idOfPath[plain] ?? idOfPath[below] else {
        throw UnknownArticle(
          name: name, nearest: nearestName(to: below, among: articles.map(\.path)))
      }
      found.append(id)
    }
    return found
  }

  /// `path` without `./` before it and slashes after it.
  private static func plain(_ path: String) -> String {
    var path = Substring(path)
    while path.hasPrefix("./") { path = path.dropFirst(2) }
    while path.hasSuffix("/"), path.count > 1 { path = path.dropLast() }
    return String(path)
  }
}
