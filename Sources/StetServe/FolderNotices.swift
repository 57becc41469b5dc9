import StetBuild

#if canImport(Glibc) || canImport(Musl)
  #if canImport(Musl)
    private import Musl
  #else
    private import Glibc
  #endif

  /// What Linux tells of folders: inotify(7).
  ///
  /// A class, because it owns the queue that the system writes to.
  final class FolderNotices {
    let descriptor: Int32
    private let places: WatchedPlaces
    /// The folder of each watch, on the disk.
    private var folders: [Int32: String] = [:]

    /// Writing is told of when it has ended, so that no half file is read; editors that write beside
    /// and rename are seen by the name that moves in.
    private static let mask =
      UInt32(IN_CLOSE_WRITE) | UInt32(IN_CREATE) | UInt32(IN_DELETE) | UInt32(IN_MOVED_FROM)
      | UInt32(IN_MOVED_TO) | UInt32(IN_DELETE_SELF) | UInt32(IN_ATTRIB) | UInt32(IN_ONLYDIR)

    /// Watches the folders of `places`; nil where the system has no room for as many.
    init?(_ places: WatchedPlaces) {
      self.places = places
      descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
      guard descriptor >= 0 else { return nil }
      for folder in places.allFolders where !add(folder) { return nil }
    }

    deinit {
      if descriptor >= 0 { Sockets.close(descriptor) }
    }

    /// Everything that was told since the last time.
    func changes() -> Changes {
      var changes = Changes()
      while true {
        let room = 65_536
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
          count = unsafe max(0, read(descriptor, buffer.baseAddress, room))
        }
        if bytes.isEmpty { return changes }
        note(bytes, in: &changes)
      }
    }

    /// Takes the notices that `bytes` hold, one after the other: watch, mask, cookie, length, name.
    private func note(_ bytes: [UInt8], in changes: inout Changes) {
      var start = 0
      while start + 16 <= bytes.count {
        let watch = Int32(bitPattern: FolderNotices.number(bytes, at: start))
        let mask = FolderNotices.number(bytes, at: start + 4)
        let length = Int(FolderNotices.number(bytes, at: start + 12))
        let name = bytes[(start + 16)..<min(bytes.count, start + 16 + length)].prefix { $0 != 0 }
        start += 16 + length
        if mask & UInt32(IN_Q_OVERFLOW) != 0 {
          changes.formUnion(.everything)
          continue
        }
        guard let folder = folders[watch] else { continue }
        if mask & UInt32(IN_IGNORED) != 0 { folders[watch] = nil }
        guard !name.isEmpty else { continue }
        note(folder + "/" + String(decoding: name, as: UTF8.self), mask, in: &changes)
      }
    }

    private func note(_ path: String, _ mask: UInt32, in changes: inout Changes) {
      if mask & UInt32(IN_ISDIR) != 0 {
        let isNew = mask & (UInt32(IN_CREATE) | UInt32(IN_MOVED_TO)) != 0
        guard places.isFolderWatched(path) else { return }
        // What was written into it before it was watched was told of to nobody.
        if isNew {
          for folder in places.folders(below: path) { _ = add(folder) }
          for file in places.files(below: path) { changes.insert(file) }
        } else if mask & UInt32(IN_ATTRIB) == 0 {
          changes.formUnion(.everything)
        }
      } else if let watched = places.watchedPath(of: path) {
        changes.insert(watched)
      }
    }

    /// Watches one folder; whether the system had room. A folder that went away meanwhile is none.
    private func add(_ folder: String) -> Bool {
      let watch = unsafe inotify_add_watch(descriptor, folder, FolderNotices.mask)
      if watch >= 0 { folders[watch] = folder }
      return watch >= 0 || errno != ENOSPC
    }

    private static func number(_ bytes: [UInt8], at start: Int) -> UInt32 {
      // The system writes numbers in its own order, which on every Linux that Swift knows is this.
      (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << (8 * UInt32($1)) }
    }
  }
#else
  /// Other systems are looked through.
  final class FolderNotices {
    let descriptor: Int32 = -1
    init?(_ places: WatchedPlaces) { return nil }
    /// Nothing.
    func changes() -> Changes { Changes() }
  }
#endif
