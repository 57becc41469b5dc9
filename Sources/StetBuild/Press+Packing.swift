import StetCore
import StetSite

// Text that is packed beforehand, for servers that hand it to those who take it.

extension Press {
  /// Endings of files that are text.
  private static let textEndings: Set<Substring> = [
    "html", "css", "js", "mjs", "json", "xml", "opml", "svg", "txt", "ttl", "webmanifest",
  ]

  /// A file, and what it is to be packed in.
  private struct PackingJob: Sendable {
    let path: String
    /// The ways, and for each what the packed file is made from.
    var wanted: [(packing: Hosting.Packing, input: Fingerprint)] = []

    /// Where the packed files go.
    var places: [String] { wanted.map { path + $0.packing.ending } }
  }

  /// Packs each text of `settlement` that is not yet, or not any more, packed as `packings` say; what is
  /// right already stays. Nothing stands where a packed file would not be smaller.
  func pack(
    _ settlement: inout Settlement, beside plan: Plan, _ progress: (BuildProgress) -> Void
  ) async throws(FileError) -> [Diagnostic] {
    if packings.isEmpty { return [] }
    let jobs = try packingJobs(&settlement, beside: plan)
    if jobs.isEmpty || order.flags.isPackingLater { return [] }
    try tree.noteMore(jobs.flatMap(\.places))
    let made = try await jobs.parallelMap(
      width: order.width,
      progress: { progress(BuildProgress(stage: .packing, done: $0, total: jobs.count)) }
    ) { job throws(FileError) in try packed(job) }
    var blocked: [String] = []
    for (path, outcome) in made.joined() {
      switch outcome {
      case .written(let record):
        settlement.written.append(path)
        settlement.records[path] = record
      case .unchanged(let record):
        settlement.unchanged += 1
        settlement.records[path] = record
      case .blocked: blocked.append(path)
      case .nameTooLong: break
      }
    }
    if blocked.isEmpty { return [] }
    settlement.isWhole = false
    return [notOurs(blocked.sorted())]
  }

  /// What there is to pack; what is packed already is kept in `settlement`.
  private func packingJobs(
    _ settlement: inout Settlement, beside plan: Plan
  ) throws(FileError) -> [PackingJob] {
    // A packed file of the author's own, from static/, is his.
    let taken = Set(plan.pieces.map(\.path))
    let recipes = packings.map { ($0, Fingerprint(of: recipe(of: $0))) }
    var jobs: [PackingJob] = []
    let texts = settlement.records.filter { path, record in
      record.sizeBytes < OutputTree.pieceSizeBytes
        && Press.textEndings.contains(path.split(separator: ".").last ?? "")
    }
    for (path, record) in texts.sorted(by: { $0.key < $1.key }) {
      var job = PackingJob(path: path)
      for (packing, recipe) in recipes where !taken.contains(path + packing.ending) {
        let place = path + packing.ending
        let input = Fingerprint(of: [record.bytes, recipe])
        if try tree.isCurrent(place, madeFrom: input), let known = tree.known.records[place] {
          settlement.records[place] = known
          settlement.unchanged += 1
        } else {
          job.wanted.append((packing, input))
        }
      }
      if !job.wanted.isEmpty { jobs.append(job) }
    }
    return jobs
  }

  private func packed(
    _ job: PackingJob
  ) throws(FileError) -> [(path: String, outcome: OutputTree.Outcome)] {
    let bytes = try Disk.read(tree.root + "/" + job.path)
    var made: [(String, OutputTree.Outcome)] = []
    for (packing, input) in job.wanted {
      guard let small = StetBuild.packed(bytes, packing) else { continue }
      let place = job.path + packing.ending
      made.append((place, try tree.write(small, to: place, madeFrom: input)))
    }
    return made
  }

  /// Names how `packing` is done here: another library may pack the same bytes otherwise.
  private func recipe(of packing: Hosting.Packing) -> String {
    switch packing {
    case .brotli: "br 10 \(brotliLibraryVersion())"
    case .gzip: "gzip 9 \(packingLibraryVersion())"
    }
  }
}
