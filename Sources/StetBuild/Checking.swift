import StetCheck
import StetContent
import StetCore
import StetSite
import StetValidation

/// What a check found, and of how much.
package struct CheckReport: Sendable {
  /// What is to be known, by file and place.
  package var diagnostics: [Diagnostic]
  package let pageCount: Int
  package let feedCount: Int
  package let checked: CheckedSite
}

/// Judges what stands in the output folder of the site that `order` names against its sources.
///
/// Nothing is built: who wants the newest builds before.
package func check(
  _ order: BuildOrder, progress: (BuildProgress) -> Void = { _ in }
) async throws(FileError) -> CheckReport {
  let reading = try await read(order)
  let site = reading.value.site
  let scanner = Scanner(root: order.site)
  let output = site.configuration.output
  let root = scanner.diskPath(output)
  let files = try outputFiles(root)
  let index = OutputIndex(files.map(\.path), baseURL: site.configuration.baseURL)
  let count = files.count
  let read = try await files.indices.parallelMap(
    width: order.width,
    progress: { progress(BuildProgress(stage: .reading, done: $0, total: count)) },
    tool: { CheckTool() }
  ) { (file, tool) throws(FileError) in
    try CheckedFile(file, of: index, in: root, shownAs: output, tool, now: order.now)
  }
  let pages = read.compactMap(\.page)
  let checked = CheckedSite(
    site, index, sizes: files.map(\.sizeBytes), pages: pages, output: output)
  let diagnostics = checked.findings(read.flatMap(\.findings))
  return CheckReport(
    diagnostics: withoutEchoes(reading.diagnostics + diagnostics),
    pageCount: pages.count, feedCount: read.count { $0.isFeed }, checked: checked)
}

/// `diagnostics` in order, each once; of what two rules say of one place the graver is kept, with what
/// the other advises.
package func withoutEchoes(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
  let told = Set(diagnostics)
  let bare = Set(told.filter { $0.code == .imageAltMissing }.map(\.path))
  var advice: [Place: String] = [:]
  var broken: Set<Place> = []
  for diagnostic in told {
    if diagnostic.code == .linkTargetMissing { advice[Place(diagnostic)] = diagnostic.note }
    if diagnostic.code == .pageLinkMissing { broken.insert(Place(diagnostic)) }
  }
  return told.compactMap { diagnostic in
    switch diagnostic.code {
    case .pageImageAlt: bare.contains(diagnostic.path) ? nil : diagnostic
    // Pages tell it, where it stands.
    case .htmlImageAlt: nil
    case .linkTargetMissing: broken.contains(Place(diagnostic)) ? nil : diagnostic
    case .pageLinkMissing: diagnostic.with(note: advice[Place(diagnostic)] ?? diagnostic.note)
    default: diagnostic
    }
  }.sorted(by: Diagnostic.precedes)
}

/// A place in a file.
private struct Place: Hashable {
  let path: String
  let range: SourceRange?

  init(_ diagnostic: Diagnostic) {
    (path, range) = (diagnostic.path, diagnostic.range)
  }
}

/// What one worker of a check needs.
private final class CheckTool {
  let cache = TargetCache()
  let judge = Judge()
}

/// One file of the output, read.
private struct CheckedFile: Sendable {
  var page: PageFacts?
  var findings: [SiteFinding] = []
  var isFeed = false

  init(
    _ file: Int, of index: OutputIndex, in root: String, shownAs output: String, _ tool: CheckTool,
    now: Timestamp
  ) throws(FileError) {
    let path = index.paths[file]
    if path.hasSuffix(".html") {
      page = readPage(try Disk.read(root + "/" + path), file: file, in: index, tool.cache)
    } else if path.hasSuffix(".xml") || path.hasSuffix(".opml") || path.hasSuffix("feed.json") {
      isFeed = true
      findings = feedFindings(
        try Disk.read(root + "/" + path), file: file, in: index, output: output, by: tool.judge,
        now: now)
    }
  }
}

/// Every file below `folder` by its path from there, with its size; stet's own notes left out.
private func outputFiles(_ folder: String) throws(FileError) -> [(path: String, sizeBytes: Int)] {
  var files: [(path: String, sizeBytes: Int)] = []
  var folders = [""]
  while let local = folders.popLast() {
    for name in try Disk.names(in: local.isEmpty ? folder : folder + "/" + local) {
      let path = (local.isEmpty ? "" : local + "/") + String(decoding: name, as: UTF8.self)
      guard !path.hasPrefix(".stet-"),
        let status = try Disk.status(folder + "/" + path, isFollowing: true)
      else { continue }
      switch status.kind {
      case .folder: folders.append(path)
      case .file: files.append((path, status.sizeBytes))
      case .link, .special: break
      }
    }
  }
  return files.sorted { $0.path < $1.path }
}
