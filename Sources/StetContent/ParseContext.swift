package import StetCore

/// What the parse of a file depends on besides its bytes; part of the article's fingerprint.
package struct ParseContext: Sendable, Hashable {
  /// How the file's generator writes.
  package enum Dialect: String, Sendable, Hashable, CaseIterable {
    case stet, hugo, jekyll, zola, eleventy, pelican, plain
  }

  /// What an address pattern may name after a colon.
  package static let permalinkParts = [
    "year", "month", "day", "section", "sections", "slug", "title", "filename", "language",
    "categories",
  ]

  package var dialect: Dialect
  /// Whether a file's name may end with its language: `opera.es.md`.
  var hasLanguageInNames: Bool { dialect == .stet || dialect == .hugo || dialect == .zola }
  /// The zone of dates that name none.
  package var zone: TimeZoneRules
  /// The front matter keys whose lists are taxonomies: `["topics", "tags"]`.
  package var taxonomyKeys: [String]
  /// The language of the site, for smart punctuation: `en-GB`.
  package var language: String
  /// Whether raw HTML in Markdown is kept; otherwise it is shown as text.
  package var isRawHTMLAllowed: Bool
  /// The shortcodes that the theme has; others stay visible and are reported. nil takes every call
  /// for a shortcode.
  package var shortcodeNames: [String]?
  /// What the configuration says of the folder's files.
  package var settings: FolderSettings

  package init(
    dialect: Dialect = .stet, zone: TimeZoneRules = .utc, taxonomyKeys: [String] = ["topics"],
    language: String = "en", isRawHTMLAllowed: Bool = true, shortcodeNames: [String]? = nil,
    settings: FolderSettings = FolderSettings()
  ) {
    self.dialect = dialect
    self.zone = zone
    self.taxonomyKeys = taxonomyKeys
    self.language = language
    self.isRawHTMLAllowed = isRawHTMLAllowed
    self.shortcodeNames = shortcodeNames
    self.settings = settings
  }
  /// The fingerprint of everything in it.
  package var fingerprint: Fingerprint {
    Fingerprint(
      of: [
        dialect.rawValue, zone.identifier, taxonomyKeys.joined(separator: "\u{1F}"), language,
        isRawHTMLAllowed ? "raw" : "text",
        shortcodeNames?.joined(separator: "\u{1F}") ?? "*", settings.fingerprint.hexadecimal,
      ].joined(separator: "\u{1E}"))
  }
}
