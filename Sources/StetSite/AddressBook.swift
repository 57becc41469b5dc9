import StetContent
import StetCore

/// The address of every page that a file of content makes, each given once.
struct AddressBook {
  private let desk: Desk
  private let outline: SectionOutline
  private var owners: [String: String] = [:]
  /// The patterns of the configuration and the usual ones, by their text.
  private let patterns: [String: PermalinkPattern]
  /// By article; nil where it has no page.
  private(set) var byArticle: [SitePath?]
  /// The addresses that articles will have once they are public, as far as they are free.
  private(set) var future: [SitePath?]
  private(set) var redirects: [Redirect] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ desk: Desk, outline: SectionOutline) {
    self.desk = desk
    self.outline = outline
    owners.reserveCapacity(desk.articles.count)
    byArticle = Array(repeating: nil, count: desk.articles.count)
    future = byArticle
    let written = Set(desk.configuration.permalinks.values)
      .union([AddressBook.usual, AddressBook.usualOfJekyll])
    patterns = Dictionary(uniqueKeysWithValues: written.map { ($0, PermalinkPattern($0)) })
  }

  private static let usual = "/:sections/:slug/"
  private static let usualOfJekyll = "/:categories/:year/:month/:day/:title.html"

  /// Gives each public or withdrawn article its address; one that is already taken makes the later
  /// file, by path, invalid.
  mutating func assign(_ standings: inout [Standing]) {
    claimFixedAddresses()
    let ids = desk.ids(.article).sorted {
      desk.articles[$0.index].path < desk.articles[$1.index].path
    }
    for id in ids where standings[id.index] == .published || standings[id.index] == .withdrawn {
      guard var address = address(of: id) else {
        standings[id.index] = .invalid
        continue
      }
      var file = address.filePath
      if owners[file] != nil, let dated = datedAddress(of: id), owners[dated.filePath] == nil {
        address = dated
        file = dated.filePath
      }
      if let owner = owners[file] {
        let article = desk.articles[id.index]
        standings[id.index] = .invalid
        diagnostics.append(
          Diagnostic(
            .error, .addressTaken, path: article.path,
            range: article.metadata.address?.range ?? article.metadata.slug?.range,
            "the address \(address.text) already belongs to \(owner)",
            note: "give one of the two another slug"))
        continue
      }
      owners[file] = desk.articles[id.index].path
      byArticle[id.index] = address
    }
    for id in ids where byArticle[id.index] != nil { claimAliases(of: id) }
    reserve(ids, standings)
  }

  /// Keeps an address for each of `ids` that is not public yet, or no longer.
  private mutating func reserve(_ ids: [ArticleID], _ standings: [Standing]) {
    for id in ids {
      switch standings[id.index] {
      case .draft, .scheduled, .expired: break
      default: continue
      }
      let first = SitePath(written: withFinalSlash(writtenAddress(of: id)))
      let free = [first, datedAddress(of: id)].compactMap(\.self).first {
        owners[$0.filePath] == nil
      }
      guard let free else { continue }
      owners[free.filePath] = desk.articles[id.index].path
      future[id.index] = free
    }
  }

  /// The articles of `standing` that have a page, by address.
  func pages(
    standing: Standing, in standings: [Standing]
  ) -> [(id: ArticleID, address: SitePath)] {
    standings.indices.filter { standings[$0] == standing }.compactMap { index in
      byArticle[index].map { (id: ArticleID(index), address: $0) }
    }.sorted { $0.address < $1.address }
  }

  /// Gives the files that define topics and authors the addresses at which those stand.
  mutating func place(_ pages: [(id: ArticleID, address: SitePath)]) {
    for page in pages { byArticle[page.id.index] = page.address }
  }

  private mutating func claimFixedAddresses() {
    owners["index.html"] = "the front page"
    if let root = outline.rootIndex { byArticle[root.index] = .root }
    for (address, index) in zip(outline.addresses, outline.indices) {
      owners[address.filePath] = "the section \(address.text)"
      if let index { byArticle[index.index] = address }
    }
    for taxonomy in desk.configuration.taxonomies {
      owners["\(taxonomy.name)/index.html"] = "the index of \(taxonomy.name)"
    }
  }

  private mutating func claimAliases(of id: ArticleID) {
    guard let to = byArticle[id.index], !desk.articles[id.index].metadata.aliases.isEmpty else {
      return
    }
    let article = desk.articles[id.index]
    for alias in article.metadata.aliases {
      guard let from = SitePath(written: withFinalSlash(alias.value)) else {
        report(.addressInvalid, article, alias.range, "“\(alias.value)” is no address of this site")
        continue
      }
      if from == to { continue }
      if let owner = owners[from.filePath] {
        report(
          .addressTaken, article, alias.range,
          "the alias \(from.text) already belongs to \(owner)", severity: .warning)
        continue
      }
      owners[from.filePath] = article.path
      redirects.append(Redirect(from: from, to: to))
    }
  }

  private mutating func report(
    _ code: Diagnostic.Code, _ article: Article, _ range: SourceRange?, _ message: String,
    severity: Diagnostic.Severity = .error
  ) {
    diagnostics.append(Diagnostic(severity, code, path: article.path, range: range, message))
  }

  /// The address with the day of the file's name in it, for an article whose name without the day is
  /// taken; nil where its address does not come from such a name.
  private func datedAddress(of id: ArticleID) -> SitePath? {
    let article = desk.articles[id.index]
    let stem = desk.places[id.index].stem
    guard article.metadata.address == nil, article.metadata.slug == nil,
      Substring(stem).droppingDate.count < stem.count
    else { return nil }
    let made = permalinkPattern(pattern(for: id)).address { part in
      ["slug", "title", "filename"].contains(part) ? slugOrSelf(stem) : value(of: part, for: id)
    }
    return SitePath(written: withFinalSlash(made))
  }

  private mutating func address(of id: ArticleID) -> SitePath? {
    let text = writtenAddress(of: id)
    if let address = SitePath(written: withFinalSlash(text)) { return address }
    let article = desk.articles[id.index]
    report(
      .addressInvalid, article, article.metadata.address?.range ?? article.metadata.slug?.range,
      "“\(text)” is no address of this site")
    return nil
  }

  private func writtenAddress(of id: ArticleID) -> String {
    let written = desk.articles[id.index].metadata.address?.value
    let pattern = written ?? pattern(for: id)
    let text =
      pattern.utf8.contains(0x3A)
      ? permalinkPattern(pattern).address { value(of: $0, for: id) } : pattern
    guard written == nil, let folder = desk.languageFolder(of: desk.articles[id.index]),
      !pattern.contains(":language")
    else { return text }
    return "/" + folder + text
  }

  /// `rule` with the parts that it names by a colon put in.
  func filled(_ rule: String, for id: ArticleID) -> String {
    permalinkPattern(rule).filled { value(of: $0, for: id) }
  }

  private func permalinkPattern(_ text: String) -> PermalinkPattern {
    patterns[text] ?? PermalinkPattern(text)
  }

  private func pattern(for id: ArticleID) -> String {
    let permalinks = desk.configuration.permalinks
    var section = permalinks.isEmpty ? "" : outline.path(ofSectionOf: id)[...]
    while !section.isEmpty {
      if let pattern = permalinks[String(section)] { return pattern }
      section = section.lastIndex(of: "/").map { section[..<$0] } ?? ""
    }
    if let pattern = permalinks[""] { return pattern }
    if desk.articles[id.index].metadata.date == nil { return AddressBook.usual }
    return desk.configuration.folder(of: desk.articles[id.index].path)?.dialect == .jekyll
      ? AddressBook.usualOfJekyll : AddressBook.usual
  }

  /// What `part` of a pattern stands for, empty where `id` has no such thing.
  private func value(of part: String, for id: ArticleID) -> String {
    let articles = desk.articles
    switch part {
    case "slug":
      guard let given = articles[id.index].metadata.slug?.value else {
        return slugOrSelf(String(name(of: id)))
      }
      return given.contains("/") ? slugOrSelf(given) : given
    case "sections": return sectionsPath(of: id)
    case "section":
      return outline.path(ofSectionOf: id).split(separator: "/").first.map(String.init) ?? ""
    case "title": return articles[id.index].metadata.slug?.value ?? String(name(of: id))
    case "filename": return String(name(of: id))
    case "language":
      return articles[id.index].metadata.language?.value ?? desk.configuration.language
    case "categories":
      return (articles[id.index].metadata.terms["categories"] ?? []).map { slugOrSelf($0.value) }
        .joined(separator: "/")
    case "year", "month", "day":
      guard let date = articles[id.index].metadata.date?.value.civil else { return "" }
      let place = part == "year" ? 0 : part == "month" ? 1 : 2
      return String(date.isoDate.split(separator: "-")[place])
    default: return ""
    }
  }

  /// The name of the file without a day before it.
  private func name(of id: ArticleID) -> Substring { Substring(location(of: id).stem).droppingDate }

  /// The folders and the stem that the address is made of.
  private func location(of id: ArticleID) -> (folders: [String], stem: String) {
    var (folders, stem) = desk.places[id.index]
    // Only what describes a section in another language is called so here.
    if stem == "_index" { stem = folders.popLast() ?? "" }
    if stem == "index", folders.isEmpty { stem = "" }
    return (folders, stem)
  }

  private func sectionsPath(of id: ArticleID) -> String {
    let isNamed =
      desk.articles[id.index].metadata.section != nil
      || desk.configuration.folder(of: desk.articles[id.index].path)?.section != nil
    if isNamed { return outline.path(ofSectionOf: id) }
    let folders = location(of: id).folders
    return folders.isEmpty ? "" : folders.map { slugOrSelf($0) }.joined(separator: "/")
  }
}

extension Substring {
  /// The rest after a leading `2014-05-06-` or `2014-05-06_`; the whole where that leaves nothing.
  var droppingDate: Substring {
    let head = Array(utf8.prefix(11))
    guard head.count == 11, head[4] == 0x2D, head[7] == 0x2D, head[10] == 0x2D || head[10] == 0x5F,
      [0, 1, 2, 3, 5, 6, 8, 9].allSatisfy({ (0x30...0x39).contains(head[$0]) })
    else { return self }
    let rest = dropFirst(11)
    return rest.isEmpty ? self : rest
  }
}
