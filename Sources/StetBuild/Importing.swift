import StetCore

/// Puts new files into the site in `root`; one that is there already is a failure of the disk.
package func add(_ files: [SourceFile], to root: String) throws(FileError) {
  let scanner = Scanner(root: root)
  for file in files { try make(file.bytes, at: scanner.diskPath(file.path)) }
}

/// Makes `path` a file of `bytes`, in place of one that is there.
package func writeLoose(_ bytes: [UInt8], to path: String) throws(FileError) {
  // A device or pipe is written to; nothing may take its place.
  if try Disk.status(path, isFollowing: true)?.kind == .special {
    _ = try Disk.write(bytes, to: path)
  } else {
    try Disk.replace(path, with: bytes)
  }
}
