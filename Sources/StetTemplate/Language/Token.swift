/// One token of a template: its kind and the bytes it covers.
struct Token {
  /// What a token is.
  enum Kind: UInt8 {
    case data, variableBegin, variableEnd, blockBegin, blockEnd, end
    case name, string, integer, float
    case add, sub, div, floordiv, mul, mod, pow, tilde
    case leftBracket, rightBracket, leftParenthesis, rightParenthesis, leftBrace, rightBrace
    case equal, notEqual, greater, greaterEqual, less, lessEqual
    case assign, dot, colon, pipe, comma, semicolon
  }

  var kind: Kind
  var lower: Int32
  var upper: Int32

  init(_ kind: Kind, _ lower: Int, _ upper: Int) {
    self.kind = kind
    self.lower = Int32(truncatingIfNeeded: lower)
    self.upper = Int32(truncatingIfNeeded: upper)
  }
}

/// How the lexer treats white space around tags.
struct WhitespacePolicy {
  var trimBlocks: Bool
  var lstripBlocks: Bool
  var keepTrailingNewline: Bool
}
