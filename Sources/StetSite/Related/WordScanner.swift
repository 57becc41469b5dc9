import StetCore

/// Cuts text into the words that stories are compared by.
///
/// A word is a run of letters and digits, lower case and without accents, so that composed and
/// decomposed text agree. Scripts that set no spaces between words give overlapping pairs of
/// letters. Words of one letter are left out, and so is what is too long to be a word.
struct WordScanner {
  private var word: [UInt8] = []
  private var letterCount = 0
  private var unspaced: Unicode.Scalar?
  private var isUnspacedAlone = false

  /// The longest word kept, in bytes.
  static let wordBytesMax = 48

  /// Calls `visit` with the UTF-8 of each word of `text` in order.
  mutating func scan(_ text: [UInt8], visit: ([UInt8]) -> Void) {
    var index = 0
    let end = text.count
    while index < end {
      let byte = text[index]
      if byte < 0x80 {
        index += 1
        let folded = asciiFold(byte)
        if folded == 0 {
          endWord(visit)
          endUnspaced(visit)
        } else {
          if unspaced != nil { endUnspaced(visit) }
          append(folded)
        }
      } else {
        let (scalar, length) = decodedScalar(text, at: index)
        index += length
        take(scalar, visit)
      }
    }
    endWord(visit)
    endUnspaced(visit)
  }

  private mutating func append(_ byte: UInt8) {
    letterCount += 1
    if word.count <= Self.wordBytesMax { word.append(byte) }
  }

  private mutating func take(_ scalar: Unicode.Scalar?, _ visit: ([UInt8]) -> Void) {
    guard let scalar else {
      endWord(visit)
      endUnspaced(visit)
      return
    }
    switch scalar.value {
    case 0xAD, 0x300...0x36F, 0x200B...0x200D, 0x2060, 0xFEFF: return
    case 0xC0...0x52F, 0x1E00...0x1FFF:
      let letters = foldedLetters[
        Int(scalar.value) - (scalar.value < 0x1E00 ? 0xC0 : 0x1E00 - 0x470)]
      endUnspaced(visit)
      if letters.isEmpty { return endWord(visit) }
      letterCount += 1
      if word.count <= Self.wordBytesMax { word.append(contentsOf: letters) }
    case _ where scalar.isUnspacedLetter:
      endWord(visit)
      takeUnspaced(scalar, visit)
    case _ where scalar.isWordLetter:
      endUnspaced(visit)
      letterCount += 1
      if word.count <= Self.wordBytesMax {
        word.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
      }
    default:
      endWord(visit)
      endUnspaced(visit)
    }
  }

  private mutating func endWord(_ visit: ([UInt8]) -> Void) {
    guard letterCount > 0 else { return }
    if letterCount > 1, word.count <= Self.wordBytesMax { visit(word) }
    word.removeAll(keepingCapacity: true)
    letterCount = 0
  }

  private mutating func takeUnspaced(_ scalar: Unicode.Scalar, _ visit: ([UInt8]) -> Void) {
    if let before = unspaced {
      visit(Array(String(String.UnicodeScalarView([before, scalar])).utf8))
      isUnspacedAlone = false
    } else {
      isUnspacedAlone = true
    }
    unspaced = scalar
  }

  private mutating func endUnspaced(_ visit: ([UInt8]) -> Void) {
    guard let last = unspaced else { return }
    if isUnspacedAlone { visit(Array(String(last).utf8)) }
    unspaced = nil
  }
}

/// The lower case letter or digit that an ASCII byte is; 0 for what parts words.
@inline(__always)
func asciiFold(_ byte: UInt8) -> UInt8 {
  switch byte {
  case 0x61...0x7A, 0x30...0x39: byte
  case 0x41...0x5A: byte | 0x20
  default: 0
  }
}

/// The letters U+00C0 to U+052F, then U+1E00 to U+1FFF, each in lower case without accents; empty
/// for what is no letter.
private let foldedLetters: [[UInt8]] =
  (Array(0xC0...0x52F) + Array(0x1E00...0x1FFF)).map { value in
    Unicode.Scalar(UInt32(value)).map { Array(slug(String($0)).utf8) } ?? []
  }

/// The scalar that starts at `index` and its length; nil, and one byte, where UTF-8 is broken.
private func decodedScalar(_ text: [UInt8], at index: Int) -> (Unicode.Scalar?, Int) {
  let lead = text[index]
  let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
  guard lead >= 0xC2, lead < 0xF5, index + length <= text.count else { return (nil, 1) }
  var value = UInt32(lead) & (length == 4 ? 0x07 : length == 3 ? 0x0F : 0x1F)
  for byte in text[(index + 1)..<(index + length)] {
    guard byte & 0xC0 == 0x80 else { return (nil, 1) }
    value = value << 6 | UInt32(byte & 0x3F)
  }
  return (Unicode.Scalar(value), length)
}

extension Unicode.Scalar {
  /// Whether it is a letter of a script written without spaces, or of Korean, whose endings cling
  /// to the word.
  fileprivate var isUnspacedLetter: Bool {
    switch value {
    case 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0x20000...0x3FFFF:
      value != 0x30FB
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: isWordLetter
    default: false
    }
  }

  /// Whether it is a letter, a digit, or a vowel sign.
  fileprivate var isWordLetter: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .spacingMark, .nonspacingMark:
      true
    default: false
    }
  }
}
