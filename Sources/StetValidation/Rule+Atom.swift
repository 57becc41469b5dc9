import StetCore

extension Rule {
  static let atomGrammar = Rule(.atomGrammar, .error, .atom("1.3"))
  static let atomNamespace = Rule(
    .atomNamespace, .error, .atom("1.2"), w3c: "InvalidNamespace")
  static let atomNoNamespace = Rule(
    .atomNoNamespace, .error, .atom("1.2"), w3c: "MissingNamespace")
  static let atomObsolete = Rule(
    .atomObsolete, .error, .atom("1.2"), w3c: "ObsoleteNamespace")
  static let atomPrefixed = Rule(
    .atomPrefixed, .warning, .atom("1.2"), w3c: "AvoidNamespacePrefix")
  static let atomUnknownElement = Rule(
    .atomUnknownElement, .error, .atom("6.2"), w3c: "UndefinedElement")
  static let atomUnknownAttribute = Rule(
    .atomUnknownAttribute, .error, .atom("2"), w3c: "UnexpectedAttribute")
  static let atomMissingID = Rule(
    .atomMissingID, .error, .atom("4.2.6"), w3c: "MissingElement")
  static let atomMissingTitle = Rule(
    .atomMissingTitle, .error, .atom("4.2.14"), w3c: "MissingElement")
  static let atomMissingUpdated = Rule(
    .atomMissingUpdated, .error, .atom("4.2.15"), w3c: "MissingElement")
  static let atomMissingAuthor = Rule(
    .atomMissingAuthor, .error, .atom("4.2.1"), w3c: "MissingElement")
  static let atomMissingName = Rule(
    .atomMissingName, .error, .atom("3.2.1"), w3c: "MissingElement")
  static let atomMissingHref = Rule(
    .atomMissingHref, .error, .atom("4.2.7.1"), w3c: "MissingHref")
  static let atomMissingTerm = Rule(
    .atomMissingTerm, .error, .atom("4.2.2.1"), w3c: "MissingAttribute")
  static let atomDuplicateElement = Rule(
    .atomDuplicateElement, .error, .atom("4.1"), w3c: "DuplicateElement")
  static let atomMetadataAfterEntry = Rule(
    .atomMetadataAfterEntry, .error, .atom("4.1.1"), w3c: "MisplacedMetadata")
  static let atomStrayText = Rule(
    .atomStrayText, .error, .atom("4.1"), w3c: "UnexpectedText")
  static let atomWhiteSpace = Rule(
    .atomWhiteSpace, .error, .atom("2"), w3c: "UnexpectedWhitespace")
  static let atomNoContentOrAlternate = Rule(
    .atomNoContentOrAlternate, .error, .atom("4.1.2"), w3c: "MissingContentOrAlternate")
  static let atomMissingSummary = Rule(
    .atomMissingSummary, .error, .atom("4.1.2"), w3c: "MissingSummary")
  static let atomDuplicateAlternate = Rule(
    .atomDuplicateAlternate, .error, .atom("4.1.1"), w3c: "DuplicateAtomLink")
  static let atomDuplicateID = Rule(
    .atomDuplicateID, .error, .atom("4.1.1"), w3c: "DuplicateIds")
  static let atomDuplicateUpdated = Rule(
    .atomDuplicateUpdated, .warning, .atom("4.1.1"), w3c: "DuplicateUpdated")
  static let atomMissingSelf = Rule(
    .atomMissingSelf, .warning, .atom("4.1.1"), w3c: "MissingSelf")
  static let atomRelativeSelf = Rule(
    .atomRelativeSelf, .warning, .atom("4.2.7.2"), w3c: "RelativeSelf")
  static let atomSelfMismatch = Rule(
    .atomSelfMismatch, .warning, .atom("4.2.7.2"), w3c: "SelfDoesntMatchLocation")
  static let atomSelfType = Rule(
    .atomSelfType, .warning, .atom("4.2.7.3"), w3c: "SelfNotAtom")
  static let atomTextType = Rule(
    .atomTextType, .error, .atom("3.1.1"), w3c: "InvalidTextType")
  static let atomMissingDiv = Rule(
    .atomMissingDiv, .error, .atom("3.1.1.3"), w3c: "MissingXhtmlDiv")
  static let atomHTMLChildren = Rule(
    .atomHTMLChildren, .error, .atom("3.1.1.2"), w3c: "NotEscaped")
  static let atomBase64 = Rule(.atomBase64, .error, .atom("4.1.3.3"), w3c: "NotBase64")
  static let atomMediaType = Rule(
    .atomMediaType, .error, .atom("4.1.3.1"), w3c: "InvalidMIMEType")
  static let atomMissingText = Rule(
    .atomMissingText, .warning, .atom("4.1.1.1"), w3c: "MissingTextualContent")
  static let atomLinkRelation = Rule(
    .atomLinkRelation, .warning, .atom("4.2.7.2"), w3c: "UnregisteredAtomLinkRel")
  static let atomLinkNotEmpty = Rule(
    .atomLinkNotEmpty, .warning, .atom("4.2.7"), w3c: "AtomLinkNotEmpty")
  static let atomLength = Rule(
    .atomLength, .error, .atom("4.2.7.6"), w3c: "InvalidNonNegativeInteger")
  static let atomEmail = Rule(.atomEmail, .error, .atom("3.2.3"), w3c: "InvalidAddrSpec")
  static let atomIDRelative = Rule(
    .atomIDRelative, .error, .atom("4.2.6"), w3c: "InvalidFullLink")
  static let atomIDNotCanonical = Rule(
    .atomIDNotCanonical, .warning, .atom("4.2.6.1"), w3c: "NonCanonicalURI")
  static let atomNoLanguage = Rule(.atomNoLanguage, .info, .atom("2"))

  static let atomRules = [
    atomGrammar, atomNamespace, atomNoNamespace, atomObsolete, atomPrefixed,
    atomUnknownElement, atomUnknownAttribute, atomMissingID, atomMissingTitle, atomMissingUpdated,
    atomMissingAuthor,
    atomMissingName, atomMissingHref, atomMissingTerm, atomDuplicateElement,
    atomMetadataAfterEntry, atomStrayText, atomWhiteSpace, atomNoContentOrAlternate,
    atomMissingSummary, atomDuplicateAlternate, atomDuplicateID, atomDuplicateUpdated,
    atomMissingSelf, atomRelativeSelf, atomSelfMismatch, atomSelfType, atomTextType,
    atomMissingDiv, atomHTMLChildren, atomBase64, atomMediaType, atomMissingText,
    atomLinkRelation, atomLinkNotEmpty, atomLength, atomEmail, atomIDRelative,
    atomIDNotCanonical, atomNoLanguage,
  ]
}
