#if canImport(Darwin)
  private import Darwin
#elseif canImport(Musl)
  private import Musl
#else
  private import Glibc
#endif

/// The system's calls for files, with typed failures; the only file of this room that is `unsafe`.
enum Disk {
  /// What stands at a path.
  enum Kind: Sendable, Hashable {
    case file, folder, link, special
  }

  /// What the system knows of a file without reading it.
  struct Status: Sendable, Hashable {
    let kind: Kind
    let sizeBytes: Int
    /// Nanoseconds since 1970 at which the content changed last.
    let modifiedNanoseconds: Int64
    /// Nanoseconds since 1970 at which content, name or rights changed last; nobody can set it.
    let changedNanoseconds: Int64
    let device: UInt64
    let inode: UInt64
  }

  /// What stands at `path`, links followed or not; nil when nothing does.
  static func status(_ path: String, isFollowing: Bool) throws(FileError) -> Status? {
    var record = stat()
    let result = unsafe isFollowing ? stat(path, &record) : lstat(path, &record)
    if result == 0 { return status(of: record) }
    // Nothing can stand where the name is longer than names are.
    if [ENOENT, ENOTDIR, ENAMETOOLONG].contains(errno) { return nil }
    throw FileError(.inspect, path, code: errno)
  }

  /// The names in `folder` as the disk has them, in no order, without `.` and `..`.
  static func names(in folder: String) throws(FileError) -> [[UInt8]] {
    guard let stream = unsafe opendir(folder) else { throw FileError(.list, folder, code: errno) }
    defer { unsafe closedir(stream) }
    var names: [[UInt8]] = []
    errno = 0
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe Array(bytes.prefix { $0 != 0 })
      }
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw FileError(.list, folder, code: errno) }
    return names
  }

  /// The bytes of the file at `path`.
  static func read(_ path: String) throws(FileError) -> [UInt8] {
    let file = try OpenFile(reading: path)
    return try file.read(upTo: .max)
  }

  /// The first bytes of the file at `path`, at most `countMax` of them.
  static func read(_ path: String, countMax: Int) throws(FileError) -> [UInt8] {
    let file = try OpenFile(reading: path)
    return try file.read(upTo: countMax)
  }

  /// Makes `path` a file of `bytes` and returns what the system knows of it then.
  static func write(_ bytes: [UInt8], to path: String) throws(FileError) -> Status {
    let file = try OpenFile(writing: path)
    try file.write(bytes)
    return try file.status()
  }

  /// Makes the folder at `path` and those above it that are missing.
  static func makeFolders(_ path: String) throws(FileError) {
    if unsafe mkdir(path, 0o777) == 0 { return }
    let code = errno
    if code == EEXIST, try status(path, isFollowing: true)?.kind == .folder { return }
    guard code == ENOENT, let slash = path.utf8.lastIndex(of: 0x2F), slash > path.startIndex else {
      throw FileError(.makeFolder, path, code: code == EEXIST ? ENOTDIR : code)
    }
    try makeFolders(String(path[..<slash]))
    if unsafe mkdir(path, 0o777) != 0, errno != EEXIST {
      throw FileError(.makeFolder, path, code: errno)
    }
  }

  /// Gives the file at `path` the name `destination` in one step, taking the place of what was there.
  static func rename(_ path: String, to destination: String) throws(FileError) {
    #if canImport(Darwin)
      let result = unsafe Darwin.rename(path, destination)
    #elseif canImport(Musl)
      let result = unsafe Musl.rename(path, destination)
    #else
      let result = unsafe Glibc.rename(path, destination)
    #endif
    if result != 0 { throw FileError(.rename, destination, code: errno) }
  }

  /// Removes the file at `path`; whether there was one.
  @discardableResult
  static func remove(_ path: String) throws(FileError) -> Bool {
    if unsafe unlink(path) == 0 { return true }
    if [ENOENT, ENOTDIR, ENAMETOOLONG].contains(errno) { return false }
    throw FileError(.remove, path, code: errno)
  }

  /// Removes everything in the folder at `path`; what links lead to stays.
  static func removeAll(in path: String) throws(FileError) {
    for name in try names(in: path) {
      let place = path + "/" + String(decoding: name, as: UTF8.self)
      if try status(place, isFollowing: false)?.kind == .folder {
        try removeAll(in: place)
        _ = removeFolderIfEmpty(place)
      } else {
        try remove(place)
      }
    }
  }

  /// Removes the folder at `path` if it is empty; whether it was.
  static func removeFolderIfEmpty(_ path: String) -> Bool {
    unsafe rmdir(path) == 0
  }

  private static func status(of record: stat) -> Status {
    let kind: Kind =
      switch record.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .special
      }
    #if canImport(Darwin)
      let (modified, changed) = (record.st_mtimespec, record.st_ctimespec)
    #else
      let (modified, changed) = (record.st_mtim, record.st_ctim)
    #endif
    return Status(
      kind: kind, sizeBytes: Int(record.st_size),
      modifiedNanoseconds: Int64(modified.tv_sec) * 1_000_000_000 + Int64(modified.tv_nsec),
      changedNanoseconds: Int64(changed.tv_sec) * 1_000_000_000 + Int64(changed.tv_nsec),
      device: UInt64(record.st_dev), inode: UInt64(record.st_ino))
  }

  private static func descriptor(
    _ path: String, _ flags: Int32, _ action: FileError.Action
  ) throws(FileError) -> Int32 {
    let descriptor = unsafe open(path, flags | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError(action, path, code: errno) }
    return descriptor
  }

  /// The owner of one open file.
  struct OpenFile: ~Copyable, Sendable {
    private let descriptor: Int32
    private let path: String
    private var isLocking = false

    /// Opens the file at `path` to be read.
    init(reading path: String) throws(FileError) {
      descriptor = try Disk.descriptor(path, O_RDONLY, .read)
      self.path = path
    }

    /// Opens an empty file at `path` to be written, in place of one that is there.
    init(writing path: String) throws(FileError) {
      descriptor = try Disk.descriptor(path, O_WRONLY | O_CREAT | O_TRUNC, .write)
      self.path = path
    }

    /// Opens an empty file in `folder` that has no name: it is gone when it is closed, however the
    /// process ends.
    init(unnamedIn folder: String) throws(FileError) {
      path = folder + "/.stet-unnamed"
      descriptor = try Disk.descriptor(path, O_RDWR | O_CREAT | O_TRUNC, .write)
      _ = unsafe unlink(path)
    }

    /// The `count` elements that stand in the file from `offset` on, as memory held them.
    func read<Element>(_ count: Int, at offset: Int) throws(FileError) -> [Element]
    where Element: BitwiseCopyable {
      var code: Int32 = 0
      let elements = unsafe [Element](unsafeUninitializedCapacity: count) { buffer, filled in
        let raw = UnsafeMutableRawBufferPointer(buffer)
        var place = 0
        while place < raw.count {
          let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: raw[place...])
          let got = unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(offset + place))
          if got < 0, errno == EINTR { continue }
          if got <= 0 {
            code = got < 0 ? errno : EIO
            return
          }
          place += got
        }
        filled = count
      }
      if code != 0 { throw FileError(.read, path, code: code) }
      return elements
    }

    /// Opens the file at `path`, which is there, to be written from `offset` on.
    init(continuing path: String, at offset: Int) throws(FileError) {
      let descriptor = try Disk.descriptor(path, O_WRONLY, .write)
      guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else {
        let code = errno
        _ = systemClose(descriptor)
        throw FileError(.write, path, code: code)
      }
      self.descriptor = descriptor
      self.path = path
    }

    /// Opens the file at `path`, made where it is missing, and holds its lock until it is closed;
    /// the system closes it when the process ends, however it ends.
    init(locking path: String, shownAs shown: String) throws(FileError) {
      let descriptor = try Disk.descriptor(path, O_RDWR | O_CREAT, .lock)
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        let code = errno
        _ = systemClose(descriptor)
        throw FileError(.lock, shown, code: code)
      }
      self.descriptor = descriptor
      self.path = path
      isLocking = true
    }

    /// Closes the file, and with it frees its lock.
    consuming func close() {}

    deinit {
      // A process that is being started has a copy of the descriptor, and with it the lock.
      if isLocking { _ = flock(descriptor, LOCK_UN) }
      _ = systemClose(descriptor)
    }

    /// What the system knows of the file.
    func status() throws(FileError) -> Status {
      var record = stat()
      guard unsafe fstat(descriptor, &record) == 0 else {
        throw FileError(.inspect, path, code: errno)
      }
      return Disk.status(of: record)
    }

    /// The next bytes of the file, at most `countMax` of them; empty at its end.
    func read(upTo countMax: Int) throws(FileError) -> [UInt8] {
      var bytes: [UInt8] = []
      // One byte more than the file's size, so that its end is seen at once.
      let status = try status()
      var room = min(countMax, status.sizeBytes + 1)
      while bytes.count < countMax {
        var code: Int32 = 0
        var more = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
          repeat {
            let got = unsafe systemRead(descriptor, buffer.baseAddress, room)
            code = got < 0 ? errno : 0
            count = max(0, got)
          } while code == EINTR
        }
        if code != 0 { throw FileError(.read, path, code: code) }
        if more.isEmpty { break }
        let isShort = more.count < room
        if bytes.isEmpty { swap(&bytes, &more) } else { bytes += more }
        if isShort, status.kind == .file, bytes.count >= status.sizeBytes { break }
        room = min(countMax - bytes.count, 65_536)
      }
      return bytes
    }

    /// Appends `bytes` to the file.
    func write(_ bytes: RawSpan) throws(FileError) {
      var start = 0
      while start < bytes.byteCount {
        let written = unsafe bytes.withUnsafeBytes { buffer in
          unsafe systemWrite(
            descriptor, buffer.baseAddress?.advanced(by: start), buffer.count - start)
        }
        if written < 0, errno != EINTR { throw FileError(.write, path, code: errno) }
        start += max(0, written)
      }
    }
  }
}

#if canImport(Darwin)
  private let systemRead = unsafe Darwin.read
  private let systemWrite = unsafe Darwin.write
  private let systemClose = Darwin.close
#elseif canImport(Musl)
  private let systemRead = unsafe Musl.read
  private let systemWrite = unsafe Musl.write
  private let systemClose = Musl.close
#else
  private let systemRead = unsafe Glibc.read
  private let systemWrite = unsafe Glibc.write
  private let systemClose = Glibc.close
#endif
