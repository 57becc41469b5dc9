extension Text {
  /// Python's `upper`.
  var uppercased: Text {
    if isASCII {
      return Text(utf8: utf8.map { (0x61...0x7A).contains($0) ? $0 & 0xDF : $0 })
    }
    return Text(scalars.map(\.properties.uppercaseMapping).joined())
  }

  /// Python's `lower`.
  var lowercased: Text {
    if isASCII {
      return Text(utf8: utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 })
    }
    return Text(string.lowercased())
  }

  /// Python's `capitalize`: the first character in title case, the rest in lower case.
  var capitalized: Text {
    let all = scalars
    guard let first = all.first else { return self }
    return Text(
      first.properties.titlecaseMapping + Text(scalars: all.dropFirst()).lowercased.string)
  }

  /// Python's `title` method: a capital after anything that is no letter.
  var titlecased: Text {
    var made = ""
    var isAfterLetter = false
    for scalar in scalars {
      let properties = scalar.properties
      made += isAfterLetter ? properties.lowercaseMapping : properties.titlecaseMapping
      isAfterLetter = properties.isCased
    }
    return Text(made)
  }

  /// Python's `swapcase`.
  var caseSwapped: Text {
    let parts = scalars.map { scalar in
      scalar.properties.isUppercase
        ? scalar.properties.lowercaseMapping : scalar.properties.uppercaseMapping
    }
    return Text(parts.joined())
  }

  /// The text without white space, or without the characters of `set`, at its ends.
  func trimmed(_ set: Text? = nil, atStart: Bool = true, atEnd: Bool = true) -> Text {
    let all = scalars
    let members = set?.scalars
    let isDropped: (Unicode.Scalar) -> Bool = { scalar in
      members.map { $0.contains(scalar) } ?? scalar.isPythonSpace
    }
    var (lower, upper) = (0, all.count)
    if atStart { while lower < upper, isDropped(all[lower]) { lower += 1 } }
    if atEnd { while upper > lower, isDropped(all[upper - 1]) { upper -= 1 } }
    return lower == 0 && upper == all.count ? self : Text(scalars: all[lower..<upper])
  }

  /// The offsets of the characters, and of the end.
  var characterStarts: [Int] {
    utf8.indices.filter { utf8[$0] & 0xC0 != 0x80 } + [utf8.count]
  }
}

extension Unicode.Scalar {
  /// Whether Python's `isspace` holds.
  var isPythonSpace: Bool {
    switch value {
    case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F,
      0x205F, 0x3000:
      true
    default: false
    }
  }

  /// Whether Python's `isalpha` holds.
  var isLetter: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  /// Whether Python's `\w` matches.
  var isWord: Bool {
    self == "_" || isLetter || properties.numericType != nil
  }
}
