import StetCore
import StetXML

/// Judges a sitemap or an index of sitemaps, address by address.
func judgeSitemap(
  _ reader: inout XMLReader, _ examination: Examination, byteCount: Int, isIndex: Bool
) -> Examination {
  var rules = SitemapRules(examination, isIndex: isIndex)
  while let record = reader.nextRecord() { rules.judge(record) }
  rules.judgeDocument(reader.shell, byteCount: byteCount)
  return rules.examination
}

/// The rules of sitemaps.org and of Google News.
struct SitemapRules {
  var examination: Examination
  let isIndex: Bool
  private var count = 0
  private var newsCount = 0
  private var seen: Set<Fingerprint> = []

  init(_ examination: Examination, isIndex: Bool) {
    self.examination = examination
    self.isIndex = isIndex
  }

  /// Judges one `url` or `sitemap`.
  mutating func judge(_ tree: XMLTree) {
    count += 1
    let offset = tree.nodes[0].offset
    var hasAddress = false
    for child in tree.elements(of: 0) {
      let (name, place) = (tree.nodes[child].name, tree.nodes[child].offset)
      let text = tree.trimmedText(of: child)
      switch tree.namespace(of: child) {
      case .news: judgeNews(tree, child)
      case .sitemap: break
      default: continue
      }
      guard tree.namespace(of: child) == .sitemap else { continue }
      switch name {
      case "loc":
        hasAddress = true
        judgeAddress(text, place)
      case "lastmod": judgeDate(text, place)
      case "changefreq" where !isIndex:
        let words = ["always", "hourly", "daily", "weekly", "monthly", "yearly", "never"]
        if !words.contains(text) {
          examination.find(.sitemapValue, place, "<changefreq> is \"\(shortened(text))\"")
        }
      case "priority" where !isIndex:
        if Double(text).map({ !(0...1).contains($0) }) ?? true {
          examination.find(
            .sitemapValue, place, "<priority> is \"\(shortened(text))\", not 0.0 to 1.0")
        }
      default:
        examination.find(.sitemapUnknownElement, place, "A sitemap has no <\(name)> here")
      }
    }
    if !hasAddress {
      examination.find(.sitemapMissingAddress, offset, "<\(tree.nodes[0].name)> has no loc")
    }
  }

  private mutating func judgeAddress(_ text: String, _ offset: Int) {
    let scheme = addressScheme(text)
    guard scheme == "http" || scheme == "https", addressProblem(text) == nil else {
      let problem = addressProblem(text).map { "which \($0)" } ?? "not an absolute web address"
      return examination.find(
        .sitemapAddress, offset, "<loc> is \"\(shortened(text))\", \(problem)")
    }
    if text.utf8.contains(where: { $0 >= 0x80 }) || text.utf8.count >= 2048 {
      examination.find(
        .sitemapAddress, offset, "<loc> is not percent-encoded or longer than 2,048 characters")
    }
    if let base = examination.options.base, let host = hostOfAddress(base),
      host != hostOfAddress(text)
    {
      examination.find(
        .sitemapOtherHost, offset, "\"\(shortened(text))\" is on another host than the sitemap")
    }
    if !seen.insert(Fingerprint(of: Array(text.utf8))).inserted {
      examination.find(.sitemapDuplicate, offset, "\"\(shortened(text))\" is listed twice")
    }
  }

  private mutating func judgeDate(_ text: String, _ offset: Int) {
    guard let time = w3cTime(text) else {
      return examination.find(
        .sitemapDate, offset, "<lastmod> is \"\(shortened(text))\", not a date such as 2026-01-02")
    }
    if let now = examination.options.now, now.secondsSinceEpoch + 86_400 < time.secondsSinceEpoch {
      examination.find(.dateImplausible, offset, "<lastmod> is in the future")
    }
  }

  /// Judges the document without its addresses.
  mutating func judgeDocument(_ shell: XMLTree, byteCount: Int) {
    guard let root = shell.nodes.first else { return }
    if shell.namespace(of: 0) != .sitemap {
      examination.find(
        .sitemapNamespace, root.offset,
        "<\(root.name)> is not in http://www.sitemaps.org/schemas/sitemap/0.9")
    }
    if count > 50_000 {
      examination.find(
        .sitemapTooMany, root.offset, "The file lists \(count) addresses; at most 50,000 are read")
    }
    if byteCount > 52_428_800 {
      examination.find(
        .sitemapTooLarge, root.offset,
        "The file has \(byteCount) bytes; at most 52,428,800 are read")
    }
    if newsCount > 1000 {
      examination.find(
        .newsTooMany, root.offset, "The file lists \(newsCount) stories; at most 1,000 are read")
    }
    for child in shell.children(of: 0) where shell.nodes[child].kind == .element {
      examination.find(
        .sitemapUnknownElement, shell.nodes[child].offset,
        "A sitemap has no <\(shell.nodes[child].name)> here")
    }
  }

  /// Judges a story of a news sitemap.
  private mutating func judgeNews(_ tree: XMLTree, _ news: Int) {
    newsCount += 1
    let offset = tree.nodes[news].offset
    let publication = tree.first("publication", .news, in: news)
    let values: [(String, Int?)] = [
      ("name", publication.flatMap { tree.first("name", .news, in: $0) }),
      ("language", publication.flatMap { tree.first("language", .news, in: $0) }),
      ("publication_date", tree.first("publication_date", .news, in: news)),
      ("title", tree.first("title", .news, in: news)),
    ]
    for (name, node) in values {
      guard let node, !tree.trimmedText(of: node).isEmpty else {
        examination.find(.newsMissing, offset, "The story has no <news:\(name)>")
        continue
      }
      let (text, place) = (tree.trimmedText(of: node), tree.nodes[node].offset)
      switch name {
      case "language":
        let isFit =
          text == "zh-cn" || text == "zh-tw"
          || (2...3).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) }
        if !isFit {
          examination.find(.newsLanguage, place, "<news:language> is \"\(shortened(text))\"")
        }
      case "publication_date": judgeNewsDate(text, place)
      default: examination.judgePlainText(text, at: place, in: "<news:\(name)>")
      }
    }
  }

  private mutating func judgeNewsDate(_ text: String, _ offset: Int) {
    guard text.utf8.count >= 10, let time = w3cTime(text) else {
      return examination.find(
        .newsDate, offset, "<news:publication_date> is \"\(shortened(text))\", not a date")
    }
    guard let now = examination.options.now else { return }
    if time.secondsSinceEpoch < now.secondsSinceEpoch - 2 * 86_400 {
      examination.find(.newsOld, offset, "The story is older than two days")
    }
  }
}
