import StetCore

extension Rule {
  static let htmlInText = Rule(.htmlInText, .warning, .atom("3.1.1.1"), w3c: "ContainsHTML")
  static let htmlDoubleEscaped = Rule(.htmlDoubleEscaped, .warning, .atom("3.1.1.2"))
  static let htmlRelativeURL = Rule(
    .htmlRelativeURL, .warning, .atom("4.1.3.3"), w3c: "ContainsRelRef")
  static let htmlRiskyElement = Rule(
    .htmlRiskyElement, .warning, .atom("8.1"), w3c: "SecurityRisk")
  static let htmlRiskyAttribute = Rule(
    .htmlRiskyAttribute, .warning, .atom("8.1"), w3c: "SecurityRiskAttr")
  static let htmlRiskyStyle = Rule(
    .htmlRiskyStyle, .warning, .atom("8.1"), w3c: "DangerousStyleAttr")
  static let htmlUnknownElement = Rule(
    .htmlUnknownElement, .warning, .html + "indices.html#elements-3", w3c: "NotHtml")
  static let htmlUnclosed = Rule(
    .htmlUnclosed, .warning, .html + "syntax.html#optional-tags", w3c: "NotHtml")
  static let htmlImageAlt = Rule(
    .htmlImageAlt, .warning, .html + "images.html#alt")
  static let htmlImageSize = Rule(
    .htmlImageSize, .warning, .html + "embedded-content-other.html#dimension-attributes")
  static let htmlEmptyBody = Rule(.htmlEmptyBody, .warning, .atom("4.1.3"), w3c: "NotBlank")

  static let htmlRules = [
    htmlInText, htmlDoubleEscaped, htmlRelativeURL, htmlRiskyElement, htmlRiskyAttribute,
    htmlRiskyStyle, htmlUnknownElement, htmlUnclosed, htmlImageAlt, htmlImageSize, htmlEmptyBody,
  ]
}
