import StetCore

/// What stet made in an output folder, as of the last build that ended.
///
/// Kept as text, a line a file: the fingerprint of everything the file depends on, the fingerprint
/// of its bytes, its size, its modification time in nanoseconds and its path.
struct Manifest: Sendable, Equatable {
  /// What is known of one file.
  struct Record: Sendable, Hashable {
    /// The fingerprint of everything that the file was made from; nil when it must be made anew,
    /// so that what was said while making it is said again.
    let input: Fingerprint?
    let bytes: Fingerprint
    let sizeBytes: Int
    let modifiedNanoseconds: Int64

    /// The record of a file that must be made anew.
    var withoutInput: Record {
      Record(
        input: nil, bytes: bytes, sizeBytes: sizeBytes, modifiedNanoseconds: modifiedNanoseconds)
    }

    /// Whether `status` is still that of the file that was written.
    func matches(_ status: Disk.Status?) -> Bool {
      guard let status else { return false }
      return status.kind == .file && status.sizeBytes == sizeBytes
        && status.modifiedNanoseconds == modifiedNanoseconds
    }
  }

  /// The program that made the files; inputs of another one are not comparable.
  var generator: String
  /// Records by path from the output folder.
  var records: [String: Record]

  /// A manifest of nothing.
  init(generator: String, records: [String: Record] = [:]) {
    self.generator = generator
    self.records = records
  }

  /// Whether writing `other` in place of this would tell the next build nothing that it must know: at
  /// most, the inputs of files that it would make anew.
  func says(asMuchAs other: Manifest) -> Bool {
    guard generator == other.generator, records.count == other.records.count else { return false }
    return other.records.allSatisfy { path, new in
      guard let old = records[path] else { return false }
      return old == new || old == new.withoutInput
    }
  }

  private static let heading = "stet manifest 1 "

  /// The bytes kept on the disk; the last line holds the fingerprint of those above.
  var bytes: [UInt8] { bytes(inOrder: records.keys.sorted()) }

  /// The same; `paths` are those of the records in order.
  func bytes(inOrder paths: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(paths.count * 160 + 100)
    bytes += "\(Manifest.heading)\(generator)\n".utf8
    for path in paths {
      guard let record = records[path] else { continue }
      if let input = record.input {
        input.appendHexadecimal(to: &bytes)
      } else {
        bytes.append(0x2D)
      }
      bytes.append(0x20)
      record.bytes.appendHexadecimal(to: &bytes)
      bytes.append(0x20)
      bytes.appendDecimal(record.sizeBytes)
      bytes.append(0x20)
      bytes.appendDecimal(Int(record.modifiedNanoseconds))
      bytes.append(0x20)
      bytes += Manifest.escaped(path).utf8
      bytes.append(0x0A)
    }
    let seal = Fingerprint(of: bytes)
    bytes += "end \(seal.hexadecimal)\n".utf8
    return bytes
  }

  /// The manifest that `bytes` hold; nil when they are damaged or of another version.
  init?(_ bytes: [UInt8]) {
    let sealLength = 37
    let end = bytes.count - sealLength
    guard end > 0, bytes[end...].starts(with: "end ".utf8), bytes.last == 0x0A,
      let seal = Fingerprint(hexadecimal: bytes[(end + 4)..<(bytes.count - 1)]),
      seal == Fingerprint(of: bytes[..<end])
    else { return nil }
    var lines = bytes[..<end].split(separator: 0x0A).makeIterator()
    let heading = Array(Manifest.heading.utf8)
    guard let first = lines.next(), first.starts(with: heading) else { return nil }
    self.init(generator: String(decoding: first.dropFirst(heading.count), as: UTF8.self))
    records.reserveCapacity(bytes.count / 120)
    while let line = lines.next() {
      guard let (path, record) = Manifest.record(line) else { return nil }
      records[path] = record
    }
  }

  /// The path and the record that one line holds; nil where it holds none.
  private static func record(_ line: ArraySlice<UInt8>) -> (path: String, record: Record)? {
    let parts = line.split(separator: 0x20, maxSplits: 4)
    guard parts.count == 5, let digest = Fingerprint(hexadecimal: parts[1]),
      let size = number(parts[2]), let modified = number(parts[3]),
      let path = String(validating: parts[4], as: UTF8.self)
    else { return nil }
    return (
      unescaped(path[...]),
      Record(
        input: Fingerprint(hexadecimal: parts[0]), bytes: digest, sizeBytes: size,
        modifiedNanoseconds: Int64(modified))
    )
  }

  /// The number that `digits` write in decimal.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    let isNegative = digits.first == 0x2D
    let digits = isNegative ? digits.dropFirst() : digits
    if digits.isEmpty { return nil }
    var number = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      let (tens, isLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, isLarger) = tens.addingReportingOverflow(Int(digit - 0x30))
      if isLarge || isLarger { return nil }
      number = sum
    }
    return isNegative ? -number : number
  }

  /// `path` without line feeds, for one line of a list.
  static func escaped(_ path: String) -> String {
    guard path.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0x25 }) else { return path }
    var made = String.UnicodeScalarView()
    for scalar in path.unicodeScalars {
      switch scalar {
      case "%": made.append(contentsOf: "%25".unicodeScalars)
      case "\n": made.append(contentsOf: "%0A".unicodeScalars)
      case "\r": made.append(contentsOf: "%0D".unicodeScalars)
      default: made.append(scalar)
      }
    }
    return String(made)
  }

  /// The path that `escaped` made `text` of.
  static func unescaped(_ text: Substring) -> String {
    guard text.utf8.contains(0x25) else { return String(text) }
    var made: [UInt8] = []
    var rest = text.utf8
    while let byte = rest.popFirst() {
      switch (byte, rest.prefix(2)) {
      case (0x25, let code) where code.elementsEqual("25".utf8): made.append(0x25)
      case (0x25, let code) where code.elementsEqual("0A".utf8): made.append(0x0A)
      case (0x25, let code) where code.elementsEqual("0D".utf8): made.append(0x0D)
      default:
        made.append(byte)
        continue
      }
      rest.removeFirst(2)
    }
    return String(decoding: made, as: UTF8.self)
  }
}
