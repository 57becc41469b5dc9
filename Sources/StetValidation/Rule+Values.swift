import StetCore

extension Rule {
  static let uriBad = Rule(
    "uri-bad", .error, "https://www.rfc-editor.org/rfc/rfc3987#section-2.2", w3c: "InvalidLink")
  static let uriTag = Rule(
    "uri-tag", .error, "https://www.rfc-editor.org/rfc/rfc4151#section-2.1", w3c: "InvalidTAG")
  static let uriURN = Rule(
    "uri-urn", .error, "https://www.rfc-editor.org/rfc/rfc8141#section-2", w3c: "InvalidURN")
  static let uriUUID = Rule(
    "uri-uuid", .error, "https://www.rfc-editor.org/rfc/rfc9562#section-4", w3c: "InvalidUUID")
  static let language = Rule(
    "language-tag", .error, "https://www.rfc-editor.org/rfc/rfc5646#section-2.1",
    w3c: "InvalidLanguage")
  static let blankElement = Rule("blank-element", .warning, .atom("4.2.14"), w3c: "NotBlank")
  static let blankAttribute = Rule(
    "blank-attribute", .warning, .atom("4.2.2"), w3c: "AttrNotBlank")
  static let emailInText = Rule("email-in-text", .warning, .atom("8.1"), w3c: "ContainsEmail")

  static let dateRFC3339 = Rule(
    "date-rfc3339", .error, .atom("3.3"), w3c: "InvalidRFC3339Date")
  static let dateRFC822 = Rule(
    "date-rfc822", .error, "https://www.rfc-editor.org/rfc/rfc5322#section-3.3",
    w3c: "InvalidRFC2822Date")
  static let dateW3C = Rule(
    "date-w3cdtf", .error, "https://www.w3.org/TR/NOTE-datetime", w3c: "InvalidW3CDTFDate")
  static let dateWeekday = Rule(
    "date-weekday", .error, "https://www.rfc-editor.org/rfc/rfc5322#section-3.3",
    w3c: "IncorrectDOW")
  static let dateImplausible = Rule(
    "date-implausible", .warning, .atom("3.3"), w3c: "ImplausibleDate")
  static let dateUpdatedBeforePublished = Rule(
    "date-updated-before-published", .warning, .atom("4.2.15"))
  static let dateFeedUpdated = Rule("date-feed-updated", .warning, .atom("4.2.15"))
  static let dateZone = Rule(
    "date-zone", .warning, "https://www.rfc-editor.org/rfc/rfc5322#section-4.3",
    w3c: "ProblematicalRFC822Date")

  static let valueRules = [
    uriBad, uriTag, uriURN, uriUUID, language, blankElement, blankAttribute, emailInText,
    dateRFC3339, dateRFC822, dateW3C, dateWeekday, dateImplausible, dateUpdatedBeforePublished,
    dateFeedUpdated, dateZone,
  ]
}
