import StetCore

/// What stet put at a host, as the host keeps it: a file with a line for each of them.
///
/// The last line holds the fingerprint of those above, so that a list which did not arrive whole is
/// not believed.
struct HostManifest: Sendable, Equatable {
  /// What is known of a file at the host.
  enum State: Sendable, Hashable {
    /// It has the bytes with this fingerprint.
    case sent(Fingerprint)
    /// It was about to be sent or deleted by a deploy that did not end.
    case uncertain
    /// No page names it any more; it stays for those who fetched a page just before, until the next
    /// deploy.
    case retired
  }

  /// Files by path from the site's root.
  var files: [String: State]

  /// The name of the list at the host.
  static let name = ".stet-deployed"
  private static let heading = "stet deployed 1\n"
  private static let sealLength = 37

  init(files: [String: State]) {
    self.files = files
  }

  /// The bytes that the host keeps.
  var bytes: [UInt8] {
    var bytes = Array(HostManifest.heading.utf8)
    bytes.reserveCapacity(files.count * 100 + 100)
    for path in files.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      switch files[path] {
      case .sent(let digest)?: bytes += digest.hexadecimal.utf8
      case .uncertain?: bytes += "uncertain".utf8
      case .retired?: bytes += "retired".utf8
      case nil: continue
      }
      bytes.append(0x20)
      bytes += path.utf8
      // A path may hold a line feed, and no path holds a zero.
      bytes += [0, 0x0A]
    }
    bytes += "end \(Fingerprint(of: bytes).hexadecimal)\n".utf8
    return bytes
  }

  /// The list that `bytes` hold; nil when they are damaged, of another version, or name what lies
  /// outside the site: a list is deleted by, and who rules the host must not rule this machine.
  init?(_ bytes: [UInt8]) {
    guard bytes.count > HostManifest.sealLength,
      bytes.starts(with: HostManifest.heading.utf8)
    else { return nil }
    let body = Array(bytes.dropLast(HostManifest.sealLength))
    let seal = "end \(Fingerprint(of: body).hexadecimal)\n"
    guard bytes.suffix(HostManifest.sealLength).elementsEqual(seal.utf8) else { return nil }
    files = [:]
    for line in body.dropFirst(HostManifest.heading.utf8.count).split(separator: 0) {
      let record = line.first == 0x0A ? line.dropFirst() : line
      guard let space = record.firstIndex(of: 0x20) else { continue }
      let name = record[record.index(after: space)...]
      guard HostManifest.isWithinTheSite(name) else { return nil }
      let path = String(decoding: name, as: UTF8.self)
      switch String(decoding: record[..<space], as: UTF8.self) {
      case "retired": files[path] = .retired
      case let word: files[path] = Fingerprint(hexadecimal: word).map { .sent($0) } ?? .uncertain
      }
    }
  }

  /// Whether `path` has no part that is empty or leads elsewhere.
  private static func isWithinTheSite(_ path: ArraySlice<UInt8>) -> Bool {
    path.split(separator: 0x2F, omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && !part.elementsEqual([0x2E]) && !part.elementsEqual([0x2E, 0x2E])
    }
  }
}
