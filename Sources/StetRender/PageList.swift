import StetContent
import StetCore
import StetSite

/// Every output of a site with a theme, in a fixed order: assets, pages, lists, feeds, maps.
struct PageList {
  private let site: Site
  private(set) var pages: [Page] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var owners: [String: String] = [:]

  /// The outputs; of two at one address the first stands and the other is reported.
  init(_ site: Site, theme: Theme, staticFiles: [String]) {
    self.site = site
    for (index, asset) in theme.assets.enumerated() { add(.asset(index), asset.address) }
    for story in site.stories.compactMap(\.self) { add(.article(story.id), story.address) }
    for gone in site.gone { add(.gone(gone.id), gone.address) }
    addLists()
    addFeeds()
    add(.notFound, SitePath("/404.html"))
    add(.sitemap, SitePath("/sitemap.xml"))
    for path in staticFiles {
      if let address = SitePath(written: String(path.drop { $0 != "/" })) {
        add(.file(path), address, path: path)
      }
    }
    if owners["robots.txt"] == nil { add(.robots, SitePath("/robots.txt")) }
    for file in site.files { add(.file(file.path), file.address, path: file.path) }
    for redirect in site.redirects where owners[redirect.from.filePath] == nil {
      add(.redirect(to: redirect.to), redirect.from)
    }
  }

  private mutating func addLists() {
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
    if !site.latest.isEmpty { add(.archive, SitePath("/archive/")) }
    if site.latest.contains(where: { !site[$0].metadata.corrections.isEmpty }) {
      add(.corrections, SitePath("/corrections/"))
    }
    add(.feedList, SitePath("/feeds/"))
  }

  private mutating func addFeeds() {
    add(.feed(.site), PageList.feedAddress(of: .site, in: site))
    if site.configuration.feeds.isForSections {
      for index in site.sections.indices {
        add(.feed(.section(index)), PageList.feedAddress(of: .section(index), in: site))
      }
    }
    if site.configuration.feeds.isForTopics {
      for (index, topic) in site.topics.enumerated() where !topic.isHidden {
        add(.feed(.topic(index)), PageList.feedAddress(of: .topic(index), in: site))
      }
    }
  }

  /// Where the Atom feed of `scope` stands: `atom.xml` beside the page it follows.
  static func feedAddress(of scope: Page.FeedScope, in site: Site) -> SitePath {
    switch scope {
    case .site: SitePath("/atom.xml")
    case .section(let index): folder(site.sections[index].address, "atom.xml")
    case .topic(let index): folder(site.topics[index].address, "atom.xml")
    }
  }

  private static func folder(_ address: SitePath, _ file: String) -> SitePath {
    SitePath(address.text + (address.text.hasSuffix("/") ? "" : "/") + file)
  }

  private mutating func add(_ kind: Page.Kind, _ address: SitePath, path: String = "") {
    let file = address.filePath
    if let owner = owners[file] {
      diagnostics.append(
        Diagnostic(
          .error, .pageAddressTaken, path: path.isEmpty ? self.path(of: kind) : path,
          "the address \(address.text) already belongs to \(owner)",
          note: "rename one of the two"))
      return
    }
    owners[file] = path.isEmpty ? name(of: kind, address) : path
    pages.append(Page(kind: kind, address: address))
  }

  private func path(of kind: Page.Kind) -> String {
    switch kind {
    case .article(let id), .gone(let id): site[id].path
    default: ""
    }
  }

  private func name(of kind: Page.Kind, _ address: SitePath) -> String {
    switch kind {
    case .article(let id), .gone(let id): site[id].path
    default: "the page \(address.text)"
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
