import StetCore

/// A long file about which there are many diagnostics: its lines are counted once.
struct LongSource {
  private let bytes: [UInt8]
  private let starts: [Int]

  /// The lines of `bytes`.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == 0x0A { starts.append(index + 1) }
    self.starts = starts
  }

  /// The line and the column of `offset`, as a person counts; of a very long line in bytes.
  func place(of offset: Int) -> (line: Int, column: Int) {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    let start = starts[low - 1]
    let end = min(max(offset, start), bytes.count)
    guard end - start < 4096 else { return (low, end - start + 1) }
    return (low, bytes[start..<end].count { $0 & 0xC0 != 0x80 } + 1)
  }

  /// `diagnostic` with its place in its path, for a printer that has no time to count lines.
  func placed(_ diagnostic: Diagnostic) -> Diagnostic {
    guard let range = diagnostic.range else { return diagnostic }
    let place = place(of: range.lower)
    return Diagnostic(
      diagnostic.severity, diagnostic.code,
      path: "\(diagnostic.path):\(place.line):\(place.column)", diagnostic.message,
      note: diagnostic.note)
  }
}
