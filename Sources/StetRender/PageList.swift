import StetContent
import StetCore
import StetFeed
import StetSite

/// Every output of a site with a theme, in a fixed order: assets, pages, lists, feeds, maps.
struct PageList {
  private let site: Site
  private(set) var pages: [Page] = []
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var sitemap = SitemapPlan()
  /// The page of each file, by its number.
  private var owners: [String: Int] = [:]

  /// The outputs; of two at one address the first stands and the other is reported.
  init(
    _ site: Site, theme: Theme, calendar: ArchiveCalendar, staticFiles: [String],
    renditions: [PublishedFile], feedArchives: Int, search: SearchIndex?
  ) {
    self.site = site
    owners.reserveCapacity(site.articles.count * 3 / 2)
    pages.reserveCapacity(site.articles.count * 3 / 2)
    for (index, asset) in theme.assets.enumerated() { add(.asset(index), asset.address) }
    for case let story? in site.stories { add(.article(story.id), story.address) }
    for gone in site.gone { add(.gone(gone.id), gone.address) }
    addLists(calendar)
    if let search {
      add(.search, SitePath("/search/"))
      for file in search.files(of: site) { add(.searchFile(file.file), file.address) }
    }
    addFeeds(archives: feedArchives)
    add(.notFound, SitePath("/404.html"))
    if site.configuration.feeds.isForNews { add(.newsSitemap, SitePath("/news-sitemap.xml")) }
    addSitemap()
    add(.schedule, SitePath("/schedule.json"))
    if !site.redirects.isEmpty || !site.gone.isEmpty {
      add(.hostRules, SitePath("/redirects.json"))
    }
    for file in site.configuration.hosting.files {
      add(.hostFile(file), SitePath("/\(file.rawValue)"))
    }
    for path in staticFiles {
      if let address = SitePath(written: String(path.drop { $0 != "/" })) {
        add(.file(path), address)
      }
    }
    if theme.shareColors != nil, owners["site.webmanifest"] == nil {
      add(.webManifest, SitePath("/site.webmanifest"))
    }
    if owners["robots.txt"] == nil { add(.robots, SitePath("/robots.txt")) }
    for file in site.files + renditions { add(.file(file.path), file.address) }
    // Hosts that read this file heed no rule for an address at which a file stands.
    if site.configuration.hosting.files.contains(.redirects) { return }
    for redirect in site.redirects where owners[redirect.from.filePath] == nil {
      add(.redirect(to: redirect.to), redirect.from)
    }
  }

  private mutating func addLists(_ calendar: ArchiveCalendar) {
    let perPage = site.configuration.countPerPage
    for number in 1...pageCount(site.latest.count, perPage) {
      add(.front(number), paged(.root, number))
    }
    for (index, section) in site.sections.enumerated() {
      for number in 1...pageCount(section.stories.count, perPage) {
        add(.section(index, number), paged(section.address, number))
      }
    }
    for taxonomy in site.configuration.taxonomies
    where site.topics.contains(where: { $0.taxonomy == taxonomy.name && !$0.isHidden }) {
      add(.topics(taxonomy.name), SitePath("/\(taxonomy.name)/"))
      add(.vocabulary(taxonomy.name), SitePath("/\(taxonomy.name)/vocabulary.ttl"))
    }
    for (index, topic) in site.topics.enumerated() where !topic.isHidden {
      for number in 1...pageCount(topic.stories.count, perPage) {
        add(.topic(index, number), paged(topic.address, number))
      }
    }
    if !site.authors.isEmpty { add(.authors, SitePath("/authors/")) }
    for (index, author) in site.authors.enumerated() {
      for number in 1...pageCount(author.stories.count, perPage) {
        add(.author(index, number), paged(author.address, number))
      }
    }
    for (index, series) in site.series.enumerated() { add(.series(index), series.address) }
    addArchive(calendar)
    if site.hasCorrections { add(.corrections, SitePath("/corrections/")) }
    add(.feedList, SitePath("/feeds/"))
  }

  /// A page of all years, one for each year and one for each month that has stories.
  private mutating func addArchive(_ calendar: ArchiveCalendar) {
    if calendar.years.isEmpty { return }
    add(.archive(year: nil, month: nil), PageList.archiveAddress(year: nil, month: nil))
    for year in calendar.years {
      add(
        .archive(year: year.year, month: nil),
        PageList.archiveAddress(year: year.year, month: nil))
      for month in year.months {
        add(
          .archive(year: year.year, month: month.month),
          PageList.archiveAddress(year: year.year, month: month.month))
      }
    }
  }

  /// `/archive/`, `/archive/2026/`, `/archive/2026/03/`.
  static func archiveAddress(year: Int?, month: Int?) -> SitePath {
    guard let year else { return SitePath("/archive/") }
    guard let month else { return SitePath("/archive/\(year)/") }
    return SitePath("/archive/\(year)/\(month < 10 ? "0" : "")\(month)/")
  }

  private mutating func addFeeds(archives count: Int) {
    for scope in PageList.feedScopes(of: site) {
      for format in PageList.formats(of: scope, in: site) {
        add(.feed(scope, format), PageList.feedAddress(of: scope, format, in: site))
      }
    }
    for number in stride(from: 1, through: count, by: 1) {
      add(.feedArchive(number), PageList.feedArchiveAddress(number))
    }
    add(.feedOutline, PageList.feedOutlineAddress)
  }

  /// Where the list of all feeds stands.
  static let feedOutlineAddress = SitePath("/feeds/feeds.opml")

  /// `/feeds/archive/3.xml`.
  static func feedArchiveAddress(_ number: Int) -> SitePath {
    SitePath("/feeds/archive/\(number).xml")
  }

  /// One sitemap, or an index and as many parts as the protocol wants.
  private mutating func addSitemap() {
    let addresses = Addresses(baseURL: site.configuration.baseURL)
    sitemap.pages = pages.filter { PageList.isForSearchEngines($0.kind, in: site) }
    sitemap.parts = sitemapParts(
      addressLengths: sitemap.pages.map {
        addresses.base.utf8.count + $0.address.escaped.utf8.count
      })
    add(.sitemap(0), SitePath("/sitemap.xml"))
    if sitemap.parts.count == 1 { return }
    for part in sitemap.parts.indices {
      add(.sitemap(part + 1), SitePath("/\(sitemapPartName(part + 1))"))
    }
  }

  /// The pages that search engines should know, and which of them each part of the sitemap lists.
  struct SitemapPlan: Sendable {
    var pages: [Page] = []
    var parts: [Range<Int>] = []
  }

  /// Whether a sitemap lists pages of this kind: not what readers are to find only by a link.
  static func isForSearchEngines(_ kind: Page.Kind, in site: Site) -> Bool {
    switch kind {
    case .article(let id): site[id].metadata.outputs.isInSearch
    case .front(1), .section(_, 1), .topic(_, 1), .topics, .author(_, 1), .authors,
      .series, .archive, .corrections, .feedList:
      true
    default: false
    }
  }

  /// What the site has feeds for: itself, its sections, topics, authors, series and corrections.
  static func feedScopes(of site: Site) -> [Page.FeedScope] {
    let feeds = site.configuration.feeds
    var scopes: [Page.FeedScope] = [.site]
    if feeds.isForSections {
      scopes += site.sections.indices.filter { isFed($0, in: site) }.map { .section($0) }
    }
    if feeds.isForTopics {
      scopes += site.topics.indices.filter { !site.topics[$0].isHidden }.map { .topic($0) }
    }
    if feeds.isForAuthors { scopes += site.authors.indices.map { .author($0) } }
    if feeds.isForSeries { scopes += site.series.indices.map { .series($0) } }
    if feeds.isForCorrections, site.hasCorrections { scopes.append(.corrections) }
    scopes += feeds.podcasts.indices.filter { podcastPage($0, in: site) != nil }
      .map { .podcast($0) }
    return scopes
  }

  /// Whether the section has a feed: not one of which there is nothing but undated pages.
  static func isFed(_ section: Int, in site: Site) -> Bool {
    let stories = site.sections[section].stories
    return stories.isEmpty || stories.contains { site.story($0).isDated }
  }

  /// The formats that the feed of `scope` is written in, Atom first.
  static func formats(of scope: Page.FeedScope, in site: Site) -> [FeedFormat] {
    // Podcast directories read nothing but RSS.
    if case .podcast = scope { return [.rss] }
    if let names = site.configuration.feeds.formats {
      return FeedFormat.allCases.filter { names.contains($0.rawValue) }
    }
    return scope == .site ? FeedFormat.allCases : [.atom]
  }

  /// Where the feed of `scope` stands: beside the page that it follows.
  static func feedAddress(
    of scope: Page.FeedScope, _ format: FeedFormat, in site: Site
  ) -> SitePath {
    if case .podcast(let index) = scope { return podcastAddress(index, in: site) }
    return folder(pageAddress(of: scope, in: site), format.fileName)
  }

  /// `podcast.xml` beside the page that the podcast follows; `podcast-2.xml` for another of the same.
  private static func podcastAddress(_ index: Int, in site: Site) -> SitePath {
    let podcasts = site.configuration.feeds.podcasts
    let before = podcasts[..<index].count { $0.source == podcasts[index].source }
    let name = before == 0 ? "podcast.xml" : "podcast-\(before + 1).xml"
    return folder(podcastPage(index, in: site) ?? .root, name)
  }

  /// The page whose stories are the podcast's; nil where the site has no such page.
  static func podcastPage(_ index: Int, in site: Site) -> SitePath? {
    switch site.configuration.feeds.podcasts[index].source {
    case .site: .root
    case .section(let path): site.sections.first { $0.path == path }?.address
    case .topic(let name): topic(name, in: site).map { site.topics[$0].address }
    case .series(let name): series(name, in: site).map { site.series[$0].address }
    }
  }

  /// The index of the topic of this id or name.
  static func topic(_ name: String, in site: Site) -> Int? {
    site.topics.firstIndex { $0.id == name || $0.name == name }
  }

  /// The index of the series of this id or name.
  static func series(_ name: String, in site: Site) -> Int? {
    site.series.firstIndex { $0.id == name || $0.name == name }
  }

  /// The page that the feed of `scope` follows.
  static func pageAddress(of scope: Page.FeedScope, in site: Site) -> SitePath {
    switch scope {
    case .site: .root
    case .section(let index): site.sections[index].address
    case .topic(let index): site.topics[index].address
    case .author(let index): site.authors[index].address
    case .series(let index): site.series[index].address
    case .corrections: SitePath("/corrections/")
    case .podcast(let index): podcastPage(index, in: site) ?? .root
    }
  }

  private static func folder(_ address: SitePath, _ file: String) -> SitePath {
    SitePath(address.text + (address.text.hasSuffix("/") ? "" : "/") + file)
  }

  private mutating func add(_ kind: Page.Kind, _ address: SitePath) {
    guard let owner = owners.updateValue(pages.count, forKey: address.filePath) else {
      return pages.append(Page(kind: kind, address: address))
    }
    owners[address.filePath] = owner
    let name = source(of: pages[owner].kind) ?? "the page \(pages[owner].address.text)"
    diagnostics.append(
      Diagnostic(
        .error, .pageAddressTaken, path: source(of: kind) ?? "",
        "the address \(address.text) already belongs to \(name)",
        note: "rename one of the two"))
  }

  /// The file that a page of this kind is made of; nil where it is made of many.
  private func source(of kind: Page.Kind) -> String? {
    switch kind {
    case .article(let id), .gone(let id): site[id].path
    case .file(let path): path
    default: nil
    }
  }
}

/// How many pages of `perPage` hold `count` stories; one when there is none.
func pageCount(_ count: Int, _ perPage: Int) -> Int {
  max(1, (count + perPage - 1) / perPage)
}

/// The address of page `number` of the list at `address`.
func paged(_ address: SitePath, _ number: Int) -> SitePath {
  number == 1 ? address : SitePath("\(address.text)page/\(number)/")
}
