import StetBuild
import StetCore
import StetSite

/// A place that a site is sent to.
protocol Host: Sendable {
  /// How messages name it.
  var shown: String { get }
  /// What stet put there; nil when it never did, or when its list there cannot be read.
  func manifest() async throws(DeployFailure) -> HostManifest?
  /// Makes the place what `plan` says, of the files in the folder `output`.
  func carryOut(
    _ plan: Plan, from output: String, progress: (DeployProgress) -> Void
  ) async throws(DeployFailure)
}

/// How far a deploy is.
package struct DeployProgress: Sendable {
  /// What is being done, such as “assets”.
  package let stage: String
  package let done: Int
  package let total: Int
}

/// A host whose files are replaced one by one where they are.
protocol PlainHost: Host {
  /// Sends the files at `paths` from the folder `output`, each whole or not at all where the way there
  /// can do that.
  func send(_ paths: [String], from output: String) async throws(DeployFailure)
  /// Removes the files at `paths`, and then `folders`, the deepest first, where nobody else's files
  /// are in them.
  func remove(_ paths: [String], emptying folders: [String]) async throws(DeployFailure)
  /// Puts the list of what stet sent into its place.
  func keep(_ manifest: HostManifest) async throws(DeployFailure)
}

extension PlainHost {
  /// Notes what is about to be sent, sends it stage by stage, deletes, and notes what is there: a
  /// deploy that is interrupted is known for one by the next, which sends again what it cannot be
  /// sure of and forgets no file.
  func carryOut(
    _ plan: Plan, from output: String, progress: (DeployProgress) -> Void
  ) async throws(DeployFailure) {
    try await keep(plan.claims)
    var done = 0
    for batch in plan.batches {
      progress(DeployProgress(stage: batch.stage.rawValue, done: done, total: plan.sendCount))
      try await send(batch.paths, from: output)
      done += batch.paths.count
    }
    if !plan.deletions.isEmpty {
      progress(
        DeployProgress(stage: "deletions", done: 0, total: plan.deletions.count))
      try await remove(plan.deletions, emptying: plan.emptiedFolders)
    }
    try await keep(plan.outcome)
  }
}

/// A host that keeps several releases and shows one.
protocol ReleasingHost: Host {
  /// The releases there, the oldest first.
  func releases() async throws(DeployFailure) -> [String]
  /// The release that is shown; nil before the first.
  func current() async throws(DeployFailure) -> String?
  /// Shows `release`, in one step.
  func show(_ release: String) async throws(DeployFailure)
}

extension ReleasingHost {
  /// A name for a new release that comes after all of `releases`, though the clock went back.
  func name(_ wanted: String, after releases: [String]) -> String {
    guard let last = releases.last, wanted <= last else { return wanted }
    return last + "-1"
  }
}

extension DeployTarget {
  /// The host of this target, of the site in the folder `site`; `instant` names a new release.
  func host(site: String, releaseNamed release: String) -> any Host {
    switch route {
    case .folder(let path):
      let place = path.hasPrefix("/") ? path : site + "/" + path
      return releaseCount == 0
        ? PlainFolder(root: place)
        : ReleaseFolder(link: place, newRelease: release, countMax: releaseCount)
    case .rsync(let place):
      guard releaseCount > 0, let address = SecureShell.Address(place) else {
        return RsyncFolder(destination: place)
      }
      return RsyncReleases(
        shell: SecureShell(host: address.host, command: SecureShell.ownCommand), link: address.path,
        newRelease: release,
        countMax: releaseCount)
    case .rclone(let place):
      return RcloneRemote(destination: place)
    case .git(let repository, let branch, let isHistoryKept):
      return GitBranch(
        repository: repository, branch: branch, isHistoryKept: isHistoryKept,
        message: "Deploy of \(release)", site: site)
    }
  }
}
