import StetContent
import StetCore
import StetRender
import StetSite

/// A site that is built again and again, as a server does: what one build learned is at hand for the
/// next, so that the work follows the change.
///
/// Kept by one task, which asks for one build at a time. What is written and told is the same as by
/// `build` on the same files at the same instant.
package struct BuildSession: Sendable {
  private var memory: Memory?
  private var live: LiveSite?

  /// A session that has built nothing yet.
  package init() {}

  /// Builds the site that `order` names from what stands on the disk now.
  package mutating func build(
    _ order: BuildOrder, progress: (BuildProgress) -> Void = { _ in }
  ) async throws(FileError) -> BuildReport {
    try await settle()
    let known = memory
    memory = nil
    live = nil
    let built = try await StetBuild.build(order, from: known, progress)
    memory = built.memory
    live = built.live
    return built.report
  }

  /// Builds again after changes to `paths`, files or folders named from the site's root, and to
  /// nothing else that the build reads; a path too many costs little. Whoever cannot name the paths
  /// asks for `build`, which looks at every file's time and size.
  ///
  /// `order` may differ from the last one's in its instants; with another in anything else, the build
  /// is a whole one. After a failure, or where the report `isStopped`, the last good output stands.
  /// What a reader of the changed pages does not see may wait for `settle`.
  package mutating func update(
    _ order: BuildOrder, changed paths: [String], progress: (BuildProgress) -> Void = { _ in }
  ) async throws(FileError) -> BuildReport {
    if var site = live {
      live = nil
      let tree = site.ground.tree
      let lock = try OutputTree.lock(tree.root, shownAs: tree.shown)
      let report = try await site.revise(order, changed: paths)
      lock.close()
      if let report {
        memory = site.memory
        live = site
        return report
      }
    }
    return try await build(order, progress: progress)
  }

  /// Does what the last update has left to be done while nobody waits: the index of a search, what
  /// later builds remember. What it told, where it wrote pages.
  @discardableResult
  package mutating func settle() async throws(FileError) -> BuildReport? {
    guard var site = live, !site.isSettled else { return nil }
    live = nil
    let tree = site.ground.tree
    let lock = try OutputTree.lock(tree.root, shownAs: tree.shown)
    let settled = try await site.settle()
    lock.close()
    memory = site.memory
    if settled.isDone { live = site }
    return settled.report
  }
}
