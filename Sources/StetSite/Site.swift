import StetContent
import StetCore

/// The publication: all articles, ordered, placed under sections and topics, with their addresses.
///
/// Articles are named by `ArticleID`, an index into `articles`; every list is in a total order.
package struct Site: Sendable {
  package let configuration: Configuration
  /// The instant for which the site is assembled.
  package let now: Timestamp
  /// Every valid file of content, in the order given to `assemble`.
  package private(set) var articles: [Article]
  /// What each file of content is and whether it is public, by article.
  package let standings: [Standing]
  /// What is public of each article beside its own words; nil where it has no page.
  package let stories: [Story?]
  /// Where the references of each file with a page lead, by article; empty for the others.
  package let links: [Links]
  /// Dated public articles, newest first, those with the same instant by path.
  package let latest: [ArticleID]
  /// Undated public pages, by weight, then path.
  package let pages: [ArticleID]
  /// The stories that lead the front page.
  package let leads: [ArticleID]
  package let sections: [Section]
  /// The terms of every taxonomy, by taxonomy, then id.
  package let topics: [Topic]
  /// Indices of the topics whose articles are never called old.
  package let agelessTopics: Set<Int>
  package let authors: [Author]
  package let series: [Series]
  /// Earlier addresses, in order, and where each leads now.
  package let redirects: [Redirect]
  /// Pages of withdrawn articles, by address.
  package let gone: [(id: ArticleID, address: SitePath)]
  /// What subscribers are told of withdrawn articles, by the articles' dates, newest first.
  package let retractions: [Retraction]
  /// The addresses that articles will have once they are public, by article, as far as they are free.
  package let futureAddresses: [SitePath?]
  /// The permanent id of each article that feeds may carry; nil for the others.
  package let feedIDs: [String?]
  /// Every id given out, with those of this site.
  package let ledger: FeedLedger
  /// Files that public pages name, by path from the site's root, with the address of each.
  package let files: [PublishedFile]
  /// The file that describes the front page.
  package let rootIndex: ArticleID?
  /// What the data files say, by the names of folders and files.
  package let data: LocatedNode

  package subscript(id: ArticleID) -> Article {
    _read { yield articles[id.index] }
  }

  /// The same with `article` in the place of one of the same standing (`Article.standing`).
  package func replacing(_ id: ArticleID, with article: Article) -> Site {
    var site = self
    site.articles[id.index] = article
    return site
  }

  /// Whether any story in the lists was ever corrected.
  package var hasCorrections: Bool {
    latest.contains { !corrections(of: $0).isEmpty }
  }

  /// Whether nothing of it is public.
  package var isEmpty: Bool { latest.isEmpty && pages.isEmpty }

  /// The public side of `id`.
  package func story(_ id: ArticleID) -> Story {
    guard let story = stories[id.index] else {
      preconditionFailure("only public articles stand in lists")
    }
    return story
  }
}

/// An article of a site.
package struct ArticleID: Sendable, Hashable {
  package let index: Int

  package init(_ index: Int) {
    self.index = index
  }
}

/// What a file of content is for, and whether the public sees it.
package enum Standing: Sendable, Hashable {
  case published
  case draft
  /// Public from the instant on.
  case scheduled(Timestamp)
  case expired(Timestamp)
  /// Left out because another file holds its address, or for another error found between files.
  case invalid
  /// Public once, now only a page that says so.
  case withdrawn
  /// No article: a section's index, a topic, an author.
  case supporting
}

/// A public article among the others.
///
/// A class that never changes: every page asks for many, and as a structure each would be copied.
package final class Story: Sendable {
  package let id: ArticleID
  package let address: SitePath
  /// Index into the site's sections; nil for pages at the root.
  package let section: Int?
  /// Indices into the site's topics, in the order the article names them.
  package let topics: [Int]
  package let authors: [Byline]
  /// Index into the site's series, and the place in it from 0.
  package let series: (series: Int, position: Int)?
  package let isDated: Bool
  package let language: String
  /// The same in other languages.
  package let translations: [ArticleID]

  init(
    id: ArticleID, address: SitePath, section: Int?, topics: [Int], authors: [Byline],
    series: (series: Int, position: Int)?, isDated: Bool, language: String,
    translations: [ArticleID]
  ) {
    self.id = id
    self.address = address
    self.section = section
    self.topics = topics
    self.authors = authors
    self.series = series
    self.isDated = isDated
    self.language = language
    self.translations = translations
  }

  package struct Byline: Sendable, Hashable {
    /// Index into the site's authors.
    package let author: Int
    package let role: String?
  }
}

/// Where the addresses in one file lead.
package struct Links: Sendable {
  /// For each of the article's references, in their order.
  package var body: [Destination] = []
  /// For the lead image.
  package var image: Destination?
  /// For each of the article's enclosures, in their order.
  package var enclosures: [Destination] = []
  /// For the picture of an episode.
  package var episodeImage: Destination?
  /// For the arguments of shortcodes that are addresses, and the addresses inside shortcodes, by what
  /// is written.
  package var arguments: [String: Destination] = [:]
}

/// Where a reference leads.
package enum Destination: Sendable, Hashable {
  /// A page or file of this site; the suffix is a query or fragment as written, with its mark.
  case local(SitePath, suffix: String)
  /// An anchor of the same page, with its `#`.
  case anchor(String)
  /// Another site, `mailto:`, `data:` and the like, or anything that cannot be resolved.
  case external(String)
  /// An article that is not public: neither its name nor its address may show.
  case hidden
}

/// A folder of articles that readers know by name.
package struct Section: Sendable {
  /// The folders below the content folder: `press`, `press/history`.
  package let path: String
  package let title: String
  package let description: String?
  package let address: SitePath
  /// The file that describes it.
  package let index: ArticleID?
  /// Index into the site's sections.
  package let parent: Int?
  package let subsections: [Int]
  package let weight: Int
  /// Dated stories of it and of its subsections, newest first, then undated pages by weight.
  package let stories: [ArticleID]
  /// Those that lead it.
  package let leads: [ArticleID]
}

/// A term of a vocabulary (SKOS §3): what articles are about.
package struct Topic: Sendable {
  /// The name of its taxonomy: `topics`.
  package let taxonomy: String
  package let id: String
  package let name: String
  package let aliases: [String]
  package let description: String?
  package let sameAs: [String]
  package let address: SitePath
  /// The file that defines it; nil when it is only used.
  package let definition: ArticleID?
  /// Indices of topics directly above, in the order written.
  package let broader: [Int]
  /// Indices of topics directly below, by weight, then name.
  package let narrower: [Int]
  package let related: [Int]
  /// Index of the topic that stands in its place; it has no page then.
  package let mergedInto: Int?
  package let weight: Int
  package let isHidden: Bool
  /// Stories of it and of every topic under it, each once, newest first.
  package let stories: [ArticleID]
  /// The most important of them: an editor's list, leads, or those that others link to most.
  package let leads: [ArticleID]
  /// How many stories name it themselves.
  package let directCount: Int
}

/// Somebody who writes.
package struct Author: Sendable {
  package let id: String
  package let name: String
  package let address: SitePath
  package let definition: ArticleID?
  /// Newest first.
  package let stories: [ArticleID]
}

/// Articles that continue one another.
package struct Series: Sendable {
  package let id: String
  package let name: String
  package let address: SitePath
  /// In reading order: by the order they state, then date, then path.
  package let parts: [ArticleID]
}

/// An earlier address of a page.
package struct Redirect: Sendable, Hashable {
  package let from: SitePath
  package let to: SitePath

  package init(from: SitePath, to: SitePath) {
    self.from = from
    self.to = to
  }
}

/// A file that is copied because a public page names it.
package struct PublishedFile: Sendable, Hashable {
  /// From the site's root.
  package let path: String
  package let address: SitePath

  package init(path: String, address: SitePath) {
    self.path = path
    self.address = address
  }
}
