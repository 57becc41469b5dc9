import StetContent
import StetCore

/// Which files for web servers and hosts the build writes, and what every answer is to carry.
package struct Hosting: Sendable, Hashable {
  /// A file that a host or web server reads.
  package enum File: String, Sendable, Hashable, CaseIterable {
    /// Netlify, Cloudflare Pages and GitLab Pages.
    case headers = "_headers"
    case redirects = "_redirects"
    case apache = ".htaccess"
    case nginx = "nginx.conf"
    case caddy = "Caddyfile"
    case lighttpd = "lighttpd.conf"
  }

  /// A field of an answer (RFC 9110 §6.3).
  package struct Field: Sendable, Hashable {
    package let name: String
    package let value: String

    /// The field `name` with `value`.
    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A coding that files can be packed in beforehand (RFC 9110 §8.4.1).
  package enum Packing: String, Sendable, Hashable, CaseIterable {
    /// RFC 7932.
    case brotli = "br"
    /// RFC 1952.
    case gzip

    /// What the name of a packed file has more: `.br`.
    package var ending: String { self == .brotli ? ".br" : ".gz" }
  }

  package var files: [File] = []
  /// What text is packed in beside each file of it.
  package var packings: [Packing] = []
  /// What every answer carries: nothing is guessed, framed by others or told to other sites that need
  /// not be.
  package var fields = [
    Field("Content-Security-Policy", "base-uri 'self'; frame-ancestors 'self'; object-src 'none'"),
    Field("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    Field("Referrer-Policy", "strict-origin-when-cross-origin"),
    Field("X-Content-Type-Options", "nosniff"),
  ]

  /// `fields` with `field` in place of one of the same name; an empty value takes that away.
  package mutating func set(_ field: Field) {
    fields.removeAll { $0.name.lowercased() == field.name.lowercased() }
    if !field.value.isEmpty { fields.append(field) }
    fields.sort { $0.name < $1.name }
  }
}

extension Configuration {
  static let hostingKeys = ["files", "headers", "precompressed"]

  mutating func applyHosting(_ node: LocatedNode?, reading reader: inout NodeReader) {
    guard let node else { return }
    reader.warnOfUnknownKeys(in: node, known: Configuration.hostingKeys, of: "“hosting”")
    let known = Hosting.File.allCases.map(\.rawValue)
    for name in reader.locatedStrings(node["files"], "files") ?? [] {
      if let file = Hosting.File(rawValue: name.value) {
        if !hosting.files.contains(file) { hosting.files.append(file) }
      } else {
        reader.report(
          .configurationValueInvalid, at: name.range,
          "there is no file for hosts called “\(name.value)”",
          note: nearestName(to: name.value, among: known).map { "did you mean “\($0)”?" }
            ?? "known files: \(known.joined(separator: ", "))")
      }
    }
    for name in reader.locatedStrings(node["precompressed"], "precompressed") ?? [] {
      if let packing = Hosting.Packing(rawValue: name.value) {
        if !hosting.packings.contains(packing) { hosting.packings.append(packing) }
      } else {
        reader.report(
          .configurationValueInvalid, at: name.range,
          "files cannot be packed as “\(name.value)”", note: "known: br, gzip")
      }
    }
    for entry in reader.entries(node["headers"], "headers") ?? [] {
      let value = reader.string(entry.value, entry.key.value) ?? ""
      guard Hosting.isFieldName(entry.key.value), Hosting.isPortable(value) else {
        reader.report(
          .configurationValueInvalid, at: entry.key.range,
          "“\(entry.key.value)” cannot be sent as it is written",
          note: "a name of letters, digits and -, and a value in ASCII without \" \\ $ % { }, "
            + "which servers read as signs of their own")
        continue
      }
      hosting.set(Hosting.Field(entry.key.value, value))
    }
  }
}

extension Hosting {
  fileprivate static func isFieldName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D
      }
  }

  /// Whether every server can be told the value in quotation marks.
  package static func isPortable(_ value: String) -> Bool {
    let signs = Set("\"\\$%{}".utf8)
    return value.utf8.allSatisfy { (0x20...0x7E).contains($0) && !signs.contains($0) }
  }
}
