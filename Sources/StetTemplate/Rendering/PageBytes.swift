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
    let first = firstMark(text)
    guard first < text.count else {
      append(text)
      return
    }
    var start = 0
    for index in first..<text.count {
      guard let reference = characterReference(text[index]) else { continue }
      if index > start { append(text, from: start, count: index &- start) }
      append(reference.utf8)
      start = index &+ 1
    }
    if start < text.count { append(text, from: start, count: text.count &- start) }
  }

  /// Where the first of `& < > " '` is at the earliest, looked for in eight bytes at a time; the end when
  /// there is none.
  private func firstMark(_ text: [UInt8]) -> Int {
    unsafe text.withUnsafeBytes { bytes in
      var index = 0
      while index &+ 8 <= bytes.count {
        let eight = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if PageBytes.hasMark(eight) { return index }
        index &+= 8
      }
      while index < bytes.count {
        if unsafe characterReference(bytes[index]) != nil { return index }
        index &+= 1
      }
      return index
    }
  }

  /// Whether one of eight bytes is a mark: each kind of mark makes a byte zero, and a zero byte borrows
  /// from the bit above it.
  @inline(__always)
  private static func hasMark(_ eight: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // " and & differ in one bit, and so do < and >.
    let quotes = (eight | ones &* 0x04) ^ (ones &* 0x26)
    let brackets = (eight | ones &* 0x02) ^ (ones &* 0x3E)
    let apostrophes = eight ^ (ones &* 0x27)
    let zeros =
      ((quotes &- ones) & ~quotes) | ((brackets &- ones) & ~brackets)
      | ((apostrophes &- ones) & ~apostrophes)
    return zeros & (ones &* 0x80) != 0
  }

  /// Appends the digits of `number`.
  func appendDecimal(_ number: Int) {
    var digits: [UInt8] = []
    digits.appendDecimal(number)
    append(digits)
  }
}
