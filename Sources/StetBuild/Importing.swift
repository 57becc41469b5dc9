import StetCore

/// The file at `path`, of no site; nil where it is longer than `byteCountMax`.
package func looseFile(
  _ path: String, byteCountMax: Int
) throws(FileError) -> SourceFile? {
  if let status = try Disk.status(path, isFollowing: true), status.sizeBytes > byteCountMax {
    return nil
  }
  return try looseFile(path)
}

/// Puts new files into the site in `root`, each written beside its place and renamed.
///
/// A file that is there already is a failure of the disk: nothing is ever written over.
package func add(_ files: [SourceFile], to root: String) throws(FileError) {
  let scanner = Scanner(root: root)
  for file in files {
    let path = scanner.diskPath(file.path)
    if try Disk.status(path, isFollowing: false) != nil { throw FileError.exists(path) }
    if let slash = path.lastIndex(of: "/") { try Disk.makeFolders(String(path[..<slash])) }
    let temporary = OutputTree.temporaryPath(path)
    _ = try Disk.write(file.bytes, to: temporary)
    try Disk.rename(temporary, to: path)
  }
}

/// Makes `path` a file of `bytes`, in place of one that is there.
package func writeLoose(_ bytes: [UInt8], to path: String) throws(FileError) {
  _ = try Disk.write(bytes, to: path)
}
