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
    "history-link-in-complete", .error, .history("2"), w3c: "FeedRelInCompleteFeed")
  static let historyCurrentNotSelf = Rule(
    "history-current-not-self", .error, .history("2"), w3c: "CurrentNotSelfInCompleteFeed")
  static let historyLinkPastEnd = Rule(
    "history-link-past-end", .error, .history("3"), w3c: "LinkPastEnd")
  static let historyArchiveIncomplete = Rule(
    "history-archive-incomplete", .warning, .history("4"), w3c: "ArchiveIncomplete")
  static let historyArchiveNoCurrent = Rule(
    "history-archive-no-current", .warning, .history("4"), w3c: "MissingCurrentInArchive")
  static let historyLinkInEntry = Rule(
    "history-link-in-entry", .warning, .history("4"), w3c: "FeedHistoryRelInEntry")
  static let threadMissingRef = Rule(
    "thread-missing-ref", .error, .thread("3"), w3c: "MissingAttribute")
  static let threadRelativeRef = Rule(
    "thread-relative-ref", .error, .thread("3"), w3c: "InvalidFullLink")
  static let threadCount = Rule(
    "thread-count", .error, .thread("4"), w3c: "InvalidNonNegativeInteger")
  static let threadUpdated = Rule(
    "thread-updated", .error, .thread("4"), w3c: "InvalidRFC3339Date")
  static let mediaNamespace = Rule(
    "media-namespace", .error, .media + "#namespace", w3c: "MediaRssNamespace")
  static let mediaMedium = Rule(
    "media-medium", .error, .media + "#media-content", w3c: "InvalidMediaMedium")
  static let mediaExpression = Rule(
    "media-expression", .error, .media + "#media-content", w3c: "InvalidMediaExpression")
  static let mediaGroup = Rule(
    "media-group", .error, .media + "#media-group", w3c: "MediaGroupWithoutAlternatives")
  static let mediaAdult = Rule(
    "media-adult", .warning, .media + "#media-adult", w3c: "DeprecatedMediaAdult")
  static let mediaAddress = Rule(
    "media-address", .error, .media + "#media-content", w3c: "InvalidURLAttribute")
  static let itunesCategory = Rule(
    "itunes-category", .error, .itunes, w3c: "InvalidItunesCategory")
  static let itunesExplicit = Rule(
    "itunes-explicit", .error, .itunes, w3c: "InvalidYesNoClean")
  static let itunesDuration = Rule(
    "itunes-duration", .error, .itunes, w3c: "InvalidDuration")
  static let itunesImage = Rule(
    "itunes-image", .error, .itunes, w3c: "InvalidURLAttribute")
  static let itunesMissing = Rule(
    "itunes-missing", .warning, .itunes, w3c: "MissingItunesElement")
  static let syndicationValue = Rule(
    "syndication-value", .error, "https://web.resource.org/rss/1.0/modules/syndication/",
    w3c: "InvalidUpdatePeriod")
  static let tombstone = Rule(
    "tombstone", .error, "https://www.rfc-editor.org/rfc/rfc6721#section-3",
    w3c: "MissingAttribute")

  static let extensionRules = [
    historyLinkInComplete, historyCurrentNotSelf, historyLinkPastEnd, historyArchiveIncomplete,
    historyArchiveNoCurrent, historyLinkInEntry, threadMissingRef, threadRelativeRef, threadCount,
    threadUpdated, mediaNamespace, mediaMedium, mediaExpression, mediaGroup, mediaAdult,
    mediaAddress, itunesCategory, itunesExplicit, itunesDuration, itunesImage, itunesMissing,
    syndicationValue, tombstone,
  ]
}
