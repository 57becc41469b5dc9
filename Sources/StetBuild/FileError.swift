#if canImport(Darwin)
  private import Darwin
#elseif canImport(Musl)
  private import Musl
#else
  private import Glibc
#endif

/// A failure of the disk: what could not be done, to which path, and why.
package struct FileError: Error, Sendable, Hashable {
  /// What was tried.
  package enum Action: String, Sendable, Hashable {
    case read
    case write
    case list = "look into"
    case inspect = "look at"
    case makeFolder = "make the folder"
    case rename = "put in place"
    case remove
    case lock
  }

  /// What was tried.
  package let action: Action
  /// The path as the person who reads the message would write it.
  package let path: String
  /// The system's `errno`.
  package let code: Int32

  /// A failure of `action` at `path` with the system's error number `code`.
  package init(_ action: Action, _ path: String, code: Int32) {
    self.action = action
    self.path = path
    self.code = code
  }

  /// That something stands at `path` already, where nothing is to be written over.
  static func exists(_ path: String) -> FileError { FileError(.write, path, code: EEXIST) }

  /// One sentence, without a full stop.
  package var message: String {
    if isBusy { return "another build is writing \(path); wait until it has ended" }
    return "could not \(action.rawValue) \(path): \(reason)"
  }

  /// Whether another process holds the lock that was asked for.
  package var isBusy: Bool { action == .lock && code == EWOULDBLOCK }

  /// Whether symbolic links led back to themselves.
  var isLoop: Bool { code == ELOOP }

  /// Whether nothing is there.
  var isMissing: Bool { code == ENOENT }

  /// Whether a file stands where a folder is needed, or the other way round.
  var isBlocked: Bool { code == ENOTDIR || code == EISDIR || code == EEXIST }

  /// Why it failed, in words.
  package var reason: String {
    switch code {
    case ENOENT: "there is no such file or folder"
    case EACCES, EPERM: "permission was refused"
    case ENOSPC: "the disk is full"
    case EDQUOT: "the disk quota is used up"
    case EROFS: "the disk is read-only"
    case EISDIR: "it is a folder"
    case ENOTDIR: "a file stands where a folder is needed"
    case EEXIST: "something else has that name"
    case ENOTEMPTY: "the folder is not empty"
    case ELOOP: "its symbolic links lead back to themselves"
    case ENAMETOOLONG: "the name is too long for the disk"
    case EMFILE, ENFILE: "too many files are open"
    case EIO: "the disk reported an error"
    case EFBIG: "the file is too large for the disk"
    default: "the system reported error \(code)"
    }
  }
}
