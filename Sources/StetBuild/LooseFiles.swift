import StetCore

/// The bytes of the file at `path`, of no site.
package func looseFile(_ path: String) throws(FileError) -> SourceFile {
  SourceFile(path: path, bytes: try Disk.read(path))
}

/// The bytes of the file at `path`, of no site; nil where it has more than `countMax`, of which none
/// or not many more are read, so that a pipe or device without an end has one.
package func looseBytes(_ path: String, countMax: Int) throws(FileError) -> [UInt8]? {
  if let status = try Disk.status(path, isFollowing: true), status.sizeBytes > countMax {
    return nil
  }
  let bytes = try Disk.read(path, countMax: countMax + 1)
  return bytes.count > countMax ? nil : bytes
}

/// Every file below `folder` but hidden ones, ordered by path; each path begins with `folder`.
package func looseFiles(below folder: String) throws(FileError) -> [SourceFile] {
  var files: [SourceFile] = []
  var waiting = [(path: folder, depth: 0)]
  // Deeper is a link that leads back to a folder it stands in.
  let depthMax = 32
  while let next = waiting.popLast() {
    for name in try Disk.names(in: next.path) where name.first != 0x2E {
      let path = next.path + "/" + String(decoding: name, as: UTF8.self)
      switch try Disk.status(path, isFollowing: true)?.kind {
      case .file: files.append(try looseFile(path))
      case .folder where next.depth < depthMax: waiting.append((path, next.depth + 1))
      default: break
      }
    }
  }
  return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
}

/// The path of the file `path` below `folder`, links and dots resolved; nil where it lies elsewhere.
package func localPath(of path: String, below folder: String) -> String? {
  guard let file = Disk.realPath(path), let root = Disk.realPath(folder),
    file.hasPrefix(root + "/")
  else { return nil }
  return String(file.dropFirst(root.utf8.count + 1))
}
