internal import StetCore

/// The Markdown given to the parser, and where each of its bytes stands in the file.
struct MarkdownSource {
  /// The Markdown, with markers in place of what is not Markdown.
  let bytes: [UInt8]
  /// Where stretches of `bytes` begin and what their offset in the file is, ascending.
  private let anchors: [(offset: Int, source: Int)]
  private let lineStarts: [Int]

  /// Markdown that begins at `start` of its file and is otherwise as it was written.
  init(_ bytes: [UInt8], from start: Int) {
    self.init(bytes, anchors: [(0, start)])
  }

  /// Markdown made from parts of a file.
  init(_ bytes: [UInt8], anchors: [(offset: Int, source: Int)]) {
    self.bytes = bytes
    self.anchors = anchors
    var starts = [0]
    starts.reserveCapacity(bytes.count / 32)
    let text = bytes.span
    for index in text.indices where text[index] <= 0x0D {
      if text[index] == 0x0A {
        starts.append(index + 1)
      } else if text[index] == 0x0D, index + 1 >= text.count || text[index + 1] != 0x0A {
        starts.append(index + 1)
      }
    }
    lineStarts = starts
  }

  /// The offset in the file of the byte at `offset`.
  func source(_ offset: Int) -> Int {
    var low = 0
    var high = anchors.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if anchors[middle].offset <= offset { low = middle } else { high = middle - 1 }
    }
    let source = anchors[low].source + max(0, offset - anchors[low].offset)
    return low + 1 < anchors.count ? min(source, anchors[low + 1].source) : source
  }

  /// The bytes of the file that `range` came from.
  func source(_ range: Range<Int>) -> SourceRange {
    let lower = source(range.lowerBound)
    return SourceRange(lower, max(lower, source(range.upperBound)))
  }

  /// The bytes of the lines from `first` to `last`, both from 1.
  func lines(_ first: Int, _ last: Int) -> Range<Int> {
    guard first >= 1, first <= lineStarts.count else { return 0..<bytes.count }
    let end = last < lineStarts.count && last >= first ? lineStarts[last] : bytes.count
    return lineStarts[first - 1]..<max(lineStarts[first - 1], end)
  }

  /// The first line of a block, without the blanks around its text.
  func firstLine(_ line: Int) -> SourceRange {
    var range = lines(line, line)
    while let last = range.last, isSpace(bytes[last]) { range.removeLast() }
    while let first = range.first, isSpace(bytes[first]) { range.removeFirst() }
    return source(range)
  }

  /// Where `wanted` stands first in `range`.
  func find(_ wanted: ArraySlice<UInt8>, in range: Range<Int>) -> Range<Int>? {
    guard let first = wanted.first, wanted.count <= range.count else { return nil }
    var index = range.lowerBound
    let last = range.upperBound - wanted.count
    while index <= last {
      if bytes[index] == first, bytes[index..<index + wanted.count].elementsEqual(wanted) {
        return index..<index + wanted.count
      }
      index += 1
    }
    return nil
  }
}
