extension [UInt8] {
  /// Appends the UTF-8 of `text` with `& < > " '` as character references, safe in HTML and XML text
  /// and in quoted attributes.
  public mutating func appendEscaped(_ text: String) {
    var text = text
    text.makeContiguousUTF8()
    let utf8 = text.utf8
    reserveCapacity(count + utf8.count)
    for byte in utf8 {
      switch byte {
      case 0x26: append(contentsOf: "&amp;".utf8)
      case 0x3C: append(contentsOf: "&lt;".utf8)
      case 0x3E: append(contentsOf: "&gt;".utf8)
      case 0x22: append(contentsOf: "&quot;".utf8)
      case 0x27: append(contentsOf: "&#39;".utf8)
      default: append(byte)
      }
    }
  }
}
