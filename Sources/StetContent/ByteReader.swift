internal import StetCore

/// Reads bytes from the front of a stretch of a file.
struct ByteReader {
  /// The whole file.
  let bytes: [UInt8]
  /// Where the stretch ends.
  let end: Int
  /// The next byte's offset.
  var index: Int

  /// A reader of `bytes[range]`.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    self.index = range.lowerBound
    self.end = range.upperBound
  }

  /// Whether nothing is left.
  var isAtEnd: Bool { index >= end }

  /// The next byte, 0 at the end.
  var next: UInt8 { index < end ? bytes[index] : 0 }

  /// The byte `count` after the next, 0 beyond the end.
  func peek(_ count: Int) -> UInt8 { index + count < end ? bytes[index + count] : 0 }

  /// Whether `text` comes next.
  func isAt(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { wanted in
      index + wanted.count <= end
        && (unsafe bytes[index..<index + wanted.count].elementsEqual(wanted))
    }
  }

  /// Steps over `text` if it comes next.
  mutating func take(_ text: StaticString) -> Bool {
    guard isAt(text) else { return false }
    index += text.utf8CodeUnitCount
    return true
  }

  /// Steps over spaces and tabs.
  mutating func skipBlanks() {
    while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
  }

  /// Steps over spaces, tabs and line breaks.
  mutating func skipSpace() {
    while index < end, isSpace(bytes[index]) { index += 1 }
  }

  /// Steps to the next line feed or the end.
  mutating func skipLine() {
    while index < end, bytes[index] != 0x0A { index += 1 }
  }

  /// The bytes as long as `isWanted` holds, as text.
  mutating func text(while isWanted: (UInt8) -> Bool) -> String {
    let start = index
    while index < end, isWanted(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }
}

/// Whether `byte` is a space, a tab or a part of a line break.
func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || (0x09...0x0D).contains(byte)
}

/// Whether `byte` is a letter or digit of ASCII.
func isAlphanumeric(_ byte: UInt8) -> Bool {
  isLetter(byte) || isDigit(byte)
}

/// Whether `byte` is a letter of ASCII.
func isLetter(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte | 0x20)
}

/// Whether `byte` is a digit.
func isDigit(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte)
}

/// A syntax error of TOML or JSON: what is wrong and where.
struct SyntaxProblem: Error {
  let message: String
  let range: SourceRange
}

extension [UInt8] {
  /// Appends the UTF-8 of the scalar `value`; false when there is no such scalar.
  mutating func append(scalar value: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(value) else { return false }
    append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    return true
  }
}

// What is written the same in JSON (RFC 8259 §7) and TOML (1.0, "String").
extension ByteReader {
  /// Takes the letter after a `\` that stands for one byte; nil, and nothing is taken, for others.
  mutating func plainEscape() -> UInt8? {
    let byte: UInt8
    switch next {
    case UInt8(ascii: "n"): byte = 0x0A
    case UInt8(ascii: "t"): byte = 0x09
    case UInt8(ascii: "r"): byte = 0x0D
    case UInt8(ascii: "b"): byte = 0x08
    case UInt8(ascii: "f"): byte = 0x0C
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte = next
    default: return nil
    }
    index += 1
    return byte
  }

  /// Takes a number of `count` hexadecimal digits; nil, and nothing is taken, where none stands.
  mutating func hexadecimal(_ count: Int) -> UInt32? {
    guard index + count <= end else { return nil }
    let digits = String(decoding: bytes[index..<index + count], as: UTF8.self)
    guard digits.utf8.allSatisfy(isAlphanumeric), let value = UInt32(digits, radix: 16) else {
      return nil
    }
    index += count
    return value
  }
}
