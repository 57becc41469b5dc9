import StetCore

/// What publication filters may know about the page being rendered, as plain values: no clock, no
/// disk.
public struct RenderContext: Sendable {
  /// The page's own address, named in errors: `/politics/council-vote/`.
  public var page: String = ""
  /// The language of dates and numbers, as BCP 47 writes it: `en`, `de-CH`.
  public var language: String = "en" {
    didSet { dateNames = DateNames.names(in: language) }
  }
  /// The names of months and days in `language`, read once.
  public private(set) var dateNames = DateNames.names(in: "en")
  /// The zone in which dates are shown.
  public var timeZone: TimeZoneRules = .utc
  /// The address of the site's root, without a slash at its end: `https://example.org`.
  public var baseURL: String = ""
  /// The addresses of the theme's files by their logical names, for `asset`.
  public var assets: [String: String] = [:]
  /// What every template sees, imported ones included: the globals of Jinja's environment.
  public var globals: Record?
  /// How much one page may use.
  public var limits = RenderLimits()

  /// The context of a site in English and UTC without assets.
  public init() {}
}

/// How much one page may use before its template is taken to be wrong.
public struct RenderLimits: Sendable, Hashable {
  /// Bytes of output, and of any text or list computed on the way.
  public var outputBytesMax = 64 * 1024 * 1024
  /// How deep calls, includes, statements and expressions may nest; 160 levels take less than 512 KB
  /// of stack, which is what the threads of macOS have.
  public var depthMax = 160
  /// How many times loops may turn and macros, blocks and includes be entered.
  public var stepsMax = 5_000_000

  /// The usual limits.
  public init() {}
}
