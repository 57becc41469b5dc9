/// `text` with its character references resolved: the numeric ones and the few named ones that
/// addresses and attributes hold.
func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
  guard text.contains(UInt8(ascii: "&")) else { return Array(text) }
  var out: [UInt8] = []
  var index = text.startIndex
  while index < text.endIndex {
    guard text[index] == UInt8(ascii: "&"),
      let semicolon = text[index...].prefix(12).firstIndex(of: UInt8(ascii: ";")),
      let scalar = scalar(named: text[(index + 1)..<semicolon])
    else {
      out.append(text[index])
      index += 1
      continue
    }
    out.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    index = semicolon + 1
  }
  return out
}

private func scalar(named name: ArraySlice<UInt8>) -> Unicode.Scalar? {
  if name.first == UInt8(ascii: "#") {
    let digits = name.dropFirst()
    let isHexadecimal = digits.first.map { $0 | 0x20 } == UInt8(ascii: "x")
    let text = String(decoding: isHexadecimal ? digits.dropFirst() : digits, as: UTF8.self)
    guard text.utf8.allSatisfy(isAlphanumeric) else { return nil }
    return UInt32(text, radix: isHexadecimal ? 16 : 10).flatMap(Unicode.Scalar.init)
  }
  return switch String(decoding: name, as: UTF8.self) {
  case "amp": "&"
  case "lt": "<"
  case "gt": ">"
  case "quot": "\""
  case "apos": "'"
  case "nbsp": "\u{A0}"
  default: nil
  }
}
