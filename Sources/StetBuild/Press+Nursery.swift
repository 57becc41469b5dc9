import StetCore
import StetRender
import StetSite
import StetValidation

extension Press {
  /// Prints every piece into `nursery`, the judged ones first, while those are judged; nothing is in
  /// its place before all of it is found fit.
  func layOut(
    _ plan: Plan, in nursery: OutputTree, _ progress: (BuildProgress) -> Void
  ) async throws(FileError) -> Diagnosed<Proofs> {
    let press = Press(
      renderer: renderer, bodies: bodies, tree: nursery, scanner: scanner, order: order,
      known: known)
    let judged = plan.stale(judged: true)
    let pages = plan.stale(judged: false)
    // What takes longest is begun before the pages, or one core would wait for it at the end.
    let indices =
      judged + pages.filter { plan.pieces[$0].isOfWholeSite }
      + pages.filter { !plan.pieces[$0].isOfWholeSite }
    var prints = try await indices.parallelMap(
      width: order.width,
      progress: { progress(BuildProgress(stage: .writing, done: $0, total: indices.count)) },
      tool: { Bench(known) }
    ) { (index, bench) throws(FileError) in
      let piece = plan.pieces[index]
      return piece.isJudged
        ? try press.stage(piece, bench.judge, number: index) : try press.printed(piece)
    }
    let found = prints[..<judged.count].flatMap(\.diagnostics)
    if found.contains(where: { $0.severity == .error }) {
      try tree.clearStage()
      return Diagnosed(Proofs(isRefused: true), found)
    }
    for index in judged.indices { prints[index].diagnostics = [] }
    return Diagnosed(
      Proofs(prints: zip(indices, prints).map { ($0, $1) }, isLaidOut: true), found)
  }

  /// Takes away the folders that were made for articles of `site` without a page.
  func tidy(_ site: Site, _ plan: Plan, _ proofs: Proofs) {
    guard proofs.isLaidOut else { return }
    var made: Set<SitePath> = []
    for (piece, print) in proofs.prints {
      guard case .article = plan.pieces[piece].page.kind, case .written? = print.outcome else {
        continue
      }
      made.insert(plan.pieces[piece].page.address)
    }
    for story in site.stories.compactMap(\.self) where !made.contains(story.address) {
      let path = story.address.filePath
      for parent in OutputTree.parents(of: path)
      where !Disk.removeFolderIfEmpty(tree.stagePlace + "/" + parent) { break }
    }
  }
}

/// What one task works with: a judge, made when the first feed comes.
///
/// A class, because it is made once for many pieces and changes when it is first asked.
private final class Bench {
  lazy var judge = Judge(known: known)
  private let known: KnownEntries

  init(_ known: KnownEntries) {
    self.known = known
  }
}
