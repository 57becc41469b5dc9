import StetCore

extension String {
  fileprivate static func sitemap(_ anchor: String) -> String {
    "https://www.sitemaps.org/protocol.html#" + anchor
  }
  fileprivate static let news =
    "https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap"
  fileprivate static func opml(_ anchor: String) -> String {
    "https://opml.org/spec2.opml#" + anchor
  }
}

extension Rule {
  static let sitemapTooMany = Rule("sitemap-too-many", .error, .sitemap("index"))
  static let sitemapTooLarge = Rule("sitemap-too-large", .error, .sitemap("index"))
  static let sitemapAddress = Rule("sitemap-address", .error, .sitemap("locdef"))
  static let sitemapMissingAddress = Rule("sitemap-missing-address", .error, .sitemap("locdef"))
  static let sitemapOtherHost = Rule("sitemap-other-host", .error, .sitemap("location"))
  static let sitemapDuplicate = Rule("sitemap-duplicate", .warning, .sitemap("locdef"))
  static let sitemapDate = Rule("sitemap-date", .error, .sitemap("lastmoddef"))
  static let sitemapValue = Rule("sitemap-value", .error, .sitemap("xmlTagDefinitions"))
  static let sitemapNamespace = Rule("sitemap-namespace", .error, .sitemap("xmlTagDefinitions"))
  static let sitemapUnknownElement = Rule(
    "sitemap-unknown-element", .error, .sitemap("xmlTagDefinitions"))
  static let newsMissing = Rule("news-missing", .error, .news)
  static let newsLanguage = Rule("news-language", .error, .news)
  static let newsDate = Rule("news-date", .error, .news)
  static let newsOld = Rule("news-old", .warning, .news)
  static let newsTooMany = Rule("news-too-many", .warning, .news)

  static let sitemapRules = [
    sitemapTooMany, sitemapTooLarge, sitemapAddress, sitemapMissingAddress, sitemapOtherHost,
    sitemapDuplicate, sitemapDate, sitemapValue, sitemapNamespace, sitemapUnknownElement,
    newsMissing, newsLanguage, newsDate, newsOld, newsTooMany,
  ]

  static let opmlVersion = Rule(
    "opml-version", .error, .opml("whatIsALtopmlgt"), w3c: "InvalidOPMLVersion")
  static let opmlMissing = Rule(
    "opml-missing", .error, .opml("whatIsALtopmlgt"), w3c: "MissingElement")
  static let opmlText = Rule("opml-text", .error, .opml("textAttribute"), w3c: "MissingAttribute")
  static let opmlMissingFeed = Rule(
    "opml-missing-feed", .warning, .opml("subscriptionLists"), w3c: "MissingXmlURL")
  static let opmlAddress = Rule(
    "opml-address", .error, .opml("subscriptionLists"), w3c: "InvalidURLAttribute")
  static let opmlDate = Rule(
    "opml-date", .error, .opml("whatIsALtheadgt"), w3c: "InvalidRFC2822Date")

  static let opmlRules = [
    opmlVersion, opmlMissing, opmlText, opmlMissingFeed, opmlAddress, opmlDate,
  ]
}
