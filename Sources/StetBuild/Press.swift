import StetCore
import StetRender
import StetSite
import StetValidation

/// Prints a site into its output folder: plan, judge, publish, each once and in this order.
struct Press: Sendable {
  let renderer: Renderer
  var bodies: BodyStore
  let tree: OutputTree
  let scanner: Scanner
  let order: BuildOrder
  /// Entries of feeds that need not be judged again.
  let known: KnownEntries
  /// What text is packed in beside each file of it.
  var packings: [Hosting.Packing] = []

  /// One file of the output.
  struct Piece: Sendable {
    /// From the output folder.
    let path: String
    let page: Page
    /// The file that it is a copy of; nil when it is printed.
    let original: Scanner.Found?

    /// Whether the file is judged before anything is written.
    var isJudged: Bool {
      switch page.kind {
      case .feed, .feedArchive, .feedOutline, .sitemap, .newsSitemap: true
      default: false
      }
    }

    /// Whether it tells of every article, and so takes as long as many pages.
    var isOfWholeSite: Bool {
      switch page.kind {
      case .schedule, .vocabulary, .searchFile, .hostRules: true
      default: false
      }
    }
  }

  /// Every file of the output, and which of them are not as they should be.
  struct Plan: Sendable {
    var pieces: [Piece] = []
    /// By piece: whether it has to be made anew.
    var isStale: [Bool] = []
    /// How many were laid out to see whether they have changed.
    var countCompared = 0

    /// The indices of stale pieces, those that are judged or those that are not.
    func stale(judged: Bool) -> [Int] {
      pieces.indices.filter { isStale[$0] && pieces[$0].isJudged == judged }
    }
  }

  /// What became of a piece that was made anew.
  struct Print: Sendable {
    /// Nil when it could not be made; what an earlier build made stays.
    var outcome: OutputTree.Outcome?
    var staged: OutputTree.Staged?
    var diagnostics: [Diagnostic] = []
  }

  /// What the judge found.
  struct Proofs: Sendable {
    /// By index of the piece.
    var prints: [(piece: Int, print: Print)] = []
    /// Whether something is not fit to be published.
    var isRefused = false
    /// Whether everything is printed and waits in the nursery.
    var isLaidOut = false
  }

  /// Every file that the site is made of, as `pieces` says, and which are not as they should be.
  func plan(
    copying files: [Scanner.Found], insteadOf pictures: [String: Scanner.Found] = [:],
    _ progress: (BuildProgress) -> Void
  ) async throws(FileError) -> Diagnosed<Plan> {
    let pieces = pieces(copying: files, insteadOf: pictures)
    let count = pieces.value.count
    if tree.known.records.isEmpty {
      let isStale = Array(repeating: true, count: count)
      return Diagnosed(Plan(pieces: pieces.value, isStale: isStale), pieces.diagnostics)
    }
    let isStale = try await pieces.value.parallelMap(
      width: order.width,
      progress: { progress(BuildProgress(stage: .comparing, done: $0, total: count)) }
    ) { piece throws(FileError) in
      guard let record = tree.known.records[piece.path], record.input != nil else { return true }
      return try !tree.isCurrent(piece.path, madeFrom: input(for: piece))
    }
    let countCompared = pieces.value.count { piece in
      piece.original == nil && tree.known.records[piece.path]?.input != nil
    }
    return Diagnosed(
      Plan(pieces: pieces.value, isStale: isStale, countCompared: countCompared),
      pieces.diagnostics)
  }

  /// Every file that the site is made of; `files` are those that may be copied, `pictures` what is
  /// copied in place of some, by path.
  func pieces(
    copying files: [Scanner.Found], insteadOf pictures: [String: Scanner.Found]
  ) -> Diagnosed<[Piece]> {
    let originals = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
      .merging(pictures) { _, developed in developed }
    return withoutClashes(
      renderer.pages.map { page in
        var original: Scanner.Found?
        if case .file(let path) = page.kind { original = originals[path] }
        return Piece(path: page.address.filePath, page: page, original: original)
      })
  }

  /// The articles whose texts the stale pieces of `plan` show.
  func texts(_ plan: Plan) -> Set<ArticleID> {
    var wanted: Set<ArticleID> = []
    wanted.reserveCapacity(plan.pieces.count)
    for index in plan.pieces.indices where plan.isStale[index] {
      for id in renderer.texts(on: plan.pieces[index].page) { wanted.insert(id) }
    }
    return wanted
  }

  /// Prints and judges every stale feed and sitemap; those that are fit wait to be put in place. Of a
  /// whole new output, everything is printed.
  func judge(
    _ plan: Plan, _ progress: (BuildProgress) -> Void
  ) async throws(FileError) -> Diagnosed<Proofs> {
    if let nursery = try tree.nursery(for: plan.pieces.map(\.path)) {
      return try await layOut(plan, in: nursery, progress)
    }
    // Folders may have been made there for a whole new output, which this is not.
    try tree.clearStage()
    let indices = plan.stale(judged: true)
    let prints = try await indices.enumerated().map { (number: $0.offset, piece: $0.element) }
      .parallelMap(width: order.width, tool: { Judge(known: known) }) {
        (job, judge) throws(FileError) in
        try stage(plan.pieces[job.piece], judge, number: job.number)
      }
    var proofs = Proofs(prints: zip(indices, prints).map { ($0, $1) })
    proofs.isRefused = prints.contains { print in
      print.diagnostics.contains { $0.severity == .error }
    }
    if proofs.isRefused { try tree.clearStage() }
    return Diagnosed(proofs, prints.flatMap(\.diagnostics))
  }

  /// Writes what is stale: pages first, then the feeds that tell of them; then removes what is gone,
  /// unless `isOldKept`.
  func publish(
    _ plan: Plan, _ proofs: Proofs, isOldKept: Bool, into report: inout BuildReport,
    _ progress: (BuildProgress) -> Void
  ) async throws(FileError) -> OutputTree.Ending {
    let prints: [(piece: Int, print: Print)]
    if proofs.isLaidOut {
      try tree.moveIn(proofs.prints.map { plan.pieces[$0.piece].path })
      prints = proofs.prints
    } else {
      prints = try await replaced(plan, proofs, progress)
    }
    try tree.clearStage()
    report.diagnostics += prints.flatMap(\.print.diagnostics)

    var settled = settle(plan, prints)
    settled.diagnostics += try await pack(&settled.value, beside: plan, progress)
    report.diagnostics += settled.diagnostics
    let old = isOldKept ? tree.known.records : [:]
    let records = settled.value.records.merging(old) { made, _ in made }
    let paths = records.keys.sorted()
    // Of a whole new output nothing but what was written is there.
    let written = settled.value.written
    report.pages.written = written.count
    report.changes.written = written.count == paths.count ? paths : written.sorted()
    report.pages.unchanged = settled.value.unchanged
    var ending = try tree.finish(records, inOrder: paths)
    report.pages.removed = ending.value.removed.count
    report.changes.removed = ending.value.removed
    report.diagnostics += ending.diagnostics
    ending.value.isRepeatable = ending.diagnostics.isEmpty && settled.value.isWhole
    return ending.value
  }

  /// Writes what is stale file by file; what became of each.
  private func replaced(
    _ plan: Plan, _ proofs: Proofs, _ progress: (BuildProgress) -> Void
  ) async throws(FileError) -> [(piece: Int, print: Print)] {
    let indices = plan.stale(judged: false)
    let judged = plan.stale(judged: true)
    if !indices.isEmpty || !judged.isEmpty {
      try tree.begin(
        writing: (indices + judged).map { plan.pieces[$0].path },
        keeping: Set(plan.pieces.map(\.path)))
    }
    var prints = try await indices.parallelMap(
      width: order.width,
      progress: { progress(BuildProgress(stage: .writing, done: $0, total: indices.count)) }
    ) { index throws(FileError) in
      (piece: index, print: try printed(plan.pieces[index]))
    }
    for var proof in proofs.prints {
      if let staged = proof.print.staged { proof.print.outcome = try tree.commit(staged) }
      proof.print.diagnostics = []
      prints.append(proof)
    }
    return prints
  }

  /// What the piece is made from; nil when two states of it cannot be told apart.
  private func input(for piece: Piece) -> Fingerprint? {
    // A file of the cache is named for its content.
    if let path = piece.original?.path, path.hasPrefix(PictureAlbum.folder + "/") {
      return Fingerprint(of: path)
    }
    return piece.original.map { $0.status.fingerprint(before: order.startNanoseconds) }
      ?? renderer.input(for: piece.page).fingerprint
  }

  /// Prints or copies a piece that nobody judges.
  func printed(_ piece: Piece) throws(FileError) -> Print {
    if let original = piece.original { return try copy(original, to: piece) }
    let proof = proof(piece) { _ in [] }
    guard let output = proof.output else { return Print(diagnostics: proof.diagnostics) }
    return Print(
      outcome: try tree.write(output.bytes, to: piece.path, madeFrom: proof.input),
      diagnostics: proof.diagnostics)
  }

  private func copy(_ original: Scanner.Found, to piece: Piece) throws(FileError) -> Print {
    do throws(FileError) {
      return Print(
        outcome: try tree.copy(
          scanner.diskPath(original.path), sizeBytes: original.status.sizeBytes, to: piece.path,
          madeFrom: input(for: piece)))
    } catch {
      guard error.action == .read else { throw error }
      return Print(diagnostics: [scanner.unreadable(original.path, error)])
    }
  }

  /// Prints a piece and judges it; it waits if it is fit.
  func stage(_ piece: Piece, _ judge: Judge, number: Int) throws(FileError) -> Print {
    let proof = proof(piece) { output in
      findings(
        on: output, by: judge, shownAs: tree.shown + "/" + piece.path,
        at: renderer.absoluteAddress(of: piece.page), now: order.now)
    }
    guard let output = proof.output else { return Print(diagnostics: proof.diagnostics) }
    switch try tree.stage(
      output.bytes, to: piece.path, madeFrom: proof.input, number: number)
    {
    case .settled(let outcome): return Print(outcome: outcome, diagnostics: proof.diagnostics)
    case .waiting(let staged): return Print(staged: staged, diagnostics: proof.diagnostics)
    }
  }

  /// A piece as it would be published.
  private struct Proof {
    /// Nil when an error forbids it.
    let output: Output?
    /// Nil when something was said that the next build must say again, so that it prints again.
    let input: Fingerprint?
    let diagnostics: [Diagnostic]
  }

  private func proof(_ piece: Piece, findings: (Output) -> [Diagnostic]) -> Proof {
    let input = renderer.input(for: piece.page)
    let output = renderer.output(of: input, body: { bodies.body($0) })
    let diagnostics = output.diagnostics + findings(output.value)
    return Proof(
      output: diagnostics.contains { $0.severity == .error } ? nil : output.value,
      input: diagnostics.isEmpty ? input.fingerprint : nil, diagnostics: diagnostics)
  }
}
