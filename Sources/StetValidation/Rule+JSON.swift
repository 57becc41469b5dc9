import StetCore

extension String {
  fileprivate static func json(_ anchor: String) -> String {
    "https://www.jsonfeed.org/version/1.1/#" + anchor
  }
}

extension Rule {
  static let jsonSyntax = Rule(
    .jsonSyntax, .error, "https://www.rfc-editor.org/rfc/rfc8259#section-2")
  static let jsonVersion = Rule(.jsonVersion, .error, .json("top-level-a-name-top-level-a"))
  static let jsonMissingTitle = Rule(
    .jsonMissingTitle, .error, .json("top-level-a-name-top-level-a"))
  static let jsonMissingItems = Rule(
    .jsonMissingItems, .error, .json("top-level-a-name-top-level-a"))
  static let jsonMissingAddress = Rule(
    .jsonMissingAddress, .warning, .json("top-level-a-name-top-level-a"))
  static let jsonItemID = Rule(.jsonItemID, .error, .json("items-a-name-items-a"))
  static let jsonDuplicateID = Rule(.jsonDuplicateID, .error, .json("items-a-name-items-a"))
  static let jsonItemEmpty = Rule(.jsonItemEmpty, .error, .json("items-a-name-items-a"))
  static let jsonDate = Rule(.jsonDate, .error, .json("items-a-name-items-a"))
  static let jsonAddress = Rule(.jsonAddress, .error, .json("items-a-name-items-a"))
  static let jsonType = Rule(.jsonType, .error, .json("top-level-a-name-top-level-a"))
  static let jsonAttachment = Rule(
    .jsonAttachment, .error, .json("attachments-a-name-attachments-a"))
  static let jsonHub = Rule(.jsonHub, .error, .json("subscribing-to-real-time-notifications"))
  static let jsonAuthor = Rule(.jsonAuthor, .warning, .json("top-level-a-name-top-level-a"))
  static let jsonUnknownKey = Rule(
    .jsonUnknownKey, .warning, .json("extensions-a-name-extensions-a"))
  static let jsonDuplicateKey = Rule(
    .jsonDuplicateKey, .warning, "https://www.rfc-editor.org/rfc/rfc8259#section-4")

  static let jsonRules = [
    jsonSyntax, jsonVersion, jsonMissingTitle, jsonMissingItems, jsonMissingAddress, jsonItemID,
    jsonDuplicateID, jsonItemEmpty, jsonDate, jsonAddress, jsonType, jsonAttachment, jsonHub,
    jsonAuthor, jsonUnknownKey, jsonDuplicateKey,
  ]
}
