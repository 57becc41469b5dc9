import Foundation
import StetCore

/// `address` made absolute against `base` (RFC 3986 §5.2); as it is where that cannot be.
func resolved(_ address: String, against base: String?) -> String {
  let written = address.split { $0.isWhitespace }.joined(separator: "%20")
  if written.hasPrefix("#") || hasScheme(written) { return written }
  guard let base, let from = URL(string: base), let url = URL(string: written, relativeTo: from)
  else { return written.hasPrefix("//") ? "https:" + written : written }
  return url.absoluteURL.absoluteString
}

/// `address` as it is compared: without scheme, `www.`, a fragment or a final `/`.
func addressKey(_ address: String) -> String {
  var rest = address[...]
  if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
  rest = rest.prefix { $0 != "#" }
  var key = String(rest)
  if key.lowercased().hasPrefix("www.") { key = String(key.dropFirst(4)) }
  while key.hasSuffix("/") { key.removeLast() }
  let slash = key.firstIndex(of: "/") ?? key.endIndex
  return key[..<slash].lowercased() + key[slash...]
}

/// The host of `address`, without `www.`; nil where it has none.
func host(of address: String) -> String? {
  guard let start = address.firstRange(of: "://")?.upperBound else { return nil }
  let host = address[start...].prefix { !"/?#:".contains($0) }.lowercased()
  return host.isEmpty ? nil : host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
}

/// The path of `address`, its percent-encoding resolved; nil where it is the root, has a query, or
/// could not be an address of a site.
func sitePath(of address: String) -> SitePath? {
  guard let start = address.firstRange(of: "://")?.upperBound,
    let slash = address[start...].firstIndex(of: "/")
  else { return nil }
  let path = address[slash...].prefix { $0 != "#" }
  guard !path.contains("?"), path != "/", let plain = String(path).removingPercentEncoding,
    !plain.unicodeScalars.contains(where: { $0.isForbidden || $0.value < 0x20 || $0 == "\\" })
  else { return nil }
  return SitePath(written: plain)
}

/// Where an image of the import is to be put, from the site's root.
///
/// The path of its address, made fit for a file's name, below `static/images/`.
package func place(ofImage address: String) -> String {
  let rest = address.firstRange(of: "://").map { address[$0.upperBound...] } ?? address[...]
  let path = rest.prefix { $0 != "?" && $0 != "#" }
  let plain = String(path).removingPercentEncoding ?? String(path)
  var parts = plain.split(separator: "/").map(String.init)
  let file = parts.popLast() ?? "image"
  let dot = file.lastIndex(of: ".") ?? file.endIndex
  let stem = slug(String(file[..<dot]))
  let ending = slug(String(file[dot...].dropFirst()))
  let folders = parts.map { slug($0.replacing(".", with: "-")) }.filter { !$0.isEmpty }
  let name = (stem.isEmpty ? "image" : String(stem.prefix(80)))
  // What a query tells apart is told apart by its fingerprint.
  let query = rest.count > path.count && rest.contains("?") ? "-" + mark(of: address) : ""
  let called = name + query + (ending.isEmpty ? "" : "." + String(ending.prefix(8)))
  return (["static", "images"] + folders.map { String($0.prefix(60)) } + [called])
    .joined(separator: "/")
}

/// Eight digits that tell `text` from others.
private func mark(of text: String) -> String {
  String(Fingerprint(of: text).hexadecimal.prefix(8))
}
