/// Whether `text` begins with a scheme (RFC 3986 §3.1).
package func hasScheme(_ text: String) -> Bool {
  guard let first = text.utf8.first, (0x61...0x7A).contains(first | 0x20) else { return false }
  for byte in text.utf8 {
    switch byte {
    case 0x3A: return true
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2B, 0x2D, 0x2E: continue
    default: return false
    }
  }
  return false
}
