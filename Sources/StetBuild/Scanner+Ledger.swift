import StetCore
import StetSite

extension Scanner {
  /// The permanent ids that the site gave out so far.
  func ledger() throws(FileError) -> Diagnosed<FeedLedger> {
    guard let file = try file(FeedLedger.path) else { return Diagnosed(FeedLedger()) }
    return FeedLedger.read(file)
  }

  /// Keeps `ledger` for later builds if it says more than `known`.
  ///
  /// A build that shows what is not public yet gives out no id: nobody is to subscribe to it.
  func keep(
    _ ledger: FeedLedger, in known: FeedLedger, flags: Configuration.Flags
  ) throws(FileError) {
    let isPreview = flags.isDraftsShown || flags.isFutureShown || flags.isExpiredShown
    guard !isPreview, !ledger.lines.isEmpty, ledger.bytes != known.bytes else { return }
    let path = diskPath(FeedLedger.path)
    let temporary = OutputTree.temporaryPath(path)
    _ = try Disk.write(ledger.bytes, to: temporary)
    try Disk.rename(temporary, to: path)
  }
}

extension BuildReport {
  /// Whether readers could take a story for another one, so that nothing may be published.
  var isIdentityAtStake: Bool {
    let grave: Set<Diagnostic.Code> = [
      .feedLedgerDamaged, .feedIDChanged, .feedIDReused, .feedIDUnsure,
    ]
    return diagnostics.contains { $0.severity == .error && grave.contains($0.code) }
  }
}
