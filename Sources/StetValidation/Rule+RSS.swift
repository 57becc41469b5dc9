import StetCore

extension Rule {
  static let rssVersion = Rule(
    .rssVersion, .error, .rss + "#whatIsRss", w3c: "InvalidRSSVersion")
  static let rssOldVersion = Rule(
    .rssOldVersion, .info, .rss + "#whatIsRss", w3c: "ObsoleteVersion")
  static let rssMissingChannel = Rule(
    .rssMissingChannel, .error, .rss + "#requiredChannelElements", w3c: "MissingElement")
  static let rssMissingTitle = Rule(
    .rssMissingTitle, .error, .rss + "#requiredChannelElements", w3c: "MissingTitle")
  static let rssMissingLink = Rule(
    .rssMissingLink, .error, .rss + "#requiredChannelElements", w3c: "MissingLink")
  static let rssMissingDescription = Rule(
    .rssMissingDescription, .error, .rss + "#requiredChannelElements",
    w3c: "MissingDescription")
  static let rssItemEmpty = Rule(
    .rssItemEmpty, .error, .rss + "#hrelementsOfLtitemgt",
    w3c: "ItemMustContainTitleOrDescription")
  static let rssUnknownElement = Rule(
    .rssUnknownElement, .error, .rss + "#extendingRss", w3c: "UndefinedElement")
  static let rssDuplicateElement = Rule(
    .rssDuplicateElement, .error, .rss + "#hrelementsOfLtitemgt", w3c: "DuplicateElement")
  static let rssMisplacedItem = Rule(
    .rssMisplacedItem, .warning, .rssProfile + "#element-channel-item", w3c: "MisplacedItem")
  static let rssStrayText = Rule(
    .rssStrayText, .error, .rss + "#requiredChannelElements", w3c: "UnexpectedText")
  static let rssGUIDNotURL = Rule(
    .rssGUIDNotURL, .error, .rss + "#ltguidgtSubelementOfLtitemgt", w3c: "InvalidHttpGUID")
  static let rssGUIDFlag = Rule(
    .rssGUIDFlag, .error, .rss + "#ltguidgtSubelementOfLtitemgt",
    w3c: "InvalidBooleanAttribute")
  static let rssDuplicateGUID = Rule(
    .rssDuplicateGUID, .error, .rssProfile + "#element-channel-item-guid", w3c: "DuplicateValue")
  static let rssMissingGUID = Rule(
    .rssMissingGUID, .warning, .rssProfile + "#element-channel-item-guid", w3c: "MissingGuid")
  static let rssGUIDWeak = Rule(
    .rssGUIDWeak, .warning, .rssProfile + "#element-channel-item-guid",
    w3c: "NotSufficientlyUnique")
  static let rssEnclosure = Rule(
    .rssEnclosure, .error, .rss + "#ltenclosuregtSubelementOfLtitemgt", w3c: "MissingAttribute")
  static let rssEnclosureAddress = Rule(
    .rssEnclosureAddress, .error, .rss + "#ltenclosuregtSubelementOfLtitemgt",
    w3c: "InvalidURLAttribute")
  static let rssEnclosureLength = Rule(
    .rssEnclosureLength, .error, .rss + "#ltenclosuregtSubelementOfLtitemgt",
    w3c: "InvalidIntegerAttribute")
  static let rssEnclosureType = Rule(
    .rssEnclosureType, .error, .rss + "#ltenclosuregtSubelementOfLtitemgt",
    w3c: "InvalidMIMEAttribute")
  static let rssSeveralEnclosures = Rule(
    .rssSeveralEnclosures, .warning, .rssProfile + "#element-channel-item-enclosure",
    w3c: "DuplicateEnclosure")
  static let rssContentFirst = Rule(
    .rssContentFirst, .warning, .rssProfile + "#namespace-elements-content-encoded",
    w3c: "NeedDescriptionBeforeContent")
  static let rssAuthor = Rule(
    .rssAuthor, .error, .rss + "#ltauthorgtSubelementOfLtitemgt", w3c: "InvalidContact")
  static let rssMissingSelf = Rule(
    .rssMissingSelf, .warning, .rssProfile + "#namespace-elements-atom-link",
    w3c: "MissingAtomSelfLink")
  static let rssCharacterData = Rule(
    .rssCharacterData, .warning, .rssProfile + "#data-types-characterdata", w3c: "CharacterData")
  static let rssImageTitle = Rule(
    .rssImageTitle, .warning, .rssProfile + "#element-channel-image-title",
    w3c: "ImageTitleDoesntMatch")
  static let rssImageLink = Rule(
    .rssImageLink, .warning, .rssProfile + "#element-channel-image-link",
    w3c: "ImageLinkDoesntMatch")
  static let rssImage = Rule(
    .rssImage, .error, .rss + "#ltimagegtSubelementOfLtchannelgt", w3c: "MissingElement")
  static let rssDuplicateDate = Rule(
    .rssDuplicateDate, .warning, .rssProfile + "#namespace-elements-dublin",
    w3c: "DuplicateItemSemantics")
  static let rssValue = Rule(
    .rssValue, .error, .rss + "#optionalChannelElements", w3c: "InvalidValue")
  static let rssLinkRelative = Rule(
    .rssLinkRelative, .error, .rss + "#comments", w3c: "InvalidFullLink")
  static let rssSource = Rule(
    .rssSource, .error, .rss + "#ltsourcegtSubelementOfLtitemgt", w3c: "MissingAttribute")
  static let rdfAbout = Rule(
    .rdfAbout, .error, "https://web.resource.org/rss/1.0/spec#s5.2", w3c: "MissingAttribute")
  static let rdfItems = Rule(
    .rdfItems, .error, "https://web.resource.org/rss/1.0/spec#s5.3.5", w3c: "InvalidRDF")

  static let rssRules = [
    rssVersion, rssOldVersion, rssMissingChannel, rssMissingTitle, rssMissingLink,
    rssMissingDescription, rssItemEmpty, rssUnknownElement, rssDuplicateElement,
    rssMisplacedItem, rssStrayText, rssGUIDNotURL, rssGUIDFlag, rssDuplicateGUID, rssMissingGUID,
    rssGUIDWeak, rssEnclosure, rssEnclosureAddress, rssEnclosureLength, rssEnclosureType,
    rssSeveralEnclosures, rssContentFirst, rssAuthor, rssMissingSelf, rssCharacterData,
    rssImageTitle, rssImageLink, rssImage, rssDuplicateDate, rssValue, rssLinkRelative,
    rssSource, rdfAbout, rdfItems,
  ]
}
