import StetCore

extension String {
  fileprivate static func http(_ section: String) -> String {
    "https://www.rfc-editor.org/rfc/rfc9110#section-\(section)"
  }
}

extension Rule {
  static let httpStatus = Rule("http-status", .error, .http("15"), w3c: "HttpError")
  static let httpContentType = Rule(
    "http-content-type", .warning, .http("8.3"), w3c: "UnexpectedContentType")
  static let httpCharset = Rule(
    "http-charset", .warning, "https://www.rfc-editor.org/rfc/rfc7303#section-3",
    w3c: "EncodingMismatch")
  static let httpNoValidator = Rule("http-no-validator", .warning, .http("8.8"))
  static let httpFutureLastModified = Rule(
    "http-future-last-modified", .error, .http("8.8.2.1"))
  static let httpNotConditional = Rule("http-not-conditional", .warning, .http("13.1"))
  static let httpUncompressed = Rule(
    "http-uncompressed", .warning, .http("8.4"), w3c: "Uncompressed")
  static let httpRedirects = Rule("http-redirects", .warning, .http("15.4"), w3c: "TempRedirect")
  static let httpEnclosure = Rule("http-enclosure", .warning, .http("8.6"))
  static let httpDeadLink = Rule("http-dead-link", .warning, .http("15.5"), w3c: "HttpError")
  static let httpLarge = Rule("http-large", .warning, .http("8.6"))
  static let httpTooLarge = Rule("http-too-large", .error, .http("8.6"), w3c: "ValidatorLimit")
  static let httpSlow = Rule("http-slow", .info, .http("9.2.1"))

  static let httpRules = [
    httpStatus, httpContentType, httpCharset, httpNoValidator, httpFutureLastModified,
    httpNotConditional, httpUncompressed, httpRedirects, httpEnclosure, httpDeadLink, httpLarge,
    httpTooLarge, httpSlow,
  ]

  static let ledgerIDChanged = Rule("ledger-id-changed", .error, .atom("4.2.6"))
  static let ledgerIDReused = Rule("ledger-id-reused", .error, .atom("4.2.6"))
  static let ledgerUpdatedWithoutChange = Rule(
    "ledger-updated-without-change", .warning, .atom("4.2.15"))
  static let ledgerChangeWithoutUpdated = Rule(
    "ledger-change-without-updated", .warning, .atom("4.2.15"))
  static let ledgerVanished = Rule(
    "ledger-vanished", .warning, "https://www.rfc-editor.org/rfc/rfc5005#section-3")

  static let ledgerRules = [
    ledgerIDChanged, ledgerIDReused, ledgerUpdatedWithoutChange, ledgerChangeWithoutUpdated,
    ledgerVanished,
  ]
}
