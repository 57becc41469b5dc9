import StetCore

/// What a client asks for: the first line of an HTTP/1.1 message and its fields (RFC 9112 §3, §5).
struct RequestHead: Sendable, Hashable {
  /// The method as written; methods are case-sensitive (RFC 9110 §9.1).
  let method: String
  /// The target's path and query as written, without an authority.
  let target: String
  /// The authority that the request is for, from the target or the Host field, in lower case.
  let host: String?
  /// Fields by name in lower case; of a name that came more than once, the values with commas between.
  let fields: [String: String]
  /// Whether the connection may serve another request after this one.
  let isPersistent: Bool

  /// The most bytes of a head, and of its first line.
  static let lengthMax = 16_384
  static let lineLengthMax = 8_192
  private static let fieldCountMax = 100

  /// What became of the bytes that a client sent.
  enum Parsed: Hashable {
    /// The head has not ended yet.
    case incomplete
    /// A head, and how many bytes it took.
    case head(RequestHead, length: Int)
    /// No request that can be answered; the connection ends with this status.
    case refused(Status)
  }

  /// Reads a head from the beginning of `bytes`.
  static func parse(_ bytes: [UInt8]) -> Parsed {
    // Empty lines before a request are passed over (RFC 9112 §2.2).
    let start = leadingLineEnds(bytes)
    guard let end = endOfHead(bytes, from: start) else {
      if bytes.count - start > lengthMax { return .refused(.fieldsTooLarge) }
      let isLineOpen = !bytes[start...].contains(0x0A)
      return isLineOpen && bytes.count - start > lineLengthMax
        ? .refused(.targetTooLong) : .incomplete
    }
    guard end - start <= lengthMax else { return .refused(.fieldsTooLarge) }
    // A lone CR or LF, or any other control character, may smuggle a second request.
    let head = bytes[start..<(end - 4)]
    guard let lines = lines(of: head) else { return .refused(.badRequest) }
    guard let first = lines.first, first.utf8.count <= lineLengthMax else {
      return .refused(.targetTooLong)
    }
    return parsed(first, lines.dropFirst(), length: end)
  }

  private static func parsed(
    _ first: String, _ lines: ArraySlice<String>, length: Int
  ) -> Parsed {
    let parts = first.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, parts[0].utf8.allSatisfy(isTokenByte) else {
      return .refused(.badRequest)
    }
    guard parts[2] == "HTTP/1.1" || parts[2] == "HTTP/1.0" else {
      return .refused(parts[2].hasPrefix("HTTP/") ? .versionUnknown : .badRequest)
    }
    guard lines.count <= fieldCountMax else { return .refused(.fieldsTooLarge) }
    guard let fields = fields(lines) else { return .refused(.badRequest) }
    let isNew = parts[2] == "HTTP/1.1"
    // RFC 9112 §3.2: a request of HTTP/1.1 names its host, and only one.
    let named = fields["host"]
    if isNew, named == nil { return .refused(.badRequest) }
    if named?.contains(",") == true { return .refused(.badRequest) }
    guard let place = split(String(parts[1])) else { return .refused(.badRequest) }
    let wishes = (fields["connection"] ?? "").lowercased()
    // A body is not read: what follows it could not be told from it.
    let hasBody =
      fields["transfer-encoding"] != nil || (fields["content-length"] ?? "0") != "0"
    let isKept = isNew ? !wishes.contains("close") : wishes.contains("keep-alive")
    let head = RequestHead(
      method: String(parts[0]), target: place.target,
      host: (place.authority ?? named)?.lowercased(), fields: fields,
      isPersistent: isKept && !hasBody)
    return .head(head, length: length)
  }

  /// A target of the form `/path` or `http://authority/path` (RFC 9112 §3.2.1, §3.2.2).
  private static func split(_ text: String) -> (authority: String?, target: String)? {
    if text.hasPrefix("/") { return (nil, text) }
    guard text.lowercased().hasPrefix("http://") else { return nil }
    let rest = text.dropFirst(7)
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    guard !authority.isEmpty else { return nil }
    let target = rest.dropFirst(authority.count)
    return (String(authority), target.hasPrefix("/") ? String(target) : "/" + target)
  }

  private static func fields(_ lines: ArraySlice<String>) -> [String: String]? {
    var fields: [String: String] = [:]
    for line in lines {
      // RFC 9112 §5.1, §5.2: no space before the colon, no field on two lines.
      guard let colon = line.utf8.firstIndex(of: 0x3A), colon > line.startIndex else { return nil }
      let name = line[..<colon]
      guard name.utf8.allSatisfy(isTokenByte) else { return nil }
      let value = trimmed(line[line.index(after: colon)...])
      let key = name.lowercased()
      if let old = fields[key] {
        fields[key] = old + ", " + value
      } else {
        fields[key] = value
      }
    }
    return fields
  }

  private static func trimmed(_ text: Substring) -> String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    var text = text.drop(while: isBlank)
    while let last = text.last, isBlank(last) { text.removeLast() }
    return String(text)
  }

  private static func leadingLineEnds(_ bytes: [UInt8]) -> Int {
    var start = 0
    while start + 1 < bytes.count, start < 8, bytes[start] == 0x0D, bytes[start + 1] == 0x0A {
      start += 2
    }
    return start
  }

  /// The offset after the empty line that ends a head.
  private static func endOfHead(_ bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + 3 < bytes.count {
      if bytes[index + 3] == 0x0A, bytes[index + 2] == 0x0D, bytes[index + 1] == 0x0A,
        bytes[index] == 0x0D
      {
        return index + 4
      }
      index += 1
    }
    return nil
  }

  /// The lines of `head`; nil where it has a control character, or bytes that are no UTF-8.
  private static func lines(of head: ArraySlice<UInt8>) -> [String]? {
    var lines: [String] = []
    var start = head.startIndex
    var index = head.startIndex
    while index < head.endIndex {
      let byte = head[index]
      if byte == 0x0D, index + 1 < head.endIndex, head[index + 1] == 0x0A {
        guard let line = String(validating: head[start..<index], as: UTF8.self) else { return nil }
        lines.append(line)
        index += 2
        start = index
      } else if (byte < 0x20 && byte != 0x09) || byte == 0x7F {
        return nil
      } else {
        index += 1
      }
    }
    guard let last = String(validating: head[start...], as: UTF8.self) else { return nil }
    return lines + [last]
  }

  /// The characters of a `token` (RFC 9110 §5.6.2).
  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E, 0x5F, 0x60, 0x7C, 0x7E: true
    default: false
    }
  }
}
