/// The path of a request, decoded and safe: parts that name things below the output folder.
struct RequestPath: Sendable, Hashable {
  /// The names from the root down; none of them empty, `.` or `..`.
  let parts: [String]
  /// Whether it ends in a slash, and so names a folder.
  let isFolder: Bool
  /// What follows the question mark, as written; nil where there is none.
  let query: String?

  /// Why a target is refused.
  enum Refusal: Error, Hashable {
    /// No bytes that a path may have, or a way up out of the folder.
    case malformed
    /// Nothing can stand there.
    case nowhere
  }

  /// The path of `target`, which begins with a slash.
  ///
  /// It is decoded once, as RFC 3986 §2.4 asks, and never again: `%252e` is the text `%2e`.
  init(_ target: String) throws(Refusal) {
    let whole = target.utf8.prefix { $0 != 0x23 }
    let path = whole.prefix { $0 != 0x3F }
    query =
      path.count == whole.count
      ? nil : String(decoding: whole.dropFirst(path.count + 1), as: UTF8.self)
    guard path.first == 0x2F else { throw .malformed }
    var parts: [String] = []
    let pieces = path.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false)
    isFolder = pieces.last?.isEmpty ?? true
    for piece in isFolder ? pieces.dropLast() : pieces[...] {
      parts.append(try RequestPath.decoded(Array(piece)))
    }
    self.parts = parts
  }

  /// The path as it stands in an address, beginning with one slash.
  var escaped: String {
    if parts.isEmpty { return "/" }
    return parts.map { "/" + RequestPath.escaped($0) }.joined() + (isFolder ? "/" : "")
  }

  /// The path below `base`, a path such as `/blog` or nothing; nil where it stands elsewhere.
  func below(_ base: [String]) -> RequestPath? {
    guard parts.starts(with: base) else { return nil }
    return RequestPath(
      parts: Array(parts.dropFirst(base.count)), isFolder: isFolder, query: query)
  }

  private init(parts: [String], isFolder: Bool, query: String?) {
    self.parts = parts
    self.isFolder = isFolder
    self.query = query
  }

  private static func decoded(_ piece: [UInt8]) throws(Refusal) -> String {
    var bytes: [UInt8] = []
    var index = 0
    while index < piece.count {
      if piece[index] == 0x25 {
        guard index + 2 < piece.count, let high = digit(piece[index + 1]),
          let low = digit(piece[index + 2])
        else { throw .malformed }
        bytes.append(high << 4 | low)
        index += 3
      } else {
        bytes.append(piece[index])
        index += 1
      }
    }
    if bytes.isEmpty { throw .nowhere }
    // A slash or backslash that was hidden is no part of a name on any disk.
    let isPlain = bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != 0x2F && $0 != 0x5C }
    guard isPlain, bytes != [0x2E], bytes != [0x2E, 0x2E],
      let name = String(validating: bytes, as: UTF8.self)
    else { throw .malformed }
    return name
  }

  fileprivate static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  /// `part` as it stands in an address: every byte that is not unreserved percent-encoded.
  static func escaped(_ part: String) -> String {
    var text = ""
    for byte in part.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return text
  }
}

/// `text` of a query, decoded; bytes that are no UTF-8 become question marks in diamonds.
func percentDecoded(_ text: Substring) -> String {
  var bytes: [UInt8] = []
  var rest = text.utf8
  while let byte = rest.popFirst() {
    let code = rest.prefix(2)
    if byte == 0x25, let first = code.first, let last = code.dropFirst().first,
      let high = RequestPath.digit(first), let low = RequestPath.digit(last)
    {
      bytes.append(high << 4 | low)
      rest.removeFirst(2)
    } else {
      bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
