import StetContent
import StetCore

extension Site {
  /// The corrections of the article that are out, in the order written: none before its instant.
  package func corrections(of id: ArticleID) -> [Metadata.Correction] {
    let corrections = articles[id.index].metadata.corrections
    return corrections.isEmpty ? [] : corrections.filter { !now.isBefore($0.date.value) }
  }

  /// When the article last changed as readers count: an editor's `updated` or a correction; nil when
  /// that is not after its publication. Nothing else moves it.
  package func updated(_ id: ArticleID) -> Timestamp? {
    if isUnchanging(id) { return nil }
    let article = self[id]
    let last = article.metadata.changes.filter { !now.isBefore($0) }.max { $0.isBefore($1) }
    guard let last else { return nil }
    if let date = article.metadata.date?.value, !date.isBefore(last) { return nil }
    return last
  }

  /// Whether nothing says that the article changed or will, as of most.
  private func isUnchanging(_ id: ArticleID) -> Bool {
    articles[id.index].metadata.updated == nil && articles[id.index].metadata.corrections.isEmpty
  }

  /// The instants to come at which the article changes as readers count.
  func changesToCome(of id: ArticleID) -> [Timestamp] {
    if isUnchanging(id) { return [] }
    return self[id].metadata.changes.filter { now.isBefore($0) }
  }
}

extension Metadata {
  /// The instants at which the article changed or will change, as readers count.
  fileprivate var changes: [Timestamp] {
    [updated?.value].compactMap(\.self) + corrections.map(\.date.value)
  }
}
