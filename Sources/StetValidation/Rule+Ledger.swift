import StetCore

extension String {
  fileprivate static func http(_ section: String) -> String {
    "https://www.rfc-editor.org/rfc/rfc9110#section-\(section)"
  }
}

extension Rule {
  static let httpStatus = Rule(.httpStatus, .error, .http("15"), w3c: "HttpError")
  static let httpContentType = Rule(
    .httpContentType, .warning, .http("8.3"), w3c: "UnexpectedContentType")
  static let httpCharset = Rule(
    .httpCharset, .warning, "https://www.rfc-editor.org/rfc/rfc7303#section-3",
    w3c: "EncodingMismatch")
  static let httpNoValidator = Rule(.httpNoValidator, .warning, .http("8.8"))
  static let httpFutureLastModified = Rule(
    .httpFutureLastModified, .error, .http("8.8.2.1"))
  static let httpNotConditional = Rule(.httpNotConditional, .warning, .http("13.1"))
  static let httpUncompressed = Rule(
    .httpUncompressed, .warning, .http("8.4"), w3c: "Uncompressed")
  static let httpRedirects = Rule(.httpRedirects, .warning, .http("15.4"), w3c: "TempRedirect")
  static let httpEnclosure = Rule(.httpEnclosure, .warning, .http("8.6"))
  static let httpDeadLink = Rule(.httpDeadLink, .warning, .http("15.5"), w3c: "HttpError")
  static let httpLarge = Rule(.httpLarge, .warning, .http("8.6"))
  static let httpTooLarge = Rule(.httpTooLarge, .error, .http("8.6"), w3c: "ValidatorLimit")
  static let httpSlow = Rule(.httpSlow, .info, .http("9.2.1"))

  static let httpRules = [
    httpStatus, httpContentType, httpCharset, httpNoValidator, httpFutureLastModified,
    httpNotConditional, httpUncompressed, httpRedirects, httpEnclosure, httpDeadLink, httpLarge,
    httpTooLarge, httpSlow,
  ]

  static let ledgerIDChanged = Rule(.ledgerIDChanged, .error, .atom("4.2.6"))
  static let ledgerIDReused = Rule(.ledgerIDReused, .error, .atom("4.2.6"))
  static let ledgerUpdatedWithoutChange = Rule(
    .ledgerUpdatedWithoutChange, .warning, .atom("4.2.15"))
  static let ledgerChangeWithoutUpdated = Rule(
    .ledgerChangeWithoutUpdated, .warning, .atom("4.2.15"))
  static let ledgerVanished = Rule(
    .ledgerVanished, .warning, "https://www.rfc-editor.org/rfc/rfc5005#section-3")

  static let ledgerRules = [
    ledgerIDChanged, ledgerIDReused, ledgerUpdatedWithoutChange, ledgerChangeWithoutUpdated,
    ledgerVanished,
  ]
}
