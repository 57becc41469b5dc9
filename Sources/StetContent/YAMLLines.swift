internal import StetCore

/// Finds the bytes of a place that libyaml names by line and column.
struct YAMLLines {
  /// The whole file.
  let bytes: [UInt8]
  /// The YAML in it.
  let range: Range<Int>
  private let starts: [Int]

  /// The lines of `bytes[range]`, broken where libyaml breaks them (YAML 1.1 §5.4).
  init(bytes: [UInt8], range: Range<Int>) {
    self.bytes = bytes
    self.range = range
    var starts = [range.lowerBound]
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      index += 1
      switch byte {
      case 0x0A: starts.append(index)
      case 0x0D where index >= range.upperBound || bytes[index] != 0x0A: starts.append(index)
      case 0x85 where index >= 2 && bytes[index - 2] == 0xC2: starts.append(index)
      case 0xA8, 0xA9:
        if index >= range.lowerBound + 3, bytes[index - 2] == 0x80, bytes[index - 3] == 0xE2 {
          starts.append(index)
        }
      default: break
      }
    }
    self.starts = starts
  }

  /// The place found last, from which the next one of the same line is counted.
  struct Cursor {
    fileprivate var line = 0
    fileprivate var column = 1
    fileprivate var offset = 0
  }

  /// The offset of column `column` of line `line`, both from 1, columns in Unicode scalars.
  func offset(_ line: Int, _ column: Int, _ cursor: inout Cursor) -> Int {
    guard line >= 1, line <= starts.count else { return range.upperBound }
    if cursor.line != line || cursor.column > column {
      cursor = Cursor(line: line, column: 1, offset: starts[line - 1])
    }
    var (at, offset) = (cursor.column, cursor.offset)
    while at < column, offset < range.upperBound {
      offset += 1
      while offset < range.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      at += 1
    }
    cursor.column = at
    cursor.offset = offset
    return offset
  }

  /// The offset of column `column` of line `line`.
  func offset(_ line: Int, _ column: Int) -> Int {
    var cursor = Cursor()
    return offset(line, column, &cursor)
  }

  /// The bytes of line `line`.
  func lineRange(_ line: Int) -> SourceRange {
    let start = offset(line, 1)
    return SourceRange(start, lineEnd(start))
  }

  /// The end of the line that holds `offset`, before its break.
  func lineEnd(_ offset: Int) -> Int {
    var end = offset
    while end < range.upperBound, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return end
  }

  /// The offset after the quoted scalar that begins at `start`.
  func quotedEnd(_ start: Int) -> Int {
    guard start < range.upperBound else { return start }
    let quote = bytes[start]
    var index = start + 1
    while index < range.upperBound {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        index += 1
      } else if byte == quote {
        guard quote == UInt8(ascii: "'"), index < range.upperBound, bytes[index] == quote else {
          return index
        }
        index += 1
      }
    }
    return range.upperBound
  }

  /// The offset after the bracket that closes a flow list or map whose last value ends at `end`.
  func closing(_ end: Int) -> Int {
    var index = end
    while index < range.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "]"), UInt8(ascii: "}"): return index + 1
      case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"):
        index += 1
      default: return end
      }
    }
    return end
  }

  /// The first tab that indents a line up to line `line`.
  func indentingTab(upTo line: Int) -> Int? {
    for start in starts.prefix(max(1, line)) {
      var index = start
      while index < range.upperBound, bytes[index] == 0x20 { index += 1 }
      guard index < range.upperBound, bytes[index] == 0x09 else { continue }
      let end = lineEnd(index)
      if bytes[index..<end].contains(where: { $0 != 0x20 && $0 != 0x09 }) { return index }
    }
    return nil
  }

  /// Where the block map that begins at `start` has `key`, as `text` writes it now.
  ///
  /// `text` is as long as the range and differs only in masked keys.
  func keyPlaces(_ key: String, in text: [UInt8], from start: Int) -> [SourceRange] {
    let name = Array(key.utf8)
    let column = start - (starts.last { $0 <= start } ?? range.lowerBound)
    var places: [SourceRange] = []
    var isFirst = true
    for lineStart in starts where lineEnd(lineStart) > start || lineStart >= start {
      let keyStart = isFirst ? start : lineStart + column
      defer { isFirst = false }
      guard keyStart < range.upperBound else { break }
      guard keyStart < lineEnd(lineStart) else { continue }
      let indent = bytes[lineStart..<min(keyStart, lineEnd(lineStart))]
      if !isFirst, indent.contains(where: { $0 != 0x20 }) {
        if indent.first == UInt8(ascii: "#") { continue }
        break
      }
      var at = keyStart
      let isQuoted = bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'")
      if isQuoted { at += 1 }
      let end = at + name.count
      guard end < range.upperBound,
        text[(at - range.lowerBound)..<(end - range.lowerBound)].elementsEqual(name)
      else { continue }
      var after = isQuoted ? end + 1 : end
      while after < range.upperBound, bytes[after] == 0x20 { after += 1 }
      if after < range.upperBound, bytes[after] == UInt8(ascii: ":") {
        places.append(SourceRange(at, end))
      }
    }
    return places
  }
}
