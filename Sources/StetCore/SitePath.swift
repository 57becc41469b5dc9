/// The address of one output from the site's root: `/politics/council-vote/`.
///
/// It begins with `/`; a page that is a folder's index ends with `/`. Its text is unescaped Unicode.
public struct SitePath: Sendable, Hashable, Comparable {
  /// The address as text: `/politics/council-vote/`.
  public let text: String
  /// Whether the text stands as it is in an `href`; nearly always. Asked at each link, so told once.
  private let isPlainPath: Bool

  /// The address `text`; it must begin with `/` and may not leave the root.
  public init(_ text: String) {
    precondition(SitePath.isPlain(text), "an address begins with / and has no empty or dot part")
    self.text = text
    isPlainPath = SitePath.isPlainPath(text)
  }

  /// The address for `text` as an author wrote it, a `/` put before it where missing; nil when it
  /// would leave the root or has an empty, `.` or `..` part.
  public init?(written text: String) {
    let text = text.hasPrefix("/") ? text : "/" + text
    guard SitePath.isPlain(text) else { return nil }
    self.text = text
    isPlainPath = SitePath.isPlainPath(text)
  }

  /// The front page.
  public static let root = SitePath("/")

  /// The file that holds this address, from the output folder: `politics/council-vote/index.html`.
  public var filePath: String {
    let path = String(Substring(text.utf8.dropFirst()))
    return text.utf8.last == 0x2F ? path + "index.html" : path
  }

  /// The address as it stands in an `href`: percent-encoded as RFC 3986 §3.3 asks.
  public var escaped: String {
    if isPlainPath { return text }
    var escaped = ""
    for byte in text.utf8 {
      if SitePath.isPathByte(byte) {
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        escaped += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return escaped
  }

  private static func isPlainPath(_ text: String) -> Bool {
    for byte in text.utf8 where !SitePath.isPathByte(byte) { return false }
    return true
  }

  /// The order of the addresses' UTF-8 bytes.
  public static func < (first: SitePath, second: SitePath) -> Bool {
    first.text.precedesInBytes(second.text)
  }

  /// The characters of `pchar` and `/` in RFC 3986 §3.3, without `%`.
  @inline(__always)
  private static func isPathByte(_ byte: UInt8) -> Bool {
    // A bit for each byte: !$&'()*+,-./0-9:;= and @A-Z_a-z~.
    let bits: UInt64 = byte < 0x40 ? 0x2FFF_FFD2_0000_0000 : 0x47FF_FFFE_87FF_FFFF
    return byte < 0x80 && bits >> UInt64(byte & 0x3F) & 1 == 1
  }

  private static func isPlain(_ text: String) -> Bool {
    var bytes = text.utf8.makeIterator()
    guard bytes.next() == 0x2F else { return false }
    var length = 0
    var isDotted = true
    while let byte = bytes.next() {
      if byte == 0 { return false }
      if byte != 0x2F {
        length += 1
        isDotted = isDotted && byte == 0x2E && length <= 2
      } else {
        if isDotted { return false }
        (length, isDotted) = (0, true)
      }
    }
    return length == 0 || !isDotted
  }
}
