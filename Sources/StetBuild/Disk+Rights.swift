import StetCore

#if canImport(Darwin)
  private import Darwin
#elseif canImport(Musl)
  private import Musl
#else
  private import Glibc
#endif

extension Disk {
  /// Gives the file at `destination` the rights of the one at `path`.
  static func copyRights(of path: String, to destination: String) throws(FileError) {
    var record = stat()
    guard unsafe stat(path, &record) == 0 else { throw FileError(.inspect, path, code: errno) }
    guard unsafe chmod(destination, record.st_mode & 0o7777) == 0 else {
      throw FileError(.write, destination, code: errno)
    }
  }

  /// Makes `path` a file of `bytes` where nothing has that name yet.
  static func create(_ bytes: [UInt8], at path: String) throws(FileError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError(.write, path, code: errno) }
    _ = close(descriptor)
    try replace(path, with: bytes)
  }

  /// Gives `path` the bytes `bytes` in one step: they are written beside it, and renamed.
  static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
    let temporary = OutputTree.temporaryPath(path)
    _ = try write(bytes, to: temporary)
    try rename(temporary, to: path)
  }

  /// Writes `bytes` into the file at `path`, which is there, from `offset` on.
  static func write(_ bytes: [UInt8], into path: String, at offset: Int) throws(FileError) {
    let file = try OpenFile(continuing: path, at: offset)
    try file.write(bytes)
  }

  /// The path without links and dots; nil when nothing is there.
  static func realPath(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(validatingCString: resolved)
  }
}

extension Disk.OpenFile {
  /// Appends `bytes` to the file.
  func write(_ bytes: [UInt8]) throws(FileError) {
    try bytes.withMemory { (bytes) throws(FileError) in try write(bytes) }
  }
}
