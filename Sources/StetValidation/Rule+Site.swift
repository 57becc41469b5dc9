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
  static let sitemapTooMany = Rule(.sitemapTooMany, .error, .sitemap("index"))
  static let sitemapTooLarge = Rule(.sitemapTooLarge, .error, .sitemap("index"))
  static let sitemapAddress = Rule(.sitemapAddress, .error, .sitemap("locdef"))
  static let sitemapMissingAddress = Rule(.sitemapMissingAddress, .error, .sitemap("locdef"))
  static let sitemapOtherHost = Rule(.sitemapOtherHost, .error, .sitemap("location"))
  static let sitemapDuplicate = Rule(.sitemapDuplicate, .warning, .sitemap("locdef"))
  static let sitemapDate = Rule(.sitemapDate, .error, .sitemap("lastmoddef"))
  static let sitemapValue = Rule(.sitemapValue, .error, .sitemap("xmlTagDefinitions"))
  static let sitemapNamespace = Rule(.sitemapNamespace, .error, .sitemap("xmlTagDefinitions"))
  static let sitemapUnknownElement = Rule(
    .sitemapUnknownElement, .error, .sitemap("xmlTagDefinitions"))
  static let newsMissing = Rule(.newsMissing, .error, .news)
  static let newsLanguage = Rule(.newsLanguage, .error, .news)
  static let newsDate = Rule(.newsDate, .error, .news)
  static let newsOld = Rule(.newsOld, .warning, .news)
  static let newsTooMany = Rule(.newsTooMany, .warning, .news)

  static let sitemapRules = [
    sitemapTooMany, sitemapTooLarge, sitemapAddress, sitemapMissingAddress, sitemapOtherHost,
    sitemapDuplicate, sitemapDate, sitemapValue, sitemapNamespace, sitemapUnknownElement,
    newsMissing, newsLanguage, newsDate, newsOld, newsTooMany,
  ]

  static let opmlVersion = Rule(
    .opmlVersion, .error, .opml("whatIsALtopmlgt"), w3c: "InvalidOPMLVersion")
  static let opmlMissing = Rule(
    .opmlMissing, .error, .opml("whatIsALtopmlgt"), w3c: "MissingElement")
  static let opmlText = Rule(.opmlText, .error, .opml("textAttribute"), w3c: "MissingAttribute")
  static let opmlMissingFeed = Rule(
    .opmlMissingFeed, .warning, .opml("subscriptionLists"), w3c: "MissingXmlURL")
  static let opmlAddress = Rule(
    .opmlAddress, .error, .opml("subscriptionLists"), w3c: "InvalidURLAttribute")
  static let opmlDate = Rule(
    .opmlDate, .error, .opml("whatIsALtheadgt"), w3c: "InvalidRFC2822Date")

  static let opmlRules = [
    opmlVersion, opmlMissing, opmlText, opmlMissingFeed, opmlAddress, opmlDate,
  ]
}
