import StetCore
import StetRender
import StetSite
import StetValidation

/// Prints a site into its output folder: plan, judge, print, each once and in this order.
struct Press: Sendable {
  let renderer: Renderer
  let bodies: BodyStore
  let tree: OutputTree
  let scanner: Scanner
  let order: BuildOrder

  /// One file of the output and where its bytes come from.
  struct Piece: Sendable {
    enum Source: Sendable {
      case page(Page)
      case copy(Scanner.Found)
    }

    /// From the output folder.
    let path: String
    let source: Source

    /// Whether the file is judged before anything is written.
    var isJudged: Bool {
      if case .page(let page) = source { page.isJudged } else { false }
    }
  }

  /// Every file of the output, and which of them are not as they should be.
  struct Plan: Sendable {
    var pieces: [Piece] = []
    /// By piece: whether it has to be made anew.
    var isStale: [Bool] = []

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
  }

  /// Every file that the site is made of; each output path once, `copying` before pages.
  func plan(
    copying copies: [Piece], _ progress: (Progress) -> Void
  ) async throws(FileError) -> Diagnosed<Plan> {
    let pages = renderer.pages.map { Piece(path: $0.path, source: .page($0)) }
    let pieces = onePerPath(copies + pages)
    let count = pieces.value.count
    let isStale = try await pieces.value.parallelMap(
      width: order.width,
      progress: { progress(Progress(stage: .comparing, done: $0, total: count)) }
    ) { piece throws(FileError) in
      guard let record = tree.known.records[piece.path], record.input != nil else { return true }
      return try !tree.isCurrent(piece.path, madeFrom: input(for: piece))
    }
    return Diagnosed(Plan(pieces: pieces.value, isStale: isStale), pieces.diagnostics)
  }

  /// Prints and judges every stale feed and sitemap; those that are fit wait to be put in place.
  func judge(_ plan: Plan) async throws(FileError) -> Diagnosed<Proofs> {
    let indices = plan.stale(judged: true)
    let prints = try await indices.enumerated().map { (number: $0.offset, piece: $0.element) }
      .parallelMap(width: order.width) { job throws(FileError) in
        try proof(plan.pieces[job.piece], number: job.number)
      }
    var proofs = Proofs(prints: zip(indices, prints).map { ($0, $1) })
    proofs.isRefused = prints.contains { print in
      print.diagnostics.contains { $0.severity == .error }
    }
    if proofs.isRefused { try tree.clearStage() }
    return Diagnosed(proofs, prints.flatMap(\.diagnostics))
  }

  /// Writes what is stale: pages first, then the feeds that tell of them; then removes what is gone.
  func print(
    _ plan: Plan, _ proofs: Proofs, into report: inout BuildReport,
    _ progress: (Progress) -> Void
  ) async throws(FileError) {
    let indices = plan.stale(judged: false)
    let judged = plan.stale(judged: true)
    if !indices.isEmpty || !judged.isEmpty {
      try tree.begin(
        writing: (indices + judged).map { plan.pieces[$0].path },
        keeping: Set(plan.pieces.map(\.path)))
    }
    var prints = try await indices.parallelMap(
      width: order.width,
      progress: { progress(Progress(stage: .writing, done: $0, total: indices.count)) }
    ) { index throws(FileError) in
      (piece: index, print: try print(plan.pieces[index]))
    }
    for var proof in proofs.prints {
      if let staged = proof.print.staged { proof.print.outcome = try tree.commit(staged) }
      proof.print.diagnostics = []
      prints.append(proof)
    }
    try tree.clearStage()
    report.diagnostics += prints.flatMap(\.print.diagnostics)

    let settled = settle(plan, prints)
    report.diagnostics += settled.diagnostics
    report.pages.written = settled.value.written
    report.pages.unchanged = settled.value.unchanged
    let removed = try tree.finish(settled.value.records)
    report.pages.removed = removed.value
    report.diagnostics += removed.diagnostics
  }

  /// What the piece is made from; nil when two states of it cannot be told apart.
  private func input(for piece: Piece) -> Fingerprint? {
    switch piece.source {
    case .page(let page): renderer.input(for: page).fingerprint
    case .copy(let file): file.status.fingerprint(before: order.startNanoseconds)
    }
  }

  private func print(_ piece: Piece) throws(FileError) -> Print {
    switch piece.source {
    case .copy(let file):
      do throws(FileError) {
        let outcome = try tree.copy(
          scanner.diskPath(file.path), sizeBytes: file.status.sizeBytes, to: piece.path,
          madeFrom: input(for: piece))
        return Print(outcome: outcome)
      } catch {
        guard error.action == .read else { throw error }
        return Print(diagnostics: [scanner.unreadable(file.path, error)])
      }
    case .page(let page):
      let input = renderer.input(for: page)
      let output = renderer.output(of: input, body: bodies.body)
      if output.diagnostics.contains(where: { $0.severity == .error }) {
        return Print(diagnostics: output.diagnostics)
      }
      // What was said while printing must be said by the next build too, so it prints again.
      let known = output.diagnostics.isEmpty ? input.fingerprint : nil
      return Print(
        outcome: try tree.write(output.value.bytes, to: piece.path, madeFrom: known),
        diagnostics: output.diagnostics)
    }
  }

  private func proof(_ piece: Piece, number: Int) throws(FileError) -> Print {
    guard case .page(let page) = piece.source else { return Print() }
    let input = renderer.input(for: page)
    let output = renderer.output(of: input, body: bodies.body)
    var diagnostics = output.diagnostics
    if !diagnostics.contains(where: { $0.severity == .error }) {
      diagnostics += findings(on: output.value, shownAs: tree.shown + "/" + piece.path)
    }
    if diagnostics.contains(where: { $0.severity == .error }) {
      return Print(diagnostics: diagnostics)
    }
    let known = diagnostics.isEmpty ? input.fingerprint : nil
    switch try tree.stage(
      output.value.bytes, to: piece.path, madeFrom: known, number: number)
    {
    case .settled(let outcome): return Print(outcome: outcome, diagnostics: diagnostics)
    case .waiting(let staged): return Print(staged: staged, diagnostics: diagnostics)
    }
  }
}
