// What an address says as it is written in a text.

/// Whether `text` begins with a scheme (RFC 3986 §3.1).
func hasScheme(_ text: String) -> Bool {
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

/// `path` as seen from `folder`, its dot parts resolved; nil where it leaves the root.
func joined(_ folder: String, _ path: String) -> String? {
  var parts = folder.split(separator: "/")
  for part in path.split(separator: "/") where part != "." {
    if part == ".." {
      // A content folder outside the site's root is named with dots of its own.
      guard let last = parts.last, last != ".." else { return nil }
      parts.removeLast()
    } else {
      parts.append(part)
    }
  }
  return parts.joined(separator: "/")
}

func percentDecoded(_ path: String) -> String {
  guard path.utf8.contains(0x25) else { return path }
  let bytes = Array(path.utf8)
  var decoded: [UInt8] = []
  var index = 0
  while index < bytes.count {
    if bytes[index] == 0x25, index + 2 < bytes.count,
      let byte = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
    {
      decoded.append(byte)
      index += 3
    } else {
      decoded.append(bytes[index])
      index += 1
    }
  }
  return String(decoding: decoded, as: UTF8.self)
}
