import StetCore

/// Filters of texts.
enum TextFilter: String, CaseIterable, Sendable {
  case capitalize, center, format, indent, lower, replace, string, title, trim, truncate, upper
  case wordcount, wordwrap

  /// The arguments it takes after the value.
  var parameters: Parameters {
    switch self {
    case .center: Parameters("width?")
    case .format: Parameters("...")
    case .indent: Parameters("width?, first?, blank?")
    case .replace: Parameters("old, new, count?")
    case .trim: Parameters("chars?")
    case .truncate: Parameters("length?, killwords?, end?, leeway?")
    case .wordwrap:
      Parameters("width?, break_long_words?, wrapstring?, break_on_hyphens?")
    case .capitalize, .lower, .string, .title, .upper, .wordcount: .none
    }
  }
}

extension Renderer {
  /// What `filter` makes of `base`.
  mutating func apply(
    _ filter: TextFilter, _ base: Value, _ places: Places
  ) throws(Failure) -> Value {
    let text = try printed(base)
    if filter == .indent || filter == .truncate || filter == .wordwrap {
      try requireText(base, filter)
    }
    let wrap: (Text) -> Value = { base.isMarkup ? .markup($0) : .string($0) }
    switch filter {
    case .string: return wrap(text)
    case .upper: return wrap(text.uppercased)
    case .lower: return wrap(text.lowercased)
    case .capitalize: return wrap(text.capitalized)
    case .title: return .string(titled(text))
    case .trim:
      let set = places[0].flatMap { $0 == .none ? nil : $0.text }
      return wrap(text.trimmed(set))
    case .center: return wrap(try padded(text, .center, try whole(places, 0, 80), " "))
    case .wordcount: return .int(wordCount(text))
    case .format:
      let given = places.given
      guard given.positional.isEmpty || given.named.isEmpty else {
        throw failure(.templateArgument, "format takes arguments by place or by name, not both")
      }
      return try formatted(text, given.positional, given.named, isMarkup: base.isMarkup)
    case .indent: return wrap(try indented(text, places))
    case .replace: return try replace(base, text, places)
    case .truncate: return try truncated(base, text, places)
    case .wordwrap:
      return .string(
        try wrapped(
          text, width: try whole(places, 0, 79), breaksWords: try truth(places, 1, true),
          separator: places[2].flatMap { $0 == .none ? nil : $0.text } ?? "\n",
          breaksHyphens: try truth(places, 3, true)))
    }
  }

  /// Fails on what only looks like a text once printed: laying it out would be a mistake.
  private func requireText(_ value: Value, _ filter: TextFilter) throws(Failure) {
    if value.text != nil { return }
    if filter == .truncate, value.isMapping || value.isList { return }
    if case .undefined(let missing) = value {
      if filter == .truncate, isForgiven(missing) { return }
      throw undefinedFailure(missing)
    }
    throw failure(
      .templateType, "\(filter.rawValue) needs a text, not \(value.kindName)",
      note: "make one with string")
  }

  private func titled(_ text: Text) -> Text {
    var made = ""
    var isAtStart = true
    for scalar in text.scalars {
      let isBreak = scalar.isPythonSpace || "-({[<".unicodeScalars.contains(scalar)
      if isBreak {
        made.unicodeScalars.append(scalar)
        isAtStart = true
      } else {
        made +=
          isAtStart ? scalar.properties.uppercaseMapping : scalar.properties.lowercaseMapping
        isAtStart = false
      }
    }
    return Text(made)
  }

  /// How many words `text` has: runs of letters, digits and underscores.
  func wordCount(_ text: Text) -> Int {
    var count = 0
    var isInside = false
    for scalar in text.scalars {
      let isWord = scalar.isWord
      if isWord, !isInside { count += 1 }
      isInside = isWord
    }
    return count
  }

  private mutating func indented(
    _ text: Text, _ places: Places
  ) throws(Failure) -> Text {
    var indent: [UInt8] = []
    if let width = places[0]?.text {
      indent = width.utf8
    } else {
      let width = max(0, try whole(places, 0, 4))
      try checkSize(width)
      indent = Array(repeating: 0x20, count: width)
    }
    let first = try truth(places, 1, false)
    let blank = try truth(places, 2, false)
    var bytes: [UInt8] = first ? indent : []
    for (number, line) in lines(of: Text(utf8: text.utf8 + [0x0A])).enumerated() {
      if number > 0 {
        bytes.append(0x0A)
        if blank || !line.utf8.isEmpty { bytes.append(contentsOf: indent) }
      }
      bytes.append(contentsOf: line.utf8)
      try checkSize(bytes.count)
    }
    return Text(utf8: bytes)
  }

  private mutating func replace(
    _ base: Value, _ text: Text, _ places: Places
  ) throws(Failure) -> Value {
    let old = try self.text(places, 0, "")
    var new = try self.text(places, 1, "")
    let limit = places[2].flatMap { $0 == .none ? nil : $0.wholeNumber } ?? -1
    guard isEscaping else { return .string(try replaced(text, old, new, limit)) }
    let isOldMarkup = places[0]?.isMarkup ?? false
    let isNewMarkup = places[1]?.isMarkup ?? false
    var subject = text
    var isMarkup = base.isMarkup
    if !isMarkup, isOldMarkup || isNewMarkup {
      subject = escaped(text)
      isMarkup = true
    }
    guard isMarkup else { return .string(try replaced(subject, old, new, limit)) }
    if !isNewMarkup { new = escaped(new) }
    return .markup(try replaced(subject, old, new, limit))
  }

  private mutating func truncated(
    _ base: Value, _ text: Text, _ places: Places
  ) throws(Failure) -> Value {
    let length = try whole(places, 0, 255)
    let end = try self.text(places, 2, "...")
    let leeway = places[3].flatMap { $0 == .none ? nil : $0.wholeNumber } ?? 5
    guard length >= end.count, leeway >= 0 else {
      throw failure(
        .templateArgument, "truncate needs a length of at least \(end.count), that of its end")
    }
    if base.text == nil {
      // A short list is let through as it is, as Jinja does.
      guard try self.length(of: base) > length + leeway else { return base }
      throw failure(.templateType, "truncate needs a text, not \(base.kindName)")
    }
    guard text.count > length + leeway else { return base }
    var kept = Array(text.scalars.prefix(length - end.count))
    if try !truth(places, 1, false), let space = kept.lastIndex(of: " ") {
      kept.removeSubrange(space...)
    }
    let isEndMarkup = places[2]?.isMarkup ?? false
    if base.isMarkup {
      let tail = isEndMarkup ? end : escaped(end)
      return .markup(Text(utf8: Text(scalars: kept).utf8 + tail.utf8))
    }
    if isEndMarkup {
      return .markup(Text(utf8: escaped(Text(scalars: kept)).utf8 + end.utf8))
    }
    return .string(Text(utf8: Text(scalars: kept).utf8 + end.utf8))
  }
}
