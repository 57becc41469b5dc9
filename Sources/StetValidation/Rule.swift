import StetCore

/// One rule of the judge: a stable name, how much it matters, and who asks for it.
public struct Rule: Sendable, Hashable {
  /// The name that findings carry.
  public let code: Diagnostic.Code
  /// How much it matters.
  public let severity: Diagnostic.Severity
  /// The address of the section that asks for it.
  public let specification: String
  /// What the W3C Feed Validation Service calls the same finding.
  public let w3c: String?

  init(
    _ code: Diagnostic.Code, _ severity: Diagnostic.Severity, _ specification: String,
    w3c: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.specification = specification
    self.w3c = w3c
  }

  /// Every rule there is, by family.
  public static let all: [Rule] =
    xmlRules + atomRules + valueRules + htmlRules + rssRules + extensionRules + jsonRules
    + sitemapRules + opmlRules + httpRules + ledgerRules + adviceRules
}

extension String {
  static func atom(_ section: String) -> String {
    "https://www.rfc-editor.org/rfc/rfc4287#section-\(section)"
  }

  static let xml = "https://www.w3.org/TR/xml/"
  static let html = "https://html.spec.whatwg.org/multipage/"
  static let rss = "https://www.rssboard.org/rss-specification"
  static let rssProfile = "https://www.rssboard.org/rss-profile"
}
