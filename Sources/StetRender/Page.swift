import StetContent
import StetCore
import StetSite

/// A format of feeds.
package enum FeedFormat: String, Sendable, Hashable, CaseIterable {
  case atom, rss, json

  /// The name of its file, which hosts map to a type of XML or JSON.
  var fileName: String {
    switch self {
    case .atom: "atom.xml"
    case .rss: "rss.xml"
    case .json: "feed.json"
    }
  }

  /// What readers know it by.
  var name: String {
    switch self {
    case .atom: "Atom"
    case .rss: "RSS"
    case .json: "JSON Feed"
    }
  }

  var mediaType: String {
    switch self {
    case .atom: "application/atom+xml"
    case .rss: "application/rss+xml"
    case .json: "application/feed+json"
    }
  }
}

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
    /// All years; or one year, or one month of it.
    case archive(year: Int?, month: Int?)
    case corrections
    case feedList
    case search
    /// What the search page reads.
    case searchFile(SearchIndex.File)
    case notFound
    case gone(ArticleID)
    case redirect(to: SitePath)
    case feed(FeedScope, FeedFormat)
    /// Archive number N, from 1, of the site's Atom feed (RFC 5005 §4).
    case feedArchive(Int)
    /// OPML of every feed.
    case feedOutline
    /// Part N of the sitemap, from 1; 0 is the file that everybody asks for.
    case sitemap(Int)
    /// What Google News may have missed in the last two days.
    case newsSitemap
    /// A taxonomy as SKOS, in Turtle.
    case vocabulary(String)
    /// The instants at which the output will change.
    case schedule
    /// Addresses that moved and addresses that are gone, for the host.
    case hostRules
    /// What one host or web server is told.
    case hostFile(Hosting.File)
    case robots
    /// What a browser needs to put the site on a home screen.
    case webManifest
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
    case author(Int)
    case series(Int)
    case corrections
    /// The podcast of this index in stet.yaml.
    case podcast(Int)
  }
}
