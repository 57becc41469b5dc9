import StetCore

/// Filters that make or take apart markup, addresses and JSON.
enum MarkupFilter: String, CaseIterable, Sendable {
  case escape, forceescape, safe, striptags, tojson, urlencode, urlize, xmlattr, pprint

  /// The arguments it takes after the value.
  var parameters: Parameters {
    switch self {
    case .tojson: Parameters("indent?")
    case .urlize: Parameters("trim_url_limit?, nofollow?, target?, rel?, extra_schemes?")
    case .xmlattr: Parameters("autospace?")
    case .pprint: Parameters("verbose?")
    case .escape, .forceescape, .safe, .striptags, .urlencode: .none
    }
  }
}

extension Renderer {
  /// What `filter` makes of `base`.
  mutating func apply(
    _ filter: MarkupFilter, _ base: Value, _ places: Places
  ) throws(Failure) -> Value {
    switch filter {
    case .escape: return base.isMarkup ? base : .markup(escaped(try printed(base)))
    case .forceescape: return .markup(escaped(try printed(base)))
    case .safe: return .markup(try printed(base))
    case .striptags: return .string(withoutTags(try printed(base)))
    case .pprint:
      guard base.isNestedAtMost(100) else {
        throw failure(
          .templateLimit, "The value is nested too deeply or has too many parts to be shown")
      }
      return .text(try represented(base.withSortedKeys))
    case .urlencode: return try urlEncoded(base)
    case .xmlattr: return try attributes(base, places)
    case .tojson:
      if case .undefined(let missing) = base { throw undefinedFailure(missing) }
      let indent = places[0].flatMap { $0 == .none ? nil : $0.wholeNumber }
      var writer = JSONWriter(indent: indent, byteCountMax: outputMax)
      guard writer.append(base, depth: 0) else {
        throw failure(.templateType, "\(base.kindName.capitalizedFirst) cannot be written as JSON")
      }
      try checkSize(writer.bytes.count)
      return .markup(Text(utf8: writer.bytes))
    case .urlize:
      let text = try printed(base)
      let made = try linked(base.isMarkup ? text : escaped(text), places)
      return isEscaping ? .markup(made) : .string(made)
    }
  }

  // MARK: - Tags

  /// `text` without comments and tags, its character references decoded and its white space single.
  func withoutTags(_ text: Text) -> Text {
    let bare = removed(removed(text.utf8, "<!--", "-->"), "<", ">")
    let words = Text(utf8: bare).scalars.split(whereSeparator: \.isPythonSpace)
    let joined = words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    return Text(decodedReferences(joined))
  }

  private func removed(_ bytes: [UInt8], _ open: String, _ close: String) -> [UInt8] {
    let (open, close) = (Array(open.utf8), Array(close.utf8))
    var made: [UInt8] = []
    var start = 0
    while let from = bytes.firstRange(of: open, from: start),
      let to = bytes.firstRange(of: close, from: from.upperBound)
    {
      made.append(contentsOf: bytes[start..<from.lowerBound])
      start = to.upperBound
    }
    made.append(contentsOf: bytes[start...])
    return made
  }

  // MARK: - Addresses and attributes

  private mutating func urlEncoded(_ value: Value) throws(Failure) -> Value {
    var pairs: [(Value, Value)] = []
    switch value {
    case .map(let map): pairs = Array(zip(map.keys, map.values))
    case .record(let record) where !record.shape.isTuple:
      pairs = Array(zip(record.shape.names.map { .string($0.text) }, record.values))
    case .list(let items), .tuple(let items):
      for item in items {
        let parts =
          switch item {
          case .tuple(let parts), .list(let parts): parts
          default: [Value]()
          }
        guard parts.count == 2 else {
          throw failure(.templateType, "urlencode needs a text, a mapping or pairs")
        }
        pairs.append((parts[0], parts[1]))
      }
    default:
      return .string(percentEncoded(try printed(value), keeping: 0x2F))
    }
    var bytes: [UInt8] = []
    for (index, pair) in pairs.enumerated() {
      if index > 0 { bytes.append(0x26) }
      bytes.append(contentsOf: queryEncoded(try printed(pair.0)))
      bytes.append(0x3D)
      bytes.append(contentsOf: queryEncoded(try printed(pair.1)))
    }
    return .string(Text(utf8: bytes))
  }

  private mutating func queryEncoded(_ text: Text) -> [UInt8] {
    percentEncoded(text, keeping: 0x20).utf8.map { $0 == 0x20 ? 0x2B : $0 }
  }

  /// `text` percent-encoded but for the unreserved characters (RFC 3986 §2.3) and `kept`.
  private mutating func percentEncoded(_ text: Text, keeping kept: UInt8) -> Text {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + text.utf8.count / 2)
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, kept: bytes.append(byte)
      default:
        bytes.append(0x25)
        for digit in [byte >> 4, byte & 0xF] {
          bytes.append(digit < 10 ? digit + 0x30 : digit + 0x37)
        }
      }
    }
    return Text(utf8: bytes)
  }

  private mutating func attributes(_ value: Value, _ places: Places) throws(Failure) -> Value {
    var keys: [Value] = []
    var values: [Value] = []
    switch value {
    case .map(let map): (keys, values) = (map.keys, map.values)
    case .record(let record):
      (keys, values) = (record.shape.names.map { .string($0.text) }, record.values)
    case .undefined(let missing): throw undefinedFailure(missing)
    default: throw failure(.templateType, "xmlattr needs a mapping, not \(value.kindName)")
    }
    var bytes: [UInt8] = []
    for (key, value) in zip(keys, values) {
      if value.isUndefined || value == .none { continue }
      let name = try printed(key)
      let isBroken = name.utf8.contains { byte in
        byte == 0x20 || (0x09...0x0D).contains(byte) || byte == 0x2F || byte == 0x3E || byte == 0x3D
      }
      if isBroken {
        throw failure(
          .templateArgument, "\(name.string) is no attribute name",
          note: "names have no white space, /, > or =")
      }
      if !bytes.isEmpty { bytes.append(0x20) }
      bytes.appendEscaped(name.utf8)
      bytes.append(contentsOf: [0x3D, 0x22])
      let text = try printed(value)
      if value.isMarkup {
        bytes.append(contentsOf: text.utf8)
      } else {
        bytes.appendEscaped(text.utf8)
      }
      bytes.append(0x22)
    }
    if !bytes.isEmpty, try truth(places, 0, true) { bytes.insert(0x20, at: 0) }
    return isEscaping ? .markup(Text(utf8: bytes)) : .string(Text(utf8: bytes))
  }
}
