/// The scheme of `address` in lower case; nil for a relative one (RFC 3986 §3.1).
func addressScheme(_ address: String) -> String? {
  // Nearly all of them.
  if address.hasPrefix("https:") { return "https" }
  guard let colon = address.utf8.firstIndex(of: 0x3A) else { return nil }
  let scheme = address.utf8[..<colon]
  guard let first = scheme.first, isLetter(first),
    scheme.allSatisfy({ isLetter($0) || isDigit($0) || [0x2B, 0x2D, 0x2E].contains($0) })
  else { return nil }
  return String(decoding: scheme.map(lowered), as: UTF8.self)
}

/// What RFC 3987 §2.2 has against `address`, absolute or relative; nil when nothing.
func addressProblem(_ address: String) -> String? {
  if isPlainAddress(address) { return nil }
  let bytes = Array(address.utf8)
  for (index, byte) in bytes.enumerated() {
    switch byte {
    case 0x00...0x20, 0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B, 0x7C, 0x7D, 0x7F:
      return "has the character \(characterName(byte)), which must be percent-encoded"
    case 0x25:
      let hasDigits =
        index + 2 < bytes.count && isHexDigit(bytes[index + 1]) && isHexDigit(bytes[index + 2])
      if !hasDigits { return "has a % without two hexadecimal digits" }
    default: break
    }
  }
  if bytes.filter({ $0 == 0x23 }).count > 1 { return "has two #" }
  let scheme = addressScheme(address)
  if scheme == "http" || scheme == "https", hostOfAddress(address)?.isEmpty ?? true {
    return "has no host"
  }
  let authority = authorityRange(bytes)
  for (index, byte) in bytes.enumerated() where byte == 0x5B || byte == 0x5D {
    if !authority.contains(index) { return "has a bracket outside the host" }
  }
  return nil
}

/// Whether the address is `https://`, a letter or digit, and nothing that needs a second look.
private func isPlainAddress(_ address: String) -> Bool {
  guard address.hasPrefix("https://") else { return false }
  let rest = address.utf8.dropFirst(8)
  guard let first = rest.first, isLetter(first) || isDigit(first) else { return false }
  return rest.allSatisfy { byte in
    isLetter(byte) || isDigit(byte) || byte == 0x2F || byte == 0x2D || byte == 0x2E || byte == 0x5F
  }
}

/// The host and port of an address with an authority; nil without one.
func hostOfAddress(_ address: String) -> String? {
  let bytes = Array(address.utf8)
  let range = authorityRange(bytes)
  guard range.lowerBound >= 2 else { return nil }
  let host = bytes[range]
  let afterUser = host.firstIndex(of: 0x40).map { host[($0 + 1)...] } ?? host
  return String(decoding: afterUser, as: UTF8.self)
}

/// The bytes between `//` and the next `/`, `?` or `#`; empty at 0 without an authority.
private func authorityRange(_ bytes: [UInt8]) -> Range<Int> {
  let colon = bytes.firstIndex(of: 0x3A).map { $0 + 1 } ?? 0
  for start in [colon, 0] where bytes[start...].starts(with: [0x2F, 0x2F]) {
    let end = bytes[(start + 2)...].firstIndex { $0 == 0x2F || $0 == 0x3F || $0 == 0x23 }
    return (start + 2)..<(end ?? bytes.count)
  }
  return 0..<0
}

private func characterName(_ byte: UInt8) -> String {
  switch byte {
  case 0x20: "space"
  case 0x21...0x7E: String(Unicode.Scalar(byte))
  default: "U+00" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}

/// What RFC 3986 §6.2.2 and §6.2.3 would write otherwise in `address`; nil when it is canonical.
func canonicalProblem(_ address: String) -> String? {
  guard let scheme = addressScheme(address) else { return nil }
  if !address.hasPrefix(scheme) { return "its scheme is not in lower case" }
  let bytes = Array(address.utf8)
  for index in bytes.indices where bytes[index] == 0x25 && index + 2 < bytes.count {
    let digits = String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self)
    if digits != digits.uppercased() { return "%\(digits) is not in upper case" }
    guard let value = UInt8(digits, radix: 16) else { continue }
    if isLetter(value) || isDigit(value) || [0x2D, 0x2E, 0x5F, 0x7E].contains(value) {
      return "%\(digits) need not be encoded"
    }
  }
  guard scheme == "http" || scheme == "https", let host = hostOfAddress(address) else { return nil }
  if host != host.lowercased() { return "its host is not in lower case" }
  if host.hasSuffix(scheme == "http" ? ":80" : ":443") || host.hasSuffix(":") {
    return "its port is the default one"
  }
  let path = address.dropFirst(scheme.count + 3 + host.count)
  if path.isEmpty { return "its path is empty; it should be /" }
  if path.contains("/./") || path.contains("/../") { return "its path has a dot segment" }
  return nil
}

/// What RFC 4151 §2.1 has against a `tag:` URI; nil when nothing.
func tagURIProblem(_ address: String) -> String? {
  let rest = address.utf8.dropFirst(4)
  guard let colon = rest.firstIndex(of: 0x3A) else { return "has no part after the date" }
  let entity = rest[..<colon]
  guard let comma = entity.firstIndex(of: 0x2C),
    !entity[entity.index(after: comma)...].contains(0x2C)
  else { return "has no authority and date before its second colon" }
  let (name, date) = (entity[..<comma], entity[entity.index(after: comma)...])
  let isName: Bool
  if let at = name.firstIndex(of: 0x40) {
    isName = isTaggingName(name[..<at]) && isTaggingName(name[name.index(after: at)...])
  } else {
    isName = isTaggingName(name)
  }
  guard isName else { return "has a bad authority \(Substring(name))" }
  let parts = date.split(separator: 0x2D, omittingEmptySubsequences: false)
  let isDate = parts.indices.allSatisfy { index in
    parts[index].count == (index == 0 ? 4 : 2) && parts[index].allSatisfy(isDigit)
  }
  guard isDate, parts.count <= 3 else { return "has a bad date \(Substring(date))" }
  let number: (Int) -> Int = { parts[$0].reduce(0) { $0 * 10 + Int($1) - 0x30 } }
  if parts.count > 1, !(1...12).contains(number(1)) { return "has a month \(Substring(parts[1]))" }
  if parts.count > 2, !(1...31).contains(number(2)) { return "has a day \(Substring(parts[2]))" }
  return nil
}

/// Whether the bytes may be a part of the authority of a `tag:` URI.
private func isTaggingName(_ name: Substring.UTF8View) -> Bool {
  !name.isEmpty
    && name.allSatisfy { byte in
      isLetter(byte) || isDigit(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F
    }
}

/// What RFC 8141 §2 and, for `urn:uuid:`, RFC 9562 §4 have against a `urn:` URI; nil when nothing.
func urnProblem(_ address: String) -> (rule: Rule, message: String)? {
  let parts = address.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
  guard parts.count == 3, !parts[2].isEmpty else { return (.uriURN, "has no name after its kind") }
  let kind = parts[1].lowercased()
  let isKind =
    (2...32).contains(kind.utf8.count) && kind != "urn" && !kind.hasPrefix("-")
    && kind.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == 0x2D }
  guard isKind else { return (.uriURN, "has a bad kind \(parts[1])") }
  guard kind == "uuid" else { return nil }
  let groups = parts[2].split(separator: "-", omittingEmptySubsequences: false)
  let isUUID =
    groups.map(\.utf8.count) == [8, 4, 4, 4, 12]
    && groups.allSatisfy { $0.utf8.allSatisfy(isHexDigit) }
  return isUUID ? nil : (.uriUUID, "is not five groups of 8, 4, 4, 4 and 12 hexadecimal digits")
}

/// Whether RFC 5646 §2.1 allows the form of `tag`.
func isLanguageTag(_ tag: String) -> Bool {
  let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
  guard let first = parts.first?.lowercased(), first.utf8.allSatisfy(isLetter) else { return false }
  let isPrivate = (first == "x" || first == "i") && parts.count > 1
  guard isPrivate || (2...8).contains(first.utf8.count) else { return false }
  return parts.dropFirst().allSatisfy { part in
    (1...8).contains(part.utf8.count) && part.utf8.allSatisfy { isLetter($0) || isDigit($0) }
  }
}

/// Whether RFC 6838 §4.2 allows the form of the media type `type`, parameters included.
func isMediaType(_ type: String) -> Bool {
  let essence = trimmed(String(Substring(type.utf8.prefix { $0 != 0x3B }))).utf8
  guard let slash = essence.firstIndex(of: 0x2F) else { return false }
  return isRestrictedName(essence[..<slash])
    && isRestrictedName(essence[essence.index(after: slash)...])
}

/// Whether the bytes are a `restricted-name` of RFC 6838 §4.2.
private func isRestrictedName(_ name: Substring.UTF8View) -> Bool {
  (1...127).contains(name.count)
    && name.allSatisfy { byte in
      switch byte {
      // ! # $ & + - . ^ _
      case 0x21, 0x23, 0x24, 0x26, 0x2B, 0x2D, 0x2E, 0x5E, 0x5F: true
      default: isLetter(byte) || isDigit(byte)
      }
    }
}

/// Whether `text` has the form of an e-mail address (RFC 5322 §3.4.1, without quoting).
func isEmail(_ text: String) -> Bool {
  let parts = text.split(separator: "@", omittingEmptySubsequences: false)
  guard parts.count == 2, !parts[0].isEmpty, parts[1].contains(".") else { return false }
  let forbidden = Set(" \t\r\n()<>[]:;\\,\"".utf8)
  return text.utf8.allSatisfy { !forbidden.contains($0) && $0 > 0x20 }
    && !parts[1].hasPrefix(".") && !parts[1].hasSuffix(".")
}
