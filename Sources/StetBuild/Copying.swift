import StetContent
import StetCore
import StetSite

/// The files that pass through unchanged: static/, and what public articles name.
func copies(_ site: Site, _ scan: Scanner.Scan) -> [Press.Piece] {
  let statics = scan.statics.map { Press.Piece(path: $0.localPath, source: .copy($0)) }
  let beside = Dictionary(scan.beside.map { ($0.path, $0) }) { first, _ in first }
  let named = site.files.compactMap { file in
    beside[file.path].map { Press.Piece(path: file.address.filePath, source: .copy($0)) }
  }
  return statics + named
}

extension Disk.Status {
  /// Changes whenever the file does; nil when it changed so shortly before `nanoseconds` that another
  /// change could bear the same time.
  func fingerprint(before nanoseconds: Int64) -> Fingerprint? {
    guard changedNanoseconds < nanoseconds - 2_000_000_000 else { return nil }
    return Fingerprint(
      of: "file \(device) \(inode) \(sizeBytes) \(modifiedNanoseconds) \(changedNanoseconds)")
  }
}
