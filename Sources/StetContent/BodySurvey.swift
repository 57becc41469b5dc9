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

  /// Looks at `text`.
  init(_ text: Span<UInt8>) {
    let kinds = byteKinds.span
    for index in text.indices {
      switch kinds[Int(text[index])] {
      case 0: break
      case 1: countControls += 1
      case 2: countPipes += 1
      case 3: countAts += 1
      case 4: hasMarks = true
      default:
        var start = index
        if start > 0, text[start - 1] == UInt8(ascii: "*") { start -= 1 }
        if start == 0 || text[start - 1] == 0x0A { hasMarks = true }
      }
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
