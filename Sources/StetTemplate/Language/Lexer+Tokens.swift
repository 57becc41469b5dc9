extension Lexer {
  /// Reads one name, number, text or operator.
  mutating func scanToken() throws(SyntaxFailure) {
    let start = position
    let first = source[start]
    if (0x30...0x39).contains(first) {
      let number = NumberScan(source, start, end)
      position = number.end
      tokens.append(Token(number.isFloat ? .float : .integer, start, position))
    } else if first == 0x22 || first == 0x27 {
      try scanString(first)
    } else if Lexer.isWord(first) {
      while position < end, Lexer.isWord(source[position]) { position += 1 }
      tokens.append(Token(.name, start, position))
    } else if let (kind, length) = symbol(start) {
      position += length
      tokens.append(Token(kind, start, position))
    } else {
      throw SyntaxFailure(start, start + 1, "This character means nothing in a tag")
    }
  }

  /// Whether `byte` may stand in a name; bytes of letters beyond ASCII do.
  static func isWord(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x5F || byte >= 0x80
      || (0x30...0x39).contains(byte)
  }

  private mutating func scanString(_ quote: UInt8) throws(SyntaxFailure) {
    let start = position
    position += 1
    while position < end {
      let byte = source[position]
      if byte == quote {
        position += 1
        tokens.append(Token(.string, start, position))
        return
      }
      position += byte == 0x5C ? 2 : 1
    }
    throw SyntaxFailure(start, start + 1, "The text is never closed", note: "close it with a quote")
  }

  private func symbol(_ index: Int) -> (Token.Kind, Int)? {
    let next = byte(index + 1)
    switch source[index] {
    case 0x2B: return (.add, 1)
    case 0x2D: return (.sub, 1)
    case 0x2F: return next == 0x2F ? (.floordiv, 2) : (.div, 1)
    case 0x2A: return next == 0x2A ? (.pow, 2) : (.mul, 1)
    case 0x25: return (.mod, 1)
    case 0x7E: return (.tilde, 1)
    case 0x5B: return (.leftBracket, 1)
    case 0x5D: return (.rightBracket, 1)
    case 0x28: return (.leftParenthesis, 1)
    case 0x29: return (.rightParenthesis, 1)
    case 0x7B: return (.leftBrace, 1)
    case 0x7D: return (.rightBrace, 1)
    case 0x3D: return next == 0x3D ? (.equal, 2) : (.assign, 1)
    case 0x21: return next == 0x3D ? (.notEqual, 2) : nil
    case 0x3E: return next == 0x3D ? (.greaterEqual, 2) : (.greater, 1)
    case 0x3C: return next == 0x3D ? (.lessEqual, 2) : (.less, 1)
    case 0x2E: return (.dot, 1)
    case 0x3A: return (.colon, 1)
    case 0x7C: return (.pipe, 1)
    case 0x2C: return (.comma, 1)
    case 0x3B: return (.semicolon, 1)
    default: return nil
    }
  }
}

/// How far a number runs: `12`, `1_000`, `0x1F`, `1.5`, `2e10`.
private struct NumberScan {
  private(set) var end: Int
  private(set) var isFloat = false

  init(_ source: [UInt8], _ start: Int, _ limit: Int) {
    end = start
    let digits: (Int, (UInt8) -> Bool) -> Int = { from, isDigit in
      var index = from
      while index < limit,
        isDigit(source[index])
          || (source[index] == 0x5F && index > from && index + 1 < limit
            && isDigit(source[index + 1]))
      { index += 1 }
      return index
    }
    let isDecimal: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
    if source[start] == 0x30, start + 2 < limit {
      let isDigit: ((UInt8) -> Bool)? =
        switch source[start + 1] | 0x20 {
        case 0x78: { isDecimal($0) || (0x61...0x66).contains($0 | 0x20) }
        case 0x6F: { (0x30...0x37).contains($0) }
        case 0x62: { $0 == 0x30 || $0 == 0x31 }
        default: nil
        }
      if let isDigit {
        let stop = digits(start + 2, isDigit)
        if stop > start + 2 {
          end = stop
          return
        }
      }
    }
    end = digits(start, isDecimal)
    // After a dot, as in `pair.0.1`, digits are an index and never a fraction.
    if start > 0, source[start - 1] == 0x2E { return }
    if end + 1 < limit, source[end] == 0x2E, isDecimal(source[end + 1]) {
      end = digits(end + 1, isDecimal)
      isFloat = true
    }
    if end + 1 < limit, source[end] | 0x20 == 0x65 {
      let isSigned = source[end + 1] == 0x2B || source[end + 1] == 0x2D
      let from = end + (isSigned ? 2 : 1)
      if from < limit, isDecimal(source[from]) {
        end = digits(from, isDecimal)
        isFloat = true
      }
    }
  }
}
