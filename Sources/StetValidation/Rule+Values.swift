import StetCore

extension Rule {
  static let uriBad = Rule(
    .uriBad, .error, "https://www.rfc-editor.org/rfc/rfc3987#section-2.2", w3c: "InvalidLink")
  static let uriTag = Rule(
    .uriTag, .error, "https://www.rfc-editor.org/rfc/rfc4151#section-2.1", w3c: "InvalidTAG")
  static let uriURN = Rule(
    .uriURN, .error, "https://www.rfc-editor.org/rfc/rfc8141#section-2", w3c: "InvalidURN")
  static let uriUUID = Rule(
    .uriUUID, .error, "https://www.rfc-editor.org/rfc/rfc9562#section-4", w3c: "InvalidUUID")
  static let language = Rule(
    .language, .error, "https://www.rfc-editor.org/rfc/rfc5646#section-2.1",
    w3c: "InvalidLanguage")
  static let blankElement = Rule(.blankElement, .warning, .atom("4.2.14"), w3c: "NotBlank")
  static let blankAttribute = Rule(
    .blankAttribute, .warning, .atom("4.2.2"), w3c: "AttrNotBlank")
  static let emailInText = Rule(.emailInText, .warning, .atom("8.1"), w3c: "ContainsEmail")

  static let dateRFC3339 = Rule(
    .dateRFC3339, .error, .atom("3.3"), w3c: "InvalidRFC3339Date")
  static let dateRFC822 = Rule(
    .dateRFC822, .error, "https://www.rfc-editor.org/rfc/rfc5322#section-3.3",
    w3c: "InvalidRFC2822Date")
  static let dateW3C = Rule(
    .dateW3C, .error, "https://www.w3.org/TR/NOTE-datetime", w3c: "InvalidW3CDTFDate")
  static let dateWeekday = Rule(
    .dateWeekday, .error, "https://www.rfc-editor.org/rfc/rfc5322#section-3.3",
    w3c: "IncorrectDOW")
  static let dateImplausible = Rule(
    .dateImplausible, .warning, .atom("3.3"), w3c: "ImplausibleDate")
  static let dateUpdatedBeforePublished = Rule(
    .dateUpdatedBeforePublished, .warning, .atom("4.2.15"))
  static let dateFeedUpdated = Rule(.dateFeedUpdated, .warning, .atom("4.2.15"))
  static let dateZone = Rule(
    .dateZone, .warning, "https://www.rfc-editor.org/rfc/rfc5322#section-4.3",
    w3c: "ProblematicalRFC822Date")

  static let valueRules = [
    uriBad, uriTag, uriURN, uriUUID, language, blankElement, blankAttribute, emailInText,
    dateRFC3339, dateRFC822, dateW3C, dateWeekday, dateImplausible, dateUpdatedBeforePublished,
    dateFeedUpdated, dateZone,
  ]
}
