internal import StetCore

/// What one look at every byte of a body tells of the work that it will be.
struct BodySurvey {
  /// Control characters that are no white space.
  private(set) var countControls = 0
  private(set) var countPipes = 0
  /// How many `@` there are.
  private(set) var countAts = 0
  /// Whether there is anything that `MarkerPass` reads: a brace, a backslash, a dollar sign, or a
  /// bracket at the start of a line, which may be the table of contents or, after `*`, an
  /// abbreviation.
  private(set) var hasMarks = false

  /// Looks at `text`, eight bytes at once where they are words and nothing else.
  init(_ text: Span<UInt8>) {
    let kinds = byteKinds.span
    var index = 0
    while index < text.count {
      let end = min(index + 8, text.count)
      if EightBytes(of: text, from: index, to: text.count).mayHaveMarks {
        for place in index..<end { note(text, place, kinds) }
      }
      index = end
    }
  }

  @inline(__always)
  private mutating func note(_ text: Span<UInt8>, _ place: Int, _ kinds: Span<UInt8>) {
    switch kinds[Int(text[place])] {
    case 0: break
    case 1: countControls += 1
    case 2: countPipes += 1
    case 3: countAts += 1
    case 4: hasMarks = true
    default:
      var start = place
      if start > 0, text[start - 1] == UInt8(ascii: "*") { start -= 1 }
      if start == 0 || text[start - 1] == 0x0A { hasMarks = true }
    }
  }
}

/// For each byte what it means to a survey; 0 for nearly all.
private let byteKinds: [UInt8] = (0...255).map { byte in
  switch UInt8(byte) {
  case let byte where isUnprintable(byte): 1
  case UInt8(ascii: "|"): 2
  case UInt8(ascii: "@"): 3
  case UInt8(ascii: "{"), UInt8(ascii: "\\"), UInt8(ascii: "$"): 4
  case UInt8(ascii: "["): 5
  default: 0
  }
}

/// Whether it is a control character that is no white space.
func isUnprintable(_ byte: UInt8) -> Bool {
  byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D || byte == 0x7F
}
