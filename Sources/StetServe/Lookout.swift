import StetBuild

/// Gathers what changes on the disk until it has been quiet for a moment, so that a burst of saves is
/// one build.
struct Lookout {
  /// How long it must be quiet after one change and between those of a burst, and how long it is waited
  /// for at most, in milliseconds.
  private static let quiet = 8
  private static let quietInBurst = 30
  private static let patience = 400

  private let order: ServeOrder
  private var watcher: Watcher?
  private var gathered = Changes()
  private var firstNotice = 0
  private var lastNotice = 0
  private var nextLook: Int

  /// A lookout over the files of the site that `order` names.
  init(_ order: ServeOrder, now: Int) {
    self.order = order
    watcher = Lookout.watcher(order)
    nextLook = now
  }

  /// What tells of changes.
  var watches: [Sockets.Watch] {
    watcher?.descriptor.map { [Sockets.Watch(descriptor: $0)] } ?? []
  }

  /// When to look again, though nothing tells of changes.
  var deadline: Int? {
    if !gathered.isEmpty {
      let quiet = lastNotice > firstNotice ? Lookout.quietInBurst : Lookout.quiet
      return min(lastNotice + quiet, firstNotice + Lookout.patience)
    }
    return watcher?.interval == nil ? nil : nextLook
  }

  /// Watches other places where the configuration of `edition` names them.
  mutating func follow(_ edition: Edition, now: Int) {
    guard edition.isGroundNew, let next = Lookout.watcher(order) else { return }
    // What the old one has heard since is not lost.
    if let more = watcher?.changes() { gather(more, now: now) }
    watcher = next
  }

  /// What changed, once it is quiet; nil until then.
  mutating func look(_ ready: [Sockets.Watch], now: Int) -> Changes? {
    guard let watcher else { return nil }
    let isTold = ready.contains { $0.descriptor == watcher.descriptor }
    let isDue = watcher.interval != nil && now >= nextLook
    if isTold || isDue {
      let more = watcher.changes()
      nextLook = now + (watcher.interval ?? 0)
      gather(more, now: now)
    }
    guard !gathered.isEmpty, let deadline, now >= deadline else { return nil }
    defer { gathered = Changes() }
    return gathered
  }

  private mutating func gather(_ more: Changes, now: Int) {
    if more.isEmpty { return }
    if gathered.isEmpty { firstNotice = now }
    lastNotice = now
    gathered.formUnion(more)
  }

  private static func watcher(_ order: ServeOrder) -> Watcher? {
    do throws(FileError) {
      return Watcher(try servedSite(of: order.build).places, isLooking: order.isLooking)
    } catch {
      return nil
    }
  }
}
