import StetCore
import StetSite

/// A file of the output folder, as the build that made it noted it.
package struct FinishedFile: Sendable, Hashable {
  /// From the output folder.
  package let path: String
  /// Of its bytes.
  package let digest: Fingerprint
  package let sizeBytes: Int

  package init(path: String, digest: Fingerprint, sizeBytes: Int) {
    self.path = path
    self.digest = digest
    self.sizeBytes = sizeBytes
  }
}

/// Hands `body` the files that stet made in the folder `output`, ordered by path, and lets no build
/// change them until it is done.
///
/// Files that others put there are not among them; nil when no build has ended there.
package func withFinishedFiles<Result: Sendable>(
  of output: String, shownAs shown: String,
  _ body: ([FinishedFile]?) async -> Result
) async throws(FileError) -> Result {
  let lock = try OutputTree.lock(output, shownAs: shown)
  let path = output + "/" + OutputTree.manifestName
  var files: [FinishedFile]?
  if try Disk.status(path, isFollowing: true) != nil, let manifest = Manifest(try Disk.read(path)) {
    files = manifest.records.map { path, record in
      FinishedFile(path: path, digest: record.bytes, sizeBytes: record.sizeBytes)
    }.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
  let result = await body(files)
  lock.close()
  return result
}

/// What stet.yaml of the folder `site` says.
package func configuration(
  site: String, flags: Configuration.Flags = Configuration.Flags()
) throws(FileError) -> Diagnosed<Configuration> {
  try Scanner(root: site).configuration(flags: flags)
}

/// Where the output of the site in the folder `site` is, by its `configuration`.
package func diskPath(of configuration: Configuration, site: String) -> String {
  Scanner(root: site).diskPath(configuration.output)
}
