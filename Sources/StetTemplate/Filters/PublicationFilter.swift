import StetCore

/// Filters that a publication needs and Jinja has not.
enum PublicationFilter: String, CaseIterable, Sendable {
  case date, rfc3339, relativeURL = "relative_url", absoluteURL = "absolute_url", asset
  case safeURL = "safe_url", slug, smart, stripHTML = "strip_html", words
  case readingTime = "reading_time", ordinal, plural

  /// The arguments it takes after the value.
  var parameters: Parameters {
    switch self {
    case .date: Parameters("pattern, locale?")
    case .smart: Parameters("locale?")
    case .readingTime: Parameters("words_per_minute?")
    case .ordinal: Parameters("locale?")
    case .plural: Parameters("one?, other?, few?, many?, two?, zero?")
    case .rfc3339, .relativeURL, .absoluteURL, .asset, .safeURL, .slug, .stripHTML, .words: .none
    }
  }
}

extension Renderer {
  /// What `filter` makes of `base`.
  mutating func apply(
    _ filter: PublicationFilter, _ base: Value, _ places: Places
  ) throws(Failure) -> Value {
    switch filter {
    case .date:
      let moment = context.timeZone.localized(try timestamp(base))
      let language = try places[1].map { (value) throws(Failure) in try printed(value).string }
      let pattern = try printed(places[0] ?? .none)
      let made: [UInt8]?
      if let language {
        made = dateNames(language).formatted(moment, pattern.utf8)
      } else {
        made = context.dateNames.formatted(moment, pattern.utf8)
      }
      guard let made else {
        throw failure(
          .templateArgument, "The date pattern \(pattern.string) has a letter without a meaning",
          note: "put words in 'single quotes'; see Unicode UTS 35")
      }
      return .string(Text(utf8: made))
    case .rfc3339:
      let local = context.timeZone.localized(try timestamp(base))
      return .string(Text(utf8: local.rfc3339Bytes))
    case .relativeURL: return .text(relativeAddress(try printed(base).string, from: context.page))
    case .absoluteURL: return .text(absoluteAddress(try printed(base).string))
    case .asset: return .text(try asset(try printed(base).string))
    case .safeURL: return try safeAddress(base)
    case .slug: return .text(StetCore.slug(try printed(base).string))
    case .smart:
      let language = try text(places, 0, Text(context.language)).string
      let typographer = Typographer(language: language)
      let text = try printed(base)
      return base.isMarkup
        ? .markup(typographer.set(text, isMarkup: true))
        : .string(typographer.set(text, isMarkup: false))
    case .stripHTML: return .string(plainText(try printed(base)))
    case .words: return .int(words(of: base, try printed(base)))
    case .readingTime:
      let pace = try whole(places, 0, 220)
      guard pace > 0 else {
        throw failure(.templateArgument, "reading_time needs a pace above zero")
      }
      return .int(max(1, (words(of: base, try printed(base)) + pace - 1) / pace))
    case .ordinal:
      let language = try text(places, 0, Text(context.language)).string
      return .text(StetTemplate.ordinal(try count(base), language))
    case .plural: return try plural(base, places)
    }
  }

  private mutating func timestamp(_ value: Value) throws(Failure) -> Timestamp {
    switch value {
    case .timestamp(let timestamp): return timestamp
    case .undefined(let missing): throw undefinedFailure(missing)
    case .string(let text), .markup(let text):
      let text = text.string
      if let timestamp = Timestamp(rfc3339: text) { return timestamp }
      if let midnight = Timestamp(rfc3339: text + "T00:00:00Z") {
        return context.timeZone.timestamp(midnight.civil)
      }
    default: break
    }
    throw failure(
      .templateType, "\(value.kindName.capitalizedFirst) is no date",
      note: "a date is written as in 2026-01-02 or 2026-01-02T03:04:05Z")
  }

  private mutating func dateNames(_ language: String) -> DateNames {
    if language == context.language { return context.dateNames }
    if let known = dateNames[language] { return known }
    let names = DateNames.names(in: language)
    dateNames[language] = names
    return names
  }

  private mutating func count(_ value: Value) throws(Failure) -> Int {
    if let whole = value.wholeNumber { return whole }
    if case .undefined(let missing) = value { throw undefinedFailure(missing) }
    switch value {
    case .list(let items), .tuple(let items): return items.count
    case .map(let map): return map.count
    default: throw failure(.templateType, "A whole number is needed here, not \(value.kindName)")
    }
  }

  private mutating func plural(_ base: Value, _ places: Places) throws(Failure) -> Value {
    let category = PluralCategory(of: try count(base), language: context.language)
    let other = places[1] ?? .none
    let form: Value? =
      switch category {
      case .one: places[0]
      case .few: places[2]
      case .many: places[3]
      case .two: places[4]
      case .zero: places[5]
      case .other: other
      }
    guard let form = form ?? (other == .none ? nil : other) else {
      throw failure(
        .templateArgument, "plural has no form for \(category) and none for other",
        note: "write plural('article', 'articles'), with few= and many= where the language has them"
      )
    }
    return form
  }

  // MARK: - Addresses

  private mutating func asset(_ name: String) throws(Failure) -> String {
    if let address = context.assets[name] { return address }
    let near = nearestName(to: name, among: context.assets.keys)
    throw failure(
      .unknownAsset, "The theme has no asset \(name)", note: near.map { "did you mean \($0)?" })
  }

  private func absoluteAddress(_ address: String) -> String {
    if hasScheme(address) { return address }
    if address.hasPrefix("//") { return "https:" + address }
    if address.hasPrefix("/") { return context.baseURL + address }
    let folder = context.page.prefix(
      through: context.page.lastIndex(of: "/") ?? context.page.startIndex)
    return context.baseURL + (context.page.isEmpty ? "/" : folder) + address
  }

  private func hasScheme(_ address: String) -> Bool {
    guard let colon = address.utf8.firstIndex(of: 0x3A), colon > address.startIndex else {
      return false
    }
    return address.utf8[..<colon].allSatisfy { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
        || [0x2B, 0x2D, 0x2E].contains(byte)
    }
  }

  /// `address` as seen from the folder of `page`: `../arts/` for `/arts/` from `/news/`.
  private func relativeAddress(_ address: String, from page: String) -> String {
    guard address.hasPrefix("/"), !address.hasPrefix("//"), page.hasPrefix("/") else {
      return address
    }
    let cut = address.firstIndex { $0 == "?" || $0 == "#" } ?? address.endIndex
    let target = address[..<cut].split(separator: "/", omittingEmptySubsequences: false)
    let from = page.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    var shared = 0
    while shared < from.count, shared < target.count - 1, from[shared] == target[shared] {
      shared += 1
    }
    let up = Array(repeating: "..", count: from.count - shared)
    let path = (up + target[shared...].map(String.init)).joined(separator: "/")
    return (path.isEmpty ? "./" : path) + address[cut...]
  }

  /// `value` as an address, refused when its scheme would run code in the reader's browser.
  private mutating func safeAddress(_ value: Value) throws(Failure) -> Value {
    let text = try printed(value)
    if text.isPlainAddress { return value }
    // Browsers drop control characters and white space before they look at the scheme.
    let plain = decodedReferences(text.string).unicodeScalars.filter { scalar in
      scalar.value > 0x20 && scalar.value != 0x7F && !scalar.isPythonSpace
    }
    let address = String(String.UnicodeScalarView(plain)).lowercased()
    let isImage = ["png", "jpeg", "gif", "webp", "avif"].contains { kind in
      address.hasPrefix("data:image/\(kind);") || address.hasPrefix("data:image/\(kind),")
    }
    let isRefused =
      address.hasPrefix("javascript:") || address.hasPrefix("vbscript:")
      || (address.hasPrefix("data:") && !isImage)
    if isRefused {
      throw failure(
        .unsafeAddress, "The address \(String(text.string.prefix(40))) would run code",
        note: "only addresses that lead to a page, a file or a bitmap are let through")
    }
    return value
  }

  // MARK: - Words

  private func words(of value: Value, _ text: Text) -> Int {
    let plain = value.isMarkup ? plainText(text) : text
    var count = 0
    var isInside = false
    for scalar in plain.scalars {
      if scalar.isPythonSpace {
        isInside = false
      } else if !isInside, scalar.isWord {
        count += 1
        isInside = true
      }
    }
    return count
  }
}

extension Text {
  /// Whether it begins as most addresses do, with `https:` or a slash, so that no other scheme can be
  /// read out of it.
  fileprivate var isPlainAddress: Bool {
    utf8.first == UInt8(ascii: "/") || utf8.starts(with: Text.secureScheme)
  }

  private static let secureScheme = Array("https:".utf8)
}
