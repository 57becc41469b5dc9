/// The part of a file that a client asks for (RFC 9110 §14).
enum ByteRange: Sendable, Hashable {
  /// The whole: no part is asked for, or in a way that need not be understood.
  case whole
  case part(Range<Int>)
  /// No byte of the file lies in what is asked for.
  case unsatisfiable

  /// What the value of a Range field asks of a file of `count` bytes. Several parts at once are answered
  /// with the whole, as §14.2 allows.
  init(_ field: String?, of count: Int) {
    guard let field, field.hasPrefix("bytes="), !field.contains(",") else {
      self = .whole
      return
    }
    let ends = field.dropFirst(6).split(
      separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else {
      self = .whole
      return
    }
    switch (Int(ends[0]), Int(ends[1])) {
    case (nil, let length?) where ends[0].isEmpty:
      self = length == 0 || count == 0 ? .unsatisfiable : .part(max(0, count - length)..<count)
    case (let first?, nil) where ends[1].isEmpty:
      self = first < count ? .part(first..<count) : .unsatisfiable
    case (let first?, let last?):
      if last < first {
        self = .whole
      } else {
        self = first < count ? .part(first..<min(last, count - 1) + 1) : .unsatisfiable
      }
    default: self = .whole
    }
  }
}
