import StetCore

/// Every file of an output folder, and the address at which the folder will live.
package struct OutputIndex: Sendable {
  /// From the output folder, in order; a file is known by its place here.
  package let paths: [String]
  /// `https://example.org/blog`, without a final slash.
  package let base: String
  /// The path of `base`: `/blog`, or empty.
  let rootPath: String
  /// The scheme and host of `base`: `https://example.org`.
  let origin: String
  private let numbers: [String: Int]

  /// The index of `paths`, to live at `baseURL`.
  package init(_ paths: [String], baseURL: String) {
    self.paths = paths
    base = baseURL
    let host = baseURL.firstRange(of: "://").map { baseURL[$0.upperBound...] } ?? ""
    rootPath = host.firstIndex(of: "/").map { String(host[$0...]) } ?? ""
    origin = String(baseURL.dropLast(rootPath.utf8.count))
    numbers = Dictionary(paths.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  /// The file at `path`; nil when there is none.
  package func file(at path: String) -> Int? { numbers[path] }

  /// The file that a host sends for `path`, percent-decoded and from the host's root; nil when there
  /// is none, or when it is not below the site's address.
  func file(servedAt path: Substring) -> Int? {
    guard path.utf8.starts(with: rootPath.utf8) else { return nil }
    let rest = path.utf8.dropFirst(rootPath.utf8.count)
    guard rest.isEmpty || rest.first == 0x2F else { return nil }
    let local = String(Substring(rest.dropFirst()))
    if local.isEmpty { return numbers["index.html"] }
    if local.utf8.last == 0x2F { return numbers[local + "index.html"] }
    return numbers[local] ?? numbers[local + "/index.html"] ?? numbers[local + ".html"]
  }

  /// The address at which the file stands, from the host's root, not encoded.
  func servedPath(of file: Int) -> String {
    let path = paths[file]
    let isIndex = path == "index.html" || path.hasSuffix("/index.html")
    return rootPath + "/" + (isIndex ? String(path.dropLast("index.html".count)) : path)
  }
}

/// Where an address in a page leads.
enum Target: Sendable, Hashable {
  /// A file of the output, and the fragment after `#`, decoded.
  case file(Int, fragment: String?)
  /// A place within the site's address at which there is nothing.
  case missing
  /// Another site.
  case external(String)
  /// Not fetched: `mailto:`, `data:` and the like.
  case other
}

extension OutputIndex {
  /// Where `written`, its references decoded, leads from the file at `servedPath` (RFC 3986 §5.2).
  func target(of written: String, from servedPath: String, file: Int) -> Target {
    var address = written[...]
    if let scheme = scheme(of: address) {
      guard scheme == "http" || scheme == "https" else { return .other }
      let own = address.utf8.starts(with: origin.utf8)
      let rest = own ? address.utf8.dropFirst(origin.utf8.count) : address.utf8
      guard own, rest.isEmpty || [0x2F, 0x3F, 0x23].contains(rest.first) else {
        return .external(String(address.prefix { $0 != "#" }))
      }
      address = rest.isEmpty ? "/" : Substring(rest)
      if !address.utf8.starts(with: rootPath.utf8) {
        return .external(String(written.prefix { $0 != "#" }))
      }
    } else if address.hasPrefix("//") {
      return .external("https:" + address)
    }
    var fragment: String?
    if let mark = address.utf8.firstIndex(of: 0x23) {
      fragment = percentDecoded(Substring(address.utf8[address.utf8.index(after: mark)...]))
      address = address[..<mark]
    }
    if let mark = address.utf8.firstIndex(of: 0x3F) { address = address[..<mark] }
    if address.isEmpty { return .file(file, fragment: fragment) }
    let path = resolved(percentDecoded(address), from: servedPath)
    // The same host, another site than this: nobody here knows what stands there.
    if !path.utf8.starts(with: rootPath.utf8) { return .external(origin + path) }
    guard let found = self.file(servedAt: path[...]) else { return .missing }
    return .file(found, fragment: fragment)
  }

  private func scheme(of address: Substring) -> String? {
    let head = address.utf8.prefix { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2B
        || byte == 0x2D || byte == 0x2E
    }
    guard !head.isEmpty, head.endIndex < address.utf8.endIndex,
      address.utf8[head.endIndex] == 0x3A
    else { return nil }
    return String(Substring(head)).lowercased()
  }

  private func resolved(_ path: String, from servedPath: String) -> String {
    if path.utf8.first == 0x2F, !path.utf8.contains(0x2E) { return path }
    var parts: [Substring] = []
    if path.utf8.first != 0x2F {
      parts = servedPath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    }
    let steps = path.split(separator: "/", omittingEmptySubsequences: false)
    for (number, step) in steps.enumerated() {
      let isLast = number == steps.count - 1
      switch step {
      case ".": if isLast { parts.append("") }
      case "..":
        if parts.count > 1 { parts.removeLast() }
        if isLast { parts.append("") }
      default: parts.append(step)
      }
    }
    return parts.joined(separator: "/")
  }
}

/// `text` with its percent-encoded bytes decoded; as it is where they are no UTF-8.
func percentDecoded(_ text: Substring) -> String {
  guard text.utf8.contains(0x25) else { return String(text) }
  var bytes: [UInt8] = []
  var rest = text.utf8
  while let byte = rest.popFirst() {
    let digits = rest.prefix(2)
    guard byte == 0x25, digits.count == 2, digits.allSatisfy(isHexDigit),
      let value = UInt8(String(Substring(digits)), radix: 16)
    else {
      bytes.append(byte)
      continue
    }
    bytes.append(value)
    rest.removeFirst(2)
  }
  return String(validating: bytes, as: UTF8.self) ?? String(text)
}

private func isHexDigit(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
}
