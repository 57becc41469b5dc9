import StetContent
import StetCore
import StetSite

/// One output to be made: what it shows and where it stands.
package struct Page: Sendable, Hashable {
  package let kind: Kind
  package let address: SitePath

  /// What an output shows. Numbers are indices into the site's lists; pages of lists count from 1.
  package enum Kind: Sendable, Hashable {
    case front(Int)
    case article(ArticleID)
    case section(Int, Int)
    case topic(Int, Int)
    /// All terms of the taxonomy of this name.
    case topics(String)
    case author(Int, Int)
    case authors
    case series(Int)
    case archive
    case corrections
    case feedList
    case notFound
    case gone(ArticleID)
    case redirect(to: SitePath)
    case feed(FeedScope)
    case sitemap
    case robots
    /// The theme's asset of this index.
    case asset(Int)
    /// A file of static/ or beside an article, from the site's root.
    case file(String)
  }

  /// Whose stories a feed carries.
  package enum FeedScope: Sendable, Hashable {
    case site
    case section(Int)
    case topic(Int)
  }
}
