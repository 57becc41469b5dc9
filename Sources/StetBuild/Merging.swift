import StetContent
import StetCore
import StetSite

/// The files that a merge of topics changed, or would change.
package struct MergeReport: Sendable {
  /// From the site's root, ordered.
  package var changed: [String] = []
  /// Files that were left as they were, with the reason.
  package var diagnostics: [Diagnostic] = []
}

/// Changes the files of the site that `reading` read as `merge` says; in a dry run none of them.
///
/// Each file is written beside itself and renamed, with the rights it had.
package func carryOut(
  _ merge: TopicMerge, in reading: Reading, site root: String, isDryRun: Bool
) throws(FileError) -> MergeReport {
  let scanner = Scanner(root: root)
  var report = MergeReport()
  let ids = Set(merge.articles).union(merge.topicFile.map { [$0] } ?? [])
  for id in ids.sorted(by: { reading.site[$0].path < reading.site[$1].path }) {
    let path = reading.site[id].path
    guard let file = try scanner.file(path) else { continue }
    let edited = merge.edited(file, of: id)
    report.diagnostics += edited.diagnostics
    guard let bytes = edited.value, bytes != file.bytes else { continue }
    report.changed.append(path)
    if isDryRun { continue }
    let place = Disk.realPath(scanner.diskPath(path)) ?? scanner.diskPath(path)
    let temporary = OutputTree.temporaryPath(place)
    _ = try Disk.write(bytes, to: temporary)
    try Disk.copyRights(of: place, to: temporary)
    try Disk.rename(temporary, to: place)
  }
  return report
}
