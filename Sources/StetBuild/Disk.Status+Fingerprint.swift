import StetCore

extension Disk.Status {
  /// Changes whenever the file does; nil when it changed so shortly before `nanoseconds` that another
  /// change could bear the same time.
  func fingerprint(before nanoseconds: Int64) -> Fingerprint? {
    guard changedNanoseconds < nanoseconds - 2_000_000_000 else { return nil }
    return Fingerprint(
      of: "file \(device) \(inode) \(sizeBytes) \(modifiedNanoseconds) \(changedNanoseconds)")
  }
}
