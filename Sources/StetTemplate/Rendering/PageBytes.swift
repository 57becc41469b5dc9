import StetCore

/// The bytes of a page while it is being printed.
///
/// A class with memory of its own: a page is put together of many small pieces, and at each an array
/// would ask whether anybody shares it. Each is copied into a place that was checked to be large
/// enough, from one that was checked to hold it; nothing here hands out memory.
@safe
final class PageBytes {
  private var storage: UnsafeMutableBufferPointer<UInt8>
  /// The texts of the templates, from which most pieces come.
  private let texts: [UInt8]
  /// How many bytes there are.
  private(set) var count = 0

  /// No bytes yet, with room for `capacity`; pieces may be taken from `texts`.
  init(capacity: Int, texts: [UInt8]) {
    self.texts = texts
    unsafe storage = .allocate(capacity: capacity)
  }

  deinit {
    unsafe storage.deallocate()
  }

  /// The bytes from `start` on.
  func bytes(from start: Int) -> [UInt8] {
    precondition(start >= 0 && start <= count, "a part of a page lies within it")
    return unsafe Array(storage[start..<count])
  }

  /// Takes the bytes from `start` on away.
  func take(from start: Int) -> [UInt8] {
    let taken = bytes(from: start)
    count = start
    return taken
  }

  /// Appends `bytes`.
  @inline(__always)
  func append(_ bytes: [UInt8]) {
    append(bytes, from: 0, count: bytes.count)
  }

  /// Appends the `length` bytes of the templates' texts from `start` on.
  @inline(__always)
  func appendText(from start: Int, count length: Int) {
    append(texts, from: start, count: length)
  }

  /// Appends the `length` bytes of `bytes` from `start` on.
  @inline(__always)
  func append(_ bytes: [UInt8], from start: Int, count length: Int) {
    precondition(
      start >= 0 && length >= 0 && length <= bytes.count &- start, "the bytes are there")
    if length > (unsafe storage.count) &- count { grow(by: length) }
    unsafe bytes.withUnsafeBufferPointer { source in
      guard let from = source.baseAddress, let to = unsafe storage.baseAddress else { return }
      unsafe (to + count).update(from: from + start, count: length)
    }
    count &+= length
  }

  @inline(never)
  private func grow(by length: Int) {
    let larger = unsafe UnsafeMutableBufferPointer<UInt8>.allocate(
      capacity: max(storage.count * 2, count + length + length / 4))
    _ = unsafe larger.update(fromContentsOf: storage[..<count])
    unsafe storage.deallocate()
    unsafe storage = larger
  }

  /// Appends `text` with `& < > " '` as character references, as MarkupSafe writes them.
  func appendEscaped(_ text: [UInt8]) {
    var start = 0
    while true {
      let mark = firstMark(text, from: start)
      if mark > start { append(text, from: start, count: mark &- start) }
      guard mark < text.count, let reference = characterReference(text[mark]) else { return }
      append(reference.utf8)
      start = mark &+ 1
    }
  }

  /// Where the first of `& < > " '` from `start` on stands, looked for in eight bytes at a time; the
  /// end when there is none.
  private func firstMark(_ text: [UInt8], from start: Int) -> Int {
    unsafe text.withUnsafeBytes { bytes in
      var index = start
      while index &+ 8 <= bytes.count {
        let eight = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let marks = PageBytes.marks(UInt64(littleEndian: eight))
        if marks != 0 { return index &+ marks.trailingZeroBitCount / 8 }
        index &+= 8
      }
      while index < bytes.count {
        if unsafe characterReference(bytes[index]) != nil { return index }
        index &+= 1
      }
      return index
    }
  }

  /// The high bits of those of eight bytes that are marks, exact up to the first: each kind of mark makes
  /// a byte zero, and a zero byte borrows from the bits above it.
  @inline(__always)
  private static func marks(_ eight: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // " and & differ in one bit, and so do < and >.
    let quotes = (eight | ones &* 0x04) ^ (ones &* 0x26)
    let brackets = (eight | ones &* 0x02) ^ (ones &* 0x3E)
    let apostrophes = eight ^ (ones &* 0x27)
    let zeros =
      ((quotes &- ones) & ~quotes) | ((brackets &- ones) & ~brackets)
      | ((apostrophes &- ones) & ~apostrophes)
    return zeros & (ones &* 0x80)
  }

  /// Appends the digits of `number`.
  func appendDecimal(_ number: Int) {
    var digits: [UInt8] = []
    digits.appendDecimal(number)
    append(digits)
  }
}
