import StetCore

/// XML being written: elements with clean text and addresses, one a line.
struct Markup {
  var bytes: [UInt8] = []
  private var parts: [WrittenDocument.Part] = []

  /// Makes room for `feed`.
  mutating func reserve(for feed: Feed) {
    bytes.reserveCapacity(
      feed.entries.reduce(4096) { $0 + 2048 + ($1.atom?.count ?? ($1.content?.count ?? 0) * 5 / 4) }
    )
  }

  /// Notes that what was written since `start` comes from `origin`.
  mutating func mark(_ origin: SourceOrigin?, since start: Int) {
    if let origin { parts.append(.init(range: start..<bytes.count, origin: origin)) }
  }

  /// What was written, with its parts.
  consuming func document() -> WrittenDocument {
    WrittenDocument(bytes: bytes, parts: parts)
  }

  /// Bytes that are XML already.
  mutating func raw(_ text: String) {
    bytes.append(utf8Of: text)
  }

  /// `<name>text</name>`, and nothing at all for a nil text.
  mutating func element(_ name: String, _ text: String?, _ style: TextStyle = .line) {
    element(name, [], text, style)
  }

  /// `<name a="b">text</name>`, and nothing at all for a nil text.
  mutating func element(
    _ name: String, _ attributes: [Attribute], _ text: String?, _ style: TextStyle = .line
  ) {
    guard let text else { return }
    start(name, attributes)
    bytes.appendXML(text, style)
    end(name)
  }

  /// `<name a="b">source</name>` of UTF-8 text that keeps its lines.
  mutating func element(_ name: String, _ attributes: [Attribute] = [], bytes source: [UInt8]) {
    start(name, attributes)
    bytes.appendXML(source, .text)
    end(name)
  }

  /// `<name>address</name>`.
  mutating func element(_ name: String, _ attributes: [Attribute] = [], address: String?) {
    guard let address else { return }
    start(name, attributes)
    appendAddress(address)
    end(name)
  }

  /// `<name a="b"/>`.
  mutating func empty(_ name: String, _ attributes: [Attribute]) {
    raw("<")
    raw(name)
    append(attributes)
    raw("/>\n")
  }

  /// `<name a="b">`, without a line break.
  mutating func start(_ name: String, _ attributes: [Attribute] = []) {
    raw("<")
    raw(name)
    append(attributes)
    raw(">")
  }

  /// `</name>` and a line break.
  mutating func end(_ name: String) {
    raw("</")
    raw(name)
    raw(">\n")
  }

  private mutating func append(_ attributes: [Attribute]) {
    for attribute in attributes {
      guard let value = attribute.value else { continue }
      raw(" ")
      raw(attribute.name)
      raw("=\"")
      if attribute.isAddress { appendAddress(value) } else { bytes.appendXML(value, .attribute) }
      raw("\"")
    }
  }

  private mutating func appendAddress(_ address: String) {
    bytes.appendXML(writtenAddress(address), .attribute)
  }
}

/// An attribute to write; left out when its value is nil.
struct Attribute {
  let name: String
  let value: String?
  let isAddress: Bool

  init(_ name: String, _ value: String?) {
    self.name = name
    self.value = value
    isAddress = false
  }

  init(_ name: String, _ value: Int?) {
    self.init(name, value.map(String.init))
  }

  init(_ name: String, address: String?) {
    self.name = name
    value = address
    isAddress = true
  }
}

/// The address with every character that RFC 3986 §2 does not allow percent-encoded as UTF-8.
///
/// A host keeps its Unicode letters (RFC 3987); a `%` without two digits becomes `%25`, a second `#`
/// `%23`.
func writtenAddress(_ address: String) -> String {
  var marks = 0
  let isWritten = address.utf8.allSatisfy { byte in
    marks += byte == 0x23 ? 1 : 0
    return isAddressByte(byte) && byte != 0x25
  }
  if isWritten, marks <= 1 { return address }
  let source = Array(address.utf8)
  let fragment = source.firstIndex(of: 0x23) ?? source.count
  let authority = authorityRange(source)
  var written: [UInt8] = []
  written.reserveCapacity(source.count + 16)
  for (index, byte) in source.enumerated() {
    let isEscape =
      byte == 0x25 && index + 2 < source.count && isHexDigit(source[index + 1])
      && isHexDigit(source[index + 2])
    let inAuthority = authority.contains(index)
    let isKept = isAddressByte(byte) && byte != 0x25 && (byte != 0x23 || index == fragment)
    if isKept || isEscape || inAuthority && (byte >= 0x80 || byte == 0x5B || byte == 0x5D) {
      written.append(byte)
    } else {
      written.append(0x25)
      written.append(upperHexDigit(byte >> 4))
      written.append(upperHexDigit(byte & 15))
    }
  }
  return String(decoding: written, as: UTF8.self)
}

/// Whether RFC 3986 §2.2 and §2.3 allow the byte outside a host.
private func isAddressByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
  case 0x2D, 0x2E, 0x5F, 0x7E, 0x3A, 0x2F, 0x3F, 0x23, 0x40, 0x21, 0x24, 0x25, 0x26, 0x27, 0x28,
    0x29, 0x2A, 0x2B, 0x2C, 0x3B, 0x3D:
    true
  default: false
  }
}

/// The bytes between `//` and the next `/`, `?` or `#`.
private func authorityRange(_ source: [UInt8]) -> Range<Int> {
  var index = 0
  while index + 1 < source.count, !(source[index] == 0x2F && source[index + 1] == 0x2F) {
    index += 1
  }
  let start = min(index + 2, source.count)
  let isEnd: (UInt8) -> Bool = { $0 == 0x2F || $0 == 0x3F || $0 == 0x23 }
  return start..<(source[start...].firstIndex(where: isEnd) ?? source.count)
}

private func isHexDigit(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
}

private func upperHexDigit(_ value: UInt8) -> UInt8 {
  value < 10 ? 0x30 + value : 0x37 + value
}

/// The instant within the years 1 to 9999, which is all that RFC 3339 can write, with its offset
/// where XML Schema knows it: up to 14 hours.
func writableTime(_ time: Timestamp) -> Timestamp {
  let seconds = min(max(time.secondsSinceEpoch, -62_135_510_400), 253_402_214_399)
  let isFit = seconds == time.secondsSinceEpoch && abs(time.offsetMinutes) <= 840
  return isFit ? time : Timestamp(secondsSinceEpoch: seconds, offsetMinutes: 0)
}

/// When the entry changed, which is never before it was published.
func writtenUpdate(_ entry: Entry) -> Timestamp {
  writableTime(entry.updated.isBefore(entry.published) ? entry.published : entry.updated)
}

/// The language when RFC 5646 §2.1 allows its form; nil when it would make the feed invalid.
func writtenLanguage(_ language: String?) -> String? {
  guard let language else { return nil }
  let parts = language.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
  let isLetter: (UInt8) -> Bool = { (0x41...0x5A).contains($0 & 0xDF) }
  let isFit =
    (parts.first?.count ?? 0) > 1
    && parts.enumerated().allSatisfy { index, part in
      (1...8).contains(part.count)
        && part.allSatisfy { isLetter($0) || index > 0 && (0x30...0x39).contains($0) }
    }
  return isFit ? language : nil
}

/// The headline to show, never blank: the title, else the start of the summary, else the day.
func writtenTitle(_ entry: Entry) -> String {
  let title = plainLine(entry.title)
  if !title.isEmpty { return title }
  let summary = plainLine(entry.summary ?? "")
  if !summary.isEmpty { return String(summary.prefix(80)) }
  return writableTime(entry.published).civil.isoDate
}

/// The people with a name to show; `fallback` when there is none.
func writtenPeople(_ people: [Person], or fallback: [Person] = []) -> [Person] {
  let named = people.filter { shown($0.name) != nil }
  return named.isEmpty && !fallback.isEmpty ? writtenPeople(fallback) : named
}
