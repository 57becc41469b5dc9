import StetCore
import StetSite

/// What the cache keeps of a build beside the copies: what it read, and what it told.
struct Sheet: Sendable {
  let frame: Memory.Frame
  let scan: Scanner.Scan
  let freshFrom: Int64
  let related: [[ArticleID]]
  let report: BuildReport
  let isRepeatable: Bool
  let manifest: Fingerprint
  let period: Memory.Period
  /// Where the copy of each file of content stands.
  let places: [Range<Int>]
  /// The fingerprint of all copies.
  let seal: Fingerprint

  /// The sheet of `memory`, whose copies stand at `places` of bytes with the fingerprint `seal`.
  init(_ memory: Memory, places: [Range<Int>], seal: Fingerprint) {
    frame = memory.frame
    scan = memory.scan
    freshFrom = memory.freshFrom
    related = memory.related
    report = memory.report
    isRepeatable = memory.isRepeatable
    manifest = memory.manifest
    period = memory.period
    self.places = places
    self.seal = seal
  }

  /// What the sheet says, with `copies`.
  func memory(copies: KeptCopies) -> Memory {
    Memory(
      frame: frame, scan: scan, freshFrom: freshFrom, copies: copies, related: related,
      report: report, isRepeatable: isRepeatable, manifest: manifest, period: period)
  }

  /// Writes every part.
  func pack(into writer: inout PackedWriter) {
    frame.pack(into: &writer)
    scan.pack(into: &writer)
    writer.write(Int(freshFrom))
    writer.write(related) { writer, stories in
      writer.write(stories) { $0.write($1.index) }
    }
    writer.write(report.output)
    let ledger = report.ledger
    for count in [
      ledger.published, ledger.drafts, ledger.scheduled, ledger.expired, ledger.invalid,
      ledger.other,
    ] { writer.write(count) }
    writer.write(report.pages.written + report.pages.unchanged)
    writer.write(report.diagnostics) { $0.write($1) }
    writer.write(isRepeatable)
    writer.write(manifest)
    writer.write(Int(period.from))
    writer.write(period.until) { $0.write(Int($1)) }
    writer.write(places) { $0.write($1.count) }
    writer.write(seal)
  }

  /// The sheet that was packed.
  init(from reader: inout PackedReader) {
    frame = Memory.Frame(from: &reader)
    scan = Scanner.Scan(from: &reader)
    freshFrom = Int64(reader.number())
    related = reader.list { reader in reader.list { ArticleID($0.number()) } }
    var report = BuildReport()
    report.output = reader.text()
    report.ledger.published = reader.number()
    report.ledger.drafts = reader.number()
    report.ledger.scheduled = reader.number()
    report.ledger.expired = reader.number()
    report.ledger.invalid = reader.number()
    report.ledger.other = reader.number()
    report.pages.unchanged = reader.number()
    report.diagnostics = reader.list { $0.diagnostic() }
    self.report = report
    isRepeatable = reader.truth()
    manifest = reader.fingerprint()
    let from = Int64(reader.number())
    period = Memory.Period(from: from, until: reader.optionalNumber().map { Int64($0) })
    var start = 0
    places = reader.list { reader in
      let length = max(0, min(reader.number(), 1 << 40))
      defer { start += length }
      return start..<(start + length)
    }
    seal = reader.fingerprint()
  }
}

extension Memory.Frame {
  fileprivate func pack(into writer: inout PackedWriter) {
    writer.write(generator)
    writer.write(flags.output) { $0.write($1) }
    writer.write(flags.baseURL) { $0.write($1) }
    for flag in [
      flags.isDraftsShown, flags.isFutureShown, flags.isExpiredShown, flags.isPackingLater,
    ] {
      writer.write(flag)
    }
    writer.write(configuration) { $0.write($1) }
    writer.write(ledger) { $0.write($1) }
    writer.write(contexts) { $0.write($1) }
    writer.write(found) { $0.write($1) }
  }

  fileprivate init(from reader: inout PackedReader) {
    let generator = reader.text()
    var flags = Configuration.Flags()
    flags.output = reader.optionalText()
    flags.baseURL = reader.optionalText()
    flags.isDraftsShown = reader.truth()
    flags.isFutureShown = reader.truth()
    flags.isExpiredShown = reader.truth()
    flags.isPackingLater = reader.truth()
    let configuration = reader.optional { $0.fingerprint() }
    let ledger = reader.optional { $0.fingerprint() }
    let contexts = reader.list { $0.fingerprint() }
    self.init(
      generator: generator, flags: flags, configuration: configuration, ledger: ledger,
      contexts: contexts, found: reader.list { $0.diagnostic() })
  }
}
