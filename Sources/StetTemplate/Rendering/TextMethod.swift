import StetCore

/// The methods of Python's texts that templates use.
enum TextMethod: String, CaseIterable {
  case upper, lower, title, capitalize, swapcase, casefold
  case strip, lstrip, rstrip, removeprefix, removesuffix
  case startswith, endswith, find, rfind, index, count
  case split, rsplit, splitlines, partition, rpartition, join, replace, format
  case center, ljust, rjust, zfill
  case isdigit, isdecimal, isnumeric, isalpha, isalnum, isupper, islower, isspace
}

extension Renderer {
  /// What the method `name` of the text `base` gives; nil when texts have no such method.
  mutating func callTextMethod(
    _ base: Value, _ name: String, _ given: Given
  ) throws(Failure) -> Value? {
    guard let method = TextMethod(rawValue: name), let text = base.text else { return nil }
    for value in given.positional where method != .format {
      if case .undefined(let missing) = value { throw undefinedFailure(missing) }
    }
    let isMarkup = if case .markup = base { true } else { false }
    let wrap: (Text) -> Value = { isMarkup ? .markup($0) : .string($0) }
    switch method {
    case .upper, .lower, .title, .capitalize, .swapcase, .casefold:
      return wrap(changed(text, method))
    case .strip, .lstrip, .rstrip, .removeprefix, .removesuffix:
      return wrap(try stripped(text, method, given))
    case .startswith, .endswith: return .bool(try hasEnd(text, method, given))
    case .find, .rfind, .index, .count: return .int(try search(text, method, given))
    case .split, .rsplit, .splitlines, .partition, .rpartition:
      return try split(text, method, given, wrap)
    case .join:
      guard let list = given.positional.first else { throw missing("what to join", name) }
      return try joined(try elements(listed: list), by: base)
    case .replace:
      let parts = try texts(given, 2, "the old text and the new", name)
      let new = isMarkup && !isMarkupArgument(given, 1) ? escaped(parts[1]) : parts[1]
      let most = given.positional.count > 2 ? given.positional[2].wholeNumber ?? -1 : -1
      return wrap(try replaced(text, parts[0], new, most))
    case .format:
      return try formattedByBraces(text, given, isMarkup: isMarkup)
    case .center, .ljust, .rjust, .zfill: return wrap(try padded(text, method, given))
    default: return .bool(holds(text, method))
    }
  }

  private func missing(_ what: String, _ name: String) -> Failure {
    failure(.templateArgument, "\(name) needs \(what)")
  }

  private func isMarkupArgument(_ given: Given, _ place: Int) -> Bool {
    if case .markup = given.positional[place] { true } else { false }
  }

  private func texts(
    _ given: Given, _ count: Int, _ what: String, _ name: String
  ) throws(Failure) -> [Text] {
    let texts = given.positional.prefix(count).compactMap(\.text)
    guard texts.count == count else { throw missing(what, name) }
    return texts
  }

  private func elements(listed value: Value) throws(Failure) -> [Value] {
    switch value {
    case .list(let items), .tuple(let items): return items
    case .map(let map): return map.keys
    case .string(let text): return text.scalars.map { .string(Text(scalars: [$0])) }
    default: throw failure(.templateType, "join needs a list, not \(value.kindName)")
    }
  }

  private func joined(_ items: [Value], by separator: Value) throws(Failure) -> Value {
    let isMarkup = if case .markup = separator { true } else { false }
    var bytes: [UInt8] = []
    for (index, item) in items.enumerated() {
      guard let text = item.text else {
        throw failure(.templateType, "join needs texts, not \(item.kindName)")
      }
      if index > 0 { bytes.append(contentsOf: separator.text?.utf8 ?? []) }
      if isMarkup, case .string = item {
        bytes.appendEscaped(text.utf8)
      } else {
        bytes.append(contentsOf: text.utf8)
      }
      try checkSize(bytes.count)
    }
    return isMarkup ? .markup(Text(utf8: bytes)) : .string(Text(utf8: bytes))
  }

  private func changed(_ text: Text, _ method: TextMethod) -> Text {
    switch method {
    case .upper: text.uppercased
    case .lower, .casefold: text.lowercased
    case .title: text.titlecased
    case .capitalize: text.capitalized
    default: text.caseSwapped
    }
  }

  private func stripped(
    _ text: Text, _ method: TextMethod, _ given: Given
  ) throws(Failure) -> Text {
    let argument = given.positional.first?.text
    switch method {
    case .removeprefix, .removesuffix:
      guard let part = argument else { throw missing("a text", method.rawValue) }
      if method == .removeprefix, text.utf8.starts(with: part.utf8) {
        return Text(utf8: Array(text.utf8.dropFirst(part.utf8.count)))
      }
      if method == .removesuffix, text.utf8.reversed().starts(with: part.utf8.reversed()) {
        return Text(utf8: Array(text.utf8.dropLast(part.utf8.count)))
      }
      return text
    default:
      return text.trimmed(
        argument, atStart: method != .rstrip, atEnd: method != .lstrip)
    }
  }

  private func hasEnd(
    _ text: Text, _ method: TextMethod, _ given: Given
  ) throws(Failure) -> Bool {
    guard let argument = given.positional.first else { throw missing("a text", method.rawValue) }
    var parts: [Text] = argument.text.map { [$0] } ?? []
    if case .tuple(let items) = argument { parts = items.compactMap(\.text) }
    let count = if case .tuple(let items) = argument { items.count } else { 1 }
    guard parts.count == count else { throw missing("a text", method.rawValue) }
    return parts.contains { part in
      method == .startswith
        ? text.utf8.starts(with: part.utf8)
        : text.utf8.suffix(part.utf8.count).elementsEqual(part.utf8)
    }
  }

  private func search(
    _ text: Text, _ method: TextMethod, _ given: Given
  ) throws(Failure) -> Int {
    let part = try texts(given, 1, "a text", method.rawValue)[0]
    if method == .count {
      if part.utf8.isEmpty { return text.count + 1 }
      var (count, start) = (0, 0)
      while let found = text.utf8.firstRange(of: part.utf8, from: start) {
        count += 1
        start = found.upperBound
      }
      return count
    }
    var found = text.utf8.firstRange(of: part.utf8)
    if method == .rfind, !part.utf8.isEmpty {
      while let one = found,
        let later = text.utf8.firstRange(of: part.utf8, from: one.lowerBound + 1)
      { found = later }
    } else if method == .rfind {
      return text.count
    }
    if let found { return Text(utf8: Array(text.utf8[..<found.lowerBound])).count }
    if method == .index {
      throw failure(.templateArgument, "The text does not hold \(part.string)")
    }
    return -1
  }

  /// `text` with `old` replaced by `new`, at most `most` times; -1 for every time.
  func replaced(
    _ text: Text, _ old: Text, _ new: Text, _ most: Int
  ) throws(Failure) -> Text {
    var bytes: [UInt8] = []
    var (start, count) = (0, 0)
    let starts = old.utf8.isEmpty ? text.characterStarts : []
    while most < 0 || count < most {
      if old.utf8.isEmpty {
        guard count < starts.count else { break }
        bytes.append(contentsOf: text.utf8[start..<starts[count]])
        start = starts[count]
      } else {
        guard let found = text.utf8.firstRange(of: old.utf8, from: start) else { break }
        bytes.append(contentsOf: text.utf8[start..<found.lowerBound])
        start = found.upperBound
      }
      bytes.append(contentsOf: new.utf8)
      count += 1
      try checkSize(bytes.count)
    }
    bytes.append(contentsOf: text.utf8[start...])
    return Text(utf8: bytes)
  }

  private func holds(_ text: Text, _ method: TextMethod) -> Bool {
    let scalars = text.scalars
    switch method {
    case .isupper, .islower:
      let isUpper = method == .isupper
      var isCased = false
      for scalar in scalars {
        if isUpper ? scalar.properties.isLowercase : scalar.properties.isUppercase { return false }
        if isUpper ? scalar.properties.isUppercase : scalar.properties.isLowercase {
          isCased = true
        }
      }
      return isCased
    case .isdigit, .isdecimal, .isnumeric:
      return !scalars.isEmpty && scalars.allSatisfy { $0.properties.numericType != nil }
    case .isalpha: return !scalars.isEmpty && scalars.allSatisfy(\.isLetter)
    case .isalnum:
      return !scalars.isEmpty
        && scalars.allSatisfy { $0.isLetter || $0.properties.numericType != nil }
    default: return !scalars.isEmpty && scalars.allSatisfy(\.isPythonSpace)
    }
  }
}
