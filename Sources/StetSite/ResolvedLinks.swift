import StetCore

/// Where the links of a stretch of articles lead.
package struct ResolvedLinks: Sendable {
  /// By article of the stretch.
  let links: [Links]
  /// For each article of the site, how many of the stretch link to it.
  let citations: [Int]
  /// The files that were named, by path.
  let files: [PublishedFile]
  let diagnostics: [Diagnostic]

  init(
    links: [Links], citations: [Int], files: [PublishedFile], diagnostics: [Diagnostic]
  ) {
    self.links = links
    self.citations = citations
    self.files = files
    self.diagnostics = diagnostics
  }

  /// The links of `parts`, one stretch after the other.
  package init(joining parts: [ResolvedLinks]) {
    links = parts.flatMap(\.links)
    var citations = Array(repeating: 0, count: parts.first?.citations.count ?? 0)
    for part in parts {
      for index in citations.indices { citations[index] += part.citations[index] }
    }
    self.citations = citations
    let named = Dictionary(parts.flatMap(\.files).map { ($0.path, $0) }) { first, _ in first }
    files = named.values.sorted { $0.path < $1.path }
    diagnostics = parts.flatMap(\.diagnostics)
  }
}
