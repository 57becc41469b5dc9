// What an address says as it is written in a text.

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
