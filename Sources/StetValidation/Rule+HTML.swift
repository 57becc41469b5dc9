import StetCore

extension Rule {
  static let htmlInText = Rule("html-in-text", .warning, .atom("3.1.1.1"), w3c: "ContainsHTML")
  static let htmlDoubleEscaped = Rule("html-double-escaped", .warning, .atom("3.1.1.2"))
  static let htmlRelativeURL = Rule(
    "html-relative-url", .warning, .atom("4.1.3.3"), w3c: "ContainsRelRef")
  static let htmlRiskyElement = Rule(
    "html-risky-element", .warning, .atom("8.1"), w3c: "SecurityRisk")
  static let htmlRiskyAttribute = Rule(
    "html-risky-attribute", .warning, .atom("8.1"), w3c: "SecurityRiskAttr")
  static let htmlRiskyStyle = Rule(
    "html-risky-style", .warning, .atom("8.1"), w3c: "DangerousStyleAttr")
  static let htmlUnknownElement = Rule(
    "html-unknown-element", .warning, .html + "indices.html#elements-3", w3c: "NotHtml")
  static let htmlUnclosed = Rule(
    "html-unclosed", .warning, .html + "syntax.html#optional-tags", w3c: "NotHtml")
  static let htmlImageAlt = Rule(
    "html-image-alt", .warning, .html + "images.html#alt")
  static let htmlImageSize = Rule(
    "html-image-size", .info, .html + "embedded-content-other.html#dimension-attributes")
  static let htmlEmptyBody = Rule("html-empty-body", .warning, .atom("4.1.3"), w3c: "NotBlank")

  static let htmlRules = [
    htmlInText, htmlDoubleEscaped, htmlRelativeURL, htmlRiskyElement, htmlRiskyAttribute,
    htmlRiskyStyle, htmlUnknownElement, htmlUnclosed, htmlImageAlt, htmlImageSize, htmlEmptyBody,
  ]
}
