import StetCore

/// Turns addresses of the site into what stands in pages and in feeds.
struct Addresses: Sendable {
  /// `https://example.org/blog`, without a final slash.
  let base: String
  /// The path of `base`, without a final slash: `/blog`, or empty.
  let rootPath: String

  init(baseURL: String) {
    base = baseURL
    let afterScheme =
      baseURL.firstRange(of: "://").map { baseURL[$0.upperBound...] } ?? baseURL[...]
    rootPath = afterScheme.firstIndex(of: "/").map { String(afterScheme[$0...]) } ?? ""
  }

  /// `/blog/politics/`, as it stands in an `href` of a page.
  func rooted(_ path: SitePath) -> String { rootPath + path.escaped }

  /// `https://example.org/blog/politics/`.
  func absolute(_ path: SitePath) -> String { base + path.escaped }

  /// The address that a configuration names: one of another site, or a path of this one.
  func absolute(written: String) -> String {
    if written.hasPrefix("https://") || written.hasPrefix("http://") { return written }
    return SitePath(written: written).map(absolute) ?? written
  }

  /// The whole address of what stands as `written` in HTML on the page at `page` (RFC 3986 §5.2).
  func whole(_ written: String, from page: SitePath) -> String {
    if written.hasPrefix("#") || written.isEmpty { return absolute(page) + written }
    if written.hasPrefix("//") { return base.prefix { $0 != ":" } + ":" + written }
    if written.hasPrefix("/") { return String(base.dropLast(rootPath.utf8.count)) + written }
    let head = written.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if head.contains(":") { return written }
    if written.hasPrefix("?") { return absolute(page) + written }
    var parts = absolute(page).split(separator: "/", omittingEmptySubsequences: false).dropLast()
    var rest = written[...]
    while true {
      if rest.hasPrefix("./") {
        rest = rest.dropFirst(2)
      } else if rest.hasPrefix("../") {
        rest = rest.dropFirst(3)
        // `https:`, nothing and the host stay.
        if parts.count > 3 { parts.removeLast() }
      } else {
        return parts.joined(separator: "/") + "/" + rest
      }
    }
  }

  /// The authority that base names: `example.org`.
  var host: String {
    let afterScheme = base.firstRange(of: "://").map { base[$0.upperBound...] } ?? base[...]
    return String(afterScheme.prefix { $0 != "/" && $0 != ":" })
  }
}
