/// The bytes of a page while it is being printed.
///
/// A class with memory of its own: a page is put together of many small pieces, and at each an array
/// would ask whether anybody shares it. Each is copied into a place that was checked to be large
/// enough, from one that was checked to hold it; nothing here hands out memory.
@safe
final class PageBytes {
  private var storage: UnsafeMutableBufferPointer<UInt8>
  /// How many bytes there are.
  private(set) var count = 0

  /// No bytes yet, with room for `capacity`.
  init(capacity: Int) {
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
    guard text.hasMarks else {
      append(text)
      return
    }
    var start = 0
    for index in text.indices {
      guard let reference = characterReference(text[index]) else { continue }
      if index > start { append(text, from: start, count: index &- start) }
      append(reference.utf8)
      start = index &+ 1
    }
    if start < text.count { append(text, from: start, count: text.count &- start) }
  }

  /// Appends the digits of `number`.
  func appendDecimal(_ number: Int) {
    var digits: [UInt8] = []
    digits.appendDecimal(number)
    append(digits)
  }
}
