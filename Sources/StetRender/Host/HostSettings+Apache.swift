import StetCore
import StetSite

// Apache HTTP Server 2.4.
extension HostSettings {
  /// `.htaccess`, to stand where the site is served from.
  var apacheFile: String {
    var text = "DirectoryIndex index.html\nErrorDocument 404 \(path(SitePath("/404.html")))\n"
    text += "AddDefaultCharset utf-8\n"
    for address in gone {
      text += """
        <If "%{REQUEST_URI} =~ m\u{1}\(expression(address, root: addresses.rootPath + "/"))\u{1}">
        ErrorDocument 410 \(addresses.rooted(SitePath("/" + address.filePath)))
        </If>

        """.replacing("\u{1}", with: "#")
    }
    text += "<IfModule mod_rewrite.c>\nRewriteEngine On\n"
    let notes = #"^(\.stet.*|nginx\.conf|Caddyfile|lighttpd\.conf|_headers|_redirects)$"#
    text += "RewriteRule \"\(notes)\" - [R=404,L]\n"
    for rule in moved {
      let to = target(rule).replacing("%", with: "\\%")
      text += "RewriteRule \"\(expression(rule.from, root: ""))\" \"\(to)\" [R=301,NE,L]\n"
    }
    for address in gone {
      // Not once more when the page that says so is fetched.
      text += "RewriteCond %{ENV:REDIRECT_STATUS} ^$\n"
      text += "RewriteRule \"\(goneExpression(address))\" - [G,L]\n"
    }
    text += apachePacking + "</IfModule>\n" + apachePackedTypes
    for rule in rules { text += apacheRule(rule) }
    text += "<IfModule mod_headers.c>\n"
    for field in fields { text += "Header always set \(field.name) \"\(field.value)\"\n" }
    return text + "</IfModule>\n"
  }

  /// The page that is gone, with and without the name of its file.
  private func goneExpression(_ address: SitePath) -> String {
    let plain = expression(address, root: "")
    return address.text.hasSuffix("/") ? String(plain.dropLast()) + "(index\\.html)?$" : plain
  }

  private func apacheRule(_ rule: Rule) -> String {
    var pattern = expression(rule.pattern, root: addresses.rootPath + "/")
    // A packed file is asked for under its own name once the rule above has found it.
    if !packings.isEmpty, pattern.hasSuffix("$") {
      pattern = pattern.dropLast() + #"(\.(br|gz))?$"#
    }
    var text = "<If \"%{REQUEST_URI} =~ m#\(pattern)#\">\n"
    if let type = rule.type { text += "ForceType \"\(type)\"\n" }
    text += "<IfModule mod_headers.c>\nHeader set Cache-Control \"\(rule.cache)\"\n"
    text += rule.linkFields.map { "Header set \($0.name) \"\($0.value)\"\n" }.joined()
    return text + "</IfModule>\n</If>\n"
  }

  /// Hands on the packed file that stands beside the one asked for, the smaller kind first.
  private var apachePacking: String {
    packings.sorted { $0.ending < $1.ending }.map { packing in
      """
      RewriteCond "%{HTTP:Accept-Encoding}" "(^|[ ,])\(packing.rawValue)($|[ ,;])"
      RewriteCond "%{REQUEST_FILENAME}\(packing.ending)" -f
      RewriteRule "^(.+)$" "$1\(packing.ending)" [L,E=no-gzip:1,E=no-brotli:1]

      """
    }.joined()
  }

  /// The types of packed files, which are those of what they were packed of.
  private var apachePackedTypes: String {
    if packings.isEmpty { return "" }
    let types = [
      ("html", "text/html; charset=utf-8"), ("css", "text/css"),
      ("m?js", "text/javascript"), ("json", "application/json"),
      ("xml", "application/xml"), ("svg", "image/svg+xml"), ("txt", "text/plain; charset=utf-8"),
    ]
    var text = ""
    for packing in packings {
      text += "<FilesMatch \"\\\(packing.ending)$\">\n"
      text += "<IfModule mod_mime.c>\nRemoveEncoding .br .gz\n</IfModule>\n"
      text += "<IfModule mod_headers.c>\nHeader set Content-Encoding \(packing.rawValue)\n"
      text += "</IfModule>\n</FilesMatch>\n"
    }
    for (ending, type) in types {
      text += "<FilesMatch \"\\.\(ending)\\.(br|gz)$\">\nForceType \"\(type)\"\n</FilesMatch>\n"
    }
    let endings = "(html|css|m?js|json|xml|opml|svg|txt|ttl|webmanifest)"
    text += "<IfModule mod_headers.c>\n<FilesMatch \"\\.\(endings)(\\.(br|gz))?$\">\n"
    return text + "Header append Vary Accept-Encoding\n</FilesMatch>\n</IfModule>\n"
  }
}
