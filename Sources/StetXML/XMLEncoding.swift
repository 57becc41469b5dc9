import CLibXML2

/// A document turned into UTF-8.
package struct DecodedXML: Sendable {
  /// Why it could not be.
  package struct Problem: Sendable {
    /// Whether it is in an encoding that nobody knows.
    package let isUnknown: Bool
    package let message: String
  }

  /// The document; not more than three times as long as it was.
  package let bytes: [UInt8]
  /// The encoding in lower case, as far as it says or shows one.
  package let name: String?
  package let problem: Problem?
}

/// The document as UTF-8, from the encoding that its byte order mark or declaration names
/// (XML 1.0 §4.3.3 and appendix F). Whether UTF-8 is valid is left to the parser.
package func decodeXML(_ bytes: [UInt8]) -> DecodedXML {
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
    return DecodedXML(bytes: bytes, name: "utf-8", problem: nil)
  }
  if let isBigEndian = utf16Order(bytes) {
    let text = decodeUTF16(bytes, isBigEndian: isBigEndian)
    let problem = text == nil ? "The bytes are not UTF-16" : nil
    return DecodedXML(
      bytes: text ?? [], name: "utf-16",
      problem: problem.map { .init(isUnknown: false, message: $0) })
  }
  guard let name = declaredEncoding(bytes) else {
    return DecodedXML(bytes: bytes, name: nil, problem: nil)
  }
  switch name {
  case "utf-8", "utf8", "us-ascii", "ascii":
    return DecodedXML(bytes: bytes, name: name.hasPrefix("utf") ? "utf-8" : name, problem: nil)
  case "iso-8859-1", "latin1", "latin-1", "iso8859-1":
    return DecodedXML(bytes: decodeLatin1(bytes), name: name, problem: nil)
  default: return decodeByLibrary(bytes, name)
  }
}

/// Whether the document is UTF-16 in big-endian order; nil when it is not UTF-16.
private func utf16Order(_ bytes: [UInt8]) -> Bool? {
  guard bytes.count >= 2 else { return nil }
  switch (bytes[0], bytes[1]) {
  case (0xFE, 0xFF), (0x00, 0x3C): return true
  case (0xFF, 0xFE), (0x3C, 0x00): return false
  default: return nil
  }
}

private func decodeUTF16(_ bytes: [UInt8], isBigEndian: Bool) -> [UInt8]? {
  guard bytes.count % 2 == 0 else { return nil }
  var units: [UInt16] = []
  units.reserveCapacity(bytes.count / 2)
  for index in stride(from: 0, to: bytes.count, by: 2) {
    let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
    units.append(isBigEndian ? first << 8 | second : second << 8 | first)
  }
  if units.first == 0xFEFF { units.removeFirst() }
  return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
}

private func decodeLatin1(_ bytes: [UInt8]) -> [UInt8] {
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count + bytes.count / 8)
  for byte in bytes {
    if byte < 0x80 {
      text.append(byte)
    } else {
      text.append(0xC0 | byte >> 6)
      text.append(0x80 | byte & 0x3F)
    }
  }
  return text
}

/// The name in `encoding="…"` of the XML declaration, in lower case.
private func declaredEncoding(_ bytes: [UInt8]) -> String? {
  guard bytes.starts(with: "<?xml".utf8) else { return nil }
  let declaration = String(decoding: bytes.prefix(200).prefix { $0 != 0x3E }, as: UTF8.self)
  guard let start = declaration.firstRange(of: "encoding") else { return nil }
  let rest = declaration[start.upperBound...].drop { $0 == " " || $0 == "=" }
  guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
  let name = rest.dropFirst().prefix { $0 != quote }
  return name.isEmpty ? nil : name.lowercased()
}

/// Encodings that libxml2 or its iconv knows.
private func decodeByLibrary(_ bytes: [UInt8], _ name: String) -> DecodedXML {
  prepareLibrary()
  guard let handler = unsafe xmlFindCharEncodingHandler(name) else {
    let message = "Nobody knows the encoding \(name.prefix(40))"
    return DecodedXML(bytes: [], name: name, problem: .init(isUnknown: true, message: message))
  }
  defer { unsafe _ = xmlCharEncCloseFunc(handler) }
  let input = unsafe xmlBufferCreateSize(bytes.count + 1)
  let output = unsafe xmlBufferCreateSize(bytes.count * 3 + 16)
  defer {
    unsafe xmlBufferFree(input)
    unsafe xmlBufferFree(output)
  }
  unsafe bytes.withUnsafeBufferPointer { buffer in
    _ = unsafe xmlBufferAdd(input, buffer.baseAddress, CInt(clamping: buffer.count))
  }
  var written: CInt = 0
  repeat {
    written = unsafe xmlCharEncInFunc(handler, output, input)
  } while unsafe written > 0 && xmlBufferLength(input) > 0
  let isWhole = unsafe xmlBufferLength(input) == 0
  let count = unsafe Int(xmlBufferLength(output))
  let text = unsafe Array(UnsafeBufferPointer(start: xmlBufferContent(output), count: count))
  let message = "The bytes are not \(name), as the declaration says"
  return DecodedXML(
    bytes: isWhole ? text : [], name: name,
    problem: isWhole ? nil : .init(isUnknown: false, message: message))
}
