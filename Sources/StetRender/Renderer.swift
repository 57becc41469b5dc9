import StetContent
import StetCore
import StetFeed
import StetSite
import StetTemplate

/// Site + theme → outputs. Every page is a function of its own input, so any may be made alone and
/// in any order.
package struct Renderer: Sendable {
  /// Every output, in a fixed order.
  package let pages: [Page]
  /// What is wrong with the site as a whole: addresses claimed twice, templates that are missing.
  package let diagnostics: [Diagnostic]

  var site: Site
  let theme: Theme
  let addresses: Addresses
  var values: PageValues
  let assets: [String: String]
  /// What pages have in common, by language.
  private let contexts: [String: RenderContext]
  var siteFeed: SiteFeed
  /// Entries that feeds share.
  var written = WrittenEntries()
  let sitemap: PageList.SitemapPlan
  let search: SearchIndex?
  /// Of each article's body and what its references lead to, by article, as far as somebody has asked.
  var bodyFingerprints = SharedTable<Int, Fingerprint>(weightMax: .max)
  /// What every page made by a template depends on.
  let commonFingerprint: Fingerprint

  /// The renderer of `site` with `theme`.
  ///
  /// `related` are the stories at the foot of each of `site.latest`, in its order; `staticFiles` the
  /// paths below static/, from the site's root; `files` what is known of `site.filesInFeeds` and
  /// `site.picturesShown`; `renditions` the files that were made of pictures; `search` the
  /// index that the search page reads, nil for no such page; `cards` the
  /// pictures that pages without one are shared by.
  package init(
    site: Site, related: [[ArticleID]], theme: Theme, staticFiles: [String],
    files: [String: FileFacts] = [:], renditions: [PublishedFile] = [],
    search: SearchIndex? = nil, cards: ShareCards = ShareCards()
  ) {
    self.search = search
    self.site = site
    let timeline = FeedTimeline(site)
    let calendar = ArchiveCalendar(site)
    let list = PageList(
      site, theme: theme, calendar: calendar, staticFiles: staticFiles, renditions: renditions,
      feedArchives: timeline.archiveCount, search: search)
    sitemap = list.sitemap
    let addresses = Addresses(baseURL: site.configuration.baseURL)
    self.addresses = addresses
    let assets = Dictionary(
      theme.assets.map { ($0.name, addresses.rooted($0.address)) }, uniquingKeysWith: { $1 })
    let views = Views(site, addresses: addresses, files: files)
    let values = PageValues(
      site, related: related, theme: theme, addresses: addresses, views: views,
      calendar: calendar, isSearched: search != nil, cards: cards)
    self.values = values
    self.assets = assets
    let contexts = Renderer.contexts(for: site, assets: assets)
    self.contexts = Dictionary(contexts.map { ($0.language, $0) }) { first, _ in first }
    self.theme = Theme(theme, standingFor: values.siteView, in: contexts)
    siteFeed = SiteFeed(
      site: site, addresses: addresses, views: views, timeline: timeline, files: files,
      stylesheet: theme.assets.first { $0.name == "feed.css" }?.address,
      retractionTitle: { theme.word("gone_title", for: $0) ?? "This article was withdrawn" })
    commonFingerprint = Fingerprint(of: [
      theme.fingerprint, Fingerprint(of: site.configuration.baseURL),
      Fingerprint(of: site.configuration.zone.identifier),
    ])
    var missing: [Diagnostic] = []
    pages = list.pages.filter { page in
      let names = values.templateNames(for: page)
      if names.isEmpty || names.contains(where: theme.has) { return true }
      missing.append(Renderer.missing(names, for: page, in: theme))
      return false
    }
    var told: Set<Diagnostic> = []
    diagnostics =
      list.diagnostics + missing.filter { told.insert($0).inserted } + siteFeed.diagnostics
      + Renderer.askedInVain(site, theme)
  }

  /// Everything that `page` depends on, as one fingerprint.
  package func input(for page: Page) -> PageInput {
    let document = machineDocument(page.kind)
    let shown = values.values(for: page)
    return PageInput(
      page: page, path: page.address.filePath,
      fingerprint: fingerprint(of: document) ?? fingerprint(of: page, shown), values: shown,
      document: document)
  }

  /// Where `page` will be on the web.
  package func absoluteAddress(of page: Page) -> String { addresses.absolute(page.address) }

  /// The bytes of one output; `body` gives the text of an article. With an error among the
  /// diagnostics the bytes are not fit to be written.
  package func output(of input: PageInput, body: (ArticleID) -> Body) -> Diagnosed<Output> {
    let page = input.page
    if let made = output(of: input.document, at: input.path, body: body) { return made }
    switch page.kind {
    case .asset(let index):
      let bytes = theme.assets[index].file.bytes
      return Diagnosed(Output(path: input.path, bytes: bytes, judgement: .none))
    case .file:
      preconditionFailure("files are copied by whoever owns the disk")
    default: return printed(input, body: body)
    }
  }

  // MARK: Fingerprints

  private func fingerprint(of page: Page, _ values: Record?) -> Fingerprint {
    switch page.kind {
    case .asset(let index): return theme.assets[index].file.fingerprint
    case .file(let path): return Fingerprint(of: path)
    default:
      let shown = values?.fingerprint ?? Fingerprint(of: "")
      var parts = [commonFingerprint, Fingerprint(of: page.address.text), shown]
      // A closure would copy the renderer.
      if let id = prose(of: page) { parts.append(bodyFingerprint(of: id)) }
      return Fingerprint(of: parts)
    }
  }

  // MARK: Pages

  /// The file whose body stands on `page`.
  func prose(of page: Page) -> ArticleID? {
    switch page.kind {
    case .article(let id): id
    case .front(1): site.rootIndex
    case .section(let index, 1): site.sections[index].index
    case .topic(let index, 1): site.topics[index].definition
    case .author(let index, 1): site.authors[index].definition
    default: nil
    }
  }

  private func printed(_ input: PageInput, body: (ArticleID) -> Body) -> Diagnosed<Output> {
    let page = input.page
    var diagnostics: [Diagnostic] = []
    var html = Value.none
    let context = context(for: page)
    if let id = prose(of: page) {
      let filled = self.html(of: id, body(id), for: .page, context: context)
      diagnostics += filled.diagnostics
      html = .markup(Text(utf8: filled.value))
    }
    guard let name = values.templateNames(for: page).first(where: theme.has),
      let shown = input.values
    else { preconditionFailure("pages without a template are left out when the renderer is made") }
    let printed = theme.text(of: name, PageInput.values(shown, with: html), in: context)
    return Diagnosed(
      Output(path: input.path, bytes: printed.value, judgement: .none),
      diagnostics + printed.diagnostics)
  }

  /// The body of `id` with its holes filled for `medium`, shortcodes printed by the theme.
  func html(
    of id: ArticleID, _ body: Body, for medium: BodyMedium, context: RenderContext
  ) -> Diagnosed<[UInt8]> {
    let links = site.links[id.index]
    let pictures = Renderer.pictures(in: site[id], links, values.views, theme)
    // Most texts have none, and a printer holds much.
    let printer = site[id].shortcodes.isEmpty ? nil : shortcodePrinter(of: id, medium, context)
    var shortcodes: [[UInt8]] = []
    var diagnostics: [Diagnostic] = []
    // The inner ones stand before those around them.
    for shortcode in site[id].shortcodes {
      guard let printer else { break }
      let inner = shortcode.inner?.body.filled(
        for: medium, links: links.body, shortcodes: shortcodes, pictures: pictures,
        addresses: addresses)
      let printed = printer.html(of: shortcode, around: inner)
      shortcodes.append(printed.value)
      diagnostics += printed.diagnostics
    }
    let filled = body.filled(
      for: medium, links: links.body, shortcodes: shortcodes, pictures: pictures,
      addresses: addresses)
    return Diagnosed(filled, diagnostics)
  }

  private func shortcodePrinter(
    of id: ArticleID, _ medium: BodyMedium, _ context: RenderContext
  ) -> ShortcodePrinter {
    ShortcodePrinter(
      theme: theme, context: context, strings: theme.strings(for: context.language),
      site: values.siteView, destinations: site.links[id.index].arguments, medium: medium,
      addresses: addresses, views: values.views, path: site[id].path,
      isForeign: site.configuration.folder(of: site[id].path)?.dialect ?? .stet != .stet)
  }

  /// What templates may know of `page`.
  func context(for page: Page) -> RenderContext {
    var language = site.configuration.language
    if case .article(let id) = page.kind { language = site.story(id).language }
    var context = contexts[language] ?? Renderer.context(for: site, in: language, assets: assets)
    context.page = page.address.text
    return context
  }

  /// What pages of `site` in `language` have in common.
  private static func context(
    for site: Site, in language: String, assets: [String: String]
  ) -> RenderContext {
    var context = RenderContext()
    context.language = language
    context.timeZone = site.configuration.zone
    context.baseURL = site.configuration.baseURL
    context.assets = assets
    context.globals = Renderer.globals
    return context
  }

  /// What pages have in common, for each language that `site` is written in.
  private static func contexts(for site: Site, assets: [String: String]) -> [RenderContext] {
    let languages = Set(site.stories.compactMap { $0?.language } + [site.configuration.language])
    return languages.sorted().map { context(for: site, in: $0, assets: assets) }
  }

  /// What every template may call: `asset('style.css')`, which is also a filter.
  private static let globals = Record(
    Shape(["asset"]),
    [
      .function(
        Function("asset", seesPage: false) { arguments, context throws(CallFailure) in
          guard case .string(let name)? = arguments.value(0, "name") else {
            throw CallFailure("asset needs the name of a file of assets/")
          }
          guard let address = context.assets[name.string] else {
            let near = nearestName(to: name.string, among: context.assets.keys)
            throw CallFailure(
              "the theme has no asset “\(name.string)”", note: near.map { "did you mean “\($0)”?" })
          }
          return Value(address)
        })
    ])

  /// Templates that articles written for stet ask for and the theme does not have, each told once,
  /// where it is asked for first. Articles of other generators name the templates of their old themes,
  /// and get ours without a word.
  private static func askedInVain(_ site: Site, _ theme: Theme) -> [Diagnostic] {
    let asking = site.stories.compactMap { story -> Article? in
      guard let article = story.map({ site[$0.id] }), let asked = article.metadata.template,
        !theme.has("\(asked.value).html"),
        site.configuration.folder(of: article.path)?.dialect ?? .stet == .stet
      else { return nil }
      return article
    }
    return Dictionary(grouping: asking) { $0.metadata.template?.value ?? "" }
      .sorted { $0.key < $1.key }.map { name, articles in
        let near = nearestName(to: "\(name).html", among: theme.templates.names)
        return Diagnostic(
          .warning, .templateMissing, path: articles[0].path,
          range: articles[0].metadata.template?.range,
          "the theme “\(theme.name)” has no template \(name).html"
            + (articles.count > 1 ? " (asked for by \(articles.count) articles)" : ""),
          note: near.map { "did you mean “\($0.dropLast(5))”?" }
            ?? "the page is printed as any other of its kind")
      }
  }

  private static func missing(_ names: [String], for page: Page, in theme: Theme) -> Diagnostic {
    let near = names.first.flatMap { nearestName(to: $0, among: theme.templates.names) }
    return Diagnostic(
      .error, .templateMissing, path: "themes/\(theme.name)/templates/\(names[0])",
      "the theme “\(theme.name)” has no template for pages such as \(page.address.text)",
      note: "it was looked for as \(names.joined(separator: ", "))"
        + (near.map { "; the nearest name is \($0)" } ?? ""))
  }
}
