import StetCore
import StetSite

// nginx 1.
extension HostSettings {
  /// What a `server` block includes; a location there takes none of the fields from outside.
  var nginxFile: String {
    var text = "error_page 404 \(addresses.rooted(SitePath("/404.html")));\n"
    text += "charset utf-8;\n" + nginxPacking + nginxFields
    let notes =
      #"(\.stet|\.htaccess|_headers$|_redirects$|nginx\.conf$|Caddyfile$|lighttpd\.conf$)"#
    text += "location ~ \"^\(addresses.rootPath)/\(notes)\" { return 404; }\n"
    for rule in moved {
      for from in bothForms(rule.from) {
        text += "location = \(nginxText(from)) { return 301 \"\(target(rule))\"; }\n"
      }
    }
    for address in gone {
      let page = addresses.rooted(SitePath("/" + address.filePath))
      for from in bothForms(address) where from != page {
        text += "location = \(nginxText(from)) { error_page 410 \(page); return 410; }\n"
      }
      if address.text.hasSuffix("/") {
        text += "location = \(nginxText(path(address) + "index.html")) { internal; }\n"
      }
    }
    for rule in rules { text += nginxRule(rule) }
    return text
  }

  private var nginxFields: String {
    fields.map { "add_header \($0.name) \"\($0.value)\" always;\n" }.joined()
  }

  private func nginxRule(_ rule: Rule) -> String {
    let root = addresses.rootPath + "/"
    let place =
      switch rule.pattern {
      case .one(let address): "= " + nginxText(path(address))
      case .folder(let folder): "^~ " + nginxText(addresses.rootPath + folder)
      case .named: "~ \"\(expression(rule.pattern, root: root))\""
      }
    var text = "location \(place) {\n"
    if let type = rule.type { text += "types { }\ndefault_type \"\(type)\";\n" }
    text += "add_header Cache-Control \"\(rule.cache)\";\n"
    text += rule.linkFields.map { "add_header \($0.name) \"\($0.value)\";\n" }.joined()
    return text + nginxFields + "}\n"
  }

  /// nginx itself knows gzip; of Brotli it is told beside this file, because it refuses a word that none
  /// of its modules knows.
  private var nginxPacking: String {
    if packings.isEmpty { return "" }
    var text = "gzip_vary on;\n"
    if packings.contains(.gzip) { text += "gzip_static on;\n" }
    if packings.contains(.brotli) {
      text += "# With ngx_brotli, write beside the line that includes this: brotli_static on;\n"
    }
    return text
  }

  /// `text` in quotation marks, as nginx reads them.
  private func nginxText(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// The path of an address with and without the slash at its end.
  func bothForms(_ address: SitePath) -> [String] {
    let path = path(address)
    return path.hasSuffix("/") && path.utf8.count > 1 ? [path, String(path.dropLast())] : [path]
  }
}

// Caddy 2.
extension HostSettings {
  /// What a site block imports.
  var caddyFile: String {
    var text = "header {\n"
    for field in fields { text += "\t\(field.name) \"\(field.value)\"\n" }
    text += "}\n"
    for (number, rule) in rules.enumerated() {
      let pattern = expression(rule.pattern, root: addresses.rootPath + "/")
      text += "@kind\(number) path_regexp \"\(caddyText(pattern))\"\n"
      for field in rule.fields {
        text += "header @kind\(number) \(field.name) \"\(field.value)\"\n"
      }
    }
    for (number, rule) in moved.enumerated() {
      let pattern = expression(rule.from, root: addresses.rootPath + "/")
      text += "@moved\(number) path_regexp \"\(caddyText(pattern))\"\n"
      text += "redir @moved\(number) \"\(target(rule))\" 301\n"
    }
    for (number, address) in gone.enumerated() {
      let pattern = expression(address, root: addresses.rootPath + "/")
      text += "@gone\(number) path_regexp \"\(caddyText(pattern))\"\nerror @gone\(number) 410\n"
    }
    if !packings.isEmpty {
      let names = packings.sorted { $0.ending < $1.ending }.map(\.rawValue)
      text += "file_server {\n\tprecompressed \(names.joined(separator: " "))\n}\n"
    }
    let names = ["/.stet*"] + hidden.map { "/" + $0.rawValue }
    text += "@notes path \(names.map { addresses.rootPath + $0 }.joined(separator: " "))\n"
    text += "error @notes 404\nhandle_errors {\n"
    for (number, address) in gone.enumerated() {
      let pattern = expression(address, root: addresses.rootPath + "/")
      text += "\t@page\(number) path_regexp \"\(caddyText(pattern))\"\n"
      text += "\trewrite @page\(number) \"\(path(SitePath("/" + address.filePath)))\"\n"
    }
    text += "\t@missing expression {http.error.status_code} == 404\n"
    text += "\trewrite @missing \(path(SitePath("/404.html")))\n"
    return text + "\tfile_server\n}\n"
  }

  /// `text` as it stands in quotation marks; a brace begins a placeholder.
  private func caddyText(_ text: String) -> String {
    text.replacing("\"", with: "\\\"")
  }
}

// lighttpd 1.4.
extension HostSettings {
  /// What a server's configuration includes; a later condition replaces what an earlier one set.
  var lighttpdFile: String {
    let root = addresses.rootPath + "/"
    var text = "server.modules += ( \"mod_access\", \"mod_setenv\", \"mod_redirect\" )\n"
    text += lighttpdPacking
    text += "server.error-handler = \"\(path(SitePath("/404.html")))\"\n"
    text += "setenv.set-response-header = ( \(lighttpdFields([])) )\n"
    text += "url.redirect-code = 301\nurl.redirect = (\n"
    for rule in moved {
      text += "  \"\(lighttpdExpression(rule.from))\" => \"\(lighttpdTarget(rule))\",\n"
    }
    text += ")\n"
    for address in gone {
      text += "$HTTP[\"url\"] =~ \"\(lighttpdExpression(address))\" {\n"
      text += "url.redirect-code = 410\nurl.redirect = ( \"\" => \"${url.path}\" )\n}\n"
    }
    for rule in rules {
      text += "$HTTP[\"url\"] =~ \"\(expression(rule.pattern, root: root))\" {\n"
      text += "setenv.set-response-header = ( \(lighttpdFields(rule.fields)) )\n}\n"
    }
    let notes =
      #"(\.stet|\.htaccess|_headers$|_redirects$|nginx\.conf$|Caddyfile$|lighttpd\.conf$)"#
    text += "$HTTP[\"url\"] =~ \"^\(root)\(notes)\" { url.access-deny = ( \"\" ) }\n"
    return text
  }

  /// It cannot look for a packed file beside the one asked for, so it packs by itself.
  private var lighttpdPacking: String {
    if packings.isEmpty { return "" }
    let names = packings.sorted { $0.ending < $1.ending }.map { "\"\($0.rawValue)\"" }
    return """
      server.modules += ( "mod_deflate" )
      deflate.allowed-encodings = ( \(names.joined(separator: ", ")) )
      deflate.mimetypes = ( "text/", "application/atom+xml", "application/rss+xml",
        "application/feed+json", "application/json", "application/xml", "application/javascript",
        "image/svg+xml" )

      """
  }

  private func lighttpdFields(_ more: [Hosting.Field]) -> String {
    (more + fields).map { "\"\($0.name)\" => \"\($0.value)\"" }.joined(separator: ", ")
  }

  /// A regular expression for the address; it is held against what the client sent, in which a
  /// character may be percent-encoded or not.
  private func lighttpdExpression(_ address: SitePath) -> String {
    var text = "^"
    for byte in path(address).utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2F, 0x5F, 0x7E:
        text.unicodeScalars.append(Unicode.Scalar(byte))
      case 0x2E: text += "\\."
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        let code = "%" + (byte < 0x10 ? "0" : "") + digits
        let isPlain = [0x21, 0x26, 0x27, 0x2C, 0x3A, 0x3B, 0x3D, 0x40].contains(byte)
        let isSign = [0x24, 0x28, 0x29, 0x2A, 0x2B].contains(byte)
        let plain = String(Unicode.Scalar(byte))
        text += isPlain ? "(\(plain)|\(code))" : isSign ? "(\\\(plain)|\(code))" : code
      }
    }
    return text + (address.text.hasSuffix("/") ? "?$" : "$")
  }

  /// The target, in which a percent sign before a digit would name a part of the host's pattern.
  private func lighttpdTarget(_ rule: Redirect) -> String {
    target(rule).replacing("%", with: "%%")
  }
}
