/// The bytes of one file of the site, as they were on disk.
public struct SourceFile: Sendable, Hashable {
  /// The path from the site's root, with `/` between its parts: `content/arts/opera.md`.
  public let path: String
  /// The whole file, undecoded.
  public let bytes: [UInt8]
  /// The fingerprint of `bytes`.
  public let fingerprint: Fingerprint

  /// A file read from `path`.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    self.fingerprint = Fingerprint(of: bytes)
  }

  /// A file made of `text`, for tests and for templates kept in code.
  public init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}
