import StetCore

extension Diagnostic.Code {
  package static let importMalformed = Self("import-malformed")
  package static let importExcessive = Self("import-excessive")
  package static let importControlCharacter = Self("import-control-character")
  package static let importDateInvalid = Self("import-date-invalid")
  package static let importTitleMissing = Self("import-title-missing")
  package static let importTextMissing = Self("import-text-missing")
  package static let importIDNotPermanent = Self("import-id-not-permanent")
  package static let importAddressLost = Self("import-address-lost")
  package static let importEntryLeftOut = Self("import-entry-left-out")
  package static let importHTMLKept = Self("import-html-kept")
  package static let importHTMLLeftOut = Self("import-html-left-out")
  package static let importHTMLApproximated = Self("import-html-approximated")
  package static let importShortcodeUnknown = Self("import-shortcode-unknown")
}
