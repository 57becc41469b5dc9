import StetCore
import StetSite

/// What a web server must know of a site: types and cache times of its files, fields of every answer,
/// addresses that moved and addresses that are gone.
struct HostSettings {
  /// The files that a rule is about.
  enum Pattern: Hashable {
    /// The file at this address.
    case one(SitePath)
    /// Every file of this name that is not at the root.
    case named(String)
    /// Everything in this folder, `/assets/`.
    case folder(String)
  }

  /// What is sent with some files besides that which all carry. No file is meant by two rules, because
  /// hosts add up what two rules say.
  struct Rule {
    let pattern: Pattern
    var type: String?
    let cache: String
    /// The hubs of a feed and the feed's own address (W3C WebSub §4, RFC 8288 §3).
    var link: String?

    /// What a server is to send, the type first.
    var fields: [Hosting.Field] {
      [type.map { Hosting.Field("Content-Type", $0) }, Hosting.Field("Cache-Control", cache)]
        .compactMap(\.self) + linkFields
    }

    /// The field that names hubs.
    var linkFields: [Hosting.Field] { link.map { [Hosting.Field("Link", $0)] } ?? [] }
  }

  let rules: [Rule]
  let fields: [Hosting.Field]
  let moved: [Redirect]
  let gone: [SitePath]
  let addresses: Addresses
  /// What text is packed in beside each file of it.
  let packings: [Hosting.Packing]
  /// Files of the output that are for servers, not for readers.
  let hidden: [Hosting.File]

  init(_ host: HostRules) {
    let site = host.site
    moved = host.moved.filter { $0.from != $0.to }
    gone = site.gone.map(\.address)
    fields = site.configuration.hosting.fields
    packings = site.configuration.hosting.packings
    addresses = host.addresses
    hidden = Hosting.File.allCases.filter { site.configuration.hosting.files.contains($0) }
    rules = HostSettings.rules(for: site, host.addresses)
  }

  /// The field for the feed at `address`; nil without hubs, and for an address that not every server's
  /// language takes in quotation marks. A feed names its hubs itself, too, which is enough for most.
  private static func link(
    _ address: SitePath, _ site: Site, _ addresses: Addresses
  ) -> String? {
    let hubs = site.configuration.feeds.hubs
    if hubs.isEmpty { return nil }
    let links = hubs.map { "<\($0)>; rel=hub" } + ["<\(addresses.absolute(address))>; rel=self"]
    let text = links.joined(separator: ", ")
    return Hosting.isPortable(text) ? text : nil
  }

  /// Readers ask a feed about once an hour, so an hour's quarter delays nobody. An archive changes
  /// only when one of its articles does, but then within a day. The name of an asset changes with
  /// its bytes.
  private static func rules(for site: Site, _ addresses: Addresses) -> [Rule] {
    let quarter = "public, max-age=900"
    let day = "public, max-age=86400"
    var rules = [
      Rule(pattern: .folder("/assets/"), cache: "public, max-age=31536000, immutable")
    ]
    for format in FeedFormat.allCases {
      let type = format.mediaType + "; charset=utf-8"
      let main = SitePath("/\(format.fileName)")
      rules.append(
        Rule(
          pattern: .one(main), type: type, cache: quarter, link: link(main, site, addresses)))
      rules.append(Rule(pattern: .named(format.fileName), type: type, cache: quarter))
    }
    for index in site.configuration.feeds.podcasts.indices {
      let address = PageList.feedAddress(of: .podcast(index), .rss, in: site)
      rules.append(
        Rule(
          pattern: .one(address), type: FeedFormat.rss.mediaType + "; charset=utf-8",
          cache: quarter, link: link(address, site, addresses)))
    }
    rules += [
      Rule(
        pattern: .folder("/feeds/archive/"),
        type: FeedFormat.atom.mediaType + "; charset=utf-8", cache: day),
      Rule(
        pattern: .one(PageList.feedOutlineAddress), type: "text/x-opml; charset=utf-8", cache: day),
      Rule(pattern: .named("vocabulary.ttl"), type: "text/turtle; charset=utf-8", cache: day),
      Rule(
        pattern: .one(SitePath("/site.webmanifest")), type: "application/manifest+json", cache: day),
      Rule(pattern: .one(SitePath("/sitemap.xml")), cache: quarter),
      Rule(pattern: .one(SitePath("/news-sitemap.xml")), cache: quarter),
    ]
    return rules
  }

  /// The bytes of `file`.
  func bytes(of file: Hosting.File) -> [UInt8] {
    let text =
      switch file {
      case .headers: headersFile
      case .redirects: redirectsFile
      case .apache: apacheFile
      case .nginx: nginxFile
      case .caddy: caddyFile
      case .lighttpd: lighttpdFile
      }
    return Array(text.utf8)
  }

  /// The path of an address as a server sees it once it has decoded it: `/blog/old/`.
  func path(_ address: SitePath) -> String { addresses.rootPath + address.text }

  /// A regular expression for the address, with or without the slash at its end.
  func expression(_ address: SitePath, root: String) -> String {
    var text = escapedExpression(root + address.text.dropFirst())
    if address.text.hasSuffix("/") { text += "?" }
    return "^\(text)$"
  }

  /// A regular expression for what `pattern` means, after `root`.
  func expression(_ pattern: Pattern, root: String) -> String {
    switch pattern {
    case .one(let address): "^\(escapedExpression(root + address.text.dropFirst()))$"
    case .named(let name): "^\(escapedExpression(root)).+/\(escapedExpression(name))$"
    case .folder(let folder): "^\(escapedExpression(root + folder.dropFirst()))"
    }
  }

  /// `text` so that a regular expression takes it for itself, and quotation marks end nothing.
  private func escapedExpression(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case ".", "+", "*", "?", "(", ")", "[", "]", "{", "}", "^", "$", "|", "\\":
        escaped += "\\"
        escaped.unicodeScalars.append(scalar)
      // A dot stands for what cannot be written in quotation marks in every server's language.
      case "\"", "\n", "\r", "%", "#": escaped += "."
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// The address to which a redirect leads, percent-encoded; `$` too, which servers read as a sign.
  func target(_ redirect: Redirect) -> String {
    addresses.rooted(redirect.to).replacing("$", with: "%24")
  }
}

// Netlify, Cloudflare Pages and GitLab Pages.
extension HostSettings {
  /// `_headers`: a pattern, and below it fields.
  fileprivate var headersFile: String {
    var text = block("/*", fields)
    for rule in rules {
      switch rule.pattern {
      case .one(let address): text += block(addresses.rooted(address), rule.fields)
      case .named(let name): text += block("\(addresses.rootPath)/*/\(name)", rule.fields)
      case .folder(let folder): text += block("\(addresses.rootPath)\(folder)*", rule.fields)
      }
    }
    return text
  }

  private func block(_ pattern: String, _ fields: [Hosting.Field]) -> String {
    fields.isEmpty
      ? ""
      : pattern + "\n" + fields.map { "  \($0.name): \($0.value)\n" }.joined()
  }

  /// `_redirects`: from, to, status. None of these hosts can say that a page is gone.
  fileprivate var redirectsFile: String {
    moved.flatMap { rule -> [String] in
      let (from, to) = (addresses.rooted(rule.from), addresses.rooted(rule.to))
      let both = from.hasSuffix("/") ? [from, String(from.dropLast())] : [from]
      return both.map { "\($0) \(to) 301\n" }
    }.joined()
  }
}
