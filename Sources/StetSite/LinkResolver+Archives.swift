import StetContent
import StetCore

extension LinkResolver {
  /// Where, below its content folder, the article may be that `article` calls `stem`: from the root,
  /// or from its own folder or the one above; `film.md` may have become `film/index.md`.
  func candidates(for stem: Substring, from article: Article) -> [String] {
    let near = article.localPath.split(separator: "/").dropLast()
    return [[], near, near.dropLast()].flatMap { folders in
      let place = (folders + [stem]).joined(separator: "/")
      return ["", ".md", ".markdown", "/index.md", "/_index.md"].map { place + $0 }
    }
  }

  /// Whether `nearest` may be what was meant: it begins alike, and a day in both is the same or all
  /// that differs.
  func isLikely(_ nearest: String, for name: Substring) -> Bool {
    let (one, two) = (Substring(nearest), Substring(name))
    guard one.first == two.first else { return false }
    let (oneName, twoName) = (one.droppingDate, two.droppingDate)
    guard oneName.count < one.count, twoName.count < two.count else { return true }
    return one.prefix(10) == two.prefix(10)
      || oneName.prefix { $0 != "." } == twoName.prefix { $0 != "." }
  }

  /// Whether `path` is in one of Pelican's forms.
  func isPelicanForm(_ path: String) -> Bool {
    ["{author}", "{tag}", "{category}", "{filename}", "{attach}"].contains { path.hasPrefix($0) }
  }

  /// Where Pelican's `{author}Ann`, `{tag}news`, `{category}News` and `{index}` lead.
  func pelicanPlace(_ written: String) -> SitePath? {
    guard let close = written.firstIndex(of: "}") else { return nil }
    let name = slugOrSelf(String(written[written.index(after: close)...]))
    switch written[...close] {
    case "{index}": return .root
    case "{author}": return SitePath(written: "/authors/\(name)/")
    case "{tag}", "{category}":
      let key = written.hasPrefix("{tag}") ? "tags" : "category"
      let taxonomy = desk.configuration.taxonomies.first { $0.keys.contains(key) }
      return taxonomy.flatMap { SitePath(written: "/\($0.name)/\(name)/") }
    default: return nil
    }
  }
}
