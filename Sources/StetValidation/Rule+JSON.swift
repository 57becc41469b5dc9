import StetCore

extension String {
  fileprivate static func json(_ anchor: String) -> String {
    "https://www.jsonfeed.org/version/1.1/#" + anchor
  }
}

extension Rule {
  static let jsonSyntax = Rule(
    "json-syntax", .error, "https://www.rfc-editor.org/rfc/rfc8259#section-2")
  static let jsonVersion = Rule("json-version", .error, .json("top-level-a-name-top-level-a"))
  static let jsonMissingTitle = Rule(
    "json-missing-title", .error, .json("top-level-a-name-top-level-a"))
  static let jsonMissingItems = Rule(
    "json-missing-items", .error, .json("top-level-a-name-top-level-a"))
  static let jsonMissingAddress = Rule(
    "json-missing-address", .warning, .json("top-level-a-name-top-level-a"))
  static let jsonItemID = Rule("json-item-id", .error, .json("items-a-name-items-a"))
  static let jsonDuplicateID = Rule("json-duplicate-id", .error, .json("items-a-name-items-a"))
  static let jsonItemEmpty = Rule("json-item-empty", .error, .json("items-a-name-items-a"))
  static let jsonDate = Rule("json-date", .error, .json("items-a-name-items-a"))
  static let jsonAddress = Rule("json-address", .error, .json("items-a-name-items-a"))
  static let jsonType = Rule("json-type", .error, .json("top-level-a-name-top-level-a"))
  static let jsonAttachment = Rule(
    "json-attachment", .error, .json("attachments-a-name-attachments-a"))
  static let jsonHub = Rule("json-hub", .error, .json("subscribing-to-real-time-notifications"))
  static let jsonAuthor = Rule("json-author", .warning, .json("top-level-a-name-top-level-a"))
  static let jsonUnknownKey = Rule(
    "json-unknown-key", .warning, .json("extensions-a-name-extensions-a"))
  static let jsonDuplicateKey = Rule(
    "json-duplicate-key", .warning, "https://www.rfc-editor.org/rfc/rfc8259#section-4")

  static let jsonRules = [
    jsonSyntax, jsonVersion, jsonMissingTitle, jsonMissingItems, jsonMissingAddress, jsonItemID,
    jsonDuplicateID, jsonItemEmpty, jsonDate, jsonAddress, jsonType, jsonAttachment, jsonHub,
    jsonAuthor, jsonUnknownKey, jsonDuplicateKey,
  ]
}
