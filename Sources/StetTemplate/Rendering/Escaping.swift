extension [UInt8] {
  /// Appends `text` with `& < > " '` as character references, as MarkupSafe writes them.
  ///
  /// Runs of plain bytes are appended at once, so that text without such characters costs one scan.
  mutating func appendEscaped(_ text: [UInt8]) {
    var start = 0
    var index = 0
    let end = text.count
    while index < end {
      let byte = text[index]
      // All five lie in 0x22...0x3E; most letters are above.
      if byte <= 0x3E, byte >= 0x22, let reference = characterReference(byte) {
        if index > start { append(contentsOf: text[start..<index]) }
        append(contentsOf: reference.utf8)
        start = index &+ 1
      }
      index &+= 1
    }
    if start == 0 {
      append(contentsOf: text)
    } else if start < end {
      append(contentsOf: text[start...])
    }
  }
}

/// The reference that stands for `byte` in markup; nil where it stands for itself.
@inline(__always)
func characterReference(_ byte: UInt8) -> StaticReference? {
  switch byte {
  case 0x26: .ampersand
  case 0x3C: .less
  case 0x3E: .greater
  case 0x22: .quote
  case 0x27: .apostrophe
  default: nil
  }
}

/// The character references that escaping writes.
enum StaticReference {
  case ampersand, less, greater, quote, apostrophe

  static let ampersandBytes = Array("&amp;".utf8)
  static let lessBytes = Array("&lt;".utf8)
  static let greaterBytes = Array("&gt;".utf8)
  static let quoteBytes = Array("&#34;".utf8)
  static let apostropheBytes = Array("&#39;".utf8)

  var utf8: [UInt8] {
    switch self {
    case .ampersand: StaticReference.ampersandBytes
    case .less: StaticReference.lessBytes
    case .greater: StaticReference.greaterBytes
    case .quote: StaticReference.quoteBytes
    case .apostrophe: StaticReference.apostropheBytes
    }
  }
}

/// `text` escaped; the same text when nothing needs it.
func escaped(_ text: Text) -> Text {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count)
  bytes.appendEscaped(text.utf8)
  return Text(utf8: bytes)
}
