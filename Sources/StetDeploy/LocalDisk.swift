import Foundation

#if canImport(Darwin)
  private import Darwin
#elseif canImport(Musl)
  private import Musl
#else
  private import Glibc
#endif

/// Folders of this machine that a site is put into; failures are sentences.
enum LocalDisk {
  /// The bytes of the file at `path`; nil when there is none.
  static func read(_ path: String) throws(DeployFailure) -> [UInt8]? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try doing("read", path) { Array(try Data(contentsOf: URL(filePath: path))) }
  }

  /// Makes `path` a file of `bytes`, beside its place and renamed into it.
  static func replace(_ path: String, with bytes: [UInt8]) throws(DeployFailure) {
    try makeFolder(of: path)
    let beside = temporaryPath(path)
    try doing("write", path) { try Data(bytes).write(to: URL(filePath: beside)) }
    try rename(beside, to: path)
  }

  /// Copies the file at `source` to `path`, beside its place and renamed into it.
  static func copy(_ source: String, to path: String) throws(DeployFailure) {
    try makeFolder(of: path)
    let beside = temporaryPath(path)
    try remove(beside)
    try doing("write", path) { try FileManager.default.copyItem(atPath: source, toPath: beside) }
    try rename(beside, to: path)
  }

  /// Gives the file at `source` a second name, `path`; copies it where the disk has no second names.
  static func link(_ source: String, to path: String) throws(DeployFailure) {
    if unsafe LocalDisk.systemLink(source, path) == 0 { return }
    try doing("write", path) { try FileManager.default.copyItem(atPath: source, toPath: path) }
  }

  /// Makes the folder that `path` lies in.
  static func makeFolder(of path: String) throws(DeployFailure) {
    try makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
  }

  /// Makes the folder at `path` and those above it.
  static func makeFolder(_ path: String) throws(DeployFailure) {
    if path.isEmpty || isFolder(path) { return }
    try doing("make the folder", path) {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
  }

  /// Whether a folder, or a link to one, stands at `path`.
  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// Whether anything stands at `path`, a link that leads nowhere included.
  static func isTaken(_ path: String) -> Bool {
    var record = stat()
    return unsafe lstat(path, &record) == 0
  }

  /// Where the link at `path` leads; nil when no link stands there.
  static func target(ofLink path: String) -> String? {
    do {
      return try FileManager.default.destinationOfSymbolicLink(atPath: path)
    } catch {
      return nil
    }
  }

  /// Makes `path` a link to `target`, in one step where a link stands there already.
  static func pointLink(_ path: String, to target: String) throws(DeployFailure) {
    let beside = temporaryPath(path)
    try remove(beside)
    try doing("write", path) {
      try FileManager.default.createSymbolicLink(atPath: beside, withDestinationPath: target)
    }
    try rename(beside, to: path)
  }

  /// Removes what stands at `path`, with all that is in it; nothing is no failure.
  static func remove(_ path: String) throws(DeployFailure) {
    guard isTaken(path) else { return }
    try doing("remove", path) { try FileManager.default.removeItem(atPath: path) }
  }

  /// Removes the folder at `path` where it is empty; whether it was.
  static func removeFolderIfEmpty(_ path: String) -> Bool {
    unsafe rmdir(path) == 0
  }

  /// The names in the folder at `path`, ordered; none where there is no folder.
  static func names(in path: String) throws(DeployFailure) -> [String] {
    guard isFolder(path) else { return [] }
    return try doing("look into", path) {
      try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }
  }

  /// Gives what stands at `path` the name `destination`, in one step.
  static func rename(_ path: String, to destination: String) throws(DeployFailure) {
    guard unsafe LocalDisk.systemRename(path, destination) == 0 else {
      throw DeployFailure("could not put \(destination) in place: \(reason(errno))")
    }
  }

  private static func temporaryPath(_ path: String) -> String {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    return path[..<slash] + ".stet-new-" + path[slash...].prefix(120)
  }

  private static func doing<Result>(
    _ action: String, _ path: String, _ body: () throws -> Result
  ) throws(DeployFailure) -> Result {
    do {
      return try body()
    } catch {
      let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
      let why = reason(cause.domain == NSPOSIXErrorDomain ? Int32(cause.code) : code(of: cause))
      throw DeployFailure("could not \(action) \(path): \(why)")
    }
  }

  /// The system's number for what Foundation calls by numbers of its own.
  private static func code(of error: NSError) -> Int32 {
    switch CocoaError.Code(rawValue: error.code) {
    case .fileWriteOutOfSpace: ENOSPC
    case .fileWriteVolumeReadOnly: EROFS
    case .fileWriteNoPermission, .fileReadNoPermission: EACCES
    case .fileNoSuchFile, .fileReadNoSuchFile: ENOENT
    case .fileWriteFileExists: EEXIST
    default: EIO
    }
  }

  private static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT: "there is no such file or folder"
    case EACCES, EPERM: "permission was refused"
    case ENOSPC: "the disk is full"
    case EROFS: "the disk is read-only"
    case EIO: "the disk reported an error"
    case EEXIST, ENOTEMPTY, ENOTDIR, EISDIR: "something else stands there"
    default: "the system reported error \(code)"
    }
  }
}

extension LocalDisk {
  #if canImport(Darwin)
    private static let systemLink = unsafe Darwin.link
    private static let systemRename = unsafe Darwin.rename
  #elseif canImport(Musl)
    private static let systemLink = unsafe Musl.link
    private static let systemRename = unsafe Musl.rename
  #else
    private static let systemLink = unsafe Glibc.link
    private static let systemRename = unsafe Glibc.rename
  #endif
}
