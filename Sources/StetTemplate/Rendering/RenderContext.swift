import StetCore

/// What publication filters may know about the page being rendered, as plain values: no clock, no
/// disk.
public struct RenderContext: Sendable {
  /// The page's own address, named in errors: `/politics/council-vote/`.
  public var page: String = ""
  /// What pages have in common. Each page has a context of its own, and would copy all of it.
  private var common = Common()

  /// The context of a site in English and UTC without assets.
  public init() {}

  /// The language of dates and numbers, as BCP 47 writes it: `en`, `de-CH`.
  public var language: String {
    get { common.facts.language }
    set {
      change {
        $0.language = newValue
        $0.dateNames = DateNames.names(in: newValue)
      }
    }
  }

  /// The names of months and days in `language`, read once.
  public var dateNames: DateNames { common.facts.dateNames }

  /// The zone in which dates are shown.
  public var timeZone: TimeZoneRules {
    get { common.facts.timeZone }
    set { change { $0.timeZone = newValue } }
  }

  /// The address of the site's root, without a slash at its end: `https://example.org`.
  public var baseURL: String {
    get { common.facts.baseURL }
    set { change { $0.baseURL = newValue } }
  }

  /// The addresses of the theme's files by their logical names, for `asset`.
  public var assets: [String: String] {
    get { common.facts.assets }
    set { change { $0.assets = newValue } }
  }

  /// What every template sees, imported ones included: the globals of Jinja's environment.
  public var globals: Record? {
    get { common.facts.globals }
    set { change { $0.globals = newValue } }
  }

  /// How much one page may use.
  public var limits: RenderLimits {
    get { common.facts.limits }
    set { change { $0.limits = newValue } }
  }

  private mutating func change(_ change: (inout Facts) -> Void) {
    var facts = common.facts
    change(&facts)
    common = Common(facts)
  }

  private struct Facts: Sendable {
    var language = "en"
    var dateNames = DateNames.names(in: "en")
    var timeZone: TimeZoneRules = .utc
    var baseURL = ""
    var assets: [String: String] = [:]
    var globals: Record?
    var limits = RenderLimits()
  }

  /// A class that never changes, so that contexts share it.
  private final class Common: Sendable {
    let facts: Facts

    init(_ facts: Facts = Facts()) { self.facts = facts }
  }
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
