import StetCore
import StetRender
import StetSite

extension Press {
  /// What the output holds after printing.
  struct Settlement: Sendable {
    /// The paths of files with new bytes.
    var written: [String] = []
    var unchanged = 0
    /// Whether every piece is in its place.
    var isWhole = true
    /// Of every file that is ours, by path.
    var records: [String: Manifest.Record] = [:]
  }

  /// Counts what became of each piece and keeps the record of each.
  func settle(_ plan: Plan, _ prints: [(piece: Int, print: Print)]) -> Diagnosed<Settlement> {
    var settlement = Settlement()
    settlement.records.reserveCapacity(plan.pieces.count)
    settlement.written.reserveCapacity(prints.count)
    var blocked: [String] = []
    var diagnostics: [Diagnostic] = []
    for (index, piece) in plan.pieces.enumerated() where !plan.isStale[index] {
      settlement.unchanged += 1
      settlement.records[piece.path] = tree.known.records[piece.path]
    }
    for (index, print) in prints {
      let path = plan.pieces[index].path
      switch print.outcome {
      case .written(let record):
        settlement.written.append(path)
        settlement.records[path] = record
      case .unchanged(let record):
        settlement.unchanged += 1
        settlement.records[path] = record
      case .blocked:
        settlement.isWhole = false
        blocked.append(path)
      case .nameTooLong:
        settlement.isWhole = false
        diagnostics.append(tooLong(plan.pieces[index]))
      case nil:
        settlement.isWhole = false
        // What an earlier build made stays, and is made anew when it can be.
        settlement.records[path] = tree.known.records[path]?.withoutInput
      }
    }
    if !blocked.isEmpty { diagnostics.append(notOurs(blocked.sorted())) }
    return Diagnosed(settlement, diagnostics)
  }

  /// `pieces` without files that would stand where another needs a folder.
  func withoutClashes(_ pieces: [Piece]) -> Diagnosed<[Piece]> {
    if !pieces.contains(where: { OutputTree.mayClash($0.path) }) { return Diagnosed(pieces) }
    var holders: [String: Int] = [:]
    for (index, piece) in pieces.enumerated() {
      for parent in OutputTree.parents(of: piece.path) {
        if holders[parent] != nil { break }
        holders[parent] = index
      }
    }
    var diagnostics: [Diagnostic] = []
    let standing = pieces.filter { piece in
      guard let holder = holders[piece.path] else { return true }
      let path = tree.shown + "/" + piece.path
      diagnostics.append(
        Diagnostic(
          .error, .outputPathTaken, path: piece.original?.path ?? path,
          "\(path) cannot be a file, because \(pieces[holder].path) needs a folder there",
          note: "it is left out; give one of them another name or address"))
      return false
    }
    return Diagnosed(standing, diagnostics)
  }

  private func tooLong(_ piece: Piece) -> Diagnostic {
    let source = piece.original?.path ?? renderer.source(of: piece.page)
    return Diagnostic(
      .error, .outputNameTooLong, path: source ?? "\(tree.shown)/\(piece.path.prefix(60))…",
      "the address of this page is longer than disks allow",
      note: "it is left out; a part of an address may have 255 bytes, all of it 4,000; give a"
        + " shorter slug")
  }

  func notOurs(_ paths: [String]) -> Diagnostic {
    let others = paths.count > 3 ? " and \(paths.count - 3) more" : ""
    let named = paths.prefix(3).map { tree.shown + "/" + $0 }.joined(separator: ", ")
    return Diagnostic(
      .error, .outputNotOurs, path: tree.shown,
      "stet did not make \(named)\(others), and must write there",
      note: "move what you need into static/ and the rest away, or name another output folder")
  }
}
