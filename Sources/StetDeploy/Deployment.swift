import StetBuild
import StetCore
import StetSite

/// A deploy that is ready: what a host has, and what it takes to bring it up to date.
package struct Deployment: Sendable {
  package let target: DeployTarget
  package let plan: Plan
  private let host: any Host

  /// Asks the host of `target` what it has and compares it with `files`; `release` names a new
  /// release, `site` is the folder that relative paths of the target start from.
  package init(
    of files: [FinishedFile], to target: DeployTarget, site: String, releaseNamed release: String
  ) async throws(DeployFailure) {
    host = target.host(site: site, releaseNamed: release)
    self.target = target
    plan = Plan(
      sending: target.isTakingPacked ? files : withoutPacked(files), to: try await host.manifest())
  }

  /// The host as messages name it.
  package var shown: String { host.shown }

  /// Whether the plan deletes more than the target allows unasked.
  package var isDeletingMuch: Bool { plan.deletesMore(than: target.deletePercentMax) }

  /// Brings the host up to date with the folder `output`.
  package func carryOut(
    from output: String, progress: (DeployProgress) -> Void
  ) async throws(DeployFailure) {
    if plan.isEmpty { return }
    try await host.carryOut(plan, from: output, progress: progress)
  }
}

/// `files` without those that are others of them, packed.
private func withoutPacked(_ files: [FinishedFile]) -> [FinishedFile] {
  let endings = Hosting.Packing.allCases.map(\.ending)
  guard files.contains(where: { file in endings.contains { file.path.hasSuffix($0) } }) else {
    return files
  }
  let paths = Set(files.map(\.path))
  return files.filter { file in
    !endings.contains { file.path.hasSuffix($0) && paths.contains(String(file.path.dropLast(3))) }
  }
}

/// Shows an earlier release at the host of `target` again: `release`, or the one before the one that
/// is shown. Returns the release that was shown and the one that is.
package func rollBack(
  _ target: DeployTarget, to release: String?, site: String
) async throws(DeployFailure) -> (from: String, to: String) {
  guard let host = target.host(site: site, releaseNamed: "") as? any ReleasingHost else {
    throw DeployFailure(
      "\(target.name) keeps no releases; only folder and rsync targets do, unless “releases: 0”")
  }
  guard let shown = try await host.current() else {
    throw DeployFailure("nothing was deployed to \(host.shown) yet")
  }
  let releases = try await host.releases()
  if let release, !releases.contains(release) {
    throw DeployFailure(
      "\(host.shown) has no release \(release); it has \(releases.joined(separator: ", "))")
  }
  guard let chosen = release ?? releases.last(where: { $0 < shown }) else {
    throw DeployFailure("\(host.shown) has no release before \(shown)")
  }
  try await host.show(chosen)
  return (shown, chosen)
}
