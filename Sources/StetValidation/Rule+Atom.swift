import StetCore

extension Rule {
  static let atomGrammar = Rule("atom-grammar", .error, .atom("1.3"))
  static let atomNamespace = Rule(
    "atom-namespace", .error, .atom("1.2"), w3c: "InvalidNamespace")
  static let atomObsolete = Rule(
    "atom-obsolete", .error, .atom("1.2"), w3c: "ObsoleteNamespace")
  static let atomPrefixed = Rule(
    "atom-prefixed", .warning, .atom("1.2"), w3c: "AvoidNamespacePrefix")
  static let atomUnknownElement = Rule(
    "atom-unknown-element", .error, .atom("6.2"), w3c: "UndefinedElement")
  static let atomUnknownAttribute = Rule(
    "atom-unknown-attribute", .error, .atom("2"), w3c: "UnexpectedAttribute")
  static let atomMissingID = Rule(
    "atom-missing-id", .error, .atom("4.2.6"), w3c: "MissingElement")
  static let atomMissingTitle = Rule(
    "atom-missing-title", .error, .atom("4.2.14"), w3c: "MissingElement")
  static let atomMissingUpdated = Rule(
    "atom-missing-updated", .error, .atom("4.2.15"), w3c: "MissingElement")
  static let atomMissingAuthor = Rule(
    "atom-missing-author", .error, .atom("4.2.1"), w3c: "MissingElement")
  static let atomMissingName = Rule(
    "atom-missing-name", .error, .atom("3.2.1"), w3c: "MissingElement")
  static let atomMissingHref = Rule(
    "atom-missing-href", .error, .atom("4.2.7.1"), w3c: "MissingHref")
  static let atomMissingTerm = Rule(
    "atom-missing-term", .error, .atom("4.2.2.1"), w3c: "MissingAttribute")
  static let atomDuplicateElement = Rule(
    "atom-duplicate-element", .error, .atom("4.1"), w3c: "DuplicateElement")
  static let atomMetadataAfterEntry = Rule(
    "atom-metadata-after-entry", .error, .atom("4.1.1"), w3c: "MisplacedMetadata")
  static let atomStrayText = Rule(
    "atom-stray-text", .error, .atom("4.1"), w3c: "UnexpectedText")
  static let atomWhiteSpace = Rule(
    "atom-white-space", .error, .atom("2"), w3c: "UnexpectedWhitespace")
  static let atomNoContentOrAlternate = Rule(
    "atom-no-content-or-alternate", .error, .atom("4.1.2"), w3c: "MissingContentOrAlternate")
  static let atomMissingSummary = Rule(
    "atom-missing-summary", .error, .atom("4.1.2"), w3c: "MissingSummary")
  static let atomDuplicateAlternate = Rule(
    "atom-duplicate-alternate", .error, .atom("4.1.1"), w3c: "DuplicateAtomLink")
  static let atomDuplicateID = Rule(
    "atom-duplicate-id", .error, .atom("4.1.1"), w3c: "DuplicateIds")
  static let atomDuplicateUpdated = Rule(
    "atom-duplicate-updated", .info, .atom("4.1.1"), w3c: "DuplicateUpdated")
  static let atomMissingSelf = Rule(
    "atom-missing-self", .warning, .atom("4.1.1"), w3c: "MissingSelf")
  static let atomRelativeSelf = Rule(
    "atom-relative-self", .warning, .atom("4.2.7.2"), w3c: "RelativeSelf")
  static let atomSelfMismatch = Rule(
    "atom-self-mismatch", .warning, .atom("4.2.7.2"), w3c: "SelfDoesntMatchLocation")
  static let atomSelfType = Rule(
    "atom-self-type", .warning, .atom("4.2.7.3"), w3c: "SelfNotAtom")
  static let atomTextType = Rule(
    "atom-text-type", .error, .atom("3.1.1"), w3c: "InvalidTextType")
  static let atomMissingDiv = Rule(
    "atom-missing-div", .error, .atom("3.1.1.3"), w3c: "MissingXhtmlDiv")
  static let atomHTMLChildren = Rule(
    "atom-html-children", .error, .atom("3.1.1.2"), w3c: "NotEscaped")
  static let atomBase64 = Rule("atom-base64", .error, .atom("4.1.3.3"), w3c: "NotBase64")
  static let atomMediaType = Rule(
    "atom-media-type", .error, .atom("4.1.3.1"), w3c: "InvalidMIMEType")
  static let atomMissingText = Rule(
    "atom-missing-text", .warning, .atom("4.1.1.1"), w3c: "MissingTextualContent")
  static let atomLinkRelation = Rule(
    "atom-link-relation", .warning, .atom("4.2.7.2"), w3c: "UnregisteredAtomLinkRel")
  static let atomLinkNotEmpty = Rule(
    "atom-link-not-empty", .warning, .atom("4.2.7"), w3c: "AtomLinkNotEmpty")
  static let atomLength = Rule(
    "atom-length", .error, .atom("4.2.7.6"), w3c: "InvalidNonNegativeInteger")
  static let atomEmail = Rule("atom-email", .error, .atom("3.2.3"), w3c: "InvalidAddrSpec")
  static let atomIDRelative = Rule(
    "atom-id-relative", .error, .atom("4.2.6"), w3c: "InvalidFullLink")
  static let atomIDNotCanonical = Rule(
    "atom-id-not-canonical", .warning, .atom("4.2.6.1"), w3c: "NonCanonicalURI")
  static let atomNoLanguage = Rule("atom-no-language", .info, .atom("2"))

  static let atomRules = [
    atomGrammar, atomNamespace, atomObsolete, atomPrefixed, atomUnknownElement,
    atomUnknownAttribute, atomMissingID, atomMissingTitle, atomMissingUpdated, atomMissingAuthor,
    atomMissingName, atomMissingHref, atomMissingTerm, atomDuplicateElement,
    atomMetadataAfterEntry, atomStrayText, atomWhiteSpace, atomNoContentOrAlternate,
    atomMissingSummary, atomDuplicateAlternate, atomDuplicateID, atomDuplicateUpdated,
    atomMissingSelf, atomRelativeSelf, atomSelfMismatch, atomSelfType, atomTextType,
    atomMissingDiv, atomHTMLChildren, atomBase64, atomMediaType, atomMissingText,
    atomLinkRelation, atomLinkNotEmpty, atomLength, atomEmail, atomIDRelative,
    atomIDNotCanonical, atomNoLanguage,
  ]
}
