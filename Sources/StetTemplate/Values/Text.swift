/// A text as its UTF-8 bytes, which is what a page is made of.
///
/// A template prints far more text than it takes apart, so bytes are kept and scalars decoded only
/// where a filter asks for them.
public struct Text: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The UTF-8 of the text.
  public let utf8: [UInt8]

  /// The text whose UTF-8 is `utf8`; bytes that are not UTF-8 are printed as they are.
  public init(utf8: [UInt8]) {
    self.utf8 = utf8
  }

  /// The text `string`.
  public init(_ string: String) {
    self.utf8 = Array(string.utf8)
  }

  /// The text of a string literal.
  public init(stringLiteral: String) {
    self.init(stringLiteral)
  }

  /// The text as a Swift string.
  public var string: String { String(decoding: utf8, as: UTF8.self) }

  /// Whether every byte is ASCII, so that bytes are scalars.
  var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }

  /// The Unicode scalars, which are what Jinja counts as characters.
  var scalars: [Unicode.Scalar] {
    if isASCII { return utf8.map { Unicode.Scalar($0) } }
    return Array(string.unicodeScalars)
  }

  /// The text made of `scalars`.
  init(scalars: some Sequence<Unicode.Scalar>) {
    var bytes: [UInt8] = []
    for scalar in scalars { bytes.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
    self.utf8 = bytes
  }

  /// How many Unicode scalars the text has.
  var count: Int {
    utf8.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }
}

/// A name and its hash, made once so that looking a field up compares one word.
struct Name: Sendable, Hashable {
  /// The name.
  let text: Text
  /// 64 bits of the name's fingerprint.
  let hash: UInt64

  /// The name `text`.
  init(_ text: Text) {
    self.text = text
    self.hash = Value.hash(of: text)
  }

  /// Whether the two are the same name.
  static func == (first: Name, second: Name) -> Bool {
    first.hash == second.hash && first.text == second.text
  }

  /// Feeds the name's hash to `hasher`.
  func hash(into hasher: inout Hasher) {
    hasher.combine(hash)
  }

  var string: String { text.string }
}
