#if canImport(Darwin)
  private import Darwin
#elseif canImport(Musl)
  private import Musl
#else
  private import Glibc
#endif

/// A file that was opened to be sent.
///
/// A class, so that it is closed when the last reply that reads it is done.
final class OpenedFile: Sendable {
  let sizeBytes: Int
  /// Nanoseconds since 1970 at which it changed last.
  let modifiedNanoseconds: Int64
  let inode: UInt64
  private let descriptor: Int32

  fileprivate init(descriptor: Int32, _ record: stat) {
    self.descriptor = descriptor
    sizeBytes = Int(record.st_size)
    inode = UInt64(record.st_ino)
    #if canImport(Darwin)
      let modified = record.st_mtimespec
    #else
      let modified = record.st_mtim
    #endif
    modifiedNanoseconds = Int64(modified.tv_sec) * 1_000_000_000 + Int64(modified.tv_nsec)
  }

  deinit {
    _ = systemClose(descriptor)
  }

  /// Seconds since 1970 at which it changed last.
  var modifiedSeconds: Int64 { modifiedNanoseconds / 1_000_000_000 }

  /// At most `count` bytes from `offset`; fewer at the file's end, none where it cannot be read.
  func read(at offset: Int, count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while bytes.count < count {
      let room = count - bytes.count
      let start = offset + bytes.count
      let more = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, got in
        got = unsafe max(0, pread(descriptor, buffer.baseAddress, room, off_t(start)))
      }
      if more.isEmpty { break }
      if bytes.isEmpty, more.count == count { return more }
      bytes += more
    }
    return bytes
  }
}

/// What stands at a path of the output folder.
enum Standing: Sendable {
  case file(OpenedFile)
  case folder
  case nothing
}

/// What stands at `parts` below the folder `root`.
///
/// Each name is opened in the folder before it, and none may be a symbolic link: whatever stands
/// where, nothing outside the folder is reached.
func standing(at parts: [String], below root: String) -> Standing {
  var folder = unsafe open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard folder >= 0 else { return .nothing }
  for part in parts {
    // A pipe without a writer must not hold the server up.
    let next = unsafe openat(folder, part, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    _ = systemClose(folder)
    guard next >= 0 else { return .nothing }
    folder = next
  }
  var record = stat()
  guard unsafe fstat(folder, &record) == 0 else {
    _ = systemClose(folder)
    return .nothing
  }
  switch record.st_mode & S_IFMT {
  case S_IFREG: return .file(OpenedFile(descriptor: folder, record))
  case S_IFDIR:
    _ = systemClose(folder)
    return .folder
  default:
    _ = systemClose(folder)
    return .nothing
  }
}

#if canImport(Darwin)
  private let systemClose = Darwin.close
#elseif canImport(Musl)
  private let systemClose = Musl.close
#else
  private let systemClose = Glibc.close
#endif
