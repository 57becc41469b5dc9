import StetCore
import StetXML

// The door of the room: a `Judge` says of any bytes what is wrong with them as a feed, sitemap or
// OPML document. It knows nothing of how stet writes them.

/// What the judge is told besides the document itself.
public struct JudgeOptions: Sendable, Hashable {
  /// The address where the document is or will be.
  public var base: String?
  /// The present, to tell dates in the future; nil when that is not to be judged.
  public var now: Timestamp?
  /// The longest document read, in bytes.
  public var byteCountMax: Int

  /// Whether to say also what aggregators would rather have, though no specification asks for it.
  public var isAdvising: Bool

  /// Options for a document at `base`, judged as of `now`.
  public init(
    base: String? = nil, now: Timestamp? = nil, byteCountMax: Int = 128 << 20,
    isAdvising: Bool = false
  ) {
    self.isAdvising = isAdvising
    self.base = base
    self.now = now
    self.byteCountMax = byteCountMax
  }
}

/// Judges feeds, sitemaps and OPML documents, one after another.
///
/// A class because it owns libxml2's compiled grammar, which two threads may not share: every worker
/// makes its own, which takes about a millisecond.
public final class Judge {
  private let grammar: RelaxNGJudge?
  private let known: KnownEntries

  /// A judge with the grammar of Atom at hand, whose `gate` passes over entries that are `known`.
  public init(known: KnownEntries = KnownEntries()) {
    self.known = known
    grammar = RelaxNGJudge(
      grammar: PackageResources.atom_rng, namespaces: Namespace.addresses, heeding: ["type"])
  }

  /// What is to be said about `bytes`, whatever they are. O(n) in time; the memory is that of the
  /// longest entry and of the ids.
  public func report(on bytes: [UInt8], _ options: JudgeOptions = JudgeOptions()) -> Report {
    guard bytes.count <= options.byteCountMax else { return report(onTooLong: options) }
    let examination = Examination(options: options)
    let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
    if first == 0x7B || first == 0x5B { return judgeJSON(bytes, examination) }
    return judgeXML(bytes, examination, grammar)
  }

  /// What is to be said about a document that nobody has to read, because it is longer than
  /// `options` allow.
  public func report(onTooLong options: JudgeOptions) -> Report {
    var examination = Examination(options: options)
    examination.find(
      .xmlLimit, 0,
      "The document has more than \(options.byteCountMax) bytes, which is the most that is read")
    return examination.report(.unknown, on: [])
  }

  /// What is to be said about `bytes` and about how a server sent them.
  public func report(
    on bytes: [UInt8], served facts: HTTPFacts, _ options: JudgeOptions = JudgeOptions()
  ) -> Report {
    let report = report(on: bytes, options)
    var examination = Examination(options: options)
    examination.judgeHTTP(facts, format: report.format, byteCount: bytes.count)
    let more = examination.report(report.format, on: bytes).findings
    return Report(
      format: report.format, findings: (more + report.findings).sorted { $0.offset < $1.offset },
      entries: report.entries, resources: report.resources)
  }

  /// The gate of a build: what is to be said about a document before it is written to `path`.
  ///
  /// A finding inside a part that an article made names the article; others name `path`. Entries in which
  /// nothing was found before are not read again, unless something is found in the rest.
  public func gate(
    _ document: WrittenDocument, path: String, _ options: JudgeOptions = JudgeOptions()
  ) -> [Diagnostic] {
    var report: Report?
    if let abridged = known.abridgement(of: document, options),
      document.bytes.count <= options.byteCountMax
    {
      let examination = Examination(options: options)
      let made = judgeXML(abridged.bytes, examination, grammar, known: abridged.known)
      if made.findings.isEmpty { known.add(abridged, made, options) }
      if made.findings.isEmpty || abridged.known.isEmpty { report = made }
    }
    return (report ?? self.report(on: document.bytes, options)).findings.map { finding in
      let origin = document.origin(at: finding.offset)
      let place = "\(path):\(finding.line):\(finding.column)"
      return Diagnostic(
        finding.severity, finding.code, path: origin?.path ?? path,
        range: origin == nil ? nil : origin?.range, finding.message,
        note: "found at \(place); see \(finding.specification)")
    }
  }
}
