import StetCore

/// What stet put at a host, as the host keeps it: the fingerprint of each file's bytes.
///
/// A file that may be half sent has none. The text is a line a file, closed by the fingerprint of the
/// lines above, so that a list which did not arrive whole is not believed.
struct HostManifest: Sendable, Equatable {
  /// Fingerprints by path from the site's root; nil for a file that was about to be sent.
  var digests: [String: Fingerprint?]

  /// The name of the list at the host.
  static let name = ".stet-deployed"
  private static let heading = "stet deployed 1\n"

  init(digests: [String: Fingerprint?]) {
    self.digests = digests
  }

  /// The bytes that the host keeps.
  var bytes: [UInt8] {
    let paths = digests.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var bytes = Array(HostManifest.heading.utf8)
    bytes.reserveCapacity(paths.count * 100 + 100)
    for path in paths {
      let digest = digests[path].flatMap { $0 }
      bytes += (digest?.hexadecimal ?? "-").utf8
      bytes.append(0x20)
      bytes += path.utf8
      bytes.append(0)
      bytes.append(0x0A)
    }
    bytes += "end \(Fingerprint(of: bytes).hexadecimal)\n".utf8
    return bytes
  }

  /// The list that `bytes` hold; nil when they are damaged or of another version.
  init?(_ bytes: [UInt8]) {
    let sealLength = 37
    guard bytes.count > sealLength, bytes.starts(with: HostManifest.heading.utf8) else {
      return nil
    }
    let body = Array(bytes.dropLast(sealLength))
    let seal = "end \(Fingerprint(of: body).hexadecimal)\n"
    guard bytes.suffix(sealLength).elementsEqual(seal.utf8) else { return nil }
    digests = [:]
    // A path may hold a line feed, and no path holds a zero.
    for line in body.dropFirst(HostManifest.heading.utf8.count).split(separator: 0) {
      let record = line.first == 0x0A ? line.dropFirst() : line
      guard let space = record.firstIndex(of: 0x20) else { continue }
      let digest = Fingerprint(hexadecimal: String(decoding: record[..<space], as: UTF8.self))
      let path = String(decoding: record[record.index(after: space)...], as: UTF8.self)
      digests[path] = .some(digest)
    }
  }
}
