import StetCore
import StetSite
import StetTemplate

extension PageValues {
  private static let sitePagesShape = Shape([
    "topics", "authors", "archive", "corrections", "feeds", "search", "manifest",
  ])

  /// The addresses of the lists that every page may lead to; nothing for a list that the site does
  /// not have.
  static func sitePages(
    of site: Site, _ theme: Theme, _ addresses: Addresses, isSearched: Bool
  ) -> Value {
    let vocabulary = site.configuration.taxonomies.first { taxonomy in
      site.topics.contains { $0.taxonomy == taxonomy.name && !$0.isHidden }
    }
    let rooted = { (path: SitePath, isThere: Bool) -> Value in
      isThere ? Value(addresses.rooted(path)) : .none
    }
    return .record(
      Record(
        sitePagesShape,
        [
          vocabulary.map { Value(addresses.rooted(SitePath("/\($0.name)/"))) } ?? .none,
          rooted(SitePath("/authors/"), !site.authors.isEmpty),
          rooted(PageList.archiveAddress(year: nil, month: nil), !site.latest.isEmpty),
          rooted(SitePath("/corrections/"), site.hasCorrections),
          rooted(SitePath("/feeds/"), true),
          rooted(SitePath("/search/"), isSearched),
          rooted(SitePath("/site.webmanifest"), theme.shareColors != nil),
        ]))
  }
}
