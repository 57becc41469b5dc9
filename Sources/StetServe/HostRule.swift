/// Which names this server answers to.
///
/// A page of some other site can make a browser ask this machine under that site's name, once its name
/// leads here (DNS rebinding), and then read the answer. Such a request carries a foreign Host. Numbers
/// cannot be rebound and are always right.
struct HostRule: Sendable, Hashable {
  /// Names besides those of this machine, in lower case.
  let names: Set<String>

  /// The rule of a server that listens on `host` and was told to answer to `names` too.
  init(listeningOn host: String, names: [String]) {
    self.names = Set((names + [host]).map { $0.lowercased() })
  }

  /// Whether a request for `host`, with a port or without, is meant for this server; one of HTTP/1.0
  /// need not say.
  func allows(_ host: String?) -> Bool {
    guard let host else { return true }
    guard let name = HostRule.name(of: host.lowercased()) else { return false }
    return name == "localhost" || name.hasSuffix(".localhost") || names.contains(name)
      || HostRule.isNumber(name)
  }

  /// The name in `host` without its port, which must be a number; nil where there is none.
  private static func name(of host: String) -> String? {
    if host.hasPrefix("[") {
      guard let end = host.firstIndex(of: "]") else { return nil }
      let rest = host[host.index(after: end)...]
      return isPort(rest) ? String(host[...end]) : nil
    }
    let name = host.prefix { $0 != ":" }
    guard !name.isEmpty, isPort(host.dropFirst(name.count)) else { return nil }
    return String(name.hasSuffix(".") ? name.dropLast() : name)
  }

  private static func isPort(_ text: Substring) -> Bool {
    text.isEmpty || (text.first == ":" && text.dropFirst().utf8.allSatisfy(isDigit))
  }

  /// Whether `name` is an address of IPv4, or of IPv6 in brackets (RFC 3986 §3.2.2).
  private static func isNumber(_ name: String) -> Bool {
    if name.hasPrefix("["), name.hasSuffix("]") {
      let inner = name.dropFirst().dropLast().utf8
      return inner.contains(0x3A)
        && inner.allSatisfy {
          isDigit($0) || (0x61...0x66).contains($0) || $0 == 0x3A || $0 == 0x2E
        }
    }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        part.utf8.allSatisfy(isDigit) && UInt8(part) != nil
      }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte)
  }
}
