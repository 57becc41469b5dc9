import StetBuild

/// Notices that files of the site changed: the system tells where it can, else the folders are looked
/// through twice a second.
///
/// A class, because it owns what it asked the system for until it goes away.
final class Watcher {
  /// How long to wait before looking through the folders, in milliseconds; nil where the system tells.
  var interval: Int? { notices == nil ? 500 : nil }
  /// What is readable when something changed; nil where nothing is.
  var descriptor: Int32? { notices?.descriptor }

  private let places: WatchedPlaces
  private var notices: FolderNotices?
  private var seen: [String: FileState] = [:]

  /// A watcher of `places`, which `isLooking` looks itself even where the system could tell.
  init(_ places: WatchedPlaces, isLooking: Bool) {
    self.places = places
    if !isLooking { notices = FolderNotices(places) }
    if notices == nil { seen = fileStates(of: places) }
  }

  /// What changed since it was asked last.
  func changes() -> Changes {
    if let notices { return notices.changes() }
    let now = fileStates(of: places)
    var changes = Changes()
    for (path, state) in now where seen[path] != state { changes.insert(path) }
    for path in seen.keys where now[path] == nil { changes.insert(path) }
    seen = now
    return changes
  }
}
