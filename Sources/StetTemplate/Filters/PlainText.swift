/// The text that a reader sees of `markup`: no tags, scripts or styles, references decoded, white
/// space single; the ends of blocks part words.
func plainText(_ markup: Text) -> Text {
  let source = markup.utf8
  var bytes: [UInt8] = []
  bytes.reserveCapacity(source.count)
  var index = 0
  while index < source.count {
    guard source[index] == 0x3C else {
      bytes.append(source[index])
      index += 1
      continue
    }
    guard let tag = Tag(source, index) else {
      bytes.append(source[index])
      index += 1
      continue
    }
    index = tag.end
    if tag.isOpening, tag.name == "script" || tag.name == "style" {
      index =
        source.firstRange(of: Array("</\(tag.name)".utf8), from: index)?.lowerBound ?? source.count
    } else if !inlineTags.contains(tag.name) {
      bytes.append(0x20)
    }
  }
  let decoded = Text(decodedReferences(String(decoding: bytes, as: UTF8.self)))
  let words = decoded.scalars.split { $0.isPythonSpace && $0.value != 0xA0 && $0.value != 0x202F }
  return Text(words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " "))
}

/// Elements that stand within a word or line.
private let inlineTags: Set<String> = [
  "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd",
  "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
]

/// A tag or comment at a `<`.
private struct Tag {
  let name: String
  let isOpening: Bool
  let end: Int

  init?(_ source: [UInt8], _ start: Int) {
    if source[start...].starts(with: [0x3C, 0x21, 0x2D, 0x2D]) {
      name = "b"
      isOpening = false
      end = source.firstRange(of: [0x2D, 0x2D, 0x3E], from: start + 4)?.upperBound ?? source.count
      return
    }
    var index = start + 1
    isOpening = index < source.count && source[index] != 0x2F
    if !isOpening { index += 1 }
    let nameStart = index
    while index < source.count, Lexer.isWord(source[index]) { index += 1 }
    let isDeclaration = nameStart < source.count && source[nameStart] == 0x21
    guard index > nameStart || isDeclaration else { return nil }
    name = String(decoding: source[nameStart..<index], as: UTF8.self).lowercased()
    var quote: UInt8 = 0
    while index < source.count {
      let byte = source[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x3E {
        end = index + 1
        return
      }
      index += 1
    }
    return nil
  }
}
