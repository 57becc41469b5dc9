import StetCore

/// What an entry says that the feed and its other entries are held against.
struct EntryClaims: Sendable, Hashable {
  let id: String
  let updated: Timestamp?
  let hasAuthor: Bool
  /// Where the entry begins in the document that it was read in.
  let offset: Int
}

/// Entries of Atom in which nothing was found, by their bytes and what stood around them: one that many
/// feeds carry is judged once.
///
/// Judges of several tasks may share it. It keeps some two hundred bytes of each of up to a hundred thousand
/// entries.
public struct KnownEntries: Sendable {
  private let entries = SharedTable<Fingerprint, Known>(weightMax: 100_000)

  private struct Known {
    let claims: EntryClaims
    /// For what present it was judged, in seconds since 1970; a date that was not in the future then
    /// will never be.
    let now: Int64
  }

  /// No entries.
  public init() {}

  /// `document` with a mark in place of each entry that is known; nil where it is not Atom, or where its
  /// entries are not parts of it.
  func abridgement(of document: WrittenDocument, _ options: JudgeOptions) -> Abridgement? {
    let bytes = document.bytes
    // Advice is given of entries that an article is not told of here.
    if options.isAdvising { return nil }
    guard let first = document.parts.first?.range.lowerBound,
      let surroundings = KnownEntries.surroundings(bytes[..<first]),
      document.parts.allSatisfy({ bytes[$0.range].starts(with: KnownEntries.tag) })
    else { return nil }
    let prints = document.parts.map {
      Fingerprint(of: [surroundings, Fingerprint(of: bytes[$0.range])])
    }
    let now = KnownEntries.seconds(options)
    let claims = prints.map { print in entries[print].flatMap { $0.now <= now ? $0.claims : nil } }
    var abridgement = Abridgement()
    var end = 0
    for (place, part) in document.parts.enumerated() {
      abridgement.bytes += bytes[end..<part.range.lowerBound]
      end = part.range.upperBound
      if let claims = claims[place] {
        abridgement.known[abridgement.bytes.count] = claims
        abridgement.bytes += KnownEntries.mark
      } else {
        abridgement.new[abridgement.bytes.count] = prints[place]
        abridgement.bytes += bytes[part.range]
      }
    }
    abridgement.bytes += bytes[end...]
    return abridgement
  }

  /// Notes the entries that are new in `abridgement`, which `report` found nothing in.
  func add(_ abridgement: Abridgement, _ report: Report, _ options: JudgeOptions) {
    // Where a part is no whole entry, or more than one, nothing is known by it.
    guard report.claims.map(\.offset) == abridgement.new.keys.sorted() else { return }
    let now = KnownEntries.seconds(options)
    for claims in report.claims {
      guard let print = abridgement.new[claims.offset] else { continue }
      entries.keep(Known(claims: claims, now: now), for: print)
    }
  }

  /// The present as `options` tell it; who does not tell it asks for nothing that a later one might find.
  private static func seconds(_ options: JudgeOptions) -> Int64 {
    options.now?.secondsSinceEpoch ?? .max
  }

  /// What an entry is judged by besides its own bytes: the root's start tag, with its namespaces and
  /// language, as `AtomWriter` writes them, which puts no `>` into an attribute.
  private static func surroundings(_ head: ArraySlice<UInt8>) -> Fingerprint? {
    guard let root = head.firstRange(of: Array("<feed".utf8))?.lowerBound,
      let end = head[root...].firstIndex(of: 0x3E)
    else { return nil }
    return Fingerprint(of: head[root...end])
  }

  private static let tag = Array("<entry".utf8)
  private static let mark = Array("<entry/>".utf8)

  /// A document of which some entries are left out.
  struct Abridgement {
    var bytes: [UInt8] = []
    /// What the entries say that are left out, by where their marks stand.
    var known: [Int: EntryClaims] = [:]
    /// The fingerprints of the others, by where they stand.
    var new: [Int: Fingerprint] = [:]
  }
}
