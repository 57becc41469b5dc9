import StetContent
import StetCore

/// What stet.yaml says, with the flags of the command laid over it.
package struct Configuration: Sendable {
  /// The publication's name.
  package var title = "Untitled"
  package var tagline: String?
  package var description: String?
  /// Where the site will live, `https://example.org` or with a path; without a final `/`.
  package var baseURL = "http://localhost:4000"
  /// Whether anybody said where the site will live.
  package var isAddressKnown = false
  /// RFC 5646 language of the site.
  package var language = "en"
  /// The zone of dates that name none.
  package var zone = TimeZoneRules.utc
  /// The folder of themes/ that prints the site.
  package var theme = Located("broadsheet", at: SourceRange(0, 0))
  /// The folder that the build writes, from the site's root.
  package var output = "output"
  package var contentFolders = [ContentFolder(path: "content", dialect: .stet)]
  /// Vocabularies by name, `topics` first: the front matter keys that name their terms.
  package var taxonomies = [Taxonomy(name: "topics", keys: ["topics", "tags"])]
  /// Address patterns by section path; the empty path is everything else.
  package var permalinks: [String: String] = [:]
  package var feeds = FeedSettings()
  /// The year and authority of minted `tag:` URIs (RFC 4151): `example.org,2026`.
  package var identity: String?
  package var countPerPage = 20
  /// Stories at the foot of an article; 0 for none.
  package var relatedCount = 6
  package var copyright: String?
  package var isRawHTMLAllowed = true
  /// Whether readers can search the site, where the theme lets them.
  package var isSearched = true
  package var pictures = PictureSettings()
  package var menu: [MenuEntry] = []
  /// The articles that lead the front page, where its own file lists none.
  package var leads: [Located<String>] = []
  package var age = AgeRule()
  /// Hosts that the site can be sent to, in the order of stet.yaml.
  package var deployTargets: [DeployTarget] = []
  /// What web servers and hosts are told.
  package var hosting = Hosting()
  package var check = CheckSettings()
  /// Values of the theme, as written.
  package var params: LocatedNode?
  package var flags = Flags()
  /// The configuration file, empty when the site has none.
  package var path = "stet.yaml"

  package init() {}

  /// What the command line decides.
  package struct Flags: Sendable, Hashable {
    package var output: String?
    package var baseURL: String?
    package var isDraftsShown = false
    package var isFutureShown = false
    package var isExpiredShown = false
    /// Whether packing text beforehand is left to a later build; files packed before and still right stay.
    package var isPackingLater = false
    package init() {}
  }

  /// A folder of articles and how they are written.
  package struct ContentFolder: Sendable, Hashable {
    /// From the site's root; may lead out of it.
    package var path: String
    package var dialect: ParseContext.Dialect
    /// Whether stet.yaml names the dialect, which else is found out.
    package var isDialectNamed = false
    /// Front matter for files that give none, and what texts may name.
    package var settings = FolderSettings()
    /// The section that everything in it belongs to; nil where its folders say.
    package var section: String?

    package init(path: String, dialect: ParseContext.Dialect, section: String? = nil) {
      self.path = path
      self.dialect = dialect
      self.section = section
    }
  }

  /// A vocabulary and the front matter keys that name its terms.
  package struct Taxonomy: Sendable, Hashable {
    package var name: String
    package var keys: [String]
  }

  /// Which feeds the site writes.
  package struct FeedSettings: Sendable, Hashable {
    /// Entries in a feed.
    package var limit = 30
    /// Whether entries carry the whole article.
    package var isFullText = true
    package var isForSections = true
    package var isForTopics = true
    package var isForAuthors = true
    package var isForSeries = true
    package var isForCorrections = true
    /// Entries in an archive of the site's feed (RFC 5005 §4); 0 for no archives.
    package var countPerArchive = 100
    /// Whether feeds say in a withdrawn article's place that it was withdrawn.
    package var isWithRetractions = true
    /// Whether the site's feed also marks withdrawn articles as deleted (RFC 6721).
    package var isWithTombstones = false
    /// Whether there is a sitemap of the last two days for Google News.
    package var isForNews = true
    /// A square picture, and one twice as wide as high (RFC 4287 §4.2.5, §4.2.8).
    package var icon: String?
    package var logo: String?
    package var podcasts: [Podcast] = []
    /// The formats of every feed, `atom rss json`; nil for all of them for the site and Atom for
    /// the rest.
    package var formats: [String]?
    /// The rule of the ids that an archive brings along: `https://old.example/:year/:month/:slug`.
    package var idPattern: String?
    /// WebSub hubs (W3C WebSub §4).
    package var hubs: [String] = []
  }

  /// What is made of pictures.
  package struct PictureSettings: Sendable, Hashable {
    /// Whether pictures get smaller copies, and lose what cameras note.
    package var isDeveloped = true
    /// How many of the newest stories get a picture of their headline, to be shared by.
    package var sharedCount = 1_000
  }

  /// An entry of the masthead's menu.
  package struct MenuEntry: Sendable, Hashable {
    package var title: String
    package var address: String
  }

  /// When an article is called old.
  package struct AgeRule: Sendable, Hashable {
    /// Days after which the banner stands; 0 for never. 365 days are a year of the calendar.
    package var days = 365
    /// Topics whose articles never age, nor those of topics under them; by id, name or alias.
    package var exemptTopics: [Located<String>] = []
  }

  /// What the parse of a file in `folder` depends on; `shortcodes` are those that the theme has.
  ///
  /// In stet's own dialect every call is one: a name that the theme lacks is a mistake there.
  package func parseContext(
    for folder: ContentFolder, shortcodes: [String]? = nil
  ) -> ParseContext {
    ParseContext(
      dialect: folder.dialect, zone: zone, taxonomyKeys: taxonomies.flatMap(\.keys),
      language: language, isRawHTMLAllowed: isRawHTMLAllowed,
      shortcodeNames: folder.dialect == .stet ? nil : shortcodes, settings: folder.settings)
  }

  /// The folder whose path `path` lies in; the longest where several do.
  package func folder(of path: String) -> ContentFolder? {
    var best: Int?
    for index in contentFolders.indices {
      let name = contentFolders[index].path.utf8
      guard path.utf8.count > name.count, path.utf8.starts(with: name),
        path.utf8[path.utf8.index(path.utf8.startIndex, offsetBy: name.count)] == 0x2F
      else { continue }
      if best.map({ contentFolders[$0].path.utf8.count < name.count }) ?? true { best = index }
    }
    return best.map { contentFolders[$0] }
  }
}
