import StetCore

extension String {
  fileprivate static func history(_ section: String) -> String {
    "https://www.rfc-editor.org/rfc/rfc5005#section-\(section)"
  }
  fileprivate static func thread(_ section: String) -> String {
    "https://www.rfc-editor.org/rfc/rfc4685#section-\(section)"
  }
  fileprivate static let media = "https://www.rssboard.org/media-rss"
  fileprivate static let itunes = "https://help.apple.com/itc/podcasts_connect/#/itcb54353390"
}

extension Rule {
  static let historyLinkInComplete = Rule(
    .historyLinkInComplete, .error, .history("2"), w3c: "FeedRelInCompleteFeed")
  static let historyCurrentNotSelf = Rule(
    .historyCurrentNotSelf, .error, .history("2"), w3c: "CurrentNotSelfInCompleteFeed")
  static let historyLinkPastEnd = Rule(
    .historyLinkPastEnd, .error, .history("3"), w3c: "LinkPastEnd")
  static let historyArchiveIncomplete = Rule(
    .historyArchiveIncomplete, .warning, .history("4"), w3c: "ArchiveIncomplete")
  static let historyArchiveNoCurrent = Rule(
    .historyArchiveNoCurrent, .warning, .history("4"), w3c: "MissingCurrentInArchive")
  static let historyLinkInEntry = Rule(
    .historyLinkInEntry, .warning, .history("4"), w3c: "FeedHistoryRelInEntry")
  static let threadMissingRef = Rule(
    .threadMissingRef, .error, .thread("3"), w3c: "MissingAttribute")
  static let threadRelativeRef = Rule(
    .threadRelativeRef, .error, .thread("3"), w3c: "InvalidFullLink")
  static let threadCount = Rule(
    .threadCount, .error, .thread("4"), w3c: "InvalidNonNegativeInteger")
  static let threadUpdated = Rule(
    .threadUpdated, .error, .thread("4"), w3c: "InvalidRFC3339Date")
  static let mediaNamespace = Rule(
    .mediaNamespace, .error, .media + "#namespace", w3c: "MediaRssNamespace")
  static let mediaMedium = Rule(
    .mediaMedium, .error, .media + "#media-content", w3c: "InvalidMediaMedium")
  static let mediaExpression = Rule(
    .mediaExpression, .error, .media + "#media-content", w3c: "InvalidMediaExpression")
  static let mediaGroup = Rule(
    .mediaGroup, .error, .media + "#media-group", w3c: "MediaGroupWithoutAlternatives")
  static let mediaAdult = Rule(
    .mediaAdult, .warning, .media + "#media-adult", w3c: "DeprecatedMediaAdult")
  static let mediaAddress = Rule(
    .mediaAddress, .error, .media + "#media-content", w3c: "InvalidURLAttribute")
  static let itunesCategory = Rule(
    .itunesCategory, .error, .itunes, w3c: "InvalidItunesCategory")
  static let itunesExplicit = Rule(
    .itunesExplicit, .error, .itunes, w3c: "InvalidYesNoClean")
  static let itunesDuration = Rule(
    .itunesDuration, .error, .itunes, w3c: "InvalidDuration")
  static let itunesImage = Rule(
    .itunesImage, .error, .itunes, w3c: "InvalidURLAttribute")
  static let itunesMissing = Rule(
    .itunesMissing, .warning, .itunes, w3c: "MissingItunesElement")
  static let syndicationValue = Rule(
    .syndicationValue, .error, "https://web.resource.org/rss/1.0/modules/syndication/",
    w3c: "InvalidUpdatePeriod")
  static let tombstone = Rule(
    .tombstone, .error, "https://www.rfc-editor.org/rfc/rfc6721#section-3",
    w3c: "MissingAttribute")

  static let extensionRules = [
    historyLinkInComplete, historyCurrentNotSelf, historyLinkPastEnd, historyArchiveIncomplete,
    historyArchiveNoCurrent, historyLinkInEntry, threadMissingRef, threadRelativeRef, threadCount,
    threadUpdated, mediaNamespace, mediaMedium, mediaExpression, mediaGroup, mediaAdult,
    mediaAddress, itunesCategory, itunesExplicit, itunesDuration, itunesImage, itunesMissing,
    syndicationValue, tombstone,
  ]
}
