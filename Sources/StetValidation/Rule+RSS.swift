import StetCore

extension Rule {
  static let rssVersion = Rule(
    "rss-version", .error, .rss + "#whatIsRss", w3c: "InvalidRSSVersion")
  static let rssOldVersion = Rule(
    "rss-old-version", .info, .rss + "#whatIsRss", w3c: "ObsoleteVersion")
  static let rssMissingChannel = Rule(
    "rss-missing-channel", .error, .rss + "#requiredChannelElements", w3c: "MissingElement")
  static let rssMissingTitle = Rule(
    "rss-missing-title", .error, .rss + "#requiredChannelElements", w3c: "MissingTitle")
  static let rssMissingLink = Rule(
    "rss-missing-link", .error, .rss + "#requiredChannelElements", w3c: "MissingLink")
  static let rssMissingDescription = Rule(
    "rss-missing-description", .error, .rss + "#requiredChannelElements",
    w3c: "MissingDescription")
  static let rssItemEmpty = Rule(
    "rss-item-empty", .error, .rss + "#hrelementsOfLtitemgt",
    w3c: "ItemMustContainTitleOrDescription")
  static let rssUnknownElement = Rule(
    "rss-unknown-element", .error, .rss + "#extendingRss", w3c: "UndefinedElement")
  static let rssDuplicateElement = Rule(
    "rss-duplicate-element", .error, .rss + "#hrelementsOfLtitemgt", w3c: "DuplicateElement")
  static let rssMisplacedItem = Rule(
    "rss-misplaced-item", .warning, .rssProfile + "#element-channel-item", w3c: "MisplacedItem")
  static let rssStrayText = Rule(
    "rss-stray-text", .error, .rss + "#requiredChannelElements", w3c: "UnexpectedText")
  static let rssGUIDNotURL = Rule(
    "rss-guid-not-url", .error, .rss + "#ltguidgtSubelementOfLtitemgt", w3c: "InvalidHttpGUID")
  static let rssGUIDFlag = Rule(
    "rss-guid-flag", .error, .rss + "#ltguidgtSubelementOfLtitemgt",
    w3c: "InvalidBooleanAttribute")
  static let rssDuplicateGUID = Rule(
    "rss-duplicate-guid", .error, .rssProfile + "#element-channel-item-guid", w3c: "DuplicateValue")
  static let rssMissingGUID = Rule(
    "rss-missing-guid", .warning, .rssProfile + "#element-channel-item-guid", w3c: "MissingGuid")
  static let rssGUIDWeak = Rule(
    "rss-guid-weak", .warning, .rssProfile + "#element-channel-item-guid",
    w3c: "NotSufficientlyUnique")
  static let rssEnclosure = Rule(
    "rss-enclosure", .error, .rss + "#ltenclosuregtSubelementOfLtitemgt", w3c: "MissingAttribute")
  static let rssSeveralEnclosures = Rule(
    "rss-several-enclosures", .warning, .rssProfile + "#element-channel-item-enclosure",
    w3c: "DuplicateEnclosure")
  static let rssContentFirst = Rule(
    "rss-content-before-description", .warning, .rssProfile + "#namespace-elements-content-encoded",
    w3c: "NeedDescriptionBeforeContent")
  static let rssAuthor = Rule(
    "rss-author", .error, .rss + "#ltauthorgtSubelementOfLtitemgt", w3c: "InvalidContact")
  static let rssMissingSelf = Rule(
    "rss-missing-self", .warning, .rssProfile + "#namespace-elements-atom-link",
    w3c: "MissingAtomSelfLink")
  static let rssCharacterData = Rule(
    "rss-character-data", .info, .rssProfile + "#data-types-characterdata", w3c: "CharacterData")
  static let rssImageTitle = Rule(
    "rss-image-title", .warning, .rssProfile + "#element-channel-image-title",
    w3c: "ImageTitleDoesntMatch")
  static let rssImageLink = Rule(
    "rss-image-link", .warning, .rssProfile + "#element-channel-image-link",
    w3c: "ImageLinkDoesntMatch")
  static let rssImage = Rule(
    "rss-image", .error, .rss + "#ltimagegtSubelementOfLtchannelgt", w3c: "MissingElement")
  static let rssDuplicateDate = Rule(
    "rss-duplicate-date", .warning, .rssProfile + "#namespace-elements-dublin",
    w3c: "DuplicateItemSemantics")
  static let rssValue = Rule(
    "rss-value", .error, .rss + "#optionalChannelElements", w3c: "InvalidValue")
  static let rssLinkRelative = Rule(
    "rss-link-relative", .error, .rss + "#comments", w3c: "InvalidFullLink")
  static let rssSource = Rule(
    "rss-source", .error, .rss + "#ltsourcegtSubelementOfLtitemgt", w3c: "MissingAttribute")
  static let rdfAbout = Rule(
    "rdf-about", .error, "https://web.resource.org/rss/1.0/spec#s5.2", w3c: "MissingAttribute")
  static let rdfItems = Rule(
    "rdf-items", .error, "https://web.resource.org/rss/1.0/spec#s5.3.5", w3c: "InvalidRDF")

  static let rssRules = [
    rssVersion, rssOldVersion, rssMissingChannel, rssMissingTitle, rssMissingLink,
    rssMissingDescription, rssItemEmpty, rssUnknownElement, rssDuplicateElement,
    rssMisplacedItem, rssStrayText, rssGUIDNotURL, rssGUIDFlag, rssDuplicateGUID, rssMissingGUID,
    rssGUIDWeak, rssEnclosure, rssSeveralEnclosures, rssContentFirst, rssAuthor, rssMissingSelf,
    rssCharacterData, rssImageTitle, rssImageLink, rssImage, rssDuplicateDate, rssValue,
    rssLinkRelative, rssSource, rdfAbout, rdfItems,
  ]
}
